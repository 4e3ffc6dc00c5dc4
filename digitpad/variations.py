"""The same drawing as the same hand might draw it another time."""

from typing import Final

import numpy as np

from digitpad.ink import Drawing
from digitpad.preprocess import Coordinates, ModelInput, strokes_to_model_input

COPIES: Final = 12

# Standard deviations, of a drawing 1 high.
_TURN: Final = 0.1  # radians
_SLANT: Final = 0.12
_STRETCH: Final = 0.1
_BEND: Final = 0.03
_BENDS: Final = 2
_WAVES: Final = 4.0  # radians over the whole drawing


def drawn_again(drawing: Drawing, copies: int = COPIES) -> list[ModelInput]:
    """A drawing and varied copies of it: turned, slanted, stretched, bent a little.

    The same drawing always gives the same copies.

    Args:
        drawing: Some ink.
        copies: How many besides the drawing itself, which comes first.
    """
    strokes = [np.frombuffer(s.xy).reshape(-1, 2) for s in drawing.strokes if len(s)]
    random = np.random.default_rng(len(strokes))
    varied = (_varied(strokes, random) for _ in range(copies))
    return [strokes_to_model_input(each) for each in (strokes, *varied)]


def _varied(
    strokes: list[Coordinates], random: np.random.Generator
) -> list[Coordinates]:
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    size = max(float((high - low).max()), np.finfo(np.float64).tiny)
    points = (points - (low + high) / 2) / size
    for _ in range(_BENDS):
        wave = np.sin(points @ random.normal(0, _WAVES, 2) + random.uniform(0, 7))
        points = points + wave[:, None] * random.normal(0, _BEND, 2)
    turn, slant = random.normal(0, _TURN), random.normal(0, _SLANT)
    wide = np.exp(random.normal(0, _STRETCH))
    turned = np.array(((np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))))
    points = points @ (turned @ np.array(((wide, slant), (0.0, 1.0)))).T
    return np.split(points, np.cumsum([len(stroke) for stroke in strokes])[:-1])
