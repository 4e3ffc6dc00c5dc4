"""Finds the digits in a drawing or a picture, line by line, left to right."""

from digitpad.segment.opinions import Opinion, Opinions, Page
from digitpad.segment.pages import box_around, page_of
from digitpad.segment.search import Box, Piece, find_digits

__all__ = [
    "Box",
    "Opinion",
    "Opinions",
    "Page",
    "Piece",
    "box_around",
    "find_digits",
    "page_of",
]
