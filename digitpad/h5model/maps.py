"""Which values of a graph are the feature maps of its convolutions."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

_CONVOLUTIONS: Final = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D")
# What belongs to the convolution before it: its maps are those that come out of here.
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


class MappedLayer(NamedTuple):
    """A convolution and where its feature maps are found.

    Attributes:
        name: The layer's name in the model's file.
        value: The graph's name for the maps, normalized and activated.
        rows, columns, maps: Their shape.
    """

    name: str
    value: str
    rows: int
    columns: int
    maps: int


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
        rows, columns, maps = result.shape
        mapped.append(MappedLayer(name, result.name, rows, columns, maps))
    elif kind in _FINISHING and mapped and mapped[-1].value == inputs[0].name:
        mapped[-1] = mapped[-1]._replace(value=result.name)
