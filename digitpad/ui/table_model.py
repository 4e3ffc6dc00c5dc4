"""The table of many pictures for Qt's views."""

from collections.abc import Callable
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QImage, QPixmap

from digitpad.printable import printable
from digitpad.table.row import Row, Thumbnail
from digitpad.table.view import Column, Filter, Table
from digitpad.ui.verdict import NO_DIGIT, per_cent
from digitpad.ui.words import tr
from digitpad.words import mark

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Change = Callable[[], None]

_NOWHERE: Final = QModelIndex()
_MOST_PIXMAPS: Final = 500


class At(IntEnum):
    """The columns."""

    PICTURE = 0
    NAME = 1
    READING = 2
    CONFIDENCE = 3
    NOTE = 4


_TITLES: Final = {
    At.PICTURE: mark("Picture"),
    At.NAME: mark("Name"),
    At.READING: mark("Reading"),
    At.CONFIDENCE: mark("Confidence"),
    At.NOTE: mark("Note"),
}
_SORTED_BY: Final = {
    At.NAME: Column.NAME,
    At.READING: Column.READING,
    At.CONFIDENCE: Column.CONFIDENCE,
    At.NOTE: Column.NOTE,
}


class TableModel(QAbstractTableModel):
    """Shows a `Table`; the reading of a row is corrected by editing it.

    Attributes:
        table: What is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table = Table()
        self._pixmaps: dict[Thumbnail, QPixmap] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    def begin(self) -> None:
        """Begin with no rows."""
        self.beginResetModel()
        self.table.clear()
        self._pixmaps.clear()
        self.endResetModel()

    def add(self, rows: list[Row]) -> None:
        """Show more rows, in their place."""
        table = self.table
        count, first = len(table.shown_of(rows)), len(table.order)
        if not count:
            table.add(rows)
            return
        self.beginInsertRows(_NOWHERE, first, first + count - 1)
        table.add(rows)
        self.endInsertRows()
        if table.is_sorted:
            self._rearrange()

    def filter_by(self, wanted: Filter) -> None:
        """Show only rows with this."""
        self.beginResetModel()
        self.table.filter_by(wanted)
        self.endResetModel()

    def row_at(self, index: Index) -> Row:
        """The row of a valid index."""
        return self.table.rows[self.table.order[index.row()]]

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Sort by a column; by that of the pictures, as they came."""
        descends = order == Qt.SortOrder.DescendingOrder
        by = _SORTED_BY.get(At(column)) if column >= 0 else None
        self._rearrange(lambda: self.table.sort_by(by, descends=descends))

    def _rearrange(self, change: Change | None = None) -> None:
        """Sort, and let what is selected stay selected."""
        self.layoutAboutToBeChanged.emit()
        before = list(self.table.order)
        (change or self.table.arrange)()
        held = self.persistentIndexList()
        if held:
            places = {row: place for place, row in enumerate(self.table.order)}
            moved = [self.index(places[before[i.row()]], i.column()) for i in held]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.table.order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(At)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The titles."""
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return tr(_TITLES[At(section)])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the reading can be edited."""
        flags = super().flags(index)
        if index.column() == At.READING and not self.row_at(index).is_problem:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows."""
        if not index.isValid():
            return None
        row, column = self.row_at(index), At(index.column())
        match role:
            case Role.DisplayRole:
                return self._text(row, column)
            case Role.EditRole:
                return self.table.reading_of(row)
            case Role.DecorationRole if column is At.PICTURE:
                return self._pixmap(row.thumbnail)
            case Role.ToolTipRole:
                whole = printable(row.path)
                return whole if column is At.NAME else self._text(row, column)
            case Role.FontRole if column is At.READING:
                return self._bold if self.table.is_corrected(row) else None
        return None

    def setData(  # noqa: N802 (Qt's name)
        self, index: Index, value: object, role: int = Role.EditRole
    ) -> bool:
        """Correct a reading; nothing stands for no digit."""
        text = str(value).strip()
        if role != Role.EditRole or not (
            (text.isascii() and text.isdecimal()) or not text
        ):
            return False
        self.table.correct(self.row_at(index), text)
        line = index.row()
        self.dataChanged.emit(self.index(line, 0), self.index(line, At.NOTE))
        return True

    def _text(self, row: Row, column: At) -> str:
        match column:
            case At.NAME:
                return row.name or row.path
            case At.READING if not row.is_problem:
                return self.table.reading_of(row) or tr(NO_DIGIT)
            case At.CONFIDENCE if row.reading and not self.table.is_corrected(row):
                return per_cent(row.confidence)
            case At.NOTE:
                return self.table.note_of(row)
        return ""

    def _pixmap(self, thumbnail: Thumbnail) -> QPixmap | None:
        if not thumbnail.grey:
            return None
        if (known := self._pixmaps.get(thumbnail)) is not None:
            return known
        if len(self._pixmaps) >= _MOST_PIXMAPS:
            self._pixmaps.clear()
        width, height, grey = thumbnail
        image = QImage(grey, width, height, width, QImage.Format.Format_Grayscale8)
        pixmap = self._pixmaps[thumbnail] = QPixmap.fromImage(image)
        return pixmap
