"""Where a layer is built: its settings, its weights and the graph it goes into."""

from collections.abc import Mapping
from dataclasses import dataclass

from digitpad.h5model.architecture import Layer
from digitpad.h5model.graph import Graph
from digitpad.h5model.stored import FloatArray


@dataclass(frozen=True)
class Site:
    """One call of a layer.

    Attributes:
        graph: Collects the nodes.
        layer: The layer's settings.
        weights: The layer's weights by Keras' names for them.
    """

    graph: Graph
    layer: Layer
    weights: Mapping[str, FloatArray]

    def weight(self, name: str, *shape: int) -> FloatArray:
        """A weight, whose shape must be the one that the layer's input asks for."""
        found = self.weights[name]
        if found.shape != shape:
            raise self.layer.refusal(
                "has weights {name} of the shape {found} where {expected} is needed: "
                "the file is damaged. Save the model again.",
                name=name,
                found=found.shape,
                expected=shape,
            )
        return found

    def channels_last(self) -> None:
        """Refuse the other order of axes."""
        order = self.layer.settings.get("data_format", "channels_last")
        if order not in ("channels_last", None):
            raise self.layer.misfit("data_format")

    def rank(self, found: int, *expected: int) -> None:
        """Refuse an input with another number of axes than the layer takes."""
        if found not in expected:
            raise self.layer.refusal(
                "gets an input with {found} axes, which Digitpad cannot read there. "
                "Reshape it before.",
                found=found + 1,
            )
