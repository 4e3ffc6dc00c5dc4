"""What a training run is to be: recipe, epochs and seed."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from digitpad import paths
from digitpad.retraining.choices import (
    CHOICES,
    RecipeChoice,
    TrainingRequest,
    expected_seconds,
)
from digitpad.retraining.record import in_words
from digitpad.ui.forms import form_layout, number_field, recipe_box, selectable_label
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr

MOST_EPOCHS: Final = 200
_LARGEST_SEED: Final = 2**31 - 1


class RunSettings(QWidget):
    """The form; choosing a recipe brings that recipe's own epochs and seed.

    Signals:
        changed: Something in the form is different now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe_box()
        self._sentence = named(QLabel(wordWrap=True), "recipe_sentence")
        self._data = named(QLabel(wordWrap=True), "data")
        self._epochs = number_field("epochs", tr("Epochs"), 1, MOST_EPOCHS)
        self._epochs.setToolTip(tr("How often the network sees all the digits."))
        self._seed = number_field("seed", tr("Seed"), 0, _LARGEST_SEED)
        self._seed.setToolTip(
            tr("Where chance begins. The same seed brings the same network again.")
        )
        self._own = named(QCheckBox(tr("My &handwriting, too")), "own_handwriting")
        self._own.setToolTip(
            tr(
                "All drawings that you have labelled, beside MNIST's. Every fifth of a "
                "digit is held back, to tell how well your hand is read."
            )
        )
        self._headline = named(Headline(), "headline")
        self._message = selectable_label("message")
        self._lay_out()
        self._recipe.currentIndexChanged.connect(self._on_recipe_chosen)
        self._epochs.valueChanged.connect(self.changed)
        self._seed.valueChanged.connect(self.changed)
        self._on_recipe_chosen()

    def request(self) -> TrainingRequest:
        """The run that the form describes."""
        own_ink = paths.own_ink_file() if self._own.isChecked() else None
        return TrainingRequest(
            self._choice.name, self._epochs.value(), self._seed.value(), own_ink
        )

    def say(self, headline: str, message: str) -> None:
        """Put a headline and a sentence above the form."""
        self._headline.setText(headline)
        self._message.setText(message)

    def invite(self) -> None:
        """Say what the form is for, and how long such a run takes."""
        time = in_words(expected_seconds(self._choice.name, self._epochs.value()))
        self.say(
            tr("Train a new model"),
            tr("This takes {time} on a small computer.", time=told(time)),
        )

    def show_request(self, request: TrainingRequest) -> None:
        """Fill the form in with a run that was started before."""
        names = [offered.name for offered in CHOICES]
        self._recipe.setCurrentIndex(names.index(request.recipe))
        self._epochs.setValue(request.epochs)
        self._seed.setValue(request.seed)
        self._own.setChecked(request.own_ink is not None)

    def offer_handwriting(self) -> None:
        """Let the user's drawings be chosen, if there are any by now."""
        self._own.setEnabled(paths.is_there(paths.samples_file()))

    @property
    def _choice(self) -> RecipeChoice:
        return CHOICES[self._recipe.currentIndex()]

    def _lay_out(self) -> None:
        form = form_layout()
        form.addRow(tr("&Recipe"), self._recipe)
        form.addRow(self._sentence)
        form.addRow(tr("&Epochs"), self._epochs)
        form.addRow(tr("See&d"), self._seed)
        form.addRow(tr("Data"), self._data)
        form.addRow(self._own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._headline)
        column.addWidget(self._message)
        column.addLayout(form)
        column.addStretch(1)

    def _on_recipe_chosen(self) -> None:
        self._sentence.setText(told(self._choice.sentence))
        self._data.setText(told(self._choice.data))
        self._epochs.setValue(self._choice.epochs)
        self._seed.setValue(self._choice.seed)
        self.changed.emit()
