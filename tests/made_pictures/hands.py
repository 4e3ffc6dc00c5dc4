"""Digits to make pictures of: the drawings of this project in other people's hands."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.inkfiles import Sample, read_ink_file

_DRAWINGS = Path(__file__).resolve().parent.parent / "data" / "digits.jsonl"

Strokes = list[npt.NDArray[np.float64]]  # (n, 2) each, x and y, longer side 0 to 1


class Written(NamedTuple):
    """A digit and the strokes it was written with."""

    label: str
    strokes: Strokes


def written(rng: np.random.Generator, count: int) -> list[Written]:
    """So many digits, each label as often as the others, slanted and stretched anew."""
    samples = [s for _, s in read_ink_file(_DRAWINGS) if isinstance(s, Sample)]
    chosen = [samples[index % len(samples)] for index in range(count)]
    return [
        Written(str(sample.label), _in_another_hand(sample, rng)) for sample in chosen
    ]


def _in_another_hand(sample: Sample, rng: np.random.Generator) -> Strokes:
    slant, turn = rng.normal(0, 0.12), rng.normal(0, 0.06)
    aspect = np.exp(rng.normal(0, 0.12))
    change = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    change = change @ np.array([[aspect, -slant], [0, 1]])
    strokes = [
        np.array([point[:2] for point in stroke.points], float) @ change.T
        for stroke in sample.drawing.strokes
    ]
    return in_unit_box(strokes)


def in_unit_box(strokes: Strokes) -> Strokes:
    """Move and scale strokes so that their longer side goes from 0 to 1."""
    points = np.concatenate(strokes)
    low, high = points.min(0), points.max(0)
    extent = max(float((high - low).max()), 1e-9)
    return [(stroke - low) / extent for stroke in strokes]
