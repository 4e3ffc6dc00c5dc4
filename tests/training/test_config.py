from dataclasses import FrozenInstanceError, fields

import pytest

from digitpad.errors import TrainingError
from training.config import (
    RECIPES,
    Hyperparameters,
    Notebook,
    Walkthrough,
    hyperparameters_of,
)


def test_the_notebook_has_its_described_defaults() -> None:
    recipe = Notebook()
    assert (recipe.epochs, recipe.batch_size, recipe.patience) == (10, 32, 20)
    assert (recipe.rotation_degrees, recipe.zoom, recipe.shift) == (10, 0.1, 0.1)
    assert (recipe.validation, recipe.dropout) == (0.2, 0.2)


def test_the_walkthrough_has_its_described_defaults() -> None:
    recipe = Walkthrough()
    assert (recipe.epochs, recipe.batch_size, recipe.seed) == (10, 32, 28)
    assert recipe.patience is None
    assert (recipe.rotation_degrees, recipe.zoom, recipe.shift) == (0, 0, 0)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))
def test_hyperparameters_cannot_change_during_a_run(
    recipe: type[Hyperparameters],
) -> None:
    with pytest.raises(FrozenInstanceError):
        recipe().epochs = 3


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))
def test_every_hyperparameter_is_explained(recipe: type[Hyperparameters]) -> None:
    explained = (recipe.__doc__ or "") + (recipe.__base__.__doc__ or "")
    for field in fields(recipe):
        assert f"{field.name}: " in explained


@pytest.mark.parametrize("name", ["shift", "shear_degrees", "elastic"])
def test_what_would_have_no_effect_is_refused(name: str) -> None:
    with pytest.raises(TrainingError, match="leave it out"):
        hyperparameters_of("digitpad", {name: 0.5})
    assert getattr(hyperparameters_of("notebook", {name: 0.5}), name) == 0.5
