"""Hand each layer its weights.

A file keeps the weights of each top-level layer as one list. For a nested model that
list has all trainable weights first and then all others, so that a frozen layer's
weights move to the end; only their order and the last part of their names tell
whose they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from digitpad.h5model.architecture import Architecture, Layer
from digitpad.h5model.kinds import weight_names
from digitpad.h5model.stored import FloatArray, StoredWeight

LayerPath = tuple[str, ...]
"""A layer's name, after those of the models it is nested in."""

_NEVER_TRAINED: Final = {"moving_mean", "moving_variance", "mean", "variance", "count"}
# Training comes nowhere near. Beyond it sums overflow, and not all of that shows in the
# answer: ONNX Runtime's ReLU makes 0 of NaN.
_LARGEST: Final = 1e9


@dataclass(frozen=True)
class _Slot:
    """A place for one weight."""

    path: LayerPath
    name: str
    layer: Layer
    trainable: bool


def assign(
    architecture: Architecture, stored: Mapping[str, Sequence[StoredWeight]]
) -> dict[LayerPath, dict[str, FloatArray]]:
    """Match the file's weights with the layers.

    Args:
        architecture: The model.
        stored: Weights by the name of the top-level layer.

    Returns:
        Weights by layer, and there by Keras' names for them.

    Raises:
        ModelError: They do not match, or one of them is not finite.
    """
    assigned: dict[LayerPath, dict[str, FloatArray]] = {}
    for layer in architecture.layers:
        slots = list(_slots(layer, (), trainable=True))
        slots.sort(key=lambda slot: not slot.trainable)
        found = stored.get(layer.name, ())
        if len(found) != len(slots):
            raise layer.refusal(
                "has {found} weights in the file where {expected} are needed: the file "
                "is damaged or not whole. Save the model again.",
                found=len(found),
                expected=len(slots),
            )
        for slot, weight in zip(slots, found, strict=True):
            _check(slot, weight)
            assigned.setdefault(slot.path, {})[slot.name] = weight.array
    return assigned


def _slots(layer: Layer, outer: LayerPath, *, trainable: bool) -> Iterator[_Slot]:
    trainable = trainable and layer.trainable
    path = (*outer, layer.name)
    if layer.model is not None:
        for inner in layer.model.layers:
            yield from _slots(inner, path, trainable=trainable)
        return
    for name in weight_names(layer):
        yield _Slot(path, name, layer, trainable and name not in _NEVER_TRAINED)


def _check(slot: _Slot, weight: StoredWeight) -> None:
    # DepthwiseConv2D calls its kernel "depthwise_kernel" in Keras 2.
    if weight.name.removeprefix("depthwise_") != slot.name.removeprefix("depthwise_"):
        raise slot.layer.refusal(
            "has a weight {found} in the file where {expected} is needed: the file is "
            "damaged. Save the model again.",
            found=ascii(weight.name)[1:-1][:60],
            expected=slot.name,
        )
    if not np.isfinite(weight.array).all():
        raise slot.layer.refusal(
            "has weights that are not finite numbers: its training has failed or the "
            "file is damaged. Train the model again."
        )
    if weight.array.size and np.abs(weight.array).max() > _LARGEST:
        raise slot.layer.refusal(
            "has weights too large to calculate with: its training has failed or the "
            "file is damaged. Train the model again."
        )
