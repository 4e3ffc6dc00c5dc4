from dataclasses import FrozenInstanceError, fields

import pytest

from digitpad.errors import TrainingError
from training.config import (
    RECIPES,
    Hyperparameters,
    Notebook,
    Walkthrough,
    described_by,
    hyperparameters_of,
)


def test_the_notebook_has_its_described_defaults() -> None:
    recipe = Notebook()
    assert (recipe.epochs, recipe.patience) == (10, 20)
    assert (recipe.rotation_degrees, recipe.zoom, recipe.shift) == (10, 0.1, 0.1)
    assert (recipe.validation, recipe.dropout) == (0.2, 0.2)


def test_the_walkthrough_has_its_described_defaults() -> None:
    recipe = Walkthrough()
    assert (recipe.epochs, recipe.seed) == (10, 28)
    assert recipe.patience is None
    assert (recipe.rotation_degrees, recipe.zoom, recipe.shift) == (0, 0, 0)


@pytest.mark.parametrize("name", ["notebook", "walkthrough"])
def test_the_exact_description_can_be_had(name: str) -> None:
    recipe = hyperparameters_of(name, described_by(name))
    assert (recipe.batch_size, recipe.learning_rate) == (32, 0.001)
    assert recipe.precision == "float32"
    assert recipe.epochs == RECIPES[name]().epochs


@pytest.mark.parametrize("name", ["quick", "digitpad"])
def test_our_own_recipes_have_no_description_to_be_exact_by(name: str) -> None:
    with pytest.raises(TrainingError, match="leave out --exact-description"):
        described_by(name)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))
def test_hyperparameters_cannot_change_during_a_run(
    recipe: type[Hyperparameters],
) -> None:
    with pytest.raises(FrozenInstanceError):
        recipe().epochs = 3


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))
def test_every_hyperparameter_is_explained(recipe: type[Hyperparameters]) -> None:
    explained = "".join(kind.__doc__ or "" for kind in recipe.__mro__)
    for field in fields(recipe):
        assert f"{field.name}: " in explained


@pytest.mark.parametrize("name", ["shift", "shear_degrees", "elastic"])
def test_what_would_have_no_effect_is_refused(name: str) -> None:
    with pytest.raises(TrainingError, match="leave it out"):
        hyperparameters_of("digitpad", {name: 0.5})
    assert getattr(hyperparameters_of("notebook", {name: 0.5}), name) == 0.5
