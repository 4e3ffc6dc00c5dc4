"""Writes the sheets that the floors under reading are held on.

    python tests/data/write_sheet.py

The seeds are none that a training draws from.
"""

import gzip
import json
from pathlib import Path

import numpy as np

from training.handwriting.curves import Skeleton
from training.handwriting.digits import skeleton
from training.handwriting.hand import write
from training.handwriting.nondigits import nondigit

HERE = Path(__file__).resolve().parent
SEED = 99
EACH = 60
OTHERS = 500
NUMBERS = 120


def digits() -> list[dict[str, object]]:
    """Every digit so many times."""
    rows = []
    for digit in range(10):
        random = np.random.default_rng((SEED, digit))
        for _ in range(EACH):
            rows.append(row(write(skeleton(digit, random), random), str(digit)))
    return rows


def others() -> list[dict[str, object]]:
    """What is no digit."""
    random = np.random.default_rng((SEED, 10))
    found = (nondigit(random) for _ in range(OTHERS))
    return [row(write(strokes, random, drags=False), kind) for kind, strokes in found]


def numbers() -> list[dict[str, object]]:
    """Two to six digits in a row, apart by little or much, not all of a height."""
    random = np.random.default_rng((SEED, 11))
    rows = []
    for _ in range(NUMBERS):
        text = "".join(str(d) for d in random.integers(0, 10, random.integers(2, 7)))
        strokes: Skeleton = []
        right = 0.0
        for digit in text:
            written = write(skeleton(int(digit), random), random)
            points = np.concatenate(written)
            scale = random.uniform(0.85, 1.1) / max(np.ptp(points[:, 1]), 0.6)
            low = points.min(0)
            drop = random.uniform(-0.06, 0.06)
            strokes += [(s - low) * scale + (right, drop) for s in written]
            right = max(float(s[:, 0].max()) for s in strokes)
            right += random.uniform(0.08, 0.4)
        rows.append(row(strokes, text))
    return rows


def row(strokes: Skeleton, label: str) -> dict[str, object]:
    """One line of an ink file, in whole units."""
    points = [[[int(x), int(y)] for x, y in (s * 400).round()] for s in strokes]
    return {"strokes": points, "label": label}


def main() -> None:
    """Write all three."""
    for name, rows in (
        ("digits", digits()),
        ("others", others()),
        ("numbers", numbers()),
    ):
        lines = "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in rows)
        packed = gzip.compress(lines.encode(), mtime=0)
        (HERE / f"written_{name}.jsonl.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
