"""What a Keras file describes: layers, and which layer reads which value.

Settings are checked as they are asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeGuard

from digitpad.errors import ModelError

LARGEST_SETTING: Final = 1 << 20
_LARGEST_NUMBER: Final = 3.4e38  # float32


@dataclass(frozen=True)
class Layer:
    """A layer: Keras' class name, and settings nobody has checked yet.

    Attributes:
        name: The layer's name in its model.
        kind: Keras' class name, "Conv2D" for instance.
        settings: The JSON object that Keras calls the layer's config.
        keras: Major version of the Keras that wrote the file, 2 or 3.
        model: The architecture, if the layer is itself a model.
    """

    name: str
    kind: str
    settings: dict[str, Any] = field(repr=False)  # JSON values
    keras: int = 3
    model: "Architecture | None" = None

    @property
    def trainable(self) -> bool:
        """Whether training may change the layer's weights."""
        return self.settings.get("trainable", True) is not False

    def refusal(self, problem: str, **parameters: object) -> ModelError:
        """The error that names this layer; `problem` completes "Layer x (Kind) ..."."""
        return ModelError(
            "Layer {layer} ({kind}) " + problem,
            layer=self.name,
            kind=self.kind,
            **parameters,
        )

    def misfit(self, key: str) -> ModelError:
        """The error for a setting that Digitpad cannot follow."""
        value = repr(self.settings.get(key))
        return self.refusal(
            "has a setting that Digitpad cannot read: {key} = {value}. "
            "Save the model without it.",
            key=key,
            value=value if len(value) <= 80 else value[:77] + "...",
        )

    def flag(self, key: str, default: bool) -> bool:
        """A setting that is true or false."""
        value = self.settings.get(key, default)
        if not isinstance(value, bool):
            raise self.misfit(key)
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """A positive whole number; without a default it must be there."""
        return self._positive(key, self.settings.get(key, default))

    def number(self, key: str, default: float) -> float:
        """A finite number."""
        return self._finite(key, self.settings.get(key, default))

    def numbers(self, key: str) -> list[float]:
        """A number, or a list of them (nested lists are flattened)."""
        return [self._finite(key, value) for value in _flat(self.settings.get(key))]

    def integers(self, key: str) -> list[int]:
        """A whole number, or a list of them; negative ones count from the end."""
        found = list(_flat(self.settings.get(key)))
        numbers = [value for value in found if _is_integer(value)]
        if len(numbers) < len(found) or any(
            abs(number) > LARGEST_SETTING for number in numbers
        ):
            raise self.misfit(key)
        return numbers

    def pair(self, key: str, default: object = None) -> tuple[int, int]:
        """Two positive whole numbers, for rows and columns."""
        value = self.settings.get(key, default)
        both = value if isinstance(value, list | tuple) else [value, value]
        if len(both) != 2:
            raise self.misfit(key)
        return self._positive(key, both[0]), self._positive(key, both[1])

    def choice(self, key: str, default: str, allowed: Iterable[str]) -> str:
        """One of a few words."""
        value = self.settings.get(key, default)
        if value not in allowed:
            raise self.misfit(key)
        return str(value)

    def _positive(self, key: str, value: object) -> int:
        if not _is_integer(value) or not 1 <= value <= LARGEST_SETTING:
            raise self.misfit(key)
        return value

    def _finite(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.misfit(key)
        if not abs(value) <= _LARGEST_NUMBER:
            raise self.misfit(key)
        return float(value)


@dataclass(frozen=True)
class Call:
    """One use of a layer; values count from 0, the model's input.

    Attributes:
        layer: What is called.
        inputs: The values it reads; the call's own value has the next number.
    """

    layer: Layer
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Architecture:
    """A model as a list of calls in an order in which they can be computed.

    Attributes:
        kind: "Sequential" or "Functional".
        layers: Every layer but the input, in the file's order.
        calls: The uses of the layers; call i makes value i + 1.
        output: The value that the model returns.
        input_shape: Without the batch axis; None if the file does not say.
    """

    kind: str
    layers: tuple[Layer, ...]
    calls: tuple[Call, ...]
    output: int
    input_shape: tuple[int, ...] | None


def _is_integer(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from _flat(part)
    else:
        yield value
