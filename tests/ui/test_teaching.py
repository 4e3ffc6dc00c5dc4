"""An answer is put right by a key or a click, and learnt; it can be taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, draw_digit, draw_stroke, picture_file, shown_window

from digitpad import guard, paths
from digitpad.readings import DigitReading, NumberReading
from digitpad.samples import Samples
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice

LONG_MS = 200_000  # the first lesson reads a part of MNIST, on however busy a machine


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def _draw_cross(window: MainWindow, shift: float = 0) -> None:
    for x0, y0, x1, y1 in ((100, 200, 200, 200), (150, 150, 150, 250)):
        draw_stroke(window.pad, [(x0 + shift, y0), (x1 + shift, y1)])


def _answer(window: MainWindow) -> str:
    label = window.findChild(QLabel, "answer")
    assert label is not None
    return label.text()


def _status(window: MainWindow) -> str:
    label = window.findChild(QLabel, "status")
    assert label is not None
    return label.text()


def _take_back(window: MainWindow) -> QToolButton:
    button = window.findChild(QToolButton, "take_back")
    assert button is not None
    return button


def test_a_key_puts_the_answer_right(window: MainWindow, qtbot: QtBot) -> None:
    _draw_cross(window)
    before = _answer(window)
    assert before != "4"
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: _answer(window) == "4", timeout=LONG_MS)
    assert _status(window) == (
        "Learnt: this is a 4. The model knows one drawing of yours."
    )
    # There is room for both sentences.
    for name in ("status", "model_in_use"):
        label = window.findChild(QLabel, name)
        assert label is not None
        qtbot.waitUntil(lambda told=label: told.width() >= told.sizeHint().width())
    (sample,) = Samples().kept()
    assert (sample.label, sample.drawing) == (4, window.pad.drawing)
    assert window.recognizer is not None
    assert sample.model == window.recognizer.network.sha256
    assert sample.answered == before
    assert sample.confidence is not None


def test_what_was_learnt_is_felt_in_the_next_drawing(
    window: MainWindow, qtbot: QtBot
) -> None:
    _draw_cross(window)
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: _answer(window) == "4", timeout=LONG_MS)
    window.clear()
    _draw_cross(window, shift=40)
    assert _answer(window) == "4"


def test_a_click_on_its_bar_puts_the_answer_right(
    window: MainWindow, qtbot: QtBot
) -> None:
    _draw_cross(window)
    bars = window.findChild(QWidget, "probabilities")
    assert bars is not None
    place = QPoint(bars.width() // 2, round(bars.height() * 0.85))
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: _answer(window) == "8", timeout=LONG_MS)


def test_a_lesson_is_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    _draw_cross(window)
    before = _answer(window)
    assert not _take_back(window).isVisible()
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: _take_back(window).isVisible(), timeout=LONG_MS)
    _take_back(window).click()
    qtbot.waitUntil(lambda: "Taken back" in _status(window), timeout=LONG_MS)
    assert _answer(window) == before
    assert Samples().kept() == []
    assert not _take_back(window).isVisible()


def test_a_label_by_mistake_is_taken_back_and_the_right_one_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    _draw_cross(window)
    for key, label in ((Qt.Key.Key_4, "4"), (Qt.Key.Key_8, "8")):
        QTest.keyClick(window.pad, key)
        qtbot.waitUntil(lambda label=label: _answer(window) == label, timeout=LONG_MS)
    _take_back(window).click()
    qtbot.waitUntil(lambda: "Taken back" in _status(window), timeout=LONG_MS)
    assert _status(window) == "Taken back: this is a 4 again."
    assert [sample.label for sample in Samples().kept()] == [4]
    assert _answer(window) == "4"


def test_a_label_that_changes_nothing_is_told_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, SEVEN)
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: _take_back(window).isVisible(), timeout=LONG_MS)
    assert _answer(window) == "7"
    assert _status(window) == (
        "Your 4 is kept, but still read as 7: the model knows others just like it."
    )
    assert [sample.label for sample in Samples().kept()] == [4]


def test_what_the_guard_refuses_is_kept_and_told(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_LOST", -1.0)
    _draw_cross(window)
    before = _answer(window)
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(
        lambda: "is kept, but not learnt" in _status(window), timeout=LONG_MS
    )
    assert _answer(window) == before
    assert len(Samples().kept()) == 1


def test_of_a_number_the_shown_digit_is_put_right(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, SEVEN, left=0.1)
    draw_digit(window.pad, SEVEN, left=0.6)
    assert isinstance(window.reading, NumberReading)
    window.step(1)
    assert window.shown_index == 0
    QTest.keyClick(window.pad, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: "Learnt: this is a 7" in _status(window), timeout=LONG_MS)
    (sample,) = Samples().kept()
    assert sample.drawing.strokes == window.pad.drawing.strokes[:1]


def test_a_picture_cannot_be_taught(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.open_image(picture_file(tmp_path / "seven.png", [SEVEN]))
    assert isinstance(window.reading, DigitReading)
    QTest.keyClick(window.pad, Qt.Key.Key_1)
    notice = window.findChild(Notice)
    assert notice is not None
    assert "a picture has none" in notice.text
    assert Samples().kept() == []


def test_on_an_empty_pad_a_digit_key_does_nothing(window: MainWindow) -> None:
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    assert _status(window) == ""
    assert Samples().kept() == []


def test_a_model_that_knows_nothing_yet_learns_what_is_kept(qtbot: QtBot) -> None:
    first = shown_window(qtbot)
    _draw_cross(first)
    drawing = first.pad.drawing
    Samples().add(drawing, 4)
    second = shown_window(qtbot)
    second.pad.show_drawing(drawing)
    qtbot.waitUntil(lambda: _answer(second) == "4", timeout=LONG_MS)


def test_a_model_that_is_chosen_again_learns_what_others_were_taught(
    window: MainWindow, qtbot: QtBot
) -> None:
    _draw_cross(window)
    QTest.keyClick(window.pad, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: _answer(window) == "4", timeout=LONG_MS)
    _draw_cross(window, shift=150)
    Samples().add(window.pad.drawing, 8)
    window.reload_model()
    qtbot.waitUntil(lambda: _labels_learnt(window) == {4, 8}, timeout=LONG_MS)


def _labels_learnt(window: MainWindow) -> set[int]:
    lesson = window.recognizer.lesson if window.recognizer else None
    return set() if lesson is None else set(lesson.labels.tolist())


def test_that_the_kept_drawings_were_damaged_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    damaged = paths.samples_file()
    damaged.write_bytes(b"no database at all" * 100)
    draw_digit(window.pad, SEVEN)
    window.teaching.correct(7)
    notice = window.findChild(Notice, "notice")
    assert isinstance(notice, Notice)
    qtbot.waitUntil(
        lambda: "the damaged file is kept as samples-damaged-" in notice.text,
        timeout=LONG_MS,
    )
    assert "Learnt: this is a 7." in _status(window)
    (aside,) = damaged.parent.glob("samples-damaged-*.sqlite3")
    assert aside.read_bytes() == b"no database at all" * 100
