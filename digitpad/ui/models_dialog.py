"""The dialog of the model library: which models are kept, and what each of them is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitpad.library import KeptModel
from digitpad.progress import ModelsCompared
from digitpad.ui.buttons import push_button
from digitpad.ui.model_cards import ModelCards
from digitpad.ui.model_list import ModelList
from digitpad.ui.models_status import ModelsStatus
from digitpad.ui.named import named
from digitpad.ui.placement import on_screen
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr
from digitpad.words import mark

_MARGIN: Final = 3 * GRID
_LIST_WIDTH: Final = 29 * GRID
_USUAL_SIZE: Final = QSize(120 * GRID, 78 * GRID)
_NOBODY: Final = mark("Select a model to see what it is, or two to compare them.")
_MANY: Final = mark("Select no more than two models to see them side by side.")
_LOOKING: Final = mark("Looking at the file…")


class ModelsDialog(QDialog):
    """Models on the left, the cards of those that are selected on the right.

    The dialog only shows; what is wanted is done by whoever listens.

    Signals:
        use_wanted: This model is to read; carries its path.
        remove_wanted: This model is to leave the library; carries its path.
        compare_wanted: These two are to read the test images; carries their paths.
        open_wanted: Another file is to be looked at.
        restore_wanted: The built-in model is to read.
        closed: Nobody looks any more.
    """

    use_wanted = Signal(object)
    remove_wanted = Signal(object)
    compare_wanted = Signal(object, object)
    open_wanted = Signal()
    restore_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "models_dialog").setWindowTitle(tr("Models"))
        self._known: dict[Path, KeptModel] = {}
        self._compared: dict[tuple[str, str], ModelsCompared] = {}
        self._list = ModelList()
        self._cards = ModelCards()
        self.status = ModelsStatus()
        self._make_buttons()
        self._lay_out()
        self._list.itemSelectionChanged.connect(self._show_selection)
        self._list.itemActivated.connect(self._on_use)
        self._show_selection()

    @property
    def selected(self) -> list[Path]:
        """The models that are selected, from top to bottom."""
        return self._list.chosen

    def show_places(self, places: Sequence[Path], selected: Sequence[Path]) -> None:
        """List the models that are kept; what they are comes one by one."""
        self._known = {}
        self._list.show_places(places, selected)

    def show_model(self, model: KeptModel) -> None:
        """Show what has been found in a model's file."""
        self._known[model.path] = model
        self._list.show_models(self._known)
        self._show_selection()

    def show_comparison(
        self, first: Path, second: Path, compared: ModelsCompared
    ) -> None:
        """Show how two models read the same images, whenever both are selected."""
        models = self._known.get(first), self._known.get(second)
        if models[0] is not None and models[1] is not None:
            self._compared[models[0].sha256, models[1].sha256] = compared
            self._show_selection()

    def _make_buttons(self) -> None:
        self._open = push_button(
            "open_model_file", tr("&Open model file…"), self.open_wanted.emit
        )
        self._restore = push_button(
            "restore_builtin",
            tr("Restore the &built-in model"),
            self.restore_wanted.emit,
        )
        self._close = push_button("close", tr("C&lose"), self.reject)
        self._remove = push_button("remove_model", tr("&Remove"), self._on_remove)
        self._compare = push_button(
            "compare_models", tr("&Compare on MNIST test images"), self._on_compare
        )
        self._use = push_button("use_model", tr("&Use this model"), self._on_use)

    def _lay_out(self) -> None:
        self._list.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._list, 1)
        left.addWidget(self._open)
        left.addWidget(self._restore)
        cards = QScrollArea(widgetResizable=True)
        named(cards, "cards_area", tr("What the files say"))
        cards.setFrameShape(QFrame.Shape.NoFrame)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self._cards)
        column.addStretch(1)
        cards.setWidget(held)
        grid = QGridLayout(self)
        grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 2 * GRID)
        grid.setHorizontalSpacing(_MARGIN)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        grid.addLayout(left, 0, 0)
        grid.addWidget(cards, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        grid.addLayout(self._button_row(), 2, 0, 1, 2)

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._close)
        row.addStretch(1)
        for button in (self._remove, self._compare, self._use):
            row.addWidget(button)
        return row

    def _show_selection(self) -> None:
        paths = self.selected
        models = [self._known[path] for path in paths if path in self._known]
        if not paths or len(paths) > 2:
            self._cards.say(tr(_MANY if paths else _NOBODY))
        elif len(models) < len(paths):
            self._cards.say(tr(_LOOKING))
        else:
            found = self._compared.get((models[0].sha256, models[-1].sha256))
            self._cards.show_cards(models, found if len(models) > 1 else None)
        self.enable()

    def enable(self) -> None:
        """Let those buttons be pressed that have something to do."""
        paths = self.selected
        models = [self._known[path] for path in paths if path in self._known]
        single = models[0] if len(models) == len(paths) == 1 else None
        self._use.setEnabled(
            single is not None and not single.problem and not single.is_chosen
        )
        self._remove.setEnabled(
            single is not None and not single.is_builtin and not single.is_chosen
        )
        self._remove.setToolTip(_what_removing_does(single))
        readable = [model for model in models if not model.problem]
        self._compare.setEnabled(
            len(readable) == len(paths) == 2 and not self.status.is_busy
        )
        chosen = [model for model in self._known.values() if model.is_chosen]
        self._restore.setEnabled(any(not model.is_builtin for model in chosen))

    def _on_use(self) -> None:
        if self._use.isEnabled():
            self.use_wanted.emit(self.selected[0])

    def _on_remove(self) -> None:
        # The button has nothing to do then, and would hand the keyboard on to the next.
        self._list.setFocus()
        self.remove_wanted.emit(self.selected[0])

    def _on_compare(self) -> None:
        self.compare_wanted.emit(*self.selected)

    def sizeHint(self) -> QSize:
        """Room for two cards, as far as the screen has it."""
        return on_screen(self, _USUAL_SIZE)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody looks any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.closed.emit()


def _what_removing_does(model: KeptModel | None) -> str:
    if model is None:
        return ""
    if model.is_builtin:
        return tr("The built-in model is part of Digitpad.")
    if model.is_chosen:
        return tr("It is the model in use: use another one first.")
    return tr("Its file goes to the folder “removed” among your models.")
