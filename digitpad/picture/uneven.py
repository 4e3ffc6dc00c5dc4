"""Ink on paper of any shade, light and texture: the paper is estimated, then left out.

Everything here works on what lies between a pixel and the paper around it, so that
neither a shadow nor a vignette nor the colour of the pen changes what is ink.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from digitpad.errors import EmptyDrawingError
from digitpad.picture.even import ring_of
from digitpad.picture.reasons import NO_INK, NO_PEN

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float32]  # (height, width), brightness along the ink's colour

# The paper's first estimate is a median over this share of a picture this small: wider
# than what a stroke covers, narrower than a shadow.
_COARSE_SIDE: Final = 48
_COARSE_SHARE: Final = 0.42
# The size at which the paper is estimated closely; its light does not vary faster.
_FINE_SIDE: Final = 400
# Ink stands out from the grain by so many standard deviations.
_LEAST_CLEARNESS: Final = 5.0
_LEAST_CONTRAST: Final = 5.0  # grey levels
# Ink of less clearness is smoothed first.
_CLEAR: Final = 14.0
# No pen covers more of its paper.
_MOST_INK: Final = 0.45
_LEAST_PAPER: Final = 0.2
# What goes over the edge of a picture along so much of it is no writing.
_MOST_RING: Final = 0.32
_DARK: Final = 80
# A pen is of one strength: of what stands out by so much of it, the strongest twentieth
# is hardly stronger than the middle. In a photo of anything else light and shade vary.
_STANDING: Final = 0.4
_MOST_UNLIKE: Final = 1.7
_MAD: Final = 1.4826  # of a normal distribution, to its standard deviation


def ink_on_uneven_paper(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Grey ink of a picture whose paper is not of one shade.

    Args:
        pixels: (height, width) or (height, width, 3), uint8.

    Returns:
        (height, width), uint8, 0 is paper and 255 is full ink.

    Raises:
        EmptyDrawingError: Nothing stands out from the paper and its grain, or more than
            a pen leaves, or not of one strength as what a pen leaves is.
    """
    fine = _reduced(pixels, _FINE_SIDE)
    paper = _coarse_paper(fine)
    axis = _ink_axis(fine - paper)
    strength = _strength(paper)
    values = _along(fine, axis)
    first = (values - _along(paper, axis)) * strength
    width, bare = _strokes_in(first)
    close = _close_paper(values, width, bare)
    ink = (values - close) * strength
    factor = -(-max(pixels.shape[:2]) // _FINE_SIDE)
    if factor > 1:
        size = (pixels.shape[1], pixels.shape[0])
        values = _along(pixels.astype(np.float32), axis)
        ink = (values - _enlarged(close, size)) * _enlarged(strength, size)
    if _clearness(ink[::factor, ::factor], bare) < _CLEAR:
        ink = _smoothed(ink, 0.2 * width * factor)
    offset, grain, level = _facts(ink[::factor, ::factor], bare)
    if level < max(_LEAST_CONTRAST, _LEAST_CLEARNESS * grain):
        raise EmptyDrawingError(NO_INK)
    if not _is_of_one_strength(ink[::factor, ::factor] - offset, level):
        raise EmptyDrawingError(NO_PEN)
    low = offset + max(2.5 * grain, 0.15 * level)
    stretched = (ink - low) / (offset + level - low)
    found = (stretched.clip(0, 1) * 255).round().astype(np.uint8)
    if np.mean(ring_of(found) > _DARK) > _MOST_RING:
        raise EmptyDrawingError(NO_INK)
    return found


def _reduced(pixels: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.float32]:
    factor = -(-max(pixels.shape[:2]) // side)
    if factor > 1:
        pixels = np.asarray(Image.fromarray(pixels).reduce(factor))
    return pixels.astype(np.float32)


def _coarse_paper(fine: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The median around each pixel, of each channel."""
    from scipy.ndimage import median_filter

    size = (fine.shape[1], fine.shape[0])
    factor = -(-max(size) // _COARSE_SIDE)
    window = int(_COARSE_SHARE * max(size) / factor) | 1
    channels = fine[..., None] if fine.ndim == 2 else fine
    medians = []
    for channel in np.moveaxis(channels, -1, 0):
        coarse = np.asarray(Image.fromarray(channel).reduce(factor))
        # A far wider window than a strip of two rows takes scipy 1.17 to memory that is
        # not the picture's. Beyond the reflections of a strip it sees nothing new.
        across = [min(window, 4 * side + 1) for side in coarse.shape]
        median = median_filter(coarse, across, mode="reflect")
        medians.append(_enlarged(median, size))
    return np.stack(medians, -1).reshape(fine.shape)


def _ink_axis(difference: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The direction in colour from the paper to the ink, of length 1.

    Ink is rare and far from the paper, so the third moment points towards it: dark or
    light or of a colour, while the paper's grain lies on both sides alike.

    Raises:
        EmptyDrawingError: There is no such direction.
    """
    channels = difference[..., None] if difference.ndim == 2 else difference
    sigma = max(0.7, max(channels.shape) / 150)
    calm = [_smoothed(channel, sigma) for channel in np.moveaxis(channels, -1, 0)]
    flat = np.stack(calm, -1).reshape(-1, channels.shape[-1])
    moment = (flat * np.einsum("ij,ij->i", flat, flat)[:, None]).sum(0)
    length = float(np.linalg.norm(moment))
    if not length:
        raise EmptyDrawingError(NO_INK)
    axis: npt.NDArray[np.float32] = (moment / length).astype(np.float32)
    return axis


def _along(pixels: npt.NDArray[np.float32], axis: npt.NDArray[np.float32]) -> Values:
    return pixels * axis[0] if pixels.ndim == 2 else pixels @ axis


def _strength(paper: npt.NDArray[np.float32]) -> Values:
    """How much a difference counts: in a shadow ink is nearer to its paper."""
    from scipy.ndimage import uniform_filter

    brightness = paper if paper.ndim == 2 else paper.max(-1)
    # A blot that the median took for paper is no shadow: its surroundings count too.
    around = uniform_filter(brightness, max(1, round(0.5 * max(paper.shape))))
    brightness = np.maximum(brightness, around)
    strength = float(np.median(brightness)) / np.maximum(brightness, 1)
    return strength.clip(0.6, 2.5)


def _strokes_in(ink: Values) -> tuple[float, Mask]:
    """About how wide the strokes are, in pixels, and where surely none is.

    Raises:
        EmptyDrawingError: There are none, or hardly any paper between them.
    """
    from scipy.ndimage import binary_dilation, distance_transform_edt

    inside = ink > _threshold(ink)
    if not inside.any():
        raise EmptyDrawingError(NO_INK)
    depth = distance_transform_edt(np.pad(inside, 1, mode="edge"))[1:-1, 1:-1]
    width = 2 * float(np.quantile(depth[inside], 0.9))
    bare = ~binary_dilation(inside, iterations=max(1, round(0.25 * width)))
    if bare.mean() < _LEAST_PAPER:
        raise EmptyDrawingError(NO_INK)
    return width, bare


def _close_paper(values: Values, width: float, bare: Mask) -> Values:
    """What is left of a picture without any structure as narrow as its strokes."""
    from scipy.ndimage import gaussian_filter, grey_opening, uniform_filter

    size = min(int(1.6 * width) + 3, max(3, min(values.shape) // 2)) | 1
    calm = _smoothed(values, 0.12 * width)
    opened = grey_opening(calm, (size, size), mode="reflect")
    smooth = uniform_filter(opened, max(size // 2, 1), mode="reflect")
    # The opening lies below the grain: it is raised to the middle of the bare paper.
    sigma = size / 2
    weight = gaussian_filter(bare.astype(np.float32), sigma) + 1e-3
    raised: Values = gaussian_filter((values - smooth) * bare, sigma) / weight
    return smooth + raised


def _smoothed(values: Values, sigma: float) -> Values:
    from scipy.ndimage import gaussian_filter

    smooth: Values = gaussian_filter(values, sigma) if sigma > 0.3 else values
    return smooth


def _clearness(ink: Values, bare: Mask) -> float:
    _, grain, level = _facts(ink, bare)
    return level / max(grain, 1e-6)


def _facts(ink: Values, bare: Mask) -> tuple[float, float, float]:
    """Where the paper lies, its standard deviation, and how far above it full ink is.

    Raises:
        EmptyDrawingError: No ink, or more of it than of paper.
    """
    paper = ink[bare]
    offset = float(np.median(paper))
    grain = _MAD * float(np.median(abs(paper - offset)))
    standing = ink[ink > offset + max(2 * grain, 1.5)]
    if not standing.size:
        raise EmptyDrawingError(NO_INK)
    upper = standing[standing > _threshold(standing)]
    if not upper.size or upper.size > _MOST_INK * ink.size:
        raise EmptyDrawingError(NO_INK)
    return offset, grain, float(np.quantile(upper, 0.5)) - offset


def _is_of_one_strength(ink: Values, level: float) -> bool:
    standing = ink[ink > _STANDING * level]
    middle, strongest = np.quantile(standing, (0.5, 0.95))
    return bool(strongest <= _MOST_UNLIKE * middle)


def _threshold(values: npt.NDArray[Any]) -> float:
    """The value that parts the others best into low and high ones (Otsu)."""
    # Between values a few bits apart, float32 has no room for so many edges.
    counts, edges = np.histogram(values.astype(np.float64), 64)
    centres = (edges[1:] + edges[:-1]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    mass = np.cumsum(counts * centres)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    return float(edges[1 + int(np.nan_to_num(between).argmax())]) if above[0] else -1.0


def _enlarged(values: Values, size: tuple[int, int]) -> Values:
    picture = Image.fromarray(values)
    return np.asarray(picture.resize(size, Image.Resampling.BILINEAR))
