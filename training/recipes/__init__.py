"""The networks of the recipes, one file each."""

from typing import Any

from training.config import Digitpad, Notebook, Quick, Recipe, Walkthrough
from training.recipes import digitpad, notebook, quick, walkthrough


def build(hyperparameters: Recipe) -> Any:  # noqa: ANN401, Keras has no types
    """The untrained, uncompiled Keras model of a recipe."""
    match hyperparameters:
        case Digitpad():
            return digitpad.build()
        case Notebook():
            return notebook.build(hyperparameters)
        case Quick():
            return quick.build()
        case Walkthrough():
            return walkthrough.build()
