"""The model card: what a model file says about how it was made.

In the .h5 it stands as UTF-8 JSON, a one-dimensional uint8 dataset `digitpad/card`
(an HDF5 attribute would end at 64 kB). Keras ignores that group.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from math import isfinite
from typing import Any, Final, Literal, Self, TypeGuard

GROUP: Final = "digitpad"
CARD: Final = "card"

InputRange = Literal["0..1", "0..255"]


@dataclass(frozen=True)
class ModelCard:
    """Facts about one trained model; every field may be absent in a foreign file.

    Attributes:
        recipe: Name of the recipe, "notebook" for instance.
        hyperparameters: Every setting of the run by name.
        seed: Seed of the run.
        data: Name, SHA-256 and sizes of the data the run saw.
        versions: Version by package ("python", "keras", ...) and the processor.
        fixed: What was fixed so that the same run gives the same weights, bit for bit,
            in words by subject.
        history: By epoch: loss, accuracy, validation_loss, validation_accuracy.
        validation_accuracy: Share of the validation set read correctly.
        test_accuracy: Share of the test set read correctly, taken once at the end.
        date: End of the run, ISO 8601, UTC.
        seconds: Duration of the fit.
        input_range: What the network expects of a pixel: "0..1" or "0..255".
        ended: Why training ended ("all epochs", "stopped by the user", ...).
        trained_from: SHA-256 of the model that training went on from.
    """

    recipe: str = ""
    hyperparameters: dict[str, Any] = field(default_factory=dict)  # JSON values
    seed: int | None = None
    data: dict[str, Any] = field(default_factory=dict)  # JSON values
    versions: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    history: dict[str, list[float]] = field(default_factory=dict)
    validation_accuracy: float | None = None
    test_accuracy: float | None = None
    date: str = ""
    seconds: float | None = None
    input_range: InputRange | None = None
    ended: str = ""
    trained_from: str | None = None

    def to_json(self) -> str:
        """The card as JSON text, keys in the order of the fields."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a card, leaving out what is unknown or of the wrong kind.

        A card informs people; a damaged one must never keep a model from reading.
        """
        try:
            found = json.loads(text, parse_float=_finite, parse_constant=_finite)
        except (ValueError, RecursionError):
            return cls()
        if not isinstance(found, dict):
            return cls()
        known = {f.name: f for f in fields(cls)}
        return cls(
            **{
                name: value
                for name, value in found.items()
                if name in known and _fits(name, value)
            }
        )


def _fits(name: str, value: object) -> bool:
    """Whether a value found in a file is of the kind that a field promises."""
    is_right = _KINDS.get(name, _is_text)
    return is_right(value) or (value is None and name in _MAY_BE_ABSENT)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> TypeGuard[float]:
    # True and False are integers to Python, and numbers to nobody else.
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_table_of_texts(value: object) -> bool:
    return _is_table(value) and all(map(_is_text, value.values()))


def _is_history(value: object) -> bool:
    return _is_table(value) and all(
        isinstance(figures, list) and all(map(_is_number, figures))
        for figures in value.values()
    )


def _is_share(value: object) -> bool:
    return _is_number(value) and 0 <= value <= 1


_MAY_BE_ABSENT: Final = {
    "seed", "validation_accuracy", "test_accuracy", "seconds", "input_range",
    "trained_from",
}  # fmt: skip
_KINDS: Final[dict[str, Callable[[object], bool]]] = {
    "hyperparameters": _is_table,
    "data": _is_table,
    "versions": _is_table_of_texts,
    "fixed": _is_table_of_texts,
    "history": _is_history,
    "validation_accuracy": _is_share,
    "test_accuracy": _is_share,
    "seconds": lambda value: _is_number(value) and value >= 0,
    "seed": lambda value: _is_number(value) and isinstance(value, int),
    "input_range": lambda value: value in ("0..1", "0..255"),
}


def _finite(digits: str) -> float | None:
    """A number, or None where JSON's text stands for none that can be shown."""
    number = float(digits)
    return number if isfinite(number) else None
