"""The column beside the pad, in every state."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from digitpad.readings import DigitReading, NumberReading
from digitpad.ui import theme
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.reading_panel import ReadingPanel


def reading(
    digit: int, confidence: float, *candidates: int, refusal: str = ""
) -> DigitReading:
    probabilities = np.full(10, (1 - confidence) / 9, np.float32)
    probabilities[digit] = confidence
    model_input = np.zeros((28, 28), np.float32)
    model_input[4:24, 12:16] = 1
    return DigitReading(
        digit, probabilities, not refusal, candidates or (digit,), model_input, refusal
    )


@pytest.fixture
def panel(qtbot: QtBot) -> ReadingPanel:
    made = ReadingPanel()
    made.resize(384, 640)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def text(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def bars_of(panel: QWidget) -> ProbabilityBars:
    bars = panel.findChild(ProbabilityBars, "probabilities")
    assert isinstance(bars, ProbabilityBars)
    return bars


def test_nothing_is_said_of_an_empty_pad(panel: ReadingPanel) -> None:
    panel.show_reading(reading(7, 0.97))
    panel.show_reading(None)
    assert [text(panel, n) for n in ("answer", "doubt", "confidence", "detail")] == [
        ""
    ] * 4
    assert list(bars_of(panel).probabilities) == [0.0] * 10
    assert bars_of(panel).accessibleDescription() == "Nothing is drawn."


def test_a_sure_digit(panel: ReadingPanel) -> None:
    panel.show_reading(reading(7, 0.97))
    assert (text(panel, "answer"), text(panel, "confidence")) == ("7", "97 %")
    assert bars_of(panel).winner == 7


def test_a_doubt_leaves_the_digit_in_the_answer(panel: ReadingPanel) -> None:
    panel.show_reading(reading(4, 0.6, 4, 9))
    assert (text(panel, "answer"), text(panel, "doubt")) == ("4", "or 9?")


def test_a_refusal_has_no_winner(panel: ReadingPanel) -> None:
    panel.show_reading(reading(1, 0.6, refusal="too much ink"))
    assert (text(panel, "answer"), text(panel, "detail")) == (
        "not a digit",
        "Too much ink",
    )
    assert bars_of(panel).winner is None


def test_bars_do_not_contradict_a_refusal(panel: ReadingPanel) -> None:
    panel.show_reading(reading(7, 0.87, refusal="just a dot"))
    assert list(bars_of(panel).probabilities) == [0.0] * 10
    assert bars_of(panel).accessibleDescription() == "Not a digit."
    panel.show_reading(reading(7, 0.4, refusal="like several digits at once"))
    assert bars_of(panel).probabilities[7] == pytest.approx(0.4)


def test_a_number_shows_the_bars_of_one_of_its_digits(panel: ReadingPanel) -> None:
    boxes = ((0.0, 0.0, 10.0, 20.0), (20.0, 0.0, 10.0, 20.0))
    number = NumberReading("47", (reading(4, 0.9), reading(7, 0.8)), boxes)
    panel.show_reading(number, 0)
    assert text(panel, "answer") == "47"
    assert bars_of(panel).winner == 4
    panel.show_reading(number, 1)
    assert bars_of(panel).winner == 7


@pytest.mark.parametrize("size", [(272, 470), (384, 640), (1200, 1900)])
@pytest.mark.parametrize("candidates", [(4,), (4, 9), (4, 9, 7)])
def test_the_texts_fit_beside_each_other(
    panel: ReadingPanel, size: tuple[int, int], candidates: tuple[int, ...]
) -> None:
    panel.resize(*size)
    panel.show_reading(reading(4, 0.6, *candidates))
    labels = [
        panel.findChild(QLabel, name) for name in ("answer", "doubt", "confidence")
    ]
    shown = [label for label in labels if isinstance(label, QLabel) and label.text()]
    for label in shown:
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
        assert label.geometry().right() <= panel.width()
    for left, right in pairwise(shown):
        assert left.geometry().right() <= right.geometry().left() + 2


def test_the_answer_is_the_largest_type(panel: ReadingPanel) -> None:
    panel.show_reading(reading(4, 0.6))
    sizes = {
        label.objectName(): label.fontInfo().pixelSize()
        for label in panel.findChildren(QLabel)
        if label.text()
    }
    assert sizes.pop("answer") > 2 * max(sizes.values())


def test_a_doubt_is_as_much_part_of_the_answer_as_the_digit(
    panel: ReadingPanel,
) -> None:
    panel.show_reading(reading(4, 0.6, 4, 9))
    sizes = {
        label.objectName(): label.fontInfo().pixelSize()
        for label in panel.findChildren(QLabel)
    }
    assert sizes["answer"] > sizes["doubt"] > 2 * sizes["detail"]
    assert sizes["doubt"] >= sizes["answer"] / 2


def test_a_long_number_shrinks_to_fit(panel: ReadingPanel) -> None:
    digits = tuple(reading(int(d), 0.9) for d in "20470123456789")
    boxes = tuple((20.0 * i, 0.0, 10.0, 20.0) for i in range(14))
    panel.show_reading(NumberReading("20470123456789", digits, boxes))
    answer = panel.findChild(QLabel, "answer")
    assert isinstance(answer, QLabel)
    assert answer.fontMetrics().horizontalAdvance(answer.text()) <= panel.width()


def test_figures_are_told_to_a_screen_reader_likeliest_first(
    panel: ReadingPanel,
) -> None:
    panel.show_reading(reading(7, 0.82))
    assert bars_of(panel).accessibleDescription().startswith("7: 82 %, ")


def test_bars_glide_to_their_lengths_and_figures_do_not_wait(
    panel: ReadingPanel, qtbot: QtBot
) -> None:
    bars = bars_of(panel)
    panel.show_reading(reading(7, 1.0))
    assert bars.probabilities[7] == pytest.approx(1.0)
    assert bars.shown_lengths[7] < 1.0
    qtbot.waitUntil(lambda: bars.shown_lengths[7] == pytest.approx(1.0))


def test_the_winner_is_painted_in_the_accent_colour(
    panel: ReadingPanel, qtbot: QtBot
) -> None:
    bars = bars_of(panel)
    panel.show_reading(reading(7, 1.0))
    qtbot.waitUntil(lambda: bars.shown_lengths[7] == pytest.approx(1.0))
    row = bars.height() / 10
    image = bars.grab().toImage()
    accent = theme.accent(bars.palette())
    rows = [
        image.pixelColor(bars.width() // 2, int(row * (d + 0.5))) for d in range(10)
    ]
    assert [colour == accent for colour in rows] == [d == 7 for d in range(10)]


def test_the_model_input_is_shown_pixel_by_pixel(panel: ReadingPanel) -> None:
    view = panel.findChild(ModelInputView, "model_input")
    assert isinstance(view, ModelInputView)
    panel.show_reading(reading(1, 0.9))
    times = view.width() // 28
    assert view.width() == view.height() == 28 * times
    image = view.grab().toImage()
    assert image.pixelColor(12 * times - 1, 10 * times) == QColor("white")
    assert image.pixelColor(12 * times, 10 * times) == QColor("black")
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    view.setPalette(palette)
    image = view.grab().toImage()
    assert image.pixelColor(12 * times - 1, 10 * times) == QColor("#202020")
    panel.show_reading(None)
    assert view.image is None


def test_in_a_presentation_the_answer_takes_all_the_room(panel: ReadingPanel) -> None:
    panel.resize(1600, 2000)
    panel.show_reading(reading(7, 0.97))
    label = panel.findChild(QLabel, "answer")
    assert isinstance(label, QLabel)
    usual = label.font().pixelSize()
    panel.present(QWidget())
    assert label.font().pixelSize() > usual
    panel.present(None)
    assert label.font().pixelSize() == usual


@pytest.mark.parametrize(("width", "height"), [(240, 700), (384, 640), (900, 1000)])
def test_the_answer_is_larger_than_how_sure_it_is(
    panel: ReadingPanel, width: int, height: int
) -> None:
    panel.resize(width, height)
    panel.show_reading(reading(7, 0.97))
    answer, confidence = (panel.findChild(QLabel, n) for n in ("answer", "confidence"))
    assert isinstance(answer, QLabel)
    assert isinstance(confidence, QLabel)
    assert answer.font().pixelSize() > 1.8 * confidence.font().pixelSize()
