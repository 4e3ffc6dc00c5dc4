"""The best epoch of a run: when to stop, and what to keep."""

import math
from typing import Any

# A Keras model; Keras has no types.
Model = Any


class BestEpoch:
    """Remembers the weights of the epoch with the lowest validation loss.

    The optimizer's state is kept with them, so that the saved model is one moment of
    the training and can be trained on from there.

    Args:
        patience: Epochs without improvement before training should end, or None.
    """

    def __init__(self, patience: int | None) -> None:
        self._patience = patience
        self._lowest = math.inf
        self._waited = 0
        self._values: list[Any] | None = None
        self.epoch = 0

    @property
    def is_patience_exhausted(self) -> bool:
        """Whether too many epochs brought nothing."""
        return self._patience is not None and self._waited >= self._patience

    def judge(self, epoch: int, validation_loss: float, model: Model) -> None:
        """Take note of one finished epoch, counted from 1."""
        if validation_loss < self._lowest:
            self._lowest, self._waited, self.epoch = validation_loss, 0, epoch
            self._values = [variable.numpy() for variable in _variables(model)]
        else:
            self._waited += 1

    def restore(self, model: Model) -> None:
        """Put the model back to its best epoch."""
        if self._values is not None:
            for variable, value in zip(_variables(model), self._values, strict=True):
                variable.assign(value)

    def state(self) -> tuple[dict[str, Any], list[Any]]:
        """What `resume` needs: facts as JSON values, and the weights kept."""
        lowest = None if math.isinf(self._lowest) else self._lowest
        facts = {"lowest": lowest, "waited": self._waited, "epoch": self.epoch}
        return facts, self._values or []

    def resume(self, facts: dict[str, Any], values: list[Any]) -> None:
        """Go on from what another one's `state` returned."""
        self._lowest = math.inf if facts["lowest"] is None else facts["lowest"]
        self._waited, self.epoch = facts["waited"], facts["epoch"]
        self._values = values or None


def _variables(model: Model) -> list[Any]:
    return [*model.weights, *model.optimizer.variables]
