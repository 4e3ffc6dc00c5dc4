"""Tools > Models…: the library in the window."""

import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from own_models import make_model, weaken
from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from user import shown_window

from digitpad import library, models, paths
from digitpad.card import ModelCard
from digitpad.ui.comparison_process import ComparisonProcess
from digitpad.ui.library_commands import LibraryCommands
from digitpad.ui.main_window import MainWindow
from digitpad.ui.models_dialog import ModelsDialog

SHIPPED = ModelCard.from_json(paths.asset(models.BUILTIN_CARD).read_bytes())
ACCURACY = SHIPPED.test_accuracy or 0.0
READS = f"{100 * ACCURACY:.2f} %"
RIGHT = round(10_000 * ACCURACY)
EPOCHS = f"Epochs: {len(SHIPPED.history['loss'])}"

FAKE = Path(__file__).with_name("fake_comparison.py")

Compare = Callable[[str], LibraryCommands]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


@pytest.fixture
def mine() -> Path:
    """A model of the user's own, kept and not in use."""
    paths.models_folder().mkdir(parents=True)
    kept = paths.models_folder() / "mine.h5"
    return make_model(kept, recipe="digitpad", seed=5, test_accuracy=0.975)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for what another process does, on however busy a machine."""
    qtbot.waitUntil(condition, timeout=60_000)


def look(qtbot: QtBot, dialog: ModelsDialog) -> None:
    """Wait until all models have been looked at."""
    wait(qtbot, lambda: "…" not in " ".join(listed(dialog)))


def opened(window: MainWindow, qtbot: QtBot) -> ModelsDialog:
    action = window.findChild(QAction, "action_models")
    assert isinstance(action, QAction)
    action.trigger()
    dialog = window.findChild(ModelsDialog, "models_dialog")
    assert isinstance(dialog, ModelsDialog)
    look(qtbot, dialog)
    return dialog


def model_list(dialog: ModelsDialog) -> QListWidget:
    found = dialog.findChild(QListWidget, "models_list")
    assert isinstance(found, QListWidget)
    return found


def listed(dialog: ModelsDialog) -> list[str]:
    """What a screen reader says of each row."""
    shown = model_list(dialog)
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(shown.item(row).data(role)) for row in range(shown.count())]


def select(dialog: ModelsDialog, *rows: int) -> None:
    shown = model_list(dialog)
    shown.clearSelection()
    for row in rows:
        shown.item(row).setSelected(True)


def told(dialog: ModelsDialog) -> list[str]:
    """The texts of the cards."""
    cards = dialog.findChild(QWidget, "model_cards")
    assert isinstance(cards, QWidget)
    return [label.text() for label in cards.findChildren(QLabel) if label.isVisible()]


def label(dialog: ModelsDialog, accessible_name: str) -> QLabel:
    (found,) = [
        each
        for each in dialog.findChildren(QLabel)
        if each.accessibleName() == accessible_name and each.isVisible()
    ]
    return found


def button(dialog: ModelsDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def click(dialog: ModelsDialog, name: str) -> None:
    assert button(dialog, name).isEnabled()
    QTest.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def sentence(dialog: ModelsDialog) -> str:
    found = dialog.findChild(QLabel, "models_sentence")
    assert isinstance(found, QLabel)
    return found.text()


def test_the_built_in_model_comes_first_and_the_one_in_use_is_marked(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    assert listed(dialog) == [
        f"built-in, in use · reads {READS}",
        f"{mine.name}, reads 97.50 %",
    ]
    # The one in use is what one sees first.
    assert dialog.selected == [models.builtin_model()]
    assert READS in told(dialog)
    assert "ten digits and “no digit”" in told(dialog)
    assert not button(dialog, "use_model").isEnabled()
    assert not button(dialog, "remove_model").isEnabled()
    assert not button(dialog, "restore_builtin").isEnabled()


def test_two_cards_stand_side_by_side_and_differences_stand_out(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 0, 1)
    texts = told(dialog)
    assert {"built-in", mine.name, READS, "97.50 %"} <= set(texts)
    weights = {
        name: label(dialog, name).font().weight()
        for name in (f"Seed: {SHIPPED.seed}", "Seed: 5", "Epochs: unknown", EPOCHS)
    }
    assert set(weights.values()) == {QFont.Weight.DemiBold}
    same = [
        each
        for each in dialog.findChildren(QLabel)
        if each.accessibleName() == "Recipe: digitpad" and each.isVisible()
    ]
    assert [each.font().weight() for each in same] == [QFont.Weight.Normal] * 2
    assert not button(dialog, "use_model").isEnabled()


def test_nothing_or_too_much_selected_is_told_what_to_do(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    (paths.models_folder() / "third.h5").write_bytes(b"no model")
    dialog = opened(window, qtbot)
    select(dialog)
    assert told(dialog) == ["Select a model to see what it is, or two to compare them."]
    select(dialog, 0, 1, 2)
    assert told(dialog) == ["Select no more than two models to see them side by side."]
    assert not button(dialog, "compare_models").isEnabled()


def test_a_model_is_used_and_the_built_in_one_restored(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 1)
    click(dialog, "use_model")
    wait(qtbot, lambda: sentence(dialog) == f"{mine.name} reads now.")
    assert models.model_in_use() == mine
    look(qtbot, dialog)
    assert listed(dialog) == [
        f"built-in, reads {READS}",
        f"{mine.name}, in use · reads 97.50 %",
    ]
    assert not button(dialog, "remove_model").isEnabled()
    assert "use another one first" in button(dialog, "remove_model").toolTip()
    click(dialog, "restore_builtin")
    look(qtbot, dialog)
    assert models.is_builtin(models.model_in_use())
    assert listed(dialog)[0] == f"built-in, in use · reads {READS}"
    assert dialog.selected == [mine]


def test_a_removed_model_can_be_put_back(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 1)
    click(dialog, "remove_model")
    assert not mine.exists()
    look(qtbot, dialog)
    assert [row.split(",")[0] for row in listed(dialog)] == ["built-in"]
    assert (paths.models_folder() / "removed" / mine.name).exists()
    assert "removed" in sentence(dialog)
    click(dialog, "undo_remove")
    assert mine.exists()
    look(qtbot, dialog)
    assert len(listed(dialog)) == 2
    assert not button(dialog, "undo_remove").isVisible()


def test_what_is_damaged_or_foreign_is_named_and_nothing_breaks(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    models.adopt(mine)
    mine.unlink()
    (paths.models_folder() / "a\udc80\n.h5").write_bytes(b"no model")
    (paths.models_folder() / "notes.txt").write_text("mine")
    dialog = opened(window, qtbot)
    assert listed(dialog) == [
        f"built-in, in use · reads {READS}",
        r"a\udc80\n.h5, cannot be read",
        f"{mine.name}, chosen, but cannot be read",
    ]
    select(dialog, 0, 1)
    assert any("no HDF5 file" in text for text in told(dialog))
    assert not button(dialog, "compare_models").isEnabled()
    select(dialog, 1)
    click(dialog, "remove_model")
    look(qtbot, dialog)
    assert len(listed(dialog)) == 2
    # The way out of a choice that cannot be read.
    assert button(dialog, "restore_builtin").isEnabled()


def test_a_model_that_cannot_be_removed_is_told_in_the_dialog(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 1)
    mine.unlink()
    click(dialog, "remove_model")
    assert "cannot be moved" in sentence(dialog)


def test_a_model_adopted_elsewhere_is_marked(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    models.adopt(mine)
    window.reload_model()
    look(qtbot, dialog)
    assert listed(dialog)[1] == f"{mine.name}, in use · reads 97.50 %"


def test_the_keyboard_is_enough(window: MainWindow, mine: Path, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    shown = model_list(dialog)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.selected == [models.builtin_model(), mine]
    shown.setCurrentRow(1, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    wait(qtbot, lambda: models.model_in_use() == mine)
    wait(qtbot, lambda: sentence(dialog) == f"{mine.name} reads now.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_control_has_its_names(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    controls: list[QWidget] = [
        *dialog.findChildren(QAbstractButton),
        *dialog.findChildren(QListWidget),
        *dialog.findChildren(QProgressBar),
    ]
    assert len(controls) >= 10
    assert [each for each in controls if not each.objectName()] == []
    assert [each for each in controls if not each.accessibleName()] == []
    mnemonics = [each.text() for each in dialog.findChildren(QPushButton)]
    keys = [text[text.index("&") + 1].lower() for text in mnemonics]
    assert len(set(keys)) == len(keys)


def test_it_fits_a_small_screen(window: MainWindow, mine: Path, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 0, 1)
    small = QSize(752, 552)  # 800x600 and a frame
    assert dialog.minimumSizeHint().boundedTo(small) == dialog.minimumSizeHint()
    room = dialog.screen().availableGeometry().size()
    assert dialog.sizeHint().boundedTo(room) == dialog.sizeHint()


@pytest.fixture
def compare(window: MainWindow, mine: Path, qtbot: QtBot) -> Compare:
    """Opens the library, and lets a child that plays a part compare two models."""

    def begin(part: str) -> LibraryCommands:
        program = [sys.executable, str(FAKE), part]
        process = ComparisonProcess(window, program=program)
        made = LibraryCommands(window, window.models, process)
        made.open_dialog()
        look(qtbot, made.dialog)
        select(made.dialog, 0, 1)
        click(made.dialog, "compare_models")
        return made

    return begin


def test_two_models_are_compared_on_the_same_images(
    compare: Compare, qtbot: QtBot
) -> None:
    made = compare("whole")
    dialog = made.dialog
    assert button(dialog, "cancel_comparison").isVisible()
    assert not button(dialog, "compare_models").isEnabled()
    wait(qtbot, lambda: not made.process.is_running)
    texts = told(dialog)
    assert {"9,963 (99.63 %)", "9,920 (99.20 %)", "53", "10"} <= set(texts)
    found = dialog.findChild(QLabel, "comparison_sentence")
    assert isinstance(found, QLabel)
    assert "built-in reads 43 more of the 10,000 images right" in found.text()
    assert "Asked: compare --data mnist-test --progress json." in found.text()
    assert not button(dialog, "cancel_comparison").isVisible()
    select(dialog, 0)
    assert "9,920 (99.20 %)" not in told(dialog)
    select(dialog, 0, 1)
    assert "9,920 (99.20 %)" in told(dialog)


def test_a_comparison_shows_how_far_it_is_and_is_cancelled(
    compare: Compare, qtbot: QtBot
) -> None:
    made = compare("endless")
    bar = made.dialog.findChild(QProgressBar, "comparison_progress")
    assert isinstance(bar, QProgressBar)
    wait(qtbot, lambda: (bar.value(), bar.maximum()) == (2500, 10_000))
    with qtbot.waitSignal(made.process.cancelled, timeout=60_000):
        click(made.dialog, "cancel_comparison")
    assert not made.process.is_running
    assert not bar.isVisible()
    assert sentence(made.dialog) == "The comparison is cancelled."
    assert button(made.dialog, "compare_models").isEnabled()


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("refusing", "MNIST is damaged: install Digitpad again."),
        ("killed", "The comparison was killed, most likely because memory ran out"),
        ("silent", "The comparison ended unexpectedly (exit status 0)"),
    ],
)
def test_a_comparison_that_fails_says_why(
    compare: Compare, part: str, complaint: str, qtbot: QtBot
) -> None:
    made = compare(part)
    wait(qtbot, lambda: not made.process.is_running)
    assert complaint in sentence(made.dialog)
    assert button(made.dialog, "compare_models").isEnabled()


def test_a_program_that_cannot_start_is_told(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    process = ComparisonProcess(window, program=["/nowhere/python"])
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        process.start(models.builtin_model(), mine)
    assert "cannot be started" in str(failed.args[0])
    assert not process.is_running


def child_of(made: LibraryCommands, qtbot: QtBot) -> psutil.Process:
    """The process that compares."""
    children = psutil.Process().children
    found: list[psutil.Process] = []

    def is_there() -> bool:
        found[:] = [each for each in children() if str(FAKE) in each.cmdline()]
        return bool(found)

    wait(qtbot, is_there)
    return found[0]


@pytest.mark.parametrize("closed", ["dialog", "everything"])
def test_closing_ends_the_comparison(
    compare: Compare, closed: str, qtbot: QtBot
) -> None:
    made = compare("endless")
    child = child_of(made, qtbot)
    made.dialog.close() if closed == "dialog" else made.shut_down()
    wait(qtbot, lambda: not child.is_running())
    wait(qtbot, lambda: not made.process.is_running)


@pytest.mark.slow
def test_closing_the_window_ends_a_real_comparison_without_a_trace(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    select(dialog, 0, 1)
    click(dialog, "compare_models")
    made = window.models.open_library()
    assert made.process.is_running
    window.close()
    assert not made.process.is_running
    assert not dialog.isVisible()


@pytest.mark.slow
def test_the_real_program_compares(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    weaken(mine)
    dialog = opened(window, qtbot)
    select(dialog, 0, 1)
    click(dialog, "compare_models")
    made = window.models.open_library()
    with qtbot.waitSignal(made.process.finished, timeout=250_000):
        pass
    assert f"{RIGHT:,} ({READS})" in told(dialog)
    assert any("built-in reads" in text for text in told(dialog))


def test_the_library_is_only_looked_at_while_it_is_seen(
    window: MainWindow, mine: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    dialog.close()
    library.remove(mine)
    window.reload_model()
    assert len(listed(dialog)) == 2
    opened(window, qtbot)
    assert len(listed(dialog)) == 1
