"""One fold, trained anywhere: arrays and numbers go in, bytes and numbers come out."""

import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad import h5model
from digitpad.card import ModelCard
from digitpad.npz import Npz
from digitpad.progress import Message
from training import backend, facts, network, saved
from training.answers import answers
from training.config import Recipe, hyperparameters_of
from training.control import Control
from training.crossval.folds import folds_of
from training.data.own import accompanied
from training.data.samples import DIGITS, SIDE
from training.datasets import Images
from training.fit import Fit
from training.lessons import lessons, synthetic_facts

# On one thread a fold gives the same numbers wherever it is trained, and several of
# them share a machine without waiting for one another.
THREADS: Final = 1

Probabilities = npt.NDArray[np.float32]
Tell = Callable[[int, Message], None]


@dataclass(frozen=True)
class Data:
    """The images of a cross-validation.

    Attributes:
        name: Of their source.
        sha256: Of their source.
        ink: (n, 28, 28), uint8: learnt from and judged by.
        labels: (n,), uint8, 0 to 9.
        test: (m, 28, 28), uint8: images without labels to answer; m may be 0.
        copies: (k, c, 28, 28), uint8: of each of the user's own drawings, which are
            the last k images. They are learnt from where the drawing is; none judges.
    """

    name: str
    sha256: str
    ink: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    test: npt.NDArray[np.uint8]
    copies: npt.NDArray[np.uint8] = field(
        default_factory=lambda: np.zeros((0, 0, SIDE, SIDE), np.uint8)
    )

    @property
    def others(self) -> int:
        """How many of the images are no drawings of the user's own."""
        return len(self.labels) - len(self.copies)


@dataclass(frozen=True)
class Plan:
    """What all folds have in common.

    Attributes:
        recipe: Name of the recipe.
        changes: Hyperparameters that differ from its defaults, by name.
        folds: How many there are.
    """

    recipe: str
    changes: dict[str, Any] = field(default_factory=dict)  # numbers of either kind
    folds: int = 10

    @property
    def hyperparameters(self) -> Recipe:
        """The recipe's, with what is to differ."""
        return hyperparameters_of(self.recipe, self.changes)


@dataclass(frozen=True)
class FoldResult:
    """What came out of a fold.

    Attributes:
        fold: Its number, from 0.
        accuracy: Share of its held-back images read correctly, 0 to 1.
        loss: Mean cross-entropy over them.
        history: By epoch: loss, accuracy, validation_loss, validation_accuracy.
        held_back: (k, 10), float32: probabilities of its held-back images, in the
            order of the data.
        test: (m, 10), float32: probabilities of the test images.
        model: The bytes of the .h5 file.
        seconds: How long the training took.
    """

    fold: int
    accuracy: float
    loss: float
    history: dict[str, list[float]]
    held_back: Probabilities
    test: Probabilities
    model: bytes
    seconds: float


def folds_in(data: Data, plan: Plan) -> npt.NDArray[np.uint8]:
    """Choose a fold for each image: (n,), uint8.

    The user's own drawings are dealt out by themselves, so that each fold has its
    share of them.
    """
    seed = plan.hyperparameters.seed
    parts = np.split(data.labels, [data.others])
    return np.concatenate([folds_of(part, plan.folds, seed) for part in parts])


def train_fold(data: Data, plan: Plan, fold: int, tell: Tell) -> FoldResult:
    """Train on all other folds and be judged by this one.

    TensorFlow is imported in here: whoever calls this needs none.

    Args:
        data: All images.
        plan: How to train.
        fold: Which fold is held back, from 0.
        tell: Hears of batches and of every epoch, with the fold's number.
    """
    settings = plan.hyperparameters
    is_held_back = folds_in(data, plan) == fold
    training = _learnt_from(data, ~is_held_back)
    held_back = Images(data.ink[is_held_back], data.labels[is_held_back])

    def told(message: Message) -> None:
        tell(fold, message)

    begun = time.monotonic()
    with lessons(training, settings, 0, network.MOST_CLASSES) as shown:
        backend.start(settings.seed, THREADS)
        prepared = network.build(settings)
        fitted = Fit(prepared, shown, held_back, told, Control(), None).run()
    card = ModelCard(
        recipe=settings.name,
        hyperparameters=asdict(settings)
        | {"kept_epoch": fitted.kept_epoch, "precision": prepared.precision},
        seed=settings.seed,
        data={
            "name": data.name,
            "sha256": data.sha256,
            "training": int((~is_held_back).sum()),
            "validation": len(held_back),
            "fold": fold + 1,
            "folds": plan.folds,
        }
        | synthetic_facts(settings),
        versions=facts.versions(THREADS),
        fixed=facts.fixed(settings.seed, THREADS),
        history=fitted.history,
        date=facts.now(),
        seconds=round(fitted.seconds, 1),
        input_range=prepared.preparation.input_range,
        ended=fitted.ended,
    )
    model, found, test = _read_with(prepared, card, held_back.ink, data.test)
    right = found[np.arange(len(found)), held_back.labels]
    return FoldResult(
        fold,
        float(np.mean(found.argmax(axis=1) == held_back.labels)),
        float(-np.log(np.maximum(right, np.finfo(np.float32).tiny)).mean()),
        fitted.history,
        found,
        test,
        model,
        time.monotonic() - begun,
    )


def _learnt_from(data: Data, teaches: npt.NDArray[np.bool_]) -> Images:
    """These images; of the user's own drawings among them the copies, too."""
    others, own = np.split(teaches, [data.others])
    first = data.others
    taught = int(others.sum())
    ink, labels = accompanied(
        data.ink[first:][own], data.labels[first:][own], data.copies[own], taught
    )
    return Images(
        np.concatenate([data.ink[:first][others], ink]),
        np.concatenate([data.labels[:first][others], labels]),
    )


def _read_with(
    prepared: network.Network, card: ModelCard, *inks: npt.NDArray[np.uint8]
) -> tuple[bytes, Probabilities, Probabilities]:
    """The model file's bytes, and what the program reads with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "fold.h5")
        saved.write(prepared.model, path)
        saved.write_card(path, card)
        made = h5model.load_network(path)
        held_back, test = (answers(made, ink).probabilities for ink in inks)
        return path.read_bytes(), held_back, test


_NUMBERS: Final = ("fold", "accuracy", "loss", "seconds")


def packed(result: FoldResult) -> bytes:
    """A result as bytes, to be sent or kept."""
    out = io.BytesIO()
    names = list(result.history)
    np.savez(
        out,
        allow_pickle=False,
        numbers=np.array([float(getattr(result, name)) for name in _NUMBERS]),
        names=np.array(names),
        history=np.array([result.history[name] for name in names]),
        held_back=result.held_back,
        test=result.test,
        model=np.frombuffer(result.model, np.uint8),
    )
    return out.getvalue()


def unpacked(content: bytes) -> FoldResult:
    """A result out of its bytes.

    Raises:
        ValueError: They are of no result.
    """
    with Npz(io.BytesIO(content)) as found:
        numbers, names, history = (found[n] for n in ("numbers", "names", "history"))
        held_back, test, model = (found[n] for n in ("held_back", "test", "model"))
    fits = (
        numbers.shape == (len(_NUMBERS),)
        and names.dtype.kind == "U"
        and names.shape == history.shape[:1]
        and history.ndim == 2
        and all(a.ndim == 2 and a.shape[1] == DIGITS for a in (held_back, test))
        and all(a.dtype.kind == "f" for a in (numbers, history, held_back, test))
        and numbers[0] in range(256)
    )
    if not fits:
        raise ValueError("another result")
    fold, accuracy, loss, seconds = numbers.tolist()
    return FoldResult(
        int(fold),
        accuracy,
        loss,
        dict(zip(names.tolist(), history.tolist(), strict=True)),
        held_back,
        test,
        model.tobytes(),
        seconds,
    )
