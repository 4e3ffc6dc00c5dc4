"""What is on a page beside the writing: specks, and frames at its border."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.errors import EmptyDrawingError
from digitpad.picture.reasons import ONLY_FRAME, ONLY_GRAIN
from digitpad.preprocess import dark_pixels

# A mark shorter than this share of the largest one is a speck, unless it has this share
# of its ink or lies within its reach.
_SPECK_EXTENT: Final = 0.22
_SPECK_AREA: Final = 0.08
_REACH: Final = 0.06
# What spans this share of the picture both ways and fills no more of it than this, in
# a margin no wider than this, is a frame.
_FRAME_SPAN: Final = 0.8
_MARGIN: Final = 0.1
# More marks than this, with most of the ink in those of no more pixels than this, are
# grain.
_MOST_SPECKS: Final = 15
_SPECK: Final = 6

Mask = npt.NDArray[np.bool_]


class _Marks(NamedTuple):
    """The marks of a picture: their labels there, 1 to n, and facts of each."""

    labels: npt.NDArray[np.signedinteger]
    areas: npt.NDArray[np.intp]  # (n,)
    boxes: npt.NDArray[np.intp]  # (n, 4), top, left, bottom, right

    @property
    def extents(self) -> npt.NDArray[np.intp]:
        """The longer side of each mark."""
        longer: npt.NDArray[np.intp] = np.max(self.boxes[:, 2:] - self.boxes[:, :2], 1)
        return longer


def writing_in(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The ink without specks and frames.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.

    Raises:
        EmptyDrawingError: It is all grain, or all frame.
    """
    dark = dark_pixels(ink)
    marks = _marks_of(dark)
    kept = ~_are_frames(marks, dark.shape)
    if not kept.any():
        raise EmptyDrawingError(ONLY_FRAME)
    kept &= ~_are_specks(marks, kept)
    if kept.all():
        return ink
    return np.where(_grown(np.append(False, ~kept)[marks.labels]) & ~_grown(
        np.append(False, kept)[marks.labels]), 0, ink)  # fmt: skip


def _marks_of(dark: Mask) -> _Marks:
    """Tell the marks apart that the dark pixels form.

    Raises:
        EmptyDrawingError: They are grain.
    """
    from scipy.ndimage import find_objects, label

    labels, count = label(dark, np.ones((3, 3)))
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    specks = areas[areas <= _SPECK].sum()
    if count > _MOST_SPECKS and specks > areas.sum() / 2:
        raise EmptyDrawingError(ONLY_GRAIN)
    boxes = [(r.start, c.start, r.stop, c.stop) for r, c in find_objects(labels)]
    return _Marks(labels, areas, np.array(boxes))


def _are_frames(marks: _Marks, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Which marks go along the border, and nowhere else."""
    height, width = shape
    rows, columns = (max(1, round(_MARGIN * side)) for side in shape)
    core = marks.labels[rows : height - rows, columns : width - columns]
    inside = np.bincount(core.ravel(), minlength=len(marks.areas) + 1)[1:]
    top, left, bottom, right = marks.boxes.T
    border = (top <= 1) | (left <= 1) | (bottom >= height - 1) | (right >= width - 1)
    around = (bottom - top >= _FRAME_SPAN * height) & (
        right - left >= _FRAME_SPAN * width
    )
    found: npt.NDArray[np.bool_] = (border | around) & (inside <= marks.areas / 20)
    return found


def _are_specks(marks: _Marks, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which marks are far smaller than the largest, and away from it."""
    extents = marks.extents
    main = int(np.where(kept, marks.areas, 0).argmax())
    reach = round(_REACH * extents[main])
    top, left, bottom, right = marks.boxes.T
    near = (
        (bottom >= top[main] - reach)
        & (top <= bottom[main] + reach)
        & (right >= left[main] - reach)
        & (left <= right[main] + reach)
    )
    small = extents < _SPECK_EXTENT * extents[main]
    light = marks.areas < _SPECK_AREA * marks.areas[main]
    tiny = marks.areas < _SPECK_AREA / 8 * marks.areas[main]
    found: npt.NDArray[np.bool_] = (small & light & ~near) | tiny
    return found


def _grown(mask: Mask) -> Mask:
    """The mask and its neighbours: the soft edges of what is in it."""
    padded: npt.NDArray[Any] = np.pad(mask, 2)
    for axis in (0, 1):
        for _ in range(2):
            padded = padded | np.roll(padded, 1, axis) | np.roll(padded, -1, axis)
    return padded[2:-2, 2:-2]
