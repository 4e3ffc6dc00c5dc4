"""The last drawings as a row of small pictures, each a click away from the pad."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QIcon,
    QKeySequence,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ui import theme
from digitpad.ui.action_button import ActionButton
from digitpad.ui.named import named
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ink import Drawing
    from digitpad.last_drawings import LastDrawing

_SIDE: Final = 28  # of a picture, as of a model input
_WIDTH: Final = 4 * theme.GRID  # of a button
_HEIGHT: Final = 6 * theme.GRID
_GAP: Final = theme.GRID
_PEN_SHARE: Final = 1 / 14  # of the picture's side
_LONGEST: Final = 4  # digits below a picture


class DrawingStrip(QWidget):
    """Shows the drawings; its room is there from the start, so that nothing moves.

    Signals:
        wanted: A drawing is to come back; carries its place.
    """

    wanted = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        named(self, "last_drawings", tr("Last drawings"))
        self.setFixedHeight(_HEIGHT)
        self._window = window
        self._shown: Sequence[LastDrawing] = ()
        self._actions: list[QAction] = []
        self._buttons: list[ActionButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)

    def show_drawings(self, drawings: "Sequence[LastDrawing]") -> None:
        """Show these, the newest first."""
        self._shown = drawings
        if drawings and not self._buttons:
            # The first paint does not wait for them.
            self._make_buttons()
        for place, action in enumerate(self._actions):
            is_there = place < len(drawings)
            action.setEnabled(is_there)
            if is_there:
                self._describe(place, drawings[place])
        self._fit()

    def _make_buttons(self) -> None:
        from digitpad.last_drawings import MOST

        self._actions = [_action(self._window, place) for place in range(MOST)]
        self._buttons = [_button(action) for action in self._actions]
        for place, action in enumerate(self._actions):
            self._row.addWidget(self._buttons[place])
            action.triggered.connect(lambda _, place=place: self.wanted.emit(place))
        self._row.addStretch(1)

    def _describe(self, place: int, last: "LastDrawing") -> None:
        action, button = self._actions[place], self._buttons[place]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        what = " ".join(last.reading.split()) or tr("no digit")
        action.setIcon(QIcon(thumbnail(last.drawing, self.palette(), self._ratio)))
        short = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1]}…"
        action.setIconText(short if last.reading else "–")
        action.setToolTip(
            tr("Bring this drawing back: {what} ({key})", what=what, key=key)
        )
        button.setAccessibleName(tr("Bring back the drawing read as {what}", what=what))

    @property
    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _fit(self) -> None:
        """Show as many as there is room for."""
        room = max(1, (self.width() + _GAP) // (_WIDTH + _GAP))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < min(room, len(self._shown)))

    def sizeHint(self) -> QSize:
        """Room for eight."""
        return QSize(8 * (_WIDTH + _GAP) - _GAP, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for one."""
        return QSize(_WIDTH, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more, or fewer."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the ink in the colours of a new palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self.show_drawings(self._shown)
        super().changeEvent(event)


def thumbnail(drawing: "Drawing", palette: QPalette, ratio: float) -> QPixmap:
    """A drawing as large as fits into a small picture, on paper."""
    # Imported late: the first window has nothing to show here.
    from digitpad.ui.ink_layer import ink_pen, paint_drawing
    from digitpad.ui.ink_path import enough_of

    pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    xs = [x for stroke in drawing.strokes for x in stroke.xy[::2]]
    ys = [y for stroke in drawing.strokes for y in stroke.xy[1::2]]
    side = max(max(xs) - min(xs), max(ys) - min(ys), 1.0)
    pen = _SIDE * _PEN_SHARE
    scale = (_SIDE - 4 * pen) / side
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.faint(palette))
        painter.setBrush(palette.base())
        paper = QRectF(0, 0, _SIDE, _SIDE).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(paper, theme.CORNER / 2, theme.CORNER / 2)
        painter.translate(_SIDE / 2, _SIDE / 2)
        painter.scale(scale, scale)
        painter.translate(-(min(xs) + max(xs)) / 2, -(min(ys) + max(ys)) / 2)
        painter.setPen(ink_pen(palette.text().color(), pen / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_drawing(painter, drawing, every=enough_of(len(xs)))
    return pixmap


def _action(window: QWidget, place: int) -> QAction:
    action = QAction(tr("Drawing before, {number}", number=place + 1), window)
    action.setObjectName(f"action_last_drawing_{place + 1}")
    action.setShortcut(QKeySequence(f"Ctrl+{place + 1}"))
    window.addAction(action)
    return action


def _button(action: QAction) -> ActionButton:
    name = action.objectName().removeprefix("action_")
    button = ActionButton(action, f"button_{name}", tr("Bring back a drawing"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIconSize(QSize(_SIDE, _SIDE))
    button.setFixedSize(_WIDTH, _HEIGHT)
    button.setFont(theme.scaled_font(button.font(), 0.85))
    return button
