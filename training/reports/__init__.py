"""What the commands that judge write: pages, pictures and JSON."""
