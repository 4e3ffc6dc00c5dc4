"""The sizes that every model shares."""

from typing import Final

# `digitpad.preprocess` has it too, but would load Pillow into the child process.
SIDE: Final = 28
"""Rows of a model input, and columns."""
