"""All drawings of the user's: shown by digit, changed, deleted, carried away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from user import shown_window

from digitpad.ink import Drawing
from digitpad.sample_rows import OwnSample
from digitpad.samples import Samples
from digitpad.ui.handwriting_commands import HandwritingCommands
from digitpad.ui.handwriting_dialog import HandwritingDialog

LONG_MS = 200_000  # the first lesson reads a part of MNIST, on however busy a machine
SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])
ONE = Drawing.of([[(10, 10), (10, 90)]])
DOT = Drawing.of([[(10, 10)]])


@pytest.fixture
def commands(qtbot: QtBot) -> HandwritingCommands:
    for drawing, label in ((SEVEN, 7), (ONE, 1), (DOT, 1)):
        Samples().add(drawing, label, answered="2", confidence=0.5)
    opened = shown_window(qtbot).teaching.open_handwriting()
    qtbot.waitUntil(lambda: _list(opened).count() == 3, timeout=LONG_MS)
    return opened


def _list(commands: HandwritingCommands, name: str = "own_samples") -> QListWidget:
    found = commands.dialog.findChild(QListWidget, name)
    assert found is not None
    return found


def _shown(commands: HandwritingCommands) -> list[str]:
    items = _list(commands)
    return [items.item(row).text() for row in range(items.count())]


def _press(commands: HandwritingCommands, name: str) -> None:
    button = commands.dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def _wait_for(qtbot: QtBot, commands: HandwritingCommands, words: str) -> None:
    qtbot.waitUntil(lambda: words in commands.dialog.status.sentence, timeout=LONG_MS)


def test_drawings_are_shown_by_digit(commands: HandwritingCommands) -> None:
    assert _shown(commands) == ["1", "1", "7"]
    digits = _list(commands, "digit_filter")
    assert [digits.item(row).text() for row in (0, 2, 8, 9)] == [
        "All (3)", "1  (2)", "7  (1)", "8  (0)",
    ]  # fmt: skip
    digits.setCurrentRow(8)
    assert _shown(commands) == ["7"]
    assert "A 7, read as 2 at 50 %" in _list(commands).item(0).toolTip()


def test_every_drawing_gets_its_thumbnail(qtbot: QtBot) -> None:
    dialog = HandwritingDialog()
    qtbot.addWidget(dialog)
    dialog.show_samples([OwnSample(n, SEVEN, 7) for n in range(12)], frozenset())
    shown = dialog.findChild(QListWidget, "own_samples")
    assert isinstance(shown, QListWidget)
    assert shown.count() == 12
    qtbot.waitUntil(
        lambda: not any(shown.item(row).icon().isNull() for row in range(12))
    )


def test_what_is_selected_stays_so_when_others_come(qtbot: QtBot) -> None:
    dialog = HandwritingDialog()
    qtbot.addWidget(dialog)
    samples = [OwnSample(n, SEVEN, 7) for n in range(20)]
    dialog.show_samples(samples, frozenset())
    shown = dialog.findChild(QListWidget, "own_samples")
    delete = dialog.findChild(QPushButton, "delete_samples")
    assert shown is not None
    assert delete is not None
    shown.selectAll()
    shown.item(3).setSelected(False)
    changes: list[bool] = []
    shown.itemSelectionChanged.connect(lambda: changes.append(True))
    dialog.show_samples([OwnSample(20, ONE, 1), *samples], frozenset())
    assert dialog.selected == [n for n in range(20) if n != 3]
    assert delete.isEnabled()
    # One by one, thousands would take seconds.
    assert len(changes) <= 2
    dialog.show_samples([OwnSample(20, ONE, 1)], frozenset())
    assert not delete.isEnabled()


def test_nothing_can_be_changed_that_is_not_selected(
    commands: HandwritingCommands,
) -> None:
    for name in ("relabel", "delete_samples"):
        button = commands.dialog.findChild(QPushButton, name)
        assert button is not None
        assert not button.isEnabled()


def test_drawings_are_relabelled_and_that_is_undone(
    commands: HandwritingCommands, qtbot: QtBot
) -> None:
    _list(commands).item(0).setSelected(True)
    label = commands.dialog.findChild(QComboBox, "new_label")
    assert label is not None
    label.setCurrentIndex(4)
    _press(commands, "relabel")
    _wait_for(qtbot, commands, "One drawing labelled 4.")
    qtbot.waitUntil(lambda: _shown(commands) == ["1", "4", "7"])
    _press(commands, "handwriting_status_undo")
    _wait_for(qtbot, commands, "The labels are back.")
    qtbot.waitUntil(lambda: _shown(commands) == ["1", "1", "7"])


def test_drawings_are_deleted_and_put_back(
    commands: HandwritingCommands, qtbot: QtBot
) -> None:
    items = _list(commands)
    items.item(0).setSelected(True)
    items.item(2).setSelected(True)
    QTest.keyClick(items, Qt.Key.Key_Delete)
    _wait_for(qtbot, commands, "2 drawings deleted and forgotten.")
    qtbot.waitUntil(lambda: _shown(commands) == ["1"])
    _press(commands, "handwriting_status_undo")
    _wait_for(qtbot, commands, "put back")
    qtbot.waitUntil(lambda: _shown(commands) == ["1", "1", "7"])


def test_what_is_exported_is_imported_again(
    commands: HandwritingCommands, qtbot: QtBot, tmp_path: Path
) -> None:
    commands.export(tmp_path / "mine.jsonl")
    _wait_for(qtbot, commands, "3 drawings are in mine.jsonl now.")
    samples = Samples()
    samples.delete([sample.number for sample in samples.kept()])
    commands.import_from(tmp_path / "mine.jsonl")
    _wait_for(qtbot, commands, "3 drawings of mine.jsonl are new.")
    qtbot.waitUntil(lambda: len(_shown(commands)) == 3)


def test_a_file_that_cannot_be_imported_is_told_in_the_dialog(
    commands: HandwritingCommands, qtbot: QtBot, tmp_path: Path
) -> None:
    commands.import_from(tmp_path / "absent.jsonl")
    _wait_for(qtbot, commands, "absent.jsonl cannot be read")


def test_without_drawings_it_says_how_to_get_some(qtbot: QtBot) -> None:
    dialog = HandwritingDialog()
    qtbot.addWidget(dialog)
    dialog.show_samples([], frozenset())
    dialog.show()
    hint = dialog.findChild(QLabel, "no_samples")
    assert hint is not None
    assert hint.isVisible()
    assert "press the key of the right digit" in hint.text()
