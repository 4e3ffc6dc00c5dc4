"""The window's foot: what just happened, what goes on, and which model reads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.named import named
from digitpad.ui.words import tr

TakeBack = Callable[[], None]


class StatusLine(QWidget):
    """Two texts, and between them how far the long runs are.

    It is no QStatusBar, whose frame and margins do not follow the grid.
    """

    def __init__(self, indicators: Sequence[QWidget]) -> None:
        super().__init__()
        self._status = named(ElidedLabel(is_muted=True), "status", tr("Status"))
        self._take_back = self._make_take_back()
        self._command: TakeBack | None = None
        self._model = named(
            ElidedLabel(is_muted=True), "model_in_use", tr("Model in use")
        )
        self._model.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self._status)
        row.addWidget(self._take_back)
        row.addStretch()
        for indicator in indicators:
            row.addWidget(indicator)
        row.addWidget(self._model)
        # It is as high as it gets, so that what begins moves nothing.
        self.setMinimumHeight(max(each.sizeHint().height() for each in indicators))
        self.tell("")

    def tell(self, sentence: str, take_back: TakeBack | None = None) -> None:
        """Say what just happened, perhaps with a way to take it back.

        Args:
            sentence: Empty for nothing.
            take_back: What a button beside it does.
        """
        self._status.setText(sentence)
        self._command = take_back
        can_take_back = take_back is not None
        self._take_back.setVisible(can_take_back)
        # The button stands right behind the sentence, and the model has the rest.
        self._row.setStretchFactor(self._status, 0 if can_take_back else 5)
        self._row.setStretch(2, 1 if can_take_back else 0)
        self._row.setStretchFactor(self._model, 0 if can_take_back else 6)

    def show_model(self, summary: str) -> None:
        """Say which model reads."""
        self._model.setText(summary)

    def _make_take_back(self) -> QToolButton:
        button = named(QToolButton(), "take_back", tr("Take it back"))
        button.setText(tr("Take it back"))
        button.setAutoRaise(True)
        # As high as the line, and no higher.
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        # The pad keeps the keyboard.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_take_back)
        return button

    def _on_take_back(self) -> None:
        command = self._command
        self.tell("")
        if command is not None:
            command()
