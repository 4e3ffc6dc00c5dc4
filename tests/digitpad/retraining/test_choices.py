"""What the window offers agrees with what the training program does."""

from pathlib import Path

import pytest

from digitpad.retraining.choices import (
    CHOICES,
    RecipeChoice,
    TrainingRequest,
    expected_seconds,
)
from training.arguments import parser
from training.config import RECIPES
from training.datasets import load_mnist

NEW, CURRENT = Path("new.h5"), Path("current.h5")


def test_the_window_offers_every_recipe() -> None:
    assert {choice.name for choice in CHOICES} == set(RECIPES)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_a_choice_has_its_recipes_own_epochs_and_seed(choice: RecipeChoice) -> None:
    recipe = RECIPES[choice.name]()
    assert (choice.epochs, choice.seed) == (recipe.epochs, recipe.seed)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_the_digits_are_split_as_the_window_says(choice: RecipeChoice) -> None:
    dataset = load_mnist(RECIPES[choice.name]().validation)
    sizes = len(dataset.training), len(dataset.validation)
    assert sizes == (choice.learnt, choice.held_back)
    assert f"{sizes[0]:,} digits to learn from, {sizes[1]:,} to judge by" in choice.data


def test_the_recipe_of_the_shipped_network_is_offered_first() -> None:
    assert CHOICES[0].name == "digitpad"
    assert CHOICES[0].sentence.startswith("Recommended")


def test_the_training_program_understands_a_request() -> None:
    request = TrainingRequest("walkthrough", epochs=3, seed=7)
    options = parser().parse_args(request.arguments(NEW, CURRENT))
    assert (options.recipe, options.epochs, options.seed) == ("walkthrough", 3, 7)
    assert (options.out, options.compare) == (NEW, CURRENT)
    assert (options.progress, options.control) == ("json", "stdin")
    assert options.limit is None


def test_a_request_may_mix_in_the_users_own_drawings(tmp_path: Path) -> None:
    own_ink = tmp_path / "my-handwriting.jsonl"
    request = TrainingRequest("notebook", 3, seed=7, own_ink=own_ink)
    options = parser().parse_args(request.arguments(NEW, CURRENT))
    assert (options.data, options.own) == (["mnist"], own_ink)
    assert request.in_words.endswith(", with your handwriting")


def test_more_epochs_take_longer() -> None:
    assert expected_seconds("notebook", 20) > expected_seconds("notebook", 10)


@pytest.mark.parametrize(
    ("epochs", "said"),
    [(1, "Notebook, 1 epoch, seed 7"), (2, "Notebook, 2 epochs, seed 7")],
)
def test_a_request_is_said_in_one_line(epochs: int, said: str) -> None:
    assert TrainingRequest("notebook", epochs, seed=7).in_words == said
