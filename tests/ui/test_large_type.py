"""With a system font of 18 points nothing that is written is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, draw_stroke, shown_dialog, shown_window

from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.main_window import MainWindow
from digitpad.ui.training_indicator import TrainingIndicator

DIALOGS = ("settings", "shortcuts", "about", "retrain", "cross_validate", "explore")


@pytest.fixture
def _large_type(qapp: QApplication) -> Iterator[None]:
    usual = qapp.font()
    large = qapp.font()
    large.setPointSize(18)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


@pytest.fixture
def window(_large_type: None, qtbot: QtBot) -> MainWindow:
    window = shown_window(qtbot)
    window.resize(1024, 768)
    return window


def cut(widget: QWidget) -> list[str]:
    """The texts in a window of which something is not seen."""
    labels = [
        label.text() for label in widget.findChildren(QLabel) if _is_cut_label(label)
    ]
    buttons = [
        button.text()
        for button in widget.findChildren(QAbstractButton)
        if button.isVisible()
        # Its whole text is in its tool tip, and in the dialog that it opens.
        and not isinstance(button, TrainingIndicator)
        and button.width() < button.minimumSizeHint().width()
    ]
    return labels + buttons


def _is_cut_label(label: QLabel) -> bool:
    # An elided one says with its ellipsis that there is more in its tool tip.
    if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    lines = label.text().replace("&", "").split("\n")
    metrics = QFontMetrics(label.font())
    needed = max(metrics.horizontalAdvance(line) for line in lines)
    return label.width() < needed or label.height() < metrics.height() * len(lines)


def test_nothing_is_cut_on_an_empty_pad(window: MainWindow) -> None:
    assert cut(window) == []


@pytest.mark.parametrize("size", [(800, 600), (1024, 768)])
def test_nothing_is_cut_of_any_answer(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    draw_digit(window.pad, THREE)
    assert cut(window) == []
    window.pad.clear()
    draw_stroke(window.pad, [(100, 100)])
    assert cut(window) == []
    window.pad.clear()
    draw_digit(window.pad, THREE, left=0.05, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    assert cut(window) == []
    window.step(-1)
    assert cut(window) == []


def test_the_window_still_fits_a_small_screen(window: MainWindow) -> None:
    hint = window.minimumSizeHint()
    assert hint.width() <= 800
    assert hint.height() <= 600


def test_nothing_is_cut_in_a_presentation(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    window.view.presentation.toggle()
    assert cut(window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_is_cut_in_the_dialogs(
    window: MainWindow, name: str, qapp: QApplication
) -> None:
    before = set(qapp.topLevelWidgets())
    getattr(window.commands, name).trigger()
    (dialog,) = [
        each
        for each in qapp.topLevelWidgets()
        if each not in before and each.isVisible() and each.objectName()
    ]
    assert shown_dialog(dialog.objectName()) is dialog
    assert cut(dialog) == []
