"""The window with the table of many pictures."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from digitpad.readings import DIGITS
from digitpad.table.view import Filter, Show
from digitpad.ui.buttons import button_row, push_button
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.named import named
from digitpad.ui.placement import on_screen
from digitpad.ui.table_model import At, Index, TableModel
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr
from digitpad.words import mark

_MARGIN: Final = 3 * GRID
_ICON: Final = 4 * GRID
_USUAL_SIZE: Final = QSize(104 * GRID, 80 * GRID)
_WIDTHS: Final = {
    At.PICTURE: 8 * GRID,
    At.NAME: 32 * GRID,
    At.READING: 13 * GRID,
    At.CONFIDENCE: 13 * GRID,
}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ANY: Final = mark("Any reading")


class TableWindow(QDialog):
    """Shows the model, and what can be done with it; whoever listens does it.

    Signals:
        open_wanted: A row is to be opened on the pad; carries its index.
        export_wanted: What is shown is to be saved.
        stop_wanted: No more rows are wanted.
        several_wanted: Several digits are to be read in each picture, or one.
        closed: Nobody looks any more.
    """

    open_wanted = Signal(QModelIndex)
    export_wanted = Signal()
    stop_wanted = Signal()
    several_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "table_window").setWindowTitle(tr("Pictures"))
        self._model = model
        self._make_filters()
        self._make_view()
        self.status = named(ElidedLabel(is_muted=True), "table_status", tr("Status"))
        self._bar = named(
            QProgressBar(textVisible=False), "table_progress", tr("Progress")
        )
        self._make_buttons()
        self._lay_out()
        self._view.selectionModel().currentChanged.connect(self._enable)
        model.modelReset.connect(self._enable)
        self._enable()

    def begin(self, title: str) -> None:
        """Rows will come."""
        self.setWindowTitle(title)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.show()
        self._view.setFocus()

    def show_progress(self, done: int, files: int) -> None:
        """So many of so many files are read; one alone says nothing of its length."""
        self._bar.setRange(0, files if files > 1 else 0)
        self._bar.setValue(done)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0, At.READING))

    def end(self) -> None:
        """No more rows come."""
        self._bar.hide()
        self._stop.hide()
        self._enable()

    @property
    def is_several(self) -> bool:
        """Whether several digits are to be read in each picture."""
        return self._several.isChecked()

    def _make_filters(self) -> None:
        self._text = named(QLineEdit(), "table_filter", tr("Find in names and notes"))
        self._text.setPlaceholderText(tr("Find in names and notes"))
        self._text.setClearButtonEnabled(True)
        self._reading = named(QComboBox(), "table_digit", tr("Reading to show"))
        self._reading.addItems([tr(_ANY), *map(str, range(DIGITS))])
        self._show = named(QComboBox(), "table_show", tr("Rows to show"))
        for show in Show:
            self._show.addItem(tr(show.value), show)
        self._several = named(
            QCheckBox(tr("&Several digits in each")),
            "table_several",
            tr("Several digits"),
        )
        self._several.setToolTip(tr("Read numbers from left to right; begins anew"))
        self._text.textChanged.connect(self._filter)
        self._reading.currentIndexChanged.connect(self._filter)
        self._show.currentIndexChanged.connect(self._filter)
        self._several.toggled.connect(self.several_wanted)

    def _make_view(self) -> None:
        view = self._view = named(
            QTableView(), "table", tr("Pictures and their readings")
        )
        view.setModel(self._model)
        view.setItemDelegateForColumn(At.READING, _Correcting(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        view.setIconSize(QSize(_ICON, _ICON))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.doubleClicked.connect(self._on_double_click)
        across, down = view.horizontalHeader(), view.verticalHeader()
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setSortIndicatorClearable(True)
        across.setHighlightSections(False)
        across.setDefaultAlignment(_LEFT)
        across.setStretchLastSection(True)
        view.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        # With rows of one height Qt measures none of the ten thousand.
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ICON + GRID)
        down.hide()

    def _make_buttons(self) -> None:
        self._close = push_button("close", tr("C&lose"), self.reject)
        self._stop = push_button("stop_table", tr("S&top"), self.stop_wanted.emit)
        self._open = push_button("open_row", tr("&Open on the pad"), self._on_open)
        self._export = push_button(
            "export_table", tr("&Export…"), self.export_wanted.emit
        )

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        filters.addWidget(self._text, 1)
        filters.addWidget(self._reading)
        filters.addWidget(self._show)
        filters.addSpacing(GRID)
        filters.addWidget(self._several)
        told = QHBoxLayout()
        told.setSpacing(2 * GRID)
        told.addWidget(self.status, 1)
        told.addWidget(self._bar)
        # Nothing moves when the bar goes.
        self.status.setMinimumHeight(self._bar.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(filters)
        column.addWidget(self._view, 1)
        column.addLayout(told)
        column.addLayout(button_row(self._close, self._stop, self._open, self._export))

    def _filter(self) -> None:
        is_any = self._reading.currentIndex() == 0
        wanted = Filter(
            self._text.text().strip(),
            "" if is_any else self._reading.currentText(),
            self._show.currentData(),
        )
        self._model.filter_by(wanted)

    def _enable(self) -> None:
        self._open.setEnabled(self._view.currentIndex().isValid())
        self._export.setEnabled(bool(self._model.table.order))

    def _on_open(self) -> None:
        self.open_wanted.emit(self._view.currentIndex())

    def _on_double_click(self, index: QModelIndex) -> None:
        # There it begins a correction.
        if index.column() != At.READING:
            self.open_wanted.emit(index)

    def sizeHint(self) -> QSize:
        """Room for a dozen rows, as far as the screen has it."""
        return on_screen(self, _USUAL_SIZE)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody looks any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.closed.emit()


class _Correcting(QStyledItemDelegate):
    """Takes nothing but digits for a reading."""

    def createEditor(  # noqa: N802 (Qt's name)
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A line for digits; none of them is no digit."""
        editor = named(QLineEdit(parent), "correction", tr("Correct reading"))
        digits = QRegularExpression("[0-9]{0,40}")
        editor.setValidator(QRegularExpressionValidator(digits, editor))
        editor.setPlaceholderText(tr("none"))
        return editor
