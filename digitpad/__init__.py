"""Digitpad: draw a digit and see at once what a small neural network reads in it."""

__version__ = "0.1.0"
