"""What a cross-validation is to be: data, recipe, folds, and where its report goes."""

from collections.abc import Sequence

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from digitpad.reporting.requests import (
    FEWEST_FOLDS,
    MOST_FOLDS,
    USUAL_FOLDS,
    USUAL_RECIPE,
    CrossValidationRequest,
    crossval_folder,
)
from digitpad.retraining.choices import CHOICES, RecipeChoice, choice
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.folder_field import FolderField
from digitpad.ui.forms import form_layout, number_field, recipe_box, selectable_label
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.problem_list import ProblemList
from digitpad.ui.run_settings import MOST_EPOCHS
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr


class CrossValidationSettings(QWidget):
    """The form; choosing a recipe brings that recipe's own epochs and folder.

    Signals:
        changed: Something in the form is different now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = DataChooser()
        self._recipe = recipe_box()
        self._recipe.setCurrentIndex(CHOICES.index(choice(USUAL_RECIPE)))
        self._folds = number_field("folds", tr("Folds"), FEWEST_FOLDS, MOST_FOLDS)
        self._folds.setToolTip(tr("Into how many equal parts the images are divided."))
        self._epochs = number_field("epochs", tr("Epochs"), 1, MOST_EPOCHS)
        self._epochs.setToolTip(tr("How often each network sees the images."))
        cores = max(1, QThread.idealThreadCount())
        self._workers = number_field("workers", tr("At once"), 1, 4 * cores)
        self._workers.setToolTip(
            tr(
                "How many folds are trained at once. This machine has {cores} "
                "processor {core}.",
                cores=cores,
                core=tr("core") if cores == 1 else tr("cores"),
            )
        )
        self._out = FolderField()
        self._headline = named(Headline(), "headline")
        self._message = selectable_label("message")
        self._problems = ProblemList()
        self._lay_out()
        self._folds.setValue(USUAL_FOLDS)
        self._workers.setValue(cores)
        self._recipe.currentIndexChanged.connect(self._on_recipe_chosen)
        for signal in (
            self._data.changed,
            self._folds.valueChanged,
            self._epochs.valueChanged,
            self._workers.valueChanged,
            self._out.changed,
        ):
            signal.connect(self.changed)
        self._on_recipe_chosen()

    def request(self) -> CrossValidationRequest:
        """The cross-validation that the form describes."""
        return CrossValidationRequest(
            self._data.data,
            self._choice.name,
            self._folds.value(),
            self._epochs.value(),
            self._workers.value(),
            self._out.folder,
        )

    def say(self, headline: str, message: str, problems: Sequence[str] = ()) -> None:
        """Put a headline and a sentence above the form, and what is wrong."""
        self._headline.setText(headline)
        self._message.setText(message)
        self._problems.show_problems(problems)

    def invite(self) -> None:
        """Say what the form is for, and how long it takes."""
        self.say(
            tr("How well does a recipe read?"),
            tr(
                "Each of several networks is judged by the images that it has not "
                "learnt from. {expectation}",
                expectation=told(self.request().expectation),
            ),
        )

    @property
    def _choice(self) -> RecipeChoice:
        return CHOICES[self._recipe.currentIndex()]

    def _on_recipe_chosen(self) -> None:
        self._epochs.setValue(self._choice.epochs)
        self._out.suggest(crossval_folder(self._choice.name))
        self._recipe.setToolTip(told(self._choice.sentence))
        self.changed.emit()

    def _lay_out(self) -> None:
        form = form_layout()
        form.addRow(tr("Images"), self._data)
        form.addRow(tr("Reci&pe"), self._recipe)
        form.addRow(tr("Fol&ds"), self._folds)
        form.addRow(tr("&Epochs"), self._epochs)
        form.addRow(tr("&At once"), self._workers)
        form.addRow(tr("Repor&t"), self._out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._headline)
        column.addWidget(self._message)
        column.addWidget(self._problems, 1)
        column.addLayout(form)
        column.addStretch()
