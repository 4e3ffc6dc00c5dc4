"""The model card: what a model file says about how it was made.

In the .h5 it stands as UTF-8 JSON, a one-dimensional uint8 dataset `digitpad/card`
(an HDF5 attribute would end at 64 kB). Keras ignores that group.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final, Literal, Self

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
            found = json.loads(text)
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


_TEXTS: Final = {"recipe", "date", "ended"}
_TABLES: Final = {"hyperparameters", "data", "versions", "history"}
_NUMBERS: Final = {"validation_accuracy", "test_accuracy", "seconds"}


def _fits(name: str, value: object) -> bool:
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _TABLES:
        return isinstance(value, dict)
    if name in _NUMBERS:
        return value is None or isinstance(value, int | float)
    if name == "seed":
        return value is None or isinstance(value, int)
    if name == "input_range":
        return value in (None, "0..1", "0..255")
    return value is None or isinstance(value, str)
