"""Numbers, with the shipped model: strokes and pictures of several digits."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from digitpad import DigitReading, NumberReading, Recognizer
from digitpad.inkfiles import Sample, read_ink_file

DATA = Path(__file__).resolve().parent.parent / "data"

Strokes = list[npt.NDArray[np.float64]]
Change = Callable[[Strokes], Strokes]


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer.load()


def drawn(*points: tuple[float, float]) -> npt.NDArray[np.float64]:
    """A stroke with a point every pixel, as a hand leaves it."""
    corners = np.array(points, float)
    lengths = np.hypot(*np.diff(corners, axis=0).T)
    at = np.concatenate([[0], np.cumsum(lengths)])
    every = np.linspace(0, at[-1], int(at[-1]) + 2)
    return np.stack([np.interp(every, at, corners[:, k]) for k in (0, 1)], axis=1)


def ring(x: float, y: float, wide: float, high: float) -> npt.NDArray[np.float64]:
    turn = np.linspace(-np.pi / 2, 1.5 * np.pi, 60)
    return np.stack([x + wide / 2 * np.cos(turn), y + high / 2 * np.sin(turn)], axis=1)


ONE = [drawn((0, 0), (0, 100))]
CROSSED_SEVEN = [drawn((0, 0), (55, 0), (20, 100)), drawn((10, 52), (55, 48))]
FOUR_IN_TWO = [drawn((25, 0), (0, 60), (60, 60)), drawn((45, 20), (45, 100))]
BELLY = [(25 - 25 * np.cos(a), 70 - 30 * np.sin(a)) for a in np.linspace(0.9, 5.2, 30)]
FIVE_WITH_BAR = [
    drawn((8, 5), (5, 45), *((x * 0.6 + 20, y) for x, y in BELLY[::-1][3:][::-1])),
    drawn((12, 0), (50, -2)),
]
ZERO = [ring(30, 50, 55, 100)]
SLASHED_ZERO = [ring(30, 50, 55, 100), drawn((8, 92), (52, 8))]


def moved(strokes: Strokes, across: float, down: float = 0.0) -> Strokes:
    return [stroke + np.array((across, down)) for stroke in strokes]


def side_by_side(digits: list[Strokes], gap: float) -> Strokes:
    strokes: Strokes = []
    edge = 0.0
    for digit in digits:
        points = np.concatenate(digit)
        strokes += moved(digit, edge - points[:, 0].min())
        edge += np.ptp(points[:, 0]) + gap
    return strokes


def turned(strokes: Strokes, degrees: float) -> Strokes:
    """Turned clockwise, as y goes down."""
    a = np.radians(degrees)
    matrix = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return [stroke @ matrix for stroke in strokes]


def picture(strokes: Strokes, pen: int = 8) -> Image.Image:
    points = np.concatenate(strokes)
    low, high = points.min(0) - 20, points.max(0) + 20
    wide, tall = (high - low).astype(int).tolist()
    image = Image.new("L", (wide, tall), 255)
    for stroke in strokes:
        path = [tuple(point) for point in (stroke - low).tolist()]
        ImageDraw.Draw(image).line(path, fill=0, width=pen, joint="curve")
    return image


def written_digits() -> list[tuple[str, Strokes]]:
    """One digit of each kind that people have drawn, with its label, 100 high."""
    found: dict[str, Strokes] = {}
    for _, sample in read_ink_file(DATA / "digits.jsonl"):
        assert isinstance(sample, Sample)
        assert sample.label is not None
        strokes = [np.array(stroke.points)[:, :2] for stroke in sample.drawing.strokes]
        points = np.concatenate(strokes)
        scale = 100 / np.ptp(points[:, 1])
        upright = [(stroke - points.min(0)) * scale for stroke in strokes]
        found.setdefault(sample.label, upright)
    return sorted(found.items())


def page(gap: float = 25.0) -> tuple[str, Strokes]:
    """Two lines of five digits."""
    digits = written_digits()
    lines = [digits[:5], digits[5:]]
    strokes = [
        stroke
        for index, line in enumerate(lines)
        for stroke in moved(side_by_side([d for _, d in line], gap), 0, index * 170)
    ]
    return "\n".join("".join(label for label, _ in line) for line in lines), strokes


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ([ONE, CROSSED_SEVEN], "17"),
        ([CROSSED_SEVEN, ZERO], "70"),
        ([FOUR_IN_TWO, ONE], "41"),
        ([FIVE_WITH_BAR, ZERO], "50"),
        ([ONE, SLASHED_ZERO, ONE], "101"),
        ([FOUR_IN_TWO, CROSSED_SEVEN, FOUR_IN_TWO], "474"),
    ],
)
@pytest.mark.parametrize("source", [list, picture], ids=["strokes", "picture"])
def test_a_digit_of_several_strokes_is_one_digit(
    recognizer: Recognizer,
    digits: list[Strokes],
    text: str,
    source: Callable[[Strokes], Strokes | Image.Image],
) -> None:
    number = recognizer.read_number(source(side_by_side(digits, 30)))
    assert number.text == text


def test_two_lines_are_read_from_top_to_bottom(recognizer: Recognizer) -> None:
    text, strokes = page()
    assert recognizer.read_number(strokes).text == text
    assert recognizer.read_number(picture(strokes)).text == text


@pytest.mark.parametrize("degrees", [-14, 14])
def test_a_tilted_page_is_read_as_an_upright_one(
    recognizer: Recognizer, degrees: float
) -> None:
    text, strokes = page()
    tilted = turned(strokes, degrees)
    number = recognizer.read_number(tilted)
    assert number.text == text
    # The boxes are where the ink lies, not where it lies once the page is upright.
    points = np.concatenate(tilted)
    boxes = np.array(number.boxes)
    np.testing.assert_allclose(boxes[:, :2].min(0), points.min(0), atol=1e-6)
    ends = boxes[:, :2] + boxes[:, 2:]
    np.testing.assert_allclose(ends.max(0), points.max(0), atol=1e-6)
    assert recognizer.read_number(picture(tilted)).text == text


@pytest.mark.parametrize(
    "mark",
    [
        [drawn((100, 98), (101, 102))],
        [drawn((100, 95), (94, 112))],
        [drawn((-70, 50), (-30, 50))],
        [drawn((84, 50), (118, 50))],
    ],
    ids=["point", "comma", "minus sign", "dash"],
)
@pytest.mark.parametrize("source", [list, picture], ids=["strokes", "picture"])
def test_marks_are_left_out(
    recognizer: Recognizer,
    mark: Strokes,
    source: Callable[[Strokes], Strokes | Image.Image],
) -> None:
    strokes = moved(ZERO, 5) + moved(CROSSED_SEVEN, 140) + mark
    assert recognizer.read_number(source(strokes)).text == "07"


@pytest.mark.parametrize(
    "changed",
    [
        lambda strokes: moved(strokes, 7000.3, -333.1),
        lambda strokes: [stroke * 0.05 for stroke in strokes],
        lambda strokes: [stroke * 21.7 - 77.7 for stroke in strokes],
        lambda strokes: strokes[::-1],
        lambda strokes: strokes[1::2] + strokes[::2],
    ],
    ids=["moved", "smaller", "larger", "backwards", "in another order"],
)
def test_place_size_and_order_leave_the_number(
    recognizer: Recognizer, changed: Change
) -> None:
    for gap in (25.0, 4.0):
        _, strokes = page(gap)
        expected = recognizer.read_number(strokes).text
        assert recognizer.read_number(changed(strokes)).text == expected


@pytest.mark.parametrize("pen", [3, 12])
def test_the_width_of_the_pen_leaves_the_number(
    recognizer: Recognizer, pen: int
) -> None:
    text, strokes = page()
    assert recognizer.read_number(picture(strokes, pen)).text == text


def test_most_digits_that_cross_in_a_picture_are_told_apart(
    recognizer: Recognizer,
) -> None:
    digits = [
        (label, strokes) for label, strokes in written_digits() if label in "04689"
    ]
    right = [
        recognizer.read_number(picture(side_by_side([left, right], -14))).text
        == first + second
        for first, left in digits
        for second, right in digits
    ]
    # Cut from top to bottom alone, it would be one in six.
    assert sum(right) >= 10


def test_one_drawn_digit_is_no_number(recognizer: Recognizer) -> None:
    for label, strokes in written_digits():
        reading = recognizer.read(strokes)
        assert isinstance(reading, DigitReading)
        assert str(reading.digit) == label


def test_a_number_that_grows_under_the_pen_reads_as_one_at_rest(
    recognizer: Recognizer,
) -> None:
    _, strokes = page()
    for count in range(2, len(strokes) + 1):
        live = recognizer.read(strokes[:count], pen_is_down=True)
        rest = recognizer.read(strokes[:count])
        assert isinstance(live, NumberReading) == isinstance(rest, NumberReading)
        if isinstance(live, NumberReading) and isinstance(rest, NumberReading):
            assert live.text == rest.text


def test_a_dot_far_from_the_number_leaves_it(recognizer: Recognizer) -> None:
    _, strokes = page()
    expected = recognizer.read_number(strokes).text
    speck = drawn((900.0, 20.0), (902.0, 21.0))
    assert recognizer.read_number([*strokes, speck]).text == expected


@pytest.mark.parametrize(
    "letter",
    [
        [drawn((0, 0), (0, 100)), drawn((60, 0), (60, 100)), drawn((0, 50), (60, 48))],
        [
            drawn((40, 0), (0, 100)),
            drawn((40, 0), (80, 100)),
            drawn((16, 60), (64, 60)),
        ],
        [drawn((0, 0), (0, 100)), drawn((60, 0), (2, 50)), drawn((2, 50), (60, 100))],
    ],
    ids=["H", "A", "K"],
)
def test_a_letter_of_several_strokes_is_no_number(
    recognizer: Recognizer, letter: Strokes
) -> None:
    reading = recognizer.read(letter)
    assert isinstance(reading, DigitReading)


def test_digits_apart_are_a_number(recognizer: Recognizer) -> None:
    reading = recognizer.read([*ONE, *moved(CROSSED_SEVEN, 60)])
    assert isinstance(reading, NumberReading)
    assert reading.text == "17"


def test_dots_in_one_place_are_read(recognizer: Recognizer) -> None:
    reading = recognizer.read([[(5, 5)], [(5, 5), (5, 5)], [(5, 9)]])
    assert isinstance(reading, DigitReading)
    assert not reading.is_digit
