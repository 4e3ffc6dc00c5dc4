"""Digits read right in every kind of picture; `--count` pictures of each kind."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

from made_pictures.hands import Written, written
from made_pictures.kinds import PAINTED, PHOTOGRAPHED
from made_pictures.page import Making

from digitpad import Recognizer
from digitpad.readings import DigitReading


def main() -> None:
    """Print the accuracy of each kind, of each family, and of the strokes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", help="an .h5 file; the adopted model without it")
    options = parser.parse_args()
    recognizer = Recognizer.load(options.model)
    digits = written(np.random.default_rng(options.seed), options.count)
    readings = recognizer.read_digits(digit.strokes for digit in digits)
    _print("strokes", [_figures(readings, digits, 0.0)])
    for family, kinds in (("paint", PAINTED), ("photo", PHOTOGRAPHED)):
        rows = []
        for name, make in kinds.items():
            rows.append(_of_kind(recognizer, make, digits, options.seed))
            _print(name, rows[-1:])
        _print(f"all of {family}", rows)


def _of_kind(
    recognizer: Recognizer, make: Making, digits: list[Written], seed: int
) -> tuple[float, float, float]:
    rng = np.random.default_rng(seed)
    pictures = [make(digit.strokes, rng) for digit in digits]
    begin = time.perf_counter()
    readings = recognizer.read_digits(pictures)
    return _figures(readings, digits, time.perf_counter() - begin)


def _figures(
    readings: list[DigitReading], digits: list[Written], seconds: float
) -> tuple[float, float, float]:
    right = [str(r.digit) == d.label for r, d in zip(readings, digits, strict=True)]
    refused = [not reading.is_digit for reading in readings]
    return float(np.mean(right)), float(np.mean(refused)), seconds / len(digits)


def _print(name: str, rows: list[tuple[float, float, float]]) -> None:
    right, refused, seconds = np.mean(rows, 0)
    print(
        f"{name:20s} right {right:7.2%}  refused {refused:7.2%}  "
        f"{seconds * 1e3:6.2f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
