"""A two-column table of facts for dialogs: what, and how much."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from digitpad.training_record import in_words
from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer

Fact = tuple[str, str]

_TOLD: Final = ("keras", "tensorflow")


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
            label = QLabel(name, self)
            theme.make_muted(label)
            told = ElidedLabel(value, Qt.TextElideMode.ElideMiddle)
            told.setToolTip(value)
            told.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(told, row, 1)


def model_facts(recognizer: "Recognizer") -> list[Fact]:
    """What a model's file says of it; figures that are not known are left out."""
    card = recognizer.card
    known = [
        ("Recipe", card.recipe),
        ("Test images read", _share(card.test_accuracy)),
        ("Validation images read", _share(card.validation_accuracy)),
        ("Epochs", str(len(card.history.get("loss", ()))) if card.history else ""),
        ("Seed", "" if card.seed is None else str(card.seed)),
        ("Trained", card.date[:16].replace("T", " ")),
        ("Took", "" if card.seconds is None else in_words(card.seconds)),
        ("Trained with", _versions(card.versions)),
        ("Confidence", "calibrated" if recognizer.calibrated else "not calibrated"),
        ("File", str(recognizer.path)),
    ]
    return [(name, value) for name, value in known if value]


def _share(accuracy: float | None) -> str:
    return "" if accuracy is None else f"{accuracy * 100:.2f} %"


def _versions(versions: dict[str, str]) -> str:
    named = [
        f"{name.capitalize()} {versions[name]}" for name in _TOLD if name in versions
    ]
    return ", ".join(named)
