"""Signs written down as landmarks: read from a table and drawn anew each time.

A table has a sign on each line, its name and then its strokes, each after a bar:

    A | - 0,100 50,0 100,100 | ?- 20,65 80,65

A stroke is a mark that says how the pen goes, and landmarks x,y in hundredths, y down:
`-` straight from one to the next, `~` smoothly through them, `p` straight and back to
the first, `c` smoothly and back to the first, `o` an ellipse (centre; half width and
half height). A mark further on changes the manner from the landmark before it. `?`
before a mark: some leave this stroke out.
"""

import functools
import itertools
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.handwriting.curves import Skeleton, Stroke, through

_STEPS = 7  # points from a landmark to the next
_CLOSING = 3  # landmarks by which a closed stroke may run over its start
_ELLIPSE_LANDMARKS = 8
_JITTER = 0.035  # of a stroke's size
_NO_JITTER_BELOW = 0.12  # a dot moves as a stroke of this size would


@dataclass(frozen=True)
class Glyph:
    """One way of writing a sign.

    Attributes:
        name: What the table calls it.
        landmarks: (n, 2) float64, about 0 to 1.
        weights: (m, n); times the landmarks they are the points of all strokes.
        stroke_of: (n,), the stroke that each landmark belongs to.
        sizes: (n,), the longer side of that stroke.
        ends: Where each stroke ends in the points.
        closing: Per stroke, how many points lie past its start; 0 if it is open.
        optional: Per stroke, whether some leave it out.
    """

    name: str
    landmarks: Stroke
    weights: npt.NDArray[np.float64]
    stroke_of: npt.NDArray[np.intp]
    sizes: npt.NDArray[np.float64]
    ends: tuple[int, ...]
    closing: tuple[int, ...]
    optional: tuple[bool, ...]

    def drawn(self, random: np.random.Generator, care: float = 1.0) -> Skeleton:
        """Draw it once.

        Args:
            random: All that varies comes from it.
            care: How far landmarks stray; 1 as people do, more is clumsier.
        """
        points = self.weights @ self._strayed(random, care)
        chances = random.random((len(self.ends), 2)).tolist()
        strokes = []
        start = 0
        for end, over, optional, (dropped, cut) in zip(
            self.ends, self.closing, self.optional, chances, strict=True
        ):
            # A closed stroke ends a little short of its start, or runs past it.
            stop = end - round(over * (0.4 + 0.75 * cut)) if over else end
            if not (optional and dropped < 0.3):
                strokes.append(points[start:stop])
            start = end
        return _order_varied(strokes, random)

    def _strayed(self, random: np.random.Generator, care: float) -> Stroke:
        amount = care * math.exp(random.normal(0.0, 0.45))
        count = len(self.ends)
        own = random.normal(0.0, _JITTER * amount, self.landmarks.shape)
        grown = random.normal(1.0, 0.07 * min(amount, 2.0), (count, 2))
        moved = random.normal(0.0, 0.022 * amount, (count, 2))
        middle = self.landmarks.mean(0)
        near = self.landmarks - middle
        near *= grown[self.stroke_of]
        near += own * self.sizes[:, None] + moved[self.stroke_of] * _spread(self.sizes)
        # Proportions: one side larger than the other, along both axes.
        near += random.normal(0.0, 0.12, 2) * (near * near - 0.12)
        bent: Stroke = near + middle
        return bent


def read_table(path: Path) -> list[Glyph]:
    """All glyphs of a table, in its order.

    Raises:
        ValueError: A line is not as this module's docstring says.
    """
    glyphs = []
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.strip() and not text.startswith("# "):
            glyphs.append(glyph(text))
    return glyphs


def glyph(text: str) -> Glyph:
    """Read one line of a table."""
    name, *strokes = re.split(r"\s+\|\s+", text.strip())
    if not strokes:
        raise ValueError(f"No strokes in {text!r}.")
    parsed = [_stroke(stroke) for stroke in strokes]
    landmarks = [each[0] for each in parsed]
    counts = [len(each) for each in landmarks]
    blocks = [each[1] for each in parsed]
    weights = np.zeros((sum(map(len, blocks)), sum(counts)))
    row = column = 0
    for block in blocks:
        weights[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    sizes = [float(np.ptp(each, axis=0).max()) for each in landmarks]
    return Glyph(
        name=name,
        landmarks=np.concatenate(landmarks),
        weights=weights,
        stroke_of=np.repeat(np.arange(len(counts)), counts),
        sizes=np.repeat(np.maximum(sizes, _NO_JITTER_BELOW), counts),
        ends=tuple(itertools.accumulate(map(len, blocks))),
        closing=tuple(each[2] for each in parsed),
        optional=tuple(stroke.startswith("?") for stroke in strokes),
    )


def _order_varied(strokes: Skeleton, random: np.random.Generator) -> Skeleton:
    """Strokes as another would order them, or draw them the other way round."""
    if random.random() < 0.25:
        strokes = [s[::-1] if random.random() < 0.5 else s for s in strokes]
    if len(strokes) > 1 and random.random() < 0.2:
        strokes = [strokes[k] for k in random.permutation(len(strokes))]
    if len(strokes) > 1 and random.random() < 0.1:
        return _unlifted(strokes)
    return strokes


def _unlifted(strokes: Skeleton) -> Skeleton:
    """Where a stroke begins near the end of the one before, the pen stays down."""
    out = [strokes[0]]
    for stroke in strokes[1:]:
        gap = stroke[0] - out[-1][-1]
        if gap @ gap < 0.12**2:
            out[-1] = np.concatenate([out[-1], stroke])
        else:
            out.append(stroke)
    return out


def _spread(sizes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How far strokes of these sizes are misplaced: small ones hardly less."""
    return (0.5 + 0.5 * np.minimum(sizes, 1.0))[:, None]


def _stroke(text: str) -> tuple[Stroke, npt.NDArray[np.float64], int]:
    """Landmarks (n, 2), weights (m, n) and points past the start of one stroke."""
    words = text.lstrip("?").split()
    if not words or words[0] not in "-~pco" or len(words) < 3:
        raise ValueError(f"No stroke: {text!r}.")
    pieces: list[tuple[str, list[int]]] = []
    places: list[tuple[float, float]] = []
    for word in words:
        if word in "-~pco":
            pieces.append((word, [len(places) - 1] if places else []))
        else:
            x, _, y = word.partition(",")
            place = (float(x) / 100, float(y) / 100)
            # Where the manner changes, a table may name the landmark once more.
            again = len(pieces) > 1 and len(pieces[-1][1]) == 1 and place == places[-1]
            if not again:
                pieces[-1][1].append(len(places))
                places.append(place)
    manner = pieces[0][0]
    if manner == "o":
        places, manner = _ellipse(*places), "c"
    landmarks = np.array(places)
    if manner in "pc":
        weights = _closed(landmarks, smooth=manner == "c")
        return landmarks, weights, _STEPS * (_CLOSING if manner == "c" else 1)
    blocks = [
        _open(landmarks, indices, smooth=kind == "~")
        for kind, indices in pieces
        if len(indices) > 1
    ]
    return landmarks, np.concatenate(blocks), 0


def _ellipse(
    centre: tuple[float, float], radii: tuple[float, float]
) -> list[tuple[float, float]]:
    turns = [
        2 * math.pi * k / _ELLIPSE_LANDMARKS - 1.9 for k in range(_ELLIPSE_LANDMARKS)
    ]
    return [
        (centre[0] + radii[0] * math.cos(t), centre[1] + radii[1] * math.sin(t))
        for t in turns
    ]


def _open(
    landmarks: Stroke, indices: list[int], *, smooth: bool
) -> npt.NDArray[np.float64]:
    chosen = np.eye(len(landmarks))[indices]
    if not smooth or len(indices) < 3:
        return _straight_weights(chosen)
    ends = [2 * chosen[0] - chosen[1]], [2 * chosen[-1] - chosen[-2]]
    return _smooth_weights(np.concatenate([ends[0], chosen, ends[1]]), landmarks)


def _closed(landmarks: Stroke, *, smooth: bool) -> npt.NDArray[np.float64]:
    """A loop that starts anywhere between landmarks and runs on past its start."""
    count = len(landmarks)
    over = _CLOSING if smooth else 1
    order = [k % count for k in range(-1, count + over + 2)]
    chosen = np.eye(count)[order]
    if smooth:
        return _smooth_weights(chosen, landmarks)
    return _straight_weights(chosen[1:-1])


def _straight_weights(knots: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    share = np.linspace(0.0, 1.0, _STEPS)[None, :, None]
    path = knots[:-1, None] * (1 - share) + knots[1:, None] * share
    return path.reshape(-1, knots.shape[1])


def _smooth_weights(
    knots: npt.NDArray[np.float64], landmarks: Stroke
) -> npt.NDArray[np.float64]:
    """A centripetal Catmull-Rom spline as weights of the landmarks.

    Its pace is that of the landmarks as the table has them, so that the curve depends
    on strayed landmarks by a matrix alone: a drawing costs one product.
    """
    places = knots @ landmarks
    gaps = np.sqrt(np.linalg.norm(np.diff(places, axis=0), axis=1)) + 1e-3
    return through(knots, gaps, _STEPS)


@functools.cache
def table(name: str) -> list[Glyph]:
    """The table of that name beside this module."""
    return read_table(Path(__file__).with_name(f"{name}.txt"))
