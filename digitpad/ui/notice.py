"""The one place where the window tells of something that did not work."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from digitpad.ui import theme
from digitpad.ui.words import tr


class Notice(QFrame):
    """A strip over the lower edge of another widget.

    It lies over its parent and takes no room, so that nothing moves when it comes. What
    is told goes when the user goes on or closes it; what is important goes only when it
    is closed, and meanwhile comes back when what was told after it has gone.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("notice")
        self.setAccessibleName(tr("Notice"))
        self._over = over
        self._important: list[str] = []
        # What is pressed here is not meant for the widget below.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._text = QLabel(self)
        self._text.setObjectName("notice_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(self)
        self._close.setObjectName("close_notice")
        self._close.setAccessibleName(tr("Close the notice"))
        self._close.setText(tr("Close"))
        self._close.setAutoRaise(True)
        self._close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._close.clicked.connect(lambda: self.retract(self.text))
        row = QHBoxLayout(self)
        row.setContentsMargins(
            3 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID
        )
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty while the notice is hidden."""
        return self._text.text() if self.isVisibleTo(self._over) else ""

    def tell(self, sentence: str, *, is_important: bool = False) -> None:
        """Show a sentence; an important one until it is closed."""
        if is_important:
            self._important = [s for s in self._important if s != sentence]
            self._important.append(sentence)
        self._text.setText(sentence)
        self.setAccessibleDescription(sentence)
        self._arrange()
        self.show()
        self.raise_()
        # Imported late: the first paint has nothing to tell.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        # A screen reader says it at once.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def go_on(self) -> None:
        """Show no more than what is important: the user has seen the rest."""
        if not self._important:
            self.hide()
        elif self.text != self._important[-1]:
            self.tell(self._important[-1])

    def retract(self, sentence: str) -> None:
        """Take a sentence back: it was closed, or is true no more."""
        self._important = [s for s in self._important if s != sentence]
        if self.text == sentence:
            self.go_on()

    def _arrange(self) -> None:
        room = self._over.rect().adjusted(
            2 * theme.GRID, 0, -2 * theme.GRID, -2 * theme.GRID
        )
        height = max(self.heightForWidth(room.width()), self.minimumSizeHint().height())
        self.setGeometry(room.x(), room.bottom() + 1 - height, room.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip, an accent at its edge."""
        palette = self.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.mixed(theme.faint(palette), theme.muted(palette), 0.3))
            painter.setBrush(palette.window())
            body = self.rect().adjusted(0, 0, -1, -1)
            painter.drawRoundedRect(body, theme.CORNER, theme.CORNER)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent(palette))
            edge = body.adjusted(theme.GRID, theme.GRID, 0, -theme.GRID)
            edge.setWidth(3)
            painter.drawRoundedRect(edge, 1.5, 1.5)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the lower edge when the widget below changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)
