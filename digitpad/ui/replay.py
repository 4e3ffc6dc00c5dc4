"""Shows again, on a sheet that lies over the pad, how a drawing was drawn."""

from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from digitpad.ink import Drawing
from digitpad.timeline import Timeline
from digitpad.ui import ink_pieces
from digitpad.ui.ink_pieces import Piece
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.pad import Pad

_FRAME_MS: Final = 16
# The whole drawing is seen for a moment before the pad takes its place again.
_REST_MS: Final = 400

_KEYS: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_PRESSES: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
)

_CHANGES: Final = (QEvent.Type.Resize, QEvent.Type.Hide)


class Replay(QWidget):
    """One replay, which goes by itself at its end, or with any key or click.

    Args:
        pad: The pad, on which nothing changes.

    Attributes:
        drawing: What is drawn so far.
        pen_place: Where the pen is, in the drawing's units; None before it comes down.
        pen_is_down: True: until the end, more is to come.

    Signals:
        moved: More is drawn.
        ended: It is over, and the pad is seen again.
    """

    moved = Signal()
    ended = Signal()

    def __init__(self, pad: "Pad") -> None:
        super().__init__(pad)
        self.setObjectName("replay")
        self.setAccessibleName(tr("Replay of the drawing"))
        self.setAccessibleDescription(tr("Any key ends it."))
        self.drawing = Drawing()
        self.pen_place: tuple[float, float] | None = None
        self.pen_is_down = True
        self._pad = pad
        self._timeline = Timeline(pad.drawing)
        self._count = 0
        self._layer = pad.surface.empty_layer()
        self._began = monotonic()
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._go_on)
        # Else the pad below would take them.
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setGeometry(pad.rect())
        pad.changed.connect(self.stop)
        _application().installEventFilter(self)
        self.show()
        self.raise_()
        self._timer.start()

    def stop(self) -> None:
        """End it now."""
        if self._timer.isActive():
            self._timer.stop()
            self._pad.changed.disconnect(self.stop)
            _application().removeEventFilter(self)
            self.hide()
            self.ended.emit()
            self.deleteLater()

    def _go_on(self) -> None:
        ms = (monotonic() - self._began) * 1000
        count = self._timeline.count_at(ms)
        if count == self._count and ms > self._timeline.end_ms + _REST_MS:
            self.stop()
        elif count > self._count:
            self._draw(count)
            self.drawing = self._timeline.drawing(count)
            x, y = self.drawing.strokes[-1].xy[-2:]
            self.pen_place = x, y
            self.update()
            self.moved.emit()

    def _draw(self, count: int) -> None:
        """Add to the layer what has become final since the last frame."""
        pieces: list[Piece] = []
        before = dict(enumerate(self._timeline.strokes(self._count)))
        for number, (stroke, drawn) in enumerate(self._timeline.strokes(count)):
            known = before[number][1] if number in before else 0
            for end in range(known + 1, drawn + 1):
                begin = max(end - 4, 0)
                xy, pressure = (
                    stroke.xy[2 * begin : 2 * end],
                    stroke.pressure[begin:end],
                )
                pieces += ink_pieces.newest_curve(xy, pressure)
            if known < drawn == len(stroke):
                pieces.append(ink_pieces.tail(stroke.xy, stroke.pressure))
        self._layer.draw(pieces)
        self._count = count

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, and on it what is drawn so far."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._pad.surface.paint_paper(painter)
            self._layer.show(painter, QRectF(event.rect()))
            for stroke in self.drawing.strokes[-1:]:
                rest = ink_pieces.tail(stroke.xy, stroke.pressure)
                self._layer.paint(painter, [rest])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End with any key or click; those on the pad do nothing else."""
        if not isinstance(watched, QWidget):
            # A window's own events come again as those of one of its widgets.
            return False
        kind = event.type()
        if kind in _KEYS:
            self._on_key(event)
            return True
        if kind in _PRESSES or (watched is self._pad and kind in _CHANGES):
            self.stop()
            if watched is not self:
                return False
            event.accept()
            return True
        return False

    def _on_key(self, event: QEvent) -> None:
        event.accept()
        # The key that began it may still be down.
        is_new = isinstance(event, QKeyEvent) and not event.isAutoRepeat()
        if is_new and event.type() == QEvent.Type.KeyPress:
            self.stop()


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None  # there is a widget
    return application
