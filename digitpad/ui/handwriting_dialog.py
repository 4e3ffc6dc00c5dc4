"""All drawings that the user has labelled, by digit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digitpad.readings import DIGITS
from digitpad.ui.buttons import button_row, push_button
from digitpad.ui.forms import plain_label
from digitpad.ui.named import named
from digitpad.ui.sentence_with_undo import SentenceWithUndo
from digitpad.ui.theme import GRID
from digitpad.ui.thumbnails import thumbnail
from digitpad.ui.verdict import NO_DIGIT
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.sample_rows import OwnSample

_SIDE: Final = 8 * GRID  # of a thumbnail
_MARGIN: Final = 3 * GRID
_AT_ONCE: Final = 5  # thumbnails; between them the window breathes
_NUMBER: Final = Qt.ItemDataRole.UserRole
_NONE_YET: Final = mark(
    "Nothing yet. When a drawing is read wrongly, press the key of the right digit, "
    "or click its bar: it is kept here, and Digitpad learns it."
)


class HandwritingDialog(QDialog):
    """Shows the drawings and says what the user wants done with them.

    Signals:
        relabel_wanted: These numbers are another digit.
        delete_wanted: These numbers are to go.
        export_wanted, import_wanted: All are to be written, or others read.
        closed: Nobody looks any more.
    """

    relabel_wanted = Signal(list, int)
    delete_wanted = Signal(list)
    export_wanted = Signal()
    import_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handwriting_dialog")
        self.setWindowTitle(tr("My handwriting"))
        self._samples: Sequence[OwnSample] = ()
        self._learnt: frozenset[str] = frozenset()
        self._bare: list[tuple[QListWidgetItem, OwnSample]] = []
        self._draw_some = QTimer(self, interval=0)
        self._draw_some.timeout.connect(self._draw_thumbnails)
        self._filter = named(QListWidget(), "digit_filter", tr("Digit"))
        self._filter.setFixedWidth(15 * GRID)
        self._filter.currentRowChanged.connect(self._fill)
        self._list = named(_Thumbnails(), "own_samples", tr("Drawings"))
        self._list.itemSelectionChanged.connect(self._enable)
        self._list.delete_pressed.connect(self._on_delete)
        self._none = plain_label("no_samples")
        self._none.setText(tr(_NONE_YET))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.status = SentenceWithUndo("handwriting_status")
        self._label = named(QComboBox(), "new_label", tr("The digit that it is"))
        self._label.addItems([str(digit) for digit in range(DIGITS)])
        self._relabel = push_button("relabel", tr("It &is a"), self._on_relabel)
        self._delete = push_button("delete_samples", tr("&Delete"), self._on_delete)
        self._export = push_button(
            "export_samples", tr("&Export…"), self.export_wanted.emit
        )
        self._import = push_button(
            "import_samples", tr("&Import…"), self.import_wanted.emit
        )
        self._lay_out()
        self._enable()

    @property
    def selected(self) -> list[int]:
        """The numbers of the drawings that are selected."""
        return [int(item.data(_NUMBER)) for item in self._list.selectedItems()]

    def show_samples(
        self, samples: Sequence["OwnSample"], learnt: frozenset[str]
    ) -> None:
        """Show what is kept.

        Args:
            samples: The drawings, the latest first.
            learnt: SHA-256s of those that the model in use has learnt.
        """
        self._samples, self._learnt = samples, learnt
        row = max(self._filter.currentRow(), 0)
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.addItem(tr("All ({count})", count=len(samples)))
        labels = [sample.label for sample in samples]
        for digit in range(DIGITS):
            self._filter.addItem(f"{digit}  ({labels.count(digit)})")
        self._filter.setCurrentRow(row)
        self._filter.blockSignals(False)
        self._export.setEnabled(bool(samples))
        self._fill()

    def _fill(self) -> None:
        row = self._filter.currentRow()
        selected = set(self.selected)
        shown = [s for s in self._samples if row <= 0 or s.label == row - 1]
        shown.sort(key=lambda sample: sample.label)
        self._list.clear()
        items = [self._item(sample) for sample in shown]
        for item in items:
            self._list.addItem(item)
        self._select([row for row, s in enumerate(shown) if s.number in selected])
        self._bare = list(zip(items, shown, strict=True))[::-1]
        self._draw_some.start()
        self._none.setVisible(not self._samples)
        self._list.setVisible(bool(self._samples))
        self._enable()

    def _select(self, rows: Sequence[int]) -> None:
        """Select these at once: one by one, each would be compared with all before."""
        chosen, model = QItemSelection(), self._list.model()
        for row in rows:
            chosen.append(QItemSelectionRange(model.index(row, 0)))
        how = QItemSelectionModel.SelectionFlag.Select
        self._list.selectionModel().select(chosen, how)

    def _item(self, sample: "OwnSample") -> QListWidgetItem:
        item = QListWidgetItem(str(sample.label))
        item.setData(_NUMBER, sample.number)
        told = _story(sample, is_learnt=sample.sha256 in self._learnt)
        item.setToolTip(told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        return item

    def _draw_thumbnails(self) -> None:
        """Draw the next ones, from top to bottom."""
        ink, ratio = self.palette().text().color(), self.devicePixelRatioF()
        for item, sample in self._bare[: -_AT_ONCE - 1 : -1]:
            item.setIcon(QIcon(thumbnail(sample.drawing, _SIDE, ink, ratio)))
        del self._bare[-_AT_ONCE:]
        if not self._bare:
            self._draw_some.stop()

    def _on_relabel(self) -> None:
        self.relabel_wanted.emit(self.selected, self._label.currentIndex())

    def _on_delete(self) -> None:
        if self.selected:
            self.delete_wanted.emit(self.selected)

    def _enable(self) -> None:
        is_chosen = self._list.selectionModel().hasSelection()
        for widget in (self._relabel, self._label, self._delete):
            widget.setEnabled(is_chosen)

    def _lay_out(self) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(2 * GRID)
        lists.addWidget(self._filter)
        lists.addWidget(self._list, 1)
        lists.addWidget(self._none, 1)
        change = QHBoxLayout()
        change.setSpacing(GRID)
        self._hint = named(QLabel(tr("Selected:")), "selected_hint")
        change.addWidget(self._hint)
        change.addWidget(self._relabel)
        change.addWidget(self._label)
        change.addWidget(self._delete)
        change.addStretch(1)
        close = push_button("close_handwriting", tr("&Close"), self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(2 * GRID)
        column.addLayout(lists, 1)
        column.addLayout(change)
        column.addWidget(self.status)
        column.addLayout(button_row(close, self._import, self._export))

    def sizeHint(self) -> QSize:
        """Room for some thirty drawings."""
        return QSize(80 * GRID, 68 * GRID)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the thumbnails in the colours of a new palette."""
        if event.type() == QEvent.Type.PaletteChange and self._samples:
            self._fill()
        super().changeEvent(event)

    def done(self, result: int) -> None:
        """Close, and say so."""
        super().done(result)
        self.closed.emit()


class _Thumbnails(QListWidget):
    """Drawings in rows; Delete deletes those that are selected.

    Signals:
        delete_pressed: The key was pressed.
    """

    delete_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setGridSize(QSize(_SIDE + 2 * GRID, _SIDE + 4 * GRID))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)

    def event(self, event: QEvent) -> bool:
        """Take Delete before the window's own command does."""
        from PySide6.QtGui import QKeyEvent

        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.KeyPress:
                self.delete_pressed.emit()
            event.accept()
            return True
        return super().event(event)


def _story(sample: "OwnSample", *, is_learnt: bool) -> str:
    """What is known of a drawing: "A 7, read as 1 at 62 % on 2026-11-29; learnt"."""
    told = tr("A {label}", label=sample.label)
    if sample.answered:
        is_none = sample.answered == NO_DIGIT
        answered = tr(NO_DIGIT) if is_none else sample.answered
        told += tr(", read as {answered}", answered=answered)
        if sample.confidence is not None:
            told += tr(" at {share:.0f} %", share=sample.confidence * 100)
    told += tr("; kept on {date}", date=sample.time[:10])
    return told + (
        tr("; learnt") if is_learnt else tr("; not learnt by the model in use")
    )
