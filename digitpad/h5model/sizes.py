"""The sizes that every model shares."""

from typing import Final

# `digitpad.preprocess` has it too, but would load Pillow into the child process.
SIDE: Final = 28
"""Rows of a model input, and columns."""

LEVELS: Final = 255.0
"""What full ink is to a model that reads 0 to 255."""
