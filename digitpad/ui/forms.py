"""What the forms of several dialogs are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSpinBox

from digitpad.retraining.choices import CHOICES
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr


def form_layout() -> QFormLayout:
    """Names on the left, fields as wide as there is room for on the right."""
    form = QFormLayout()
    form.setHorizontalSpacing(2 * GRID)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def recipe_box() -> QComboBox:
    """A choice among the recipes."""
    box = named(QComboBox(), "recipe", tr("Recipe"))
    for offered in CHOICES:
        box.addItem(told(offered.title), offered)
    return box


def number_field(name: str, title: str, least: int, most: int) -> QSpinBox:
    """A whole number within its bounds."""
    field = named(QSpinBox(), name, title)
    field.setRange(least, most)
    return field


def plain_label(name: str) -> QLabel:
    """Sentences that may have names of files in them, which may look like markup."""
    label = named(QLabel(wordWrap=True), name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def selectable_label(name: str) -> QLabel:
    """The same, to be copied from."""
    label = plain_label(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
