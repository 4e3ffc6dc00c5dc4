"""Pictures of digits as people have them, made from strokes, light and lens."""
