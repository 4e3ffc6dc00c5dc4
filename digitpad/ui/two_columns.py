"""The layout of a dialog that shows a run: pages on the left, curves on the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from digitpad.ui.theme import GRID


def lay_out_columns(
    dialog: QDialog,
    pages: Sequence[QWidget],
    curves: QWidget,
    buttons: QHBoxLayout,
    width: int,
) -> QStackedWidget:
    """Fill a dialog.

    Args:
        dialog: Has no layout yet.
        pages: Of which one is shown at a time.
        curves: Take the room that is left.
        buttons: At the foot.
        width: Of the pages at least, in pixels.

    Returns:
        The pages.
    """
    stack = QStackedWidget()
    for page in pages:
        stack.addWidget(page)
    grid = QGridLayout(dialog)
    grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
    grid.setHorizontalSpacing(4 * GRID)
    grid.setVerticalSpacing(2 * GRID)
    grid.setColumnMinimumWidth(0, width)
    grid.setColumnStretch(1, 1)
    grid.addWidget(stack, 0, 0)
    grid.addWidget(curves, 0, 1)
    grid.addLayout(buttons, 1, 0, 1, 2)
    return stack
