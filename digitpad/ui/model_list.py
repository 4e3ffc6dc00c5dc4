"""The list of kept models: which there are, and which of them reads."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from digitpad.library import KeptModel, name_of, reading_model
from digitpad.retraining.outcome import per_cent
from digitpad.ui import theme
from digitpad.ui.named import named
from digitpad.ui.words import tr

_PATH: Final = Qt.ItemDataRole.UserRole
_DETAIL: Final = Qt.ItemDataRole.UserRole + 1
_IS_IN_USE: Final = Qt.ItemDataRole.UserRole + 2
_LOOKING: Final = "…"

Index = QModelIndex | QPersistentModelIndex


class ModelList(QListWidget):
    """Names of models, each with a line about it; one or two may be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "models_list", tr("Models"))
        self.setAccessibleDescription(tr("Select one model, or two to compare them."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)

    @property
    def chosen(self) -> list[Path]:
        """The models that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._path(row) for row in rows]

    def show_places(self, places: Sequence[Path], wanted: Sequence[Path]) -> None:
        """List these models anew, and select those that are wanted."""
        self.blockSignals(True)
        self.clear()
        for path in places:
            item = QListWidgetItem(name_of(path), self)
            item.setData(_PATH, path)
            item.setToolTip(str(path).encode(errors="replace").decode())
            _describe(item, _LOOKING, is_in_use=False)
            item.setSelected(path in wanted)
        self.blockSignals(False)
        selected = self.selectedItems()
        if selected:
            self.setCurrentItem(
                selected[0], self.selectionModel().SelectionFlag.NoUpdate
            )
        self.itemSelectionChanged.emit()

    def show_models(self, known: Mapping[Path, KeptModel]) -> None:
        """Say of each model that has been looked at what it is."""
        reading = reading_model(known.values())
        for row in range(self.count()):
            model = known.get(self._path(row))
            if model is not None:
                is_in_use = model is reading
                _describe(self.item(row), _detail(model, is_in_use), is_in_use)

    def _path(self, row: int) -> Path:
        path: Path = self.item(row).data(_PATH)
        return path

    def sizeHint(self) -> QSize:
        """Room for a name of some length."""
        return QSize(32 * theme.GRID, 40 * theme.GRID)


def _describe(item: QListWidgetItem, detail: str, is_in_use: bool) -> None:
    item.setData(_DETAIL, detail)
    item.setData(_IS_IN_USE, is_in_use)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {detail}")


def _detail(model: KeptModel, is_in_use: bool) -> str:
    if model.problem:
        return (
            tr("chosen, but cannot be read")
            if model.is_chosen
            else tr("cannot be read")
        )
    accuracy = model.card.test_accuracy
    told = (
        tr("accuracy unknown")
        if accuracy is None
        else tr("reads {share}", share=per_cent(accuracy))
    )
    return tr("in use · {text}", text=told) if is_in_use else told


class _TwoLines(QStyledItemDelegate):
    """Paints a name, and below it in a softer colour what there is to say of it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one item."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        ink = option.palette.color(roles.HighlightedText if is_selected else roles.Text)
        paper = option.palette.color(roles.Highlight if is_selected else roles.Base)
        upper, lower = _lines(option.rect)
        is_in_use = bool(index.data(_IS_IN_USE))
        name_font, detail_font = _fonts(option.font, is_in_use)
        painter.save()
        painter.setPen(ink)
        _draw(painter, name_font, upper, text, Qt.TextElideMode.ElideMiddle)
        painter.setPen(theme.mixed(ink, paper, 0.0 if is_in_use else 0.3))
        _draw(painter, detail_font, lower, index.data(_DETAIL))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, and air around them."""
        height = sum(QFontMetrics(f).height() for f in _fonts(option.font, False))
        return QSize(0, height + 2 * theme.GRID)


def _fonts(font: QFont, is_in_use: bool) -> tuple[QFont, QFont]:
    return (
        theme.scaled_font(font, 1.0, bold=is_in_use),
        theme.scaled_font(font, 0.9, bold=is_in_use),
    )


def _lines(rect: QRect) -> tuple[QRect, QRect]:
    inner = rect.adjusted(theme.GRID, theme.GRID // 2, -theme.GRID, -theme.GRID // 2)
    half = inner.height() // 2
    return (
        inner.adjusted(0, 0, 0, -half),
        inner.adjusted(0, inner.height() - half, 0, 0),
    )


def _draw(
    painter: QPainter,
    font: QFont,
    rect: QRect,
    text: str,
    elided: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, elided, rect.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, flags, shown)
