"""Says in a sentence whether a run learnt by heart, and what to change."""

from collections.abc import Mapping, Sequence
from typing import Final

# Above the lowest validation loss by this share, the last one is a rise and no jitter.
_RISE: Final = 0.1
# An epoch that lowers it by this share is worth its time.
_GAIN: Final = 0.02
# Mean of so many epochs, at most a third of the run.
_MOST_AVERAGED: Final = 3

History = Mapping[str, Sequence[float]]


def advice(history: History) -> str:
    """Judge the curves of a run.

    Args:
        history: By epoch: loss, accuracy, validation_loss, validation_accuracy.

    Returns:
        One sentence; empty after fewer than three epochs, which say nothing.
    """
    validation, training = history["validation_loss"], history["loss"]
    epochs = len(validation)
    if epochs < 3:
        return ""
    best = min(range(epochs), key=validation.__getitem__)
    last = _end(validation)
    if last > (1 + _RISE) * validation[best] and _end(training) < training[best]:
        return (
            f"It overfitted after epoch {best + 1}: the training loss went on falling, "
            "the validation loss rose; stop there with --epochs or --patience, or "
            "distort the images more with --rotation, --zoom and --shift."
        )
    if last < (1 - _GAIN) * _end(validation[: epochs - _averaged(epochs)]):
        return (
            "It did not overfit, and the validation loss was still falling: more "
            "--epochs may bring more."
        )
    return (
        "It did not overfit, and the validation loss falls no more: more --epochs "
        "would bring little."
    )


def _averaged(epochs: int) -> int:
    return max(1, min(_MOST_AVERAGED, epochs // 3))


def _end(values: Sequence[float]) -> float:
    """The level at the end: single epochs jump."""
    count = _averaged(len(values))
    return sum(values[-count:]) / count
