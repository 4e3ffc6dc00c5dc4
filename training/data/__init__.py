"""Reads labelled digits from the kinds of files that people keep them in."""
