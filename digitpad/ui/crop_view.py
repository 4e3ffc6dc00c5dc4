"""A picture, and on it the rectangle that is kept of it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.picture.crop import (
    WHOLE,
    Crop,
    Edges,
    dragged,
    edges_at,
    is_inside,
    moved,
    spanned,
)
from digitpad.ui import theme
from digitpad.ui.named import named
from digitpad.ui.pad_picture import placed, to_qimage
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from PIL.Image import Image

_REACH: Final = 10.0  # pixels round an edge where a hand takes hold of it
_HANDLE: Final = 8.0
_STEP: Final = 0.01  # of the picture, for one press of an arrow key
_SHADE: Final = QColor(0, 0, 0, 110)
_SIDE: Final = 45 * theme.GRID
_SMALLEST: Final = 5 * theme.GRID  # between the handles some of the picture is left

_ARROWS: Final = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}
_DIAGONAL: Final = Qt.CursorShape.SizeFDiagCursor
_OTHER_DIAGONAL: Final = Qt.CursorShape.SizeBDiagCursor
_CURSORS: Final = {
    Edges.LEFT: Qt.CursorShape.SizeHorCursor,
    Edges.RIGHT: Qt.CursorShape.SizeHorCursor,
    Edges.TOP: Qt.CursorShape.SizeVerCursor,
    Edges.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Edges.LEFT | Edges.TOP: _DIAGONAL,
    Edges.RIGHT | Edges.BOTTOM: _DIAGONAL,
    Edges.RIGHT | Edges.TOP: _OTHER_DIAGONAL,
    Edges.LEFT | Edges.BOTTOM: _OTHER_DIAGONAL,
}


class CropView(QWidget):
    """Shows a picture, and lets mouse and arrow keys choose what is kept.

    Attributes:
        crop: The rectangle.

    Signals:
        cropped: The user has changed it.
    """

    cropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "crop", tr("What is kept of the picture"))
        self.setAccessibleDescription(
            tr(
                "Arrow keys move the rectangle, with Shift its lower right corner, "
                "with Control its upper left one."
            )
        )
        self.setToolTip(tr("Drag the edges, or draw another rectangle"))
        self.setMinimumSize(_SMALLEST, _SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.crop = WHOLE
        self._pixmap = QPixmap()
        self._held = Edges.NONE
        self._last: QPointF | None = None

    def show_picture(self, picture: "Image") -> None:
        """Show another picture; the rectangle stays."""
        self._pixmap = QPixmap.fromImage(to_qimage(picture))
        self.update()

    def keep_all(self) -> None:
        """Keep the whole picture."""
        self._take(WHOLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, of the rectangle, or begin another one."""
        if event.button() != Qt.MouseButton.LeftButton or self._pixmap.isNull():
            return
        self._last = place = self._share_at(event.position())
        self._held = self._edges_at(event.position())
        # Of the whole picture nothing is outside: a new rectangle begins within.
        inside = is_inside(self.crop, place.x(), place.y()) and self.crop != WHOLE
        if self._held is Edges.NONE and not inside:
            self._take(spanned(place.x(), place.y()))
            self._held = Edges.RIGHT | Edges.BOTTOM

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held; else show what could be."""
        if self._last is None:
            self.setCursor(self._cursor_at(event.position()))
            return
        place = self._share_at(event.position())
        self._move_by(
            self._held, place.x() - self._last.x(), place.y() - self._last.y()
        )
        self._last = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._last = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the rectangle or a corner of it."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        held = Edges.NONE
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            held = Edges.RIGHT | Edges.BOTTOM
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            held = Edges.LEFT | Edges.TOP
        self._move_by(held, *step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, what is left out in the shade."""
        if self._pixmap.isNull():
            return
        whole, kept = self._place, self._kept
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(whole, self._pixmap, QRectF(self._pixmap.rect()))
            outside = QPainterPath()
            outside.addRect(whole)
            outside.addRect(kept)
            painter.fillPath(outside, _SHADE)
            accent = theme.accent(self.palette())
            painter.setPen(QPen(accent, 2))
            painter.drawRect(kept)
            for corner in (kept.topLeft(), kept.topRight(), kept.bottomLeft(),
                           kept.bottomRight()):  # fmt: skip
                handle = QRectF(0, 0, _HANDLE, _HANDLE)
                handle.moveCenter(corner)
                painter.fillRect(handle, accent)
            if self.hasFocus():
                painter.setPen(
                    QPen(theme.on_accent(self.palette()), 1, Qt.PenStyle.DotLine)
                )
                painter.drawRect(kept)

    def sizeHint(self) -> QSize:
        """Large enough to aim at an edge."""
        return QSize(_SIDE, _SIDE)

    @property
    def _place(self) -> QRectF:
        """Where the picture lies, with room for the handles."""
        room = QRectF(self.rect()).adjusted(_HANDLE, _HANDLE, -_HANDLE, -_HANDLE)
        return placed(self._pixmap.size(), room)

    @property
    def _kept(self) -> QRectF:
        whole, crop = self._place, self.crop
        return QRectF(
            whole.x() + crop.left * whole.width(),
            whole.y() + crop.top * whole.height(),
            (crop.right - crop.left) * whole.width(),
            (crop.bottom - crop.top) * whole.height(),
        )

    def _share_at(self, position: QPointF) -> QPointF:
        whole = self._place
        return QPointF(
            (position.x() - whole.x()) / whole.width(),
            (position.y() - whole.y()) / whole.height(),
        )

    def _edges_at(self, position: QPointF) -> Edges:
        place, whole = self._share_at(position), self._place
        reach = _REACH / whole.width(), _REACH / whole.height()
        return edges_at(self.crop, place.x(), place.y(), reach)

    def _cursor_at(self, position: QPointF) -> Qt.CursorShape:
        if self._pixmap.isNull():
            return Qt.CursorShape.ArrowCursor
        return _CURSORS.get(self._edges_at(position), Qt.CursorShape.CrossCursor)

    def _move_by(self, held: Edges, dx: float, dy: float) -> None:
        crop = self.crop
        self._take(dragged(crop, held, dx, dy) if held else moved(crop, dx, dy))

    def _take(self, crop: Crop) -> None:
        if crop != self.crop:
            self.crop = crop
            self.update()
            self.cropped.emit()
