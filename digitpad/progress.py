"""The messages the training program prints on stdout, one JSON object a line.

It writes them, the window reads them; both import this module.
The window answers on the run's stdin with one of the commands below; closing stdin
means the same as `CANCEL`.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, get_args, get_origin

from digitpad.progress_limits import refuse_impossible

STOP: Final = "stop"  # end now and keep the best weights so far
CANCEL: Final = "cancel"  # end now and leave nothing behind


@dataclass(frozen=True)
class StageBegan:
    """A step without batches has begun; `text` is for people ("Loading MNIST")."""

    text: str


@dataclass(frozen=True)
class RunStarted:
    """The data is loaded and the network is built; the first batch comes next."""

    recipe: str
    epochs: int
    batches: int
    weights: int


@dataclass(frozen=True)
class BatchFinished:
    """Some batches are done; sent a few times a second, not for each one.

    `loss` and `accuracy` are means over the epoch so far. Epochs and batches count
    from 1. `seconds_left` is for the whole run, None while it is too early to say.
    """

    epoch: int
    epochs: int
    batch: int
    batches: int
    loss: float
    accuracy: float
    seconds_left: float | None


@dataclass(frozen=True)
class EpochFinished:
    """One epoch is done and the validation set has been read."""

    epoch: int
    epochs: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    seconds: float
    seconds_left: float


@dataclass(frozen=True)
class RunFinished:
    """The run is over and the model is written.

    The accuracies are shares of `validation_images` and of MNIST's test images. The
    `current_*` figures belong to the model given with `--compare`, on the same
    images; None without one. `advice` says whether it overfitted and what to change.
    `own_images` are the user's own drawings that were held back; None where none were
    among the data, and the accuracies None where none was held back.
    """

    path: str
    epochs: int
    ended: str
    seconds: float
    validation_images: int
    validation_accuracy: float
    test_accuracy: float
    current_validation_accuracy: float | None
    current_test_accuracy: float | None
    advice: str = ""
    own_images: int | None = None
    own_accuracy: float | None = None
    current_own_accuracy: float | None = None


@dataclass(frozen=True)
class RunFailed:
    """The run ended without what it was for; `sentence` says why and what to do.

    `problems` are those that the sentence lists, one a line; empty if it lists none.
    """

    sentence: str
    problems: str = ""


@dataclass(frozen=True)
class FoldsBegan:
    """A cross-validation knows its images; folds kept from before are told next."""

    recipe: str
    folds: int
    epochs: int
    images: int


@dataclass(frozen=True)
class FoldStarted:
    """The training of a fold has begun; folds count from 1."""

    fold: int
    folds: int


@dataclass(frozen=True)
class FoldAdvanced:
    """A fold is within an epoch; `epochs_done` is a broken number.

    `seconds_left` is for all folds, None while it is too early to say.
    """

    fold: int
    epochs_done: float
    seconds_left: float | None


@dataclass(frozen=True)
class FoldEpochFinished:
    """One epoch of a fold is done; the held-back images are its validation set.

    `is_kept` says that it was trained in an earlier run and is only told again.
    """

    fold: int
    folds: int
    epoch: int
    epochs: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    seconds_left: float | None
    is_kept: bool


@dataclass(frozen=True)
class FoldFinished:
    """A fold is trained and judged, and its result is kept.

    `accuracy` is the share of its held-back images; `seconds` is what it took, in an
    earlier run if `is_kept`.
    """

    fold: int
    folds: int
    accuracy: float
    seconds: float
    is_kept: bool


@dataclass(frozen=True)
class FoldsFinished:
    """All folds are done: mean and standard deviation of their accuracies.

    `own_accuracy` is the share of the user's `own_images` drawings that were read
    right while they were held back; None where none were among the data.
    """

    folds: int
    mean: float
    deviation: float
    report: str
    own_images: int | None = None
    own_accuracy: float | None = None


@dataclass(frozen=True)
class ReportWritten:
    """A report is complete at `path`; `text` is what it says, a sentence a line."""

    path: str
    text: str


@dataclass(frozen=True)
class ImagesRead:
    """Of all images that a comparison reads, so many have been read by both models."""

    read: int
    images: int


@dataclass(frozen=True)
class ModelsCompared:
    """Two models have read the same images; the lists are of the first, the second.

    Attributes:
        images: How many.
        right: Of these read right.
        low, high: The 95 % interval of this share, 0 to 1.
        only_right: Images that only this one reads right, by label, 0 to 9.
        different: The images that they answer differently, right or wrong.
        p_value: How often chance alone makes a difference like theirs, or a larger
            one, by McNemar's exact test; 0 to 1.
        seconds: For 1,000 images.
        notes: What keeps the figures from being promises, in sentences.
    """

    images: int
    right: list[int]
    low: list[float]
    high: list[float]
    only_right: list[list[int]]
    different: int
    p_value: float
    seconds: list[float]
    notes: list[str]


Message = (
    StageBegan
    | RunStarted
    | BatchFinished
    | EpochFinished
    | RunFinished
    | RunFailed
    | FoldsBegan
    | FoldStarted
    | FoldAdvanced
    | FoldEpochFinished
    | FoldFinished
    | FoldsFinished
    | ReportWritten
    | ImagesRead
    | ModelsCompared
)

_KINDS: Final[dict[str, type[Message]]] = {
    "stage_began": StageBegan,
    "run_started": RunStarted,
    "batch_finished": BatchFinished,
    "epoch_finished": EpochFinished,
    "run_finished": RunFinished,
    "run_failed": RunFailed,
    "folds_began": FoldsBegan,
    "fold_started": FoldStarted,
    "fold_advanced": FoldAdvanced,
    "fold_epoch_finished": FoldEpochFinished,
    "fold_finished": FoldFinished,
    "folds_finished": FoldsFinished,
    "report_written": ReportWritten,
    "images_read": ImagesRead,
    "models_compared": ModelsCompared,
}
# No network has as many weights; a progress bar takes no more.
_MOST: Final = 2**31 - 1
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


# How each line begins.
BEGINNING: Final = b'{"event": "'


def to_line(message: Message) -> str:
    """The message as one line of JSON, without the newline."""
    return json.dumps({"event": _NAMES[type(message)]} | asdict(message))


def from_line(line: str | bytes) -> Message:
    """Read one line.

    Raises:
        ValueError: The line is no message of this program.
    """
    try:
        found = json.loads(line)
        kind = _KINDS[found["event"]]
        values = {f.name: _checked(found[f.name], f.type) for f in fields(kind)}
        refuse_impossible(values)
        return kind(**values)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not a progress message: {line[:200]!r}") from error


def _checked(value: Any, kind: Any) -> Any:  # noqa: ANN401 (any JSON value and kind)
    """The value if it is of the kind that a field is annotated with."""
    if get_origin(kind) is list and isinstance(value, list):
        return [_checked(each, *get_args(kind)) for each in value]
    if isinstance(value, int) and not isinstance(value, kind):
        value = float(value)  # JSON may write 1.0 as 1
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not of the type {kind}")
    if isinstance(value, int) and not 0 <= value <= _MOST:
        raise ValueError(f"{value} is no count")
    return value
