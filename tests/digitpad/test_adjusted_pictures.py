"""Pictures turned, cut and told ink from paper as their user says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from digitpad import Recognizer
from digitpad.errors import EmptyDrawingError
from digitpad.picture.adjust import Adjustment, adjusted, cut, turned
from digitpad.picture.crop import (
    WHOLE,
    Crop,
    Edges,
    dragged,
    edges_at,
    is_inside,
    moved,
    spanned,
)

NEAR = (0.02, 0.02)
HANDLES = (Edges.LEFT | Edges.TOP, Edges.RIGHT | Edges.BOTTOM, Edges.TOP, Edges.NONE)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer.load()


def seven() -> Image.Image:
    """A 7 on the left, a faint smear on the right, on grey paper."""
    picture = Image.new("RGB", (400, 300), (200, 200, 190))
    draw = ImageDraw.Draw(picture)
    draw.line([(60, 70), (150, 70), (90, 230)], fill=(30, 40, 90), width=14)
    draw.line([(280, 60), (300, 250)], fill=(160, 160, 160), width=20)
    return picture


def test_nothing_chosen_changes_nothing() -> None:
    picture = seven()
    assert adjusted(picture, Adjustment()).tobytes() == picture.tobytes()


@pytest.mark.parametrize("degrees", [90, 180, 270, -90, 450])
def test_quarters_lose_nothing(degrees: float) -> None:
    picture = seven()
    there = turned(picture, degrees)
    assert turned(there, -degrees).tobytes() == picture.tobytes()
    assert (there.size == picture.size) == (degrees % 180 == 0)


def test_it_turns_clockwise() -> None:
    picture = Image.new("L", (40, 20), 255)
    picture.putpixel((0, 0), 0)  # the upper left corner goes to the upper right
    assert turned(picture, 90).getpixel((19, 0)) == 0


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1", "I;16", "LA"])
def test_corners_become_paper(mode: str) -> None:
    picture = Image.new("L", (60, 40), 255).convert(mode)
    found = np.asarray(turned(picture, 30).convert("L"), int)
    assert np.ptp(found) <= 2


def test_a_turned_digit_is_turned_back(recognizer: Recognizer) -> None:
    aslant = turned(cut(seven(), Crop(0, 0, 0.5, 1)), 40)
    upright = adjusted(aslant, Adjustment(degrees=-40))
    reading = recognizer.read_digit(upright)
    assert (reading.digit, reading.is_digit) == (7, True)


def test_what_is_cut_away_is_not_read(recognizer: Recognizer) -> None:
    kept = adjusted(seven(), Adjustment(crop=Crop(0.05, 0.1, 0.5, 0.9)))
    assert kept.size == (180, 240)
    assert recognizer.read_number(kept).text == "7"


def test_a_threshold_leaves_the_darker_ink(recognizer: Recognizer) -> None:
    found = adjusted(seven(), Adjustment(threshold=0.6))
    ink = 255 - np.asarray(found, int)
    assert ink[:, 240:].max() == 0
    assert ink[:, :200].max() == 255
    assert recognizer.read_number(found).text == "7"
    faint = adjusted(seven(), Adjustment(threshold=0.05))
    assert (255 - np.asarray(faint, int))[:, 240:].max() > 0


def test_a_threshold_finds_ink_where_the_program_finds_none() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (60, 60, 3)).astype(np.uint8)
    picture = Image.fromarray(noise)
    assert np.asarray(adjusted(picture, Adjustment(threshold=0.9))).min() < 255


def test_where_there_is_nothing_at_all_it_is_told() -> None:
    with pytest.raises(EmptyDrawingError):
        adjusted(Image.new("RGB", (30, 30), "white"), Adjustment(threshold=0.5))


def test_the_smallest_cut_is_a_pixel() -> None:
    assert cut(Image.new("L", (3, 3)), Crop(0.98, 0.98, 1.0, 1.0)).size == (1, 1)
    assert cut(Image.new("L", (1, 1)), Crop(0.2, 0.2, 0.22, 0.22)).size == (1, 1)


@given(
    hands=st.lists(
        st.tuples(
            st.sampled_from(HANDLES),
            st.floats(-2, 2, allow_nan=False),
            st.floats(-2, 2, allow_nan=False),
        ),
        max_size=8,
    )
)
def test_whatever_hands_do_it_stays_a_rectangle_in_the_picture(
    hands: list[tuple[Edges, float, float]],
) -> None:
    crop = WHOLE
    for edges, dx, dy in hands:
        crop = dragged(crop, edges, dx, dy) if edges else moved(crop, dx, dy)
        assert -1e-9 <= crop.left < crop.right <= 1 + 1e-9
        assert -1e-9 <= crop.top < crop.bottom <= 1 + 1e-9


def test_edges_and_corners_are_taken_hold_of() -> None:
    crop = Crop(0.2, 0.2, 0.8, 0.8)
    assert edges_at(crop, 0.21, 0.5, NEAR) == Edges.LEFT
    assert edges_at(crop, 0.79, 0.81, NEAR) == Edges.RIGHT | Edges.BOTTOM
    assert edges_at(crop, 0.5, 0.19, NEAR) == Edges.TOP
    assert edges_at(crop, 0.5, 0.5, NEAR) == Edges.NONE
    assert edges_at(crop, 0.2, 0.95, NEAR) == Edges.NONE  # in line, but beyond


def test_a_rectangle_begins_where_the_hand_is() -> None:
    begun = spanned(0.4, 0.3)
    assert (begun.left, begun.top) == (0.4, 0.3)
    drawn = dragged(begun, Edges.RIGHT | Edges.BOTTOM, 0.3, 0.4)
    assert is_inside(drawn, 0.6, 0.6)
    assert spanned(5, -5).right == pytest.approx(1)
