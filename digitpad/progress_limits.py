"""What the training program cannot mean, whatever it prints."""

import math
from typing import Any, Final

# More than any run has; no progress bar of Qt's counts further.
_MOST: Final = 10**9
_MOST_FOLDS: Final = 1000
# These count from 1; all other whole numbers from 0.
_FROM_ONE: Final = {"epoch", "epochs", "batch", "batches", "fold", "folds"}
_COMPARED: Final = 2


def refuse_impossible(values: dict[str, Any]) -> None:
    """Do nothing if a message's values are such as a run can have.

    Args:
        values: By the names of the message's fields.

    Raises:
        ValueError: No run can mean that, nor could it be shown.
    """
    for name, value in values.items():
        if isinstance(value, list):
            sizes = [len(each) for each in value if isinstance(each, list)]
            is_pair = len(value) == _COMPARED and len(set(sizes)) < _COMPARED
            if name != "notes" and not is_pair:
                raise ValueError(f"{name} is not of two models")
            numbers = [n for each in value for n in _numbers(each)]
        else:
            numbers = _numbers(value)
        least: float = 1 if name in _FROM_ONE else 0
        most: float = _MOST_FOLDS if name in ("fold", "folds") else _MOST
        if name.endswith("loss"):
            least, most = -math.inf, math.inf
        if not all(math.isfinite(n) and least <= n <= most for n in numbers):
            raise ValueError(f"{name} cannot be {value!r}")


def _numbers(value: Any) -> list[int | float]:  # noqa: ANN401 (any JSON value)
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, int | float) else []
