"""What the service answers to pictures and ink, and that it is what Python answers."""

import io
import json
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw
from serving import SEVEN, Service

from digitpad import Recognizer, mnist
from digitpad.paths import asset
from digitpad.readings import DigitReading

SHA256 = json.loads(asset("mnist_cnn_model.json").read_bytes())["sha256"]


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def numeral(digit: int) -> Image.Image:
    """A digit of MNIST's test set, ink on paper."""
    data = mnist.load()
    index = int(np.flatnonzero(data.test_labels == digit)[0])
    return Image.fromarray(255 - data.test_ink[index])


def page() -> Image.Image:
    """A 7 and a 4 side by side on a sheet."""
    sheet = Image.new("L", (120, 60), 255)
    sheet.paste(numeral(7), (10, 15))
    sheet.paste(numeral(4), (70, 15))
    return sheet


def assert_same(answer: dict[str, Any], reading: DigitReading) -> None:
    assert answer["digit"] == reading.digit
    assert answer["is_digit"] == reading.is_digit
    assert answer["candidates"] == list(reading.candidates)
    assert answer["refusal"] == reading.refusal
    np.testing.assert_allclose(
        answer["probabilities"], reading.probabilities, atol=1e-6
    )


def test_ink_is_read_as_in_python(served: Service) -> None:
    answer = served.ask("/v1/digit", json={"strokes": SEVEN}).json()
    assert answer["digit"] == 7
    assert answer["model"] == SHA256
    assert_same(answer, Recognizer.load().read_digit(SEVEN))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"])
def test_a_picture_is_read_whatever_its_format(served: Service, kind: str) -> None:
    content = png(numeral(3), kind)
    answer = served.ask(
        "/v1/digit",
        content=content,
        headers={"Content-Type": f"image/{kind.lower()}"},
    ).json()
    picture = Image.open(io.BytesIO(content))
    assert answer["digit"] == 3
    assert_same(answer, Recognizer.load().read_digit(picture))


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "application/octet-stream"}],
    ids=["untold", "bytes"],
)
def test_bytes_are_known_by_what_they_are(
    served: Service, headers: dict[str, str]
) -> None:
    ink = json.dumps({"strokes": SEVEN}).encode()
    for content, digit in ((png(numeral(5)), 5), (ink, 7)):
        answer = served.ask("/v1/digit", content=content, headers=headers)
        assert answer.json()["digit"] == digit


def test_a_form_brings_one_file(served: Service) -> None:
    form = {"file": ("a 2.png", png(numeral(2)), "image/png")}
    assert served.ask("/v1/digit", files=form).json()["digit"] == 2


def test_what_is_no_digit_is_an_answer(served: Service) -> None:
    dot = served.ask("/v1/digit", json={"strokes": [[[5, 5]]]})
    assert dot.status_code == 200
    assert dot.json()["is_digit"] is False
    assert dot.json()["refusal"]


def test_a_number_has_its_boxes_in_the_pictures_own_pixels(served: Service) -> None:
    small, large = page(), page().resize((2400, 1200), Image.Resampling.NEAREST)
    for picture, unit in ((small, 1), (large, 20)):
        answer = served.ask("/v1/number", content=png(picture)).json()
        assert answer["text"] == "74"
        assert [digit["digit"] for digit in answer["digits"]] == [7, 4]
        (left, _, width, _), (right, _, _, _) = answer["boxes"]
        assert 0 <= left < 40 * unit < left + width + 40 * unit
        assert 70 * unit <= right < 100 * unit


def test_a_pad_gets_a_digit_or_a_number(served: Service) -> None:
    one = served.ask("/v1/reading", json={"strokes": SEVEN, "pen_is_down": True})
    assert (one.json()["kind"], one.json()["digit"]) == ("digit", 7)
    beside = [[[x + 100, y] for x, y in SEVEN[0]]]
    two = served.ask("/v1/reading", json={"strokes": SEVEN + beside}).json()
    assert (two["kind"], two["text"]) == ("number", "77")


def test_a_dot_no_larger_than_the_pen_is_no_digit(served: Service) -> None:
    drawing = {"strokes": [[[5, 5], [8, 9]]], "pen_width": 12}
    answer = served.ask("/v1/reading", json=drawing).json()
    assert answer["is_digit"] is False


def test_each_of_many_is_answered_in_its_place(served: Service) -> None:
    drawings = [{"strokes": SEVEN}, {"strokes": []}, {"strokes": 3}, {}]
    answer = served.ask("/v1/digits", json={"drawings": drawings})
    assert answer.status_code == 200
    seven, *others = answer.json()["readings"]
    assert seven["digit"] == 7
    assert [other["problem"]["status"] for other in others] == [422, 422, 422]
    assert "no ink" in others[0]["problem"]["detail"]


def test_a_form_brings_many_files(served: Service) -> None:
    form = [
        ("file", (f"{digit}.png", png(numeral(digit)), "image/png"))
        for digit in (1, 2, 7)
    ] + [("file", ("no.png", b"no picture", "image/png"))]
    readings = served.ask("/v1/digits", files=form).json()["readings"]
    assert [each.get("digit") for each in readings] == [1, 2, 7, None]
    assert "no.png is no picture" in readings[-1]["problem"]["detail"]


def test_a_photograph_is_read_beside_the_small_ones(served: Service) -> None:
    sheet = Image.new("RGB", (3000, 2000), "white")
    ImageDraw.Draw(sheet).line(
        [(600, 300), (1500, 300), (1000, 1700)], "navy", 120, "curve"
    )
    answer = served.ask("/v1/digit", content=png(sheet, "JPEG")).json()
    assert (answer["digit"], answer["is_digit"]) == (7, True)


def test_the_card_is_told(served: Service) -> None:
    model = served.client.get("/v1/model").json()
    assert model["sha256"] == SHA256
    assert model["name"] == "built-in"
    assert model["accuracy"] == model["card"]["test_accuracy"] > 0.99
    assert "weights" in model["description"]


def test_health_needs_nothing(served: Service) -> None:
    for path in ("/health", "/"):
        asked = served.client.head(path)
        assert (asked.status_code, asked.content) == (200, b"")
    assert served.client.get("/health").json()["model"] == SHA256
