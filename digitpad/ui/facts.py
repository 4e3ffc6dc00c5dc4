"""A two-column table of facts for dialogs: what, and how much."""

from collections.abc import Iterable
from math import isfinite
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from digitpad.retraining.record import in_words
from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.muted_label import MutedLabel

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer

Fact = tuple[str, str]

_LONGEST: Final = 80  # characters of a stranger's text
_TOLD: Final = {"keras": "Keras", "tensorflow": "TensorFlow"}


class Facts(QWidget):
    """Shows names and values; a long path gives way in its middle."""

    def __init__(self, facts: Iterable[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            label = MutedLabel(name, self)
            told = ElidedLabel(value, Qt.TextElideMode.ElideMiddle)
            told.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(told, row, 1)
            # A low screen must not cut the letters.
            grid.setRowMinimumHeight(row, label.sizeHint().height())


def model_facts(recognizer: "Recognizer") -> list[Fact]:
    """What a model's file says of it; figures that are not known are left out."""
    card = recognizer.card
    known = [
        ("Recipe", card.recipe[:_LONGEST]),
        ("Test images read", _share(card.test_accuracy)),
        ("Validation images read", _share(card.validation_accuracy)),
        ("Epochs", _epochs(card.history.get("loss"))),
        ("Seed", "" if card.seed is None else str(card.seed)),
        ("Trained", card.date[:16].replace("T", " ")),
        ("Took", _duration(card.seconds)),
        ("Trained with", _versions(card.versions)),
        ("Confidence", "calibrated" if recognizer.calibrated else "not calibrated"),
        ("File", str(recognizer.path)),
    ]
    return [(name, value) for name, value in known if value]


# A stranger's card may hold anything that JSON can.
def _epochs(losses: object) -> str:
    return str(len(losses)) if isinstance(losses, list) else ""


def _duration(seconds: float | None) -> str:
    return "" if seconds is None or not isfinite(seconds) else in_words(seconds)


def _share(accuracy: float | None) -> str:
    return "" if accuracy is None else f"{accuracy * 100:.2f} %"


def _versions(versions: dict[str, str]) -> str:
    told = [f"{_TOLD[name]} {versions[name]}" for name in _TOLD if name in versions]
    return ", ".join(told)
