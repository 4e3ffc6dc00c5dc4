"""The curves: their lines are where the figures say, in every palette."""

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from pytestqt.qtbot import QtBot

from digitpad.progress import BatchFinished, EpochFinished
from digitpad.retraining.record import TrainingRecord
from digitpad.ui.curves import Curves

ACCENT = QColor("#e040a0")
LIGHT, DARK = QColor("#efefef"), QColor("#303030")


@pytest.fixture
def curves(qtbot: QtBot) -> Curves:
    widget = Curves()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    use_palette(widget, LIGHT)
    return widget


def use_palette(widget: Curves, paper: QColor) -> None:
    palette = QPalette(paper)
    palette.setColor(QPalette.ColorRole.Accent, ACCENT)
    widget.setPalette(palette)


def record_of(*validation: float) -> TrainingRecord:
    """A run over 10 epochs with these validation accuracies so far."""
    record = TrainingRecord(epochs_wanted=10)
    for epoch, accuracy in enumerate(validation, start=1):
        loss = 1 - accuracy
        record.take(EpochFinished(epoch, 10, loss, 0.9, loss, accuracy, 1.0, 1.0))
    return record


def painted(widget: Curves) -> QImage:
    return widget.grab().toImage()


def accent_below_legend(image: QImage) -> list[tuple[int, int]]:
    """Where the upper chart has pixels of the accent colour, its legend apart."""
    return [
        (x, y)
        for x in range(image.width())
        for y in range(24, image.height() // 2)
        if QColor(image.pixel(x, y)) == ACCENT
    ]


def test_an_empty_run_has_axes_and_no_line(curves: Curves) -> None:
    curves.show_record(TrainingRecord(epochs_wanted=10))
    assert accent_below_legend(painted(curves)) == []
    assert curves.in_words == "Accuracy: nothing yet. Loss: nothing yet"


def test_the_first_epoch_is_a_dot(curves: Curves) -> None:
    curves.show_record(record_of(0.95))
    assert accent_below_legend(painted(curves))


def test_a_line_grows_to_the_right_epoch_by_epoch(curves: Curves) -> None:
    curves.show_record(record_of(0.95, 0.96))
    two_epochs = max(x for x, _ in accent_below_legend(painted(curves)))
    curves.show_record(record_of(0.95, 0.96, 0.97))
    three_epochs = max(x for x, _ in accent_below_legend(painted(curves)))
    assert three_epochs > two_epochs


def test_a_better_accuracy_lies_higher(curves: Curves) -> None:
    curves.show_record(record_of(0.91, 0.99))
    pixels = accent_below_legend(painted(curves))
    left = min(pixels)
    right = max(pixels)
    assert right[1] < left[1]


@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_the_lines_stand_out_in_both_schemes(curves: Curves, paper: QColor) -> None:
    use_palette(curves, paper)
    curves.show_record(record_of(0.95, 0.96))
    image = painted(curves)
    assert QColor(image.pixel(1, image.height() // 2)) == paper
    assert accent_below_legend(image)


def test_batches_move_the_curve_within_an_epoch(curves: Curves) -> None:
    record = record_of(0.95)
    curves.show_record(record)
    before = painted(curves)
    record.take(BatchFinished(2, 10, 50, 100, 0.1, 0.97, 60.0))
    curves.show_record(record)
    assert painted(curves) != before
    assert curves.accessibleDescription().startswith("Accuracy: training 97.0 %")


def test_the_curves_bear_a_run_that_diverges(curves: Curves) -> None:
    record = record_of(0.95)
    nan = float("nan")
    record.take(EpochFinished(2, 10, nan, 0.1, nan, 0.1, 1.0, 1.0))
    curves.show_record(record)
    assert accent_below_legend(painted(curves))
