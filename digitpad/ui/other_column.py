"""The column of a second model, beside that of the one in use."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.buttons import push_button
from digitpad.ui.forms import plain_label
from digitpad.ui.reading_column import ReadingColumn
from digitpad.ui.theme import GRID
from digitpad.ui.verdict import answer_of
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.verdict import Reading

PREFIX: Final = "other_"


class OtherColumn(ReadingColumn):
    """Shows what another model reads, row by row at the height of the first.

    Signals:
        end_wanted: The comparison is to end.
    """

    end_wanted = Signal()

    def __init__(self, first: ReadingColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent, prefix=PREFIX)
        self._first = first
        self._agreement = plain_label("agreement")
        end = push_button(
            "end_comparison", tr("End the co&mparison"), self.end_wanted.emit
        )
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._agreement)
        column.addStretch(1)
        column.addWidget(end)

    def tell_agreement(self, first: "Reading", second: "Reading") -> None:
        """Say whether the two models give the same answer."""
        self._agreement.setText(agreement(first, second))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bars of both columns side by side."""
        self.foot.setFixedHeight(self._first.foot.sizeHint().height())
        super().resizeEvent(event)


def agreement(first: "Reading", second: "Reading") -> str:
    """Whether two models give the same answer, in a sentence; empty without one."""
    one, other = answer_of(first), answer_of(second)
    if not one and not other:
        return ""
    return (
        tr("Both give the same answer.") if one == other else tr("The answers differ.")
    )
