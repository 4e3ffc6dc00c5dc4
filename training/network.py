"""The network of a run, ready to be fitted: fresh, or a saved one to train on."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from digitpad.card import InputRange, ModelCard
from training import recipes, saved
from training.batches import Preparation
from training.config import MOST_EPOCHS, RECIPES, Hyperparameters, Notebook, Recipe
from training.request import Request

# A Keras model; Keras has no types.
Model = Any


@dataclass(frozen=True)
class Origin:
    """A checked model file to train on from.

    Attributes:
        path: The file.
        sha256: Of its bytes.
        card: What it says about itself.
        input_range: What its network expects of a pixel.
    """

    path: Path
    sha256: str
    card: ModelCard
    input_range: InputRange


@dataclass(frozen=True)
class Network:
    """A compiled Keras model and what goes with it.

    Attributes:
        model: The model.
        hyperparameters: Of the run that is about to begin.
        preparation: How ink becomes what the model takes.
        epochs_before: Epochs it already has behind it.
        trained_from: SHA-256 of the file it came from.
        optimizer_restored: Whether the optimizer goes on where that file's left off.
    """

    model: Model
    hyperparameters: Hyperparameters
    preparation: Preparation
    epochs_before: int = 0
    trained_from: str | None = None
    optimizer_restored: bool = False


def choose(request: Request, start: Origin | None) -> Recipe:
    """The hyperparameters of a run; TensorFlow is not needed for it.

    Args:
        request: What is asked for.
        start: The model to train on, whose recipe is the default then.
    """
    recipe = request.recipe or (start.card.recipe if start else "")
    return RECIPES.get(recipe, Notebook)(**request.changes)


def build(hyperparameters: Recipe) -> Network:
    """A fresh network, compiled."""
    model = recipes.build(hyperparameters)
    _compile(model, hyperparameters)
    preparation = Preparation(model.input_shape[1:], hyperparameters.input_range)
    return Network(model, hyperparameters, preparation)


def resume(
    start: Origin, request: Request, hyperparameters: Hyperparameters
) -> Network:
    """A saved network with its optimizer's state, compiled."""
    model = saved.load(start.path)
    _compile(model, hyperparameters)
    restored = saved.restore_optimizer(model, start.path)
    rate = model.optimizer.learning_rate
    if "learning_rate" in request.changes:
        rate.assign(hyperparameters.learning_rate)
    else:
        # Seven digits are what a float32 knows.
        saved_rate = float(f"{float(rate.numpy()):.7g}")
        hyperparameters = replace(hyperparameters, learning_rate=saved_rate)
    return Network(
        model,
        hyperparameters,
        Preparation(model.input_shape[1:], start.input_range),
        epochs_before(start.card),
        start.sha256,
        restored,
    )


def epochs_before(card: ModelCard) -> int:
    """How many epochs a model has seen in its run and in those before."""
    before = card.hyperparameters.get("epochs_before")
    losses = card.history.get("loss")
    # A stranger's card may say anything.
    if not isinstance(before, int) or not 0 <= before <= MOST_EPOCHS:
        before = 0
    return before + (len(losses) if isinstance(losses, list) else 0)


def _compile(model: Model, hyperparameters: Hyperparameters) -> None:
    from keras.losses import SparseCategoricalCrossentropy
    from keras.optimizers import Adam

    model.compile(
        optimizer=Adam(hyperparameters.learning_rate),
        loss=SparseCategoricalCrossentropy(from_logits=gives_logits(model)),
        metrics=["accuracy"],
    )


def gives_logits(model: Model) -> bool:
    """Whether the model ends without a softmax."""
    from keras.layers import Softmax

    last = model.layers[-1]
    if hasattr(last, "layers"):
        return gives_logits(last)
    activation = getattr(getattr(last, "activation", None), "__name__", "")
    return not (isinstance(last, Softmax) or activation == "softmax")
