"""Turns and cuts a picture, and tells its ink from its paper, before it is read."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from digitpad.errors import DigitpadError
from digitpad.picture.adjust import Adjustment, adjusted, turned
from digitpad.ui import theme
from digitpad.ui.background import Background
from digitpad.ui.buttons import button_row, push_button
from digitpad.ui.crop_view import CropView
from digitpad.ui.forms import plain_label
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.named import named
from digitpad.ui.verdict import verdict_of
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from digitpad.recognizer import Recognizer
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.verdict import Reading

_MOST_DEGREES: Final = 45
_QUARTER: Final = 90
_WHOLE: Final = 100
_USUAL_THRESHOLD: Final = 50
# So many pixels are enough to see what comes out; a photo has a hundred times as many.
_PREVIEW_SIDE: Final = 500
_ANSWER_SHARE: Final = 2.4  # of the dialog's font
_COLUMN: Final = 28 * theme.GRID


class AdjustDialog(QDialog):
    """Shows what would be read, with every change.

    Args:
        source: The picture as it was opened.
        recognizer: Reads the preview.
        parent: Whose dialog it is.

    Signals:
        adjusted: This is to be read; carries a `PIL.Image.Image`.
    """

    adjusted = Signal(object)

    def __init__(
        self, source: "Image", recognizer: "Recognizer | None", parent: QWidget
    ) -> None:
        super().__init__(parent)
        named(self, "adjust_dialog").setWindowTitle(tr("Adjust picture"))
        self._source, self._recognizer = source, recognizer
        self._small = source.copy()
        self._small.thumbnail((_PREVIEW_SIDE, _PREVIEW_SIDE))
        self._quarters = 0
        self._background = Background()
        self._is_reading = self._is_stale = False
        self._view = CropView()
        self._input = ModelInputView()
        self._answer = plain_label("adjusted_answer")
        self._answer.setFont(theme.scaled_font(self.font(), _ANSWER_SHARE, bold=True))
        self._detail = plain_label("adjusted_detail")
        self._angle = self._slider(
            "angle", tr("Angle"), -_MOST_DEGREES, _MOST_DEGREES, 0
        )
        self._threshold = self._slider(
            "threshold", tr("From which darkness on a pixel is ink, in per cent"),
            1, _WHOLE, _USUAL_THRESHOLD,
        )  # fmt: skip
        self._automatic = named(QCheckBox(tr("&Find the ink by itself")), "automatic")
        self._lay_out()
        self._connect()
        self.reset()

    def reset(self) -> None:
        """The picture as it was opened."""
        self._quarters = 0
        self._angle.setValue(0)
        self._threshold.setValue(_USUAL_THRESHOLD)
        self._automatic.setChecked(True)
        self._view.keep_all()
        self._turn()

    @property
    def adjustment(self) -> Adjustment:
        """What is chosen."""
        by_hand = not self._automatic.isChecked()
        return Adjustment(
            degrees=self._quarters * _QUARTER + self._angle.value(),
            crop=self._view.crop,
            threshold=self._threshold.value() / _WHOLE if by_hand else None,
        )

    def accept(self) -> None:
        """Hand the adjusted picture over, unless nothing in it is ink."""
        # A photograph of twelve million pixels takes a second.
        self._use.setEnabled(False)
        source, adjustment = self._source, self.adjustment
        self._background.run(lambda: adjusted(source, adjustment), self._hand_over)

    def _hand_over(self, result: "Callable[[], Image]") -> None:
        if not isValid(self):
            return
        self._use.setEnabled(True)
        try:
            picture = result()
        except DigitpadError as error:
            self._detail.setText(told(error))
            return
        self.adjusted.emit(picture)
        super().accept()

    def _slider(self, name: str, title: str, low: int, high: int, at: int) -> QSlider:
        slider = named(QSlider(Qt.Orientation.Horizontal), name, title)
        slider.setRange(low, high)
        slider.setValue(at)
        slider.setToolTip(title)
        return slider

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3 * theme.GRID)
        row.addWidget(self._view, 1)
        row.addWidget(self._column())
        self._use = push_button("use_adjusted", tr("Read &this"), self.accept)
        self._use.setDefault(True)
        cancel = push_button("cancel_adjusting", tr("Cancel"), self.reject)
        reset = push_button("reset_adjusting", tr("As it &was"), self.reset)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(3 * theme.GRID,) * 3, 2 * theme.GRID)
        whole.setSpacing(2 * theme.GRID)
        whole.addLayout(row, 1)
        whole.addLayout(button_row(cancel, reset, self._use))

    def _column(self) -> QWidget:
        """What would be read, and what changes that."""
        column = QWidget()
        column.setFixedWidth(_COLUMN)
        side = QVBoxLayout(column)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.GRID)
        for widget in (self._input, self._answer, self._detail):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(QLabel(tr("Turn")))
        quarters = QHBoxLayout()
        quarters.addWidget(
            push_button("turn_left", tr("⟲ &Left"), lambda: self._quarter(-1))
        )
        quarters.addWidget(
            push_button("turn_right", tr("⟳ &Right"), lambda: self._quarter(1))
        )
        side.addLayout(quarters)
        side.addWidget(self._angle)
        side.addSpacing(theme.GRID)
        side.addWidget(self._automatic)
        side.addWidget(self._threshold)
        return column

    def _connect(self) -> None:
        self._view.cropped.connect(self._preview)
        self._angle.valueChanged.connect(self._turn)
        self._threshold.valueChanged.connect(self._preview)
        self._automatic.toggled.connect(self._choose_by_hand)

    def _quarter(self, by: int) -> None:
        self._quarters = (self._quarters + by) % 4
        self._view.keep_all()
        self._turn()

    def _turn(self) -> None:
        self._view.show_picture(turned(self._small, self.adjustment.degrees))
        self._preview()

    def _choose_by_hand(self, is_automatic: bool) -> None:
        self._threshold.setEnabled(not is_automatic)
        self._preview()

    def _preview(self) -> None:
        """Read what is chosen; while that goes on, only the last change counts."""
        self._is_stale = True
        if self._is_reading or self._recognizer is None:
            return
        self._is_reading, self._is_stale = True, False
        small, adjustment, read = self._small, self.adjustment, self._recognizer.read
        self._background.run(lambda: read(adjusted(small, adjustment)), self._show)

    def _show(self, result: "Callable[[], Reading]") -> None:
        self._is_reading = False
        if not isValid(self):  # closed meanwhile, or its window was
            return
        try:
            reading = result()
        except DigitpadError as error:
            self._show_reading(None, told(error))
        else:
            self._show_reading(reading, "")
        if self._is_stale:
            self._preview()

    def _show_reading(self, reading: "Reading", detail: str) -> None:
        from digitpad.readings import NumberReading

        verdict = verdict_of(reading)
        self._answer.setText(f"{verdict.answer} {verdict.doubt}".strip())
        self._detail.setText(detail or verdict.confidence or verdict.detail)
        shown = reading.digits[0] if isinstance(reading, NumberReading) else reading
        self._input.show_model_input(shown.model_input if shown else None)


def open_adjust_dialog(window: "MainWindow") -> None:
    """Let the picture on the pad be adjusted; what comes out takes its place."""
    from digitpad.ui.pad_picture import PadPicture

    picture = window.pad.picture
    if picture is None:
        return
    dialog = AdjustDialog(picture.source, window.recognizer, window)
    dialog.adjusted.connect(lambda made: window.pad.show_picture(PadPicture(made)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
