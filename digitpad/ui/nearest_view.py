"""The training digits that a drawing resembles most, with their labels."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from digitpad.ui import theme
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.named import named
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digitpad.explain import Neighbour

_SHOWN: Final = 5


class NearestView(QWidget):
    """Five small pictures side by side, each with its label under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "nearest", tr("The training digits most like it"))
        self._pictures = [ModelInputView(self, least_times=1) for _ in range(_SHOWN)]
        self._labels = [QLabel(self) for _ in range(_SHOWN)]
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Expanding)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        for column, picture in enumerate(self._pictures):
            picture.setObjectName(f"nearest_{column}")
            grid.addWidget(picture, 0, column)
            grid.addWidget(self._labels[column], 1, column, middle)
        grid.setColumnStretch(_SHOWN, 1)
        grid.setRowStretch(2, 1)

    def show_neighbours(self, nearest: "Sequence[Neighbour]") -> None:
        """Show other digits, the most alike first; at most five."""
        for number, picture in enumerate(self._pictures):
            found = nearest[number] if number < len(nearest) else None
            picture.show_grey(found.image if found else None)
            picture.setAccessibleName(
                tr("A training {label}", label=found.label) if found else ""
            )
            self._labels[number].setText(str(found.label) if found else "")
        told = ", ".join(str(found.label) for found in nearest)
        self.setAccessibleDescription(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures grow with the room."""
        across = (self.width() - (_SHOWN - 1) * theme.GRID) // _SHOWN
        down = self.height() - self._labels[0].sizeHint().height()
        for picture in self._pictures:
            picture.fit(min(across, down))
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Two pixels a pixel."""
        return self._size(2)

    def minimumSizeHint(self) -> QSize:
        """One pixel a pixel."""
        return self._size(1)

    def _size(self, times: int) -> QSize:
        side = times * self._pictures[0].sizeHint().width()
        height = side + self._labels[0].sizeHint().height()
        return QSize(_SHOWN * side + (_SHOWN - 1) * theme.GRID, height)
