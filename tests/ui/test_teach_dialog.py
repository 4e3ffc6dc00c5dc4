"""The user writes each digit a few times and is told what that taught."""

import gc
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from user import SEVEN, draw_digit, shown_window

from digitpad.samples import Samples
from digitpad.ui.main_window import MainWindow
from digitpad.ui.pad import Pad
from digitpad.ui.teach_commands import TeachCommands
from digitpad.ui.teach_dialog import TeachDialog

LONG_MS = 200_000  # a lesson reads a part of MNIST, on however busy a machine


@pytest.fixture
def commands(qtbot: QtBot) -> TeachCommands:
    opened = TeachCommands(shown_window(qtbot))
    opened.open_dialog()
    return opened


def _pad(dialog: TeachDialog) -> Pad:
    pad = dialog.findChild(Pad, "teach_pad")
    assert pad is not None
    return pad


def _text(dialog: TeachDialog) -> str:
    label = dialog.findChild(QLabel, "teach_text")
    assert label is not None
    return label.text()


def _status(window: MainWindow) -> str:
    label = window.findChild(QLabel, "status")
    assert label is not None
    return label.text()


def _begin(dialog: TeachDialog, rounds: int = 2) -> None:
    field = dialog.findChild(QSpinBox, "rounds")
    assert field is not None
    field.setValue(rounds)
    _button(dialog, "begin_teach").click()


def _button(dialog: TeachDialog, name: str) -> QPushButton:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    return button


def _write(dialog: TeachDialog, place: float) -> None:
    draw_digit(_pad(dialog), SEVEN, left=place)
    QTest.keyClick(_pad(dialog), Qt.Key.Key_Return)


def test_each_drawing_is_kept_as_the_digit_that_was_asked_for(
    commands: TeachCommands, qtbot: QtBot
) -> None:
    dialog = commands.dialog
    _begin(dialog)
    first = dialog.asked
    _write(dialog, 0.1)
    second = dialog.asked
    _write(dialog, 0.2)
    qtbot.waitUntil(lambda: len(Samples().kept()) == 2, timeout=LONG_MS)
    assert [sample.label for sample in Samples().kept()] == [second, first]


def test_an_empty_pad_is_no_digit(commands: TeachCommands) -> None:
    dialog = commands.dialog
    _begin(dialog)
    asked = dialog.asked
    QTest.keyClick(_pad(dialog), Qt.Key.Key_Return)
    assert dialog.asked == asked
    assert not _button(dialog, "next_digit_to_write").isEnabled()


def test_at_the_end_it_says_what_was_learnt(
    commands: TeachCommands, qtbot: QtBot
) -> None:
    dialog = commands.dialog
    _begin(dialog)
    for turn in range(20):
        _write(dialog, 0.1 + turn * 0.02)
    assert dialog.asked is None
    qtbot.waitUntil(lambda: "It learnt from 10" in _text(dialog), timeout=LONG_MS)
    assert "was judged by the other 10" in _text(dialog)


def test_who_closes_early_loses_nothing(commands: TeachCommands, qtbot: QtBot) -> None:
    dialog = commands.dialog
    _begin(dialog)
    _write(dialog, 0.1)
    _write(dialog, 0.3)
    dialog.reject()
    qtbot.waitUntil(lambda: len(Samples().kept()) == 2, timeout=LONG_MS)


def test_a_closed_dialog_leaves_nothing_behind(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    window.teaching.open_wizard()
    commands = window.findChild(TeachCommands)
    assert commands is not None
    left = [ref(commands), ref(commands.dialog)]
    _begin(commands.dialog)
    _write(commands.dialog, 0.1)
    commands.dialog.reject()
    del commands
    # What it has begun comes to its end without it.
    qtbot.waitUntil(lambda: "Too few" in _status(window), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not gc.collect() and not any(each() for each in left))


def test_who_has_enough_loses_not_even_the_last_digit(
    commands: TeachCommands, qtbot: QtBot
) -> None:
    dialog = commands.dialog
    _begin(dialog)
    asked = dialog.asked
    draw_digit(_pad(dialog), SEVEN, left=0.1)
    _button(dialog, "enough").click()
    qtbot.waitUntil(lambda: len(Samples().kept()) == 1, timeout=LONG_MS)
    assert [sample.label for sample in Samples().kept()] == [asked]


def test_a_dialog_nobody_wrote_in_ends_quietly(qtbot: QtBot) -> None:
    dialog = TeachDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.assertNotEmitted(dialog.ended):
        dialog.reject()
