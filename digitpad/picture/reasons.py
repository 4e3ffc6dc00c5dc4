"""Why there is nothing to read in a picture: sentences that say what to do."""

from typing import Final

NO_INK: Final = (
    "There is no ink in the picture, as nothing stands out from the paper: crop the "
    "picture to the writing, or take it in better light."
)
NO_PEN: Final = (
    "There is no writing in the picture, only light and shade as in a photo of "
    "something else: crop the picture to the writing, or choose another one."
)
ONLY_FRAME: Final = (
    "There is no writing in the picture, only a frame or a border: crop the picture to "
    "the writing, and leave some paper around it."
)
ONLY_GRAIN: Final = (
    "There is no writing in the picture, only grain: crop the picture to the writing, "
    "or take it in better light."
)
