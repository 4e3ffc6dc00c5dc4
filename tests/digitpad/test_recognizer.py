"""The recognizer with the shipped model."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from digitpad import DigitReading, NumberReading, Recognizer, mnist, sources
from digitpad.errors import DigitpadError, EmptyDrawingError, InkError, PictureError
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file, write_ink_file

DATA = Path(__file__).resolve().parent.parent / "data"

Points = list[tuple[float, float]]

SEVEN: list[Points] = [[(10, 10), (60, 10), (30, 90)]]
ONE: list[Points] = [[(0, 0), (2, 100)]]
DOT: list[Points] = [[(5, 5)]]


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer.load()


def picture(strokes: list[Points], paper: int = 255, ink: int = 0) -> Image.Image:
    """Strokes drawn with a pen on grey paper."""
    image = Image.new("L", (140, 140), paper)
    for stroke in strokes:
        moved = [(x + 30, y + 20) for x, y in stroke]
        ImageDraw.Draw(image).line(moved, fill=ink, width=9, joint="curve")
    return image


def assert_is_a_reading(reading: DigitReading) -> None:
    assert reading.probabilities.shape == (10,)
    assert reading.probabilities.dtype == np.float32
    assert reading.probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert reading.confidence == reading.probabilities.max()
    assert reading.candidates[0] == reading.digit == reading.probabilities.argmax()
    assert reading.model_input.shape == (28, 28)
    assert reading.model_input.dtype == np.float32


@pytest.mark.parametrize(
    "source",
    [
        SEVEN,
        [[(x, y, 5.0, 0.5) for x, y in SEVEN[0]]],
        [np.array(SEVEN[0])],
        Drawing.of(SEVEN),
        picture(SEVEN),
        picture(SEVEN, 0, 255),
        picture(SEVEN, 200, 80),
        np.asarray(picture(SEVEN)),
    ],
    ids=["strokes", "timed", "arrays", "drawing", "dark", "light", "grey", "array"],
)
def test_a_seven_is_read_in_every_kind_of_source(
    recognizer: Recognizer, source: object
) -> None:
    reading = recognizer.read_digit(source)  # type: ignore[arg-type]
    assert_is_a_reading(reading)
    assert reading.digit == 7
    assert reading.is_digit


def test_a_path_is_read_by_what_it_holds(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    picture(SEVEN).save(tmp_path / "seven.png")
    write_ink_file(tmp_path / "seven.jsonl", [Drawing.of(SEVEN)])
    assert recognizer.read_digit(tmp_path / "seven.png").digit == 7
    assert recognizer.read_digit(str(tmp_path / "seven.jsonl")).digit == 7


def test_an_ink_file_given_as_a_digit_holds_one_drawing(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    write_ink_file(tmp_path / "two.jsonl", [Drawing.of(SEVEN)] * 2)
    with pytest.raises(InkError, match="exactly one drawing"):
        recognizer.read_digit(tmp_path / "two.jsonl")


def test_many_sources_are_read_in_their_order(recognizer: Recognizer) -> None:
    readings = recognizer.read_digits([SEVEN, picture(ONE), DOT, picture(SEVEN)])
    assert [reading.digit for reading in readings if reading.is_digit] == [7, 1, 7]
    assert not readings[2].is_digit


def test_a_batch_reads_as_single_digits_do(recognizer: Recognizer) -> None:
    sources = [SEVEN, picture(ONE), ONE]
    for source, reading in zip(sources, recognizer.read_digits(sources), strict=True):
        np.testing.assert_allclose(
            recognizer.read_digit(source).probabilities,
            reading.probabilities,
            atol=1e-5,
        )


def test_a_source_that_cannot_be_read_is_named_by_its_index(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    with pytest.raises(PictureError, match=r"^source 1: .*none\.png"):
        recognizer.read_digits([SEVEN, tmp_path / "none.png"])


@pytest.mark.parametrize(
    "array", [np.zeros((30, 20, 3), np.uint8), np.zeros((1, 30, 20), np.uint8)]
)
def test_an_array_of_pixels_that_is_not_grey_is_no_drawing(
    recognizer: Recognizer, array: npt.NDArray[np.uint8]
) -> None:
    with pytest.raises(PictureError, match="give a 2-D uint8 array"):
        recognizer.read_digit(array)


def test_a_picture_opened_elsewhere_is_set_upright_or_refused(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    turned = picture(SEVEN).transpose(Image.Transpose.ROTATE_90)
    turned.save(tmp_path / "turned.png", exif=exif)
    with Image.open(tmp_path / "turned.png") as image:
        assert recognizer.read_digit(image).digit == 7
    with Image.open(tmp_path / "turned.png") as closed:
        pass
    with pytest.raises(PictureError, match="cannot be read"):
        recognizer.read_digit(closed)


BLANK = Image.new("L", (80, 80), 255)


@pytest.mark.parametrize("nothing", [[], [[]], BLANK])
def test_no_ink_is_an_error_alone_and_a_refusal_in_a_batch(
    recognizer: Recognizer, nothing: list[Points]
) -> None:
    for read in (recognizer.read_digit, recognizer.read_number):
        with pytest.raises(EmptyDrawingError):
            read(nothing)
    [reading] = recognizer.read_digits([nothing])
    assert not reading.is_digit
    assert reading.candidates == ()
    assert (reading.probabilities == np.float32(0.1)).all()


def test_an_empty_pad_is_no_error_and_a_picture_says_why_it_has_no_ink(
    recognizer: Recognizer,
) -> None:
    for nothing in ([], [[]], Drawing()):
        assert recognizer.read(nothing) is None
    with pytest.raises(EmptyDrawingError, match=r"nothing stands out .*: crop the"):
        recognizer.read(BLANK)


def test_a_picture_that_cannot_be_decoded_is_told_and_a_bug_of_ours_is_not(
    recognizer: Recognizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture(SEVEN).save(tmp_path / "seven.png")
    content = (tmp_path / "seven.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(content[: len(content) // 2])
    with (
        Image.open(tmp_path / "cut.png") as cut,
        pytest.raises(PictureError, match="cannot be read"),
    ):
        recognizer.read_digit(cut)
    with pytest.raises(PictureError, match="no pixels"):
        recognizer.read_digit(Image.new("L", (0, 5)))

    def fail(_: Image.Image) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(sources, "ink_of", fail)
    with pytest.raises(ValueError, match="a bug"):
        recognizer.read_digit(picture(SEVEN))


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_coordinate_that_is_no_number_is_an_error(
    recognizer: Recognizer, bad: float
) -> None:
    with pytest.raises(InkError, match="not a finite number"):
        recognizer.read_digit([[(bad, 1), (2, 3)]])


def test_a_dot_is_ink_and_no_digit(recognizer: Recognizer) -> None:
    reading = recognizer.read_digit(DOT)
    assert not reading.is_digit
    assert reading.candidates
    assert reading.refusal


def test_ink_smaller_than_the_pen_is_a_dot(recognizer: Recognizer) -> None:
    small = [[(0.0, 0.0), (3.0, 4.0), (1.0, 6.0)]]
    reading = recognizer.read(small, pen_width=8)
    assert isinstance(reading, DigitReading)
    assert not reading.is_digit
    reading = recognizer.read(SEVEN, pen_width=8)
    assert isinstance(reading, DigitReading)
    assert reading.is_digit


@pytest.mark.parametrize("seed", range(3))
def test_a_blot_is_no_digit(recognizer: Recognizer, seed: int) -> None:
    scribble = np.random.default_rng(seed).uniform(0, 100, (600, 2))
    reading = recognizer.read_digit([scribble])
    assert not reading.is_digit
    assert reading.refusal == "too much ink"


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_plain_picture_has_no_ink(recognizer: Recognizer, grey: int) -> None:
    with pytest.raises(EmptyDrawingError):
        recognizer.read_digit(np.full((50, 50), grey, np.uint8))


def drawings() -> list[list[npt.NDArray[np.float64]]]:
    """Drawn digits, and random walks that no network is sure of."""
    found = [sample for _, sample in read_ink_file(DATA / "digits.jsonl")]
    digits = [
        [np.array(stroke.points) for stroke in sample.drawing.strokes]
        for sample in found
        if isinstance(sample, Sample)
    ]
    random = np.random.default_rng(28)
    walks = [
        [random.normal(size=(30, 2)).cumsum(0) for _ in range(2)] for _ in range(200)
    ]
    return digits + walks


@pytest.mark.parametrize(
    "changed",
    [
        lambda strokes: [stroke + (7000.3, -333.1) for stroke in strokes],  # noqa: RUF005
        lambda strokes: [stroke * 0.05 for stroke in strokes],
        lambda strokes: [stroke * 20 for stroke in strokes],
        lambda strokes: [stroke * 3.3 - 77.7 for stroke in strokes],
        lambda strokes: strokes[::-1],
    ],
    ids=["moved", "smaller", "larger", "larger and moved", "in another order"],
)
def test_place_size_and_order_leave_the_probabilities(
    recognizer: Recognizer,
    changed: Callable[[list[npt.NDArray[np.float64]]], list[npt.NDArray[np.float64]]],
) -> None:
    before = recognizer.read_digits(drawings())
    after = recognizer.read_digits([changed(strokes) for strokes in drawings()])
    np.testing.assert_allclose(
        [reading.probabilities for reading in after],
        [reading.probabilities for reading in before],
        atol=0.02,
    )


def test_ready_model_inputs_are_read_as_they_are(recognizer: Recognizer) -> None:
    digits = mnist.load()
    found = recognizer.probabilities(digits.test_ink[:500].astype(np.float32) / 255)
    assert found.shape == (500, 10)
    assert found.dtype == np.float32
    assert (found.argmax(1) == digits.test_labels[:500]).mean() > 0.97


@pytest.mark.parametrize("shape", [(28, 28), (1, 784), (1, 28, 28, 1)])
def test_model_inputs_of_another_shape_are_refused(
    recognizer: Recognizer, shape: tuple[int, ...]
) -> None:
    with pytest.raises(DigitpadError, match=r"give \(n, 28, 28\)"):
        recognizer.probabilities(np.zeros(shape, np.float32))


@pytest.mark.parametrize("number", [math.nan, math.inf, -0.5, 255])
def test_model_inputs_outside_0_to_1_are_refused(
    recognizer: Recognizer, number: float
) -> None:
    model_inputs = np.zeros((3, 28, 28), np.float32)
    model_inputs[1, 2, 3] = number
    with pytest.raises(DigitpadError, match="give 0 for paper to 1 for ink"):
        recognizer.probabilities(model_inputs)


def test_no_model_inputs_have_no_probabilities(recognizer: Recognizer) -> None:
    assert recognizer.probabilities(np.zeros((0, 28, 28))).shape == (0, 10)


@pytest.mark.slow
def test_mnist_through_the_picture_path_keeps_its_accuracy(
    recognizer: Recognizer,
) -> None:
    digits = mnist.load()
    ready = recognizer.probabilities(digits.test_ink / np.float32(255)).argmax(1)
    found = [reading.digit for reading in recognizer.read_digits(digits.test_ink)]
    accuracy = (ready == digits.test_labels).mean()
    assert accuracy > 0.985
    assert (found == digits.test_labels).mean() == pytest.approx(accuracy, abs=0.001)


def test_a_number_is_read_from_left_to_right(recognizer: Recognizer) -> None:
    strokes = [[(x + 100, y) for x, y in SEVEN[0]], *ONE]
    number = recognizer.read_number(strokes)
    assert number.text == "17"
    assert [digit.digit for digit in number.digits] == [1, 7]
    assert number.boxes == ((0, 0, 2, 100), (110, 10, 50, 80))


def test_a_number_is_read_in_a_picture(recognizer: Recognizer) -> None:
    image = Image.new("L", (300, 140), 255)
    image.paste(picture(SEVEN), (0, 0))
    image.paste(picture(SEVEN), (150, 0))
    number = recognizer.read_number(image)
    assert number.text == "77"
    assert number.boxes[1][0] - number.boxes[0][0] == 150


def test_boxes_are_in_the_pixels_of_a_large_picture(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    small = Image.new("L", (300, 140), 255)
    small.paste(picture(SEVEN), (0, 0))
    small.paste(picture(SEVEN), (150, 0))
    large = small.resize((3000, 1400))
    large.save(tmp_path / "large.png")
    large.convert("RGB").save(tmp_path / "large.jpg")
    expected = np.array(recognizer.read_number(small).boxes) * 10
    for source in (
        large,
        np.asarray(large),
        tmp_path / "large.png",
        tmp_path / "large.jpg",
    ):
        for read in (recognizer.read_number, recognizer.read):
            number = read(source)
            assert isinstance(number, NumberReading)
            np.testing.assert_allclose(number.boxes, expected, atol=20)


def test_the_pad_reads_one_digit_or_a_number(recognizer: Recognizer) -> None:
    assert isinstance(recognizer.read(SEVEN), DigitReading)
    two = [*SEVEN, [(x + 90, y) for x, y in SEVEN[0]]]
    number = recognizer.read(two)
    assert isinstance(number, NumberReading)
    assert number.text == "77"


def test_a_hundred_thousand_points_are_read(recognizer: Recognizer) -> None:
    corners = np.array(SEVEN[0], float)
    at = np.linspace(0, 2, 100_000)
    dense = np.stack([np.interp(at, range(3), corners[:, k]) for k in (0, 1)], 1)
    np.testing.assert_allclose(
        recognizer.read_digit([dense]).probabilities,
        recognizer.read_digit(SEVEN).probabilities,
        atol=0.02,
    )


def test_the_model_says_what_it_is(recognizer: Recognizer) -> None:
    assert recognizer.card.recipe
    assert recognizer.card.test_accuracy is not None
    assert recognizer.notice == ""
