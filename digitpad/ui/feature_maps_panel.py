"""Feature maps: what each convolution makes of the drawing, while one draws."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from digitpad.ui import theme
from digitpad.ui.layer_view import LayerView
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.named import named
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading

NO_LAYERS: Final = mark(
    "This model has no convolutional layers, and so there are no feature maps to show."
)

_FRAME_MS: Final = 16


class FeatureMapsPanel(QScrollArea):
    """All convolutions one below the other; only those in sight are computed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "feature_maps", tr("Feature maps"))
        self._network: Network | None = None
        self._digit: DigitReading | None = None
        self._views: list[LayerView] = []
        # However fast the pen moves, a frame is computed once.
        self._next_frame = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._next_frame.timeout.connect(self._compute)
        self._sentence = named(MutedLabel("", self), "feature_maps_sentence")
        self._sentence.setWordWrap(True)
        self._lay_out()
        self._show_layers()

    def follow(
        self,
        network: "Network | None",
        digit: "DigitReading | None",
        *,
        is_settled: bool,
    ) -> None:
        """Show what the layers make of another reading, with the next frame.

        Args:
            network: What has read it.
            digit: The reading; None for none.
            is_settled: Whether the pen is up.
        """
        if network is not self._network:
            self._network = network
            self._show_layers()
        self._digit = digit
        self._ask()

    def fit(self, room: int) -> None:
        """Take so many pixels of height and half as many again: maps are many."""
        self.setFixedHeight(room * 3 // 2)

    def _ask(self) -> None:
        if not self._next_frame.isActive():
            self._next_frame.start()

    def _show_layers(self) -> None:
        for view in self._views:
            view.deleteLater()
        mapped = self._network.mapped if self._network else ()
        self._views = [LayerView(layer) for layer in mapped]
        # Without a model the window has told so already.
        self._sentence.setText(tr(NO_LAYERS) if self._network else "")
        self._sentence.setVisible(not mapped)
        for view in self._views:
            self._column.insertWidget(self._column.count() - 1, view)
        self._fit_layers()

    def _compute(self) -> None:
        # On a busy machine the frame may be due before new layers have their places:
        # all of them would be in sight, and there would be nothing to scroll.
        for waiting in (self.widget(), self.viewport()):
            request = QEvent.Type.LayoutRequest.value
            QCoreApplication.sendPostedEvents(waiting, request)
        seen = [view for view in self._views if not view.visibleRegion().isEmpty()]
        if self._network is None or not seen:
            return
        if self._digit is None:
            for view in self._views:
                view.show_maps(None)
            return
        layers = [view.layer for view in seen]
        found = self._network.feature_maps(self._digit.model_input, layers)
        for view, maps in zip(seen, found, strict=True):
            view.show_maps(maps)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * theme.GRID)
        self._column.addWidget(self._sentence)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # The pad keeps the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalScrollBar().valueChanged.connect(self._ask)

    def _fit_layers(self) -> None:
        room = self.viewport().size()
        for view in self._views:
            view.fit(room.width() - theme.GRID, room.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the maps grow with the room."""
        self._fit_layers()
        self._ask()
        super().resizeEvent(event)
