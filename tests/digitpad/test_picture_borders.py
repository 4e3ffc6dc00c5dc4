"""Pictures of odd shapes and shades: strips, tiny ones, borders that meet."""

import contextlib

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from digitpad.errors import EmptyDrawingError
from digitpad.picture import ink_of
from digitpad.picture.margins import page_within
from digitpad.picture.uneven import ink_on_uneven_paper


def shaded_strip() -> npt.NDArray[np.uint8]:
    """A strip six times as long as high, in a frame, lit from one side; with a 1."""
    strip = np.tile(np.linspace(230, 150, 900), (150, 1))
    strip[40:110, 440:452] -= 90
    strip[:9] = strip[-9:] = strip[:, :9] = strip[:, -9:] = 40
    return strip.round().astype(np.uint8)


@pytest.mark.parametrize("is_upright", [False, True], ids=["level", "upright"])
def test_the_frame_of_a_strip_is_found_on_all_sides(is_upright: bool) -> None:
    strip = shaded_strip()
    if is_upright:
        strip = np.ascontiguousarray(strip.T)
    height, width = strip.shape
    rows, columns = page_within(strip)
    assert 9 <= rows.start <= 18
    assert 9 <= height - rows.stop <= 18
    assert 9 <= columns.start <= 18
    assert 9 <= width - columns.stop <= 18


def test_the_ink_of_a_shaded_strip_is_what_was_written() -> None:
    ink = ink_of(Image.fromarray(shaded_strip())) > 127
    written = np.zeros_like(ink)
    written[40:110, 440:452] = True
    assert (ink == written).mean() > 0.999


def test_where_the_margins_meet_all_of_the_picture_is_the_page() -> None:
    grey = np.full((12, 24), 200, np.uint8)
    grey[[4, 7]] = 180
    grey[:, [2, -3]] = 0
    assert page_within(grey) == (slice(0, 12), slice(0, 24))
    assert ink_of(Image.fromarray(grey)).any()


def test_shades_a_few_bits_apart_are_told_apart() -> None:
    red = np.full((8, 3), 200, np.uint8)
    red[7], red[:, 1], red[4] = 128, 223, 183
    colours = np.stack([red, red, np.roll(red, 1, axis=0)], axis=-1)
    with pytest.raises(EmptyDrawingError):
        ink_of(Image.fromarray(colours))


def test_a_low_strip_reads_nothing_that_memory_held_before() -> None:
    random = np.random.default_rng(0)
    shaded = np.linspace(230, 120, 90) + random.normal(0, 1, (3, 90))
    shaded[1, 30:33] -= 80
    shaded[:, 60] = 50
    grey = shaded.astype(np.uint8)
    found = set()
    for junk in (np.nan, 1e30, -1e30) * 20:
        # Freed at once: later arrays come to lie where these were.
        for size in (45, 90, 135, 150, 180, 270, 540, 1080):
            _ = [np.full(size, junk, np.float32) for _ in range(20)]
        found.add(ink_on_uneven_paper(grey).tobytes())
    assert len(found) == 1


@pytest.mark.parametrize("seed", range(8))
def test_no_small_picture_is_too_odd(seed: int) -> None:
    random = np.random.default_rng(seed)
    for _ in range(25):
        height, width = random.choice((1, 2, 3, 5, 12, 13, 24, 90), 2)
        shade = np.linspace(200, random.integers(60, 200), width)
        grey = np.tile(shade, (height, 1)).astype(np.uint8)
        for _ in range(3):
            grey[random.integers(height)] = random.integers(256)
            grey[:, random.integers(width)] = random.integers(256)
        with contextlib.suppress(EmptyDrawingError):
            assert ink_of(Image.fromarray(grey)).max() > 0
