"""Finds the digits in a drawing or a picture, line by line, left to right."""

from digitpad.segment.belief import is_number
from digitpad.segment.finder import Finder
from digitpad.segment.opinions import Opinion
from digitpad.segment.pages import box_around
from digitpad.segment.search import Box, Piece

__all__ = ["Box", "Finder", "Opinion", "Piece", "box_around", "is_number"]
