"""The network of a run, ready to be fitted: fresh, or a saved one to train on."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from digitpad.card import InputRange, ModelCard
from training import facts, recipes, saved
from training.averages import twin
from training.batches import Preparation
from training.config import (
    MOST_EPOCHS,
    RECIPES,
    Hyperparameters,
    Notebook,
    OneCycle,
    Recipe,
    described_by,
    hyperparameters_of,
)
from training.fused import fused_adam
from training.request import Request

# A Keras model; Keras has no types.
Model = Any
Loss = Any
Tensor = Any

MOST_CLASSES: Final = 11
MIXED: Final = "mixed_bfloat16"


@dataclass(frozen=True)
class Origin:
    """A checked model file to train on from.

    Attributes:
        path: The file.
        sha256: Of its bytes.
        card: What it says about itself.
        input_range: What its network expects of a pixel.
        classes: How many answers it has: 10, or 11 of which one is "no digit".
    """

    path: Path
    sha256: str
    card: ModelCard
    input_range: InputRange
    classes: int


@dataclass(frozen=True)
class Network:
    """A compiled Keras model and what goes with it.

    Attributes:
        model: The model that is judged and saved.
        trainee: The model that is trained: the same, or another whose weights it
            averages.
        hyperparameters: Of the run that is about to begin.
        preparation: How ink becomes what the model takes.
        epochs_before: Epochs it already has behind it.
        trained_from: SHA-256 of the file it came from.
        optimizer_restored: Whether the optimizer goes on where that file's left off.
    """

    model: Model
    trainee: Model
    hyperparameters: Hyperparameters
    preparation: Preparation
    epochs_before: int = 0
    trained_from: str | None = None
    optimizer_restored: bool = False

    @property
    def precision(self) -> str:
        """How Keras computes what is trained: "float32" or "mixed_bfloat16"."""
        policies = {layer.dtype_policy.name for layer in self.trainee.layers}
        return MIXED if MIXED in policies else "float32"


def choose(request: Request, start: Origin | None) -> Recipe:
    """The hyperparameters of a run; TensorFlow is not needed for it.

    Args:
        request: What is asked for.
        start: The model to train on, whose recipe is the default then.

    Raises:
        TrainingError: Some of what is asked for would have no effect, or the recipe
            has no description to follow.
    """
    recipe = request.recipe or (start.card.recipe if start else "")
    if recipe not in RECIPES:
        recipe = Notebook.name
    described = described_by(recipe) if request.exact else {}
    return hyperparameters_of(recipe, described | request.changes)


def build(hyperparameters: Recipe) -> Network:
    """A fresh network, compiled."""
    model = recipes.build(hyperparameters)
    preparation = Preparation(model.input_shape[1:], hyperparameters.input_range)
    trainee = _compiled(model, hyperparameters)
    return Network(model, trainee, hyperparameters, preparation)


def resume(
    start: Origin, request: Request, hyperparameters: Hyperparameters
) -> Network:
    """A saved network with its optimizer's state, compiled."""
    saved.refuse_changed(start.path, start.sha256)
    model = saved.load(start.path)
    trainee = _compiled(model, hyperparameters)
    restored = saved.restore_optimizer(trainee, start.path)
    rate = trainee.optimizer.learning_rate
    # A cycle ends with next to nothing, which is no rate to begin another with.
    is_asked_for = "learning_rate" in request.changes or request.exact
    if is_asked_for or isinstance(hyperparameters, OneCycle):
        rate.assign(hyperparameters.learning_rate)
    else:
        # Seven digits are what a float32 knows.
        saved_rate = float(f"{float(rate.numpy()):.7g}")
        hyperparameters = replace(hyperparameters, learning_rate=saved_rate)
    return Network(
        model,
        trainee,
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


def _compiled(model: Model, hyperparameters: Hyperparameters) -> Model:
    """Make a model ready to be judged and saved; returns the one to be trained."""
    from keras.losses import SparseCategoricalCrossentropy
    from keras.optimizers import Adam

    logits = gives_logits(model)
    loss = SparseCategoricalCrossentropy(from_logits=logits)
    _compile(model, Adam, hyperparameters, loss)
    is_exact = hyperparameters.precision == "float32"
    if is_exact and not isinstance(hyperparameters, OneCycle):
        return model
    policy = MIXED if not is_exact and facts.computes_bfloat16() else "float32"
    trainee = twin(model, policy)
    if isinstance(hyperparameters, OneCycle):
        loss = smoothed_loss(hyperparameters.label_smoothing, from_logits=logits)
    _compile(trainee, fused_adam(), hyperparameters, loss)
    return trainee


def _compile(
    model: Model, adam: type[Any], hyperparameters: Hyperparameters, loss: Loss
) -> None:
    model.compile(
        optimizer=adam(hyperparameters.learning_rate), loss=loss, metrics=["accuracy"]
    )


def smoothed_loss(smoothing: float, *, from_logits: bool) -> Loss:
    """Cross-entropy with labels that leave something to the other answers.

    Args:
        smoothing: How much they share, the right one among them.
        from_logits: Whether the model ends without a softmax.
    """
    import tensorflow as tf

    def smoothed(labels: Tensor, answers: Tensor) -> Tensor:
        classes = answers.shape[-1]
        wanted = tf.one_hot(tf.cast(tf.reshape(labels, [-1]), tf.int32), classes)
        wanted = wanted * (1 - smoothing) + smoothing / classes
        return tf.keras.losses.categorical_crossentropy(
            wanted, answers, from_logits=from_logits
        )

    return smoothed


def gives_logits(model: Model) -> bool:
    """Whether the model ends without a softmax."""
    from keras.layers import Softmax

    last = model.layers[-1]
    if hasattr(last, "layers"):
        return gives_logits(last)
    activation = getattr(getattr(last, "activation", None), "__name__", "")
    return not (isinstance(last, Softmax) or activation == "softmax")
