"""Many pictures and drawings, read into a table by a program of its own."""
