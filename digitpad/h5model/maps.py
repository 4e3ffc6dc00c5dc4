"""Which values of a graph are the feature maps of its convolutions."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

_CONVOLUTIONS: Final = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D")
_POOLINGS: Final = ("MaxPooling2D", "AveragePooling2D")
# A convolution's maps are those that come out of these after it, even if it is pooled
# before.
_FINISHING: Final = (
    *("BatchNormalization", "LayerNormalization"),
    *("Activation", "ReLU", "LeakyReLU", "PReLU", "ELU"),
)


class Value(Protocol):
    """A value of the graph: its name, and its shape without the batch axis."""

    @property
    def name(self) -> str:
        """Its name in the graph."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows, columns and channels, if it is a picture."""

    @property
    def activation(self) -> str:
        """The function that was applied last."""


class MappedLayer(NamedTuple):
    """A convolution and where its feature maps are found.

    Attributes:
        name: The layer's name in the model's file.
        value: The graph's name for the maps, normalized and activated.
        rows, columns, maps: Their shape.
        pooled: The graph's name for the pooled maps, where these are yet to be
            activated.
    """

    name: str
    value: str
    rows: int
    columns: int
    maps: int
    pooled: str = ""

    @property
    def shape(self) -> tuple[int, int, int]:
        """Rows, columns and maps."""
        return self.rows, self.columns, self.maps


def note_maps(
    mapped: list[MappedLayer],
    name: str,
    kind: str,
    inputs: Sequence[Value],
    result: Value,
) -> None:
    """Note the call of a layer, if its result is feature maps.

    Args:
        mapped: The convolutions so far; changed in place.
        name: The layer's name.
        kind: Keras' class name for it.
        inputs: What the layer reads.
        result: What it makes.
    """
    if len(result.shape) != 3:
        return
    if kind in _CONVOLUTIONS:
        mapped.append(MappedLayer(name, result.name, *result.shape))
        return
    last, read = mapped[-1] if mapped else None, inputs[0]
    if last is None or read.name not in (last.value, last.pooled):
        return
    if kind in _FINISHING:
        mapped[-1] = MappedLayer(last.name, result.name, *result.shape)
    elif kind in _POOLINGS and read.activation == "linear":
        mapped[-1] = last._replace(pooled=result.name)
