"""Layers that move numbers about without weighing them, as ONNX nodes."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from digitpad.h5model.architecture import Layer
from digitpad.h5model.graph import Tensor
from digitpad.h5model.site import Site


def reshape(site: Site, x: Tensor) -> Tensor:
    """Reshape; one size may be -1, "whatever is left"."""
    shape = site.layer.integers("target_shape")
    known = math.prod(size for size in shape if size != -1)
    if shape.count(-1) == 1 and known > 0 and x.size % known == 0:
        shape[shape.index(-1)] = x.size // known
    if any(size < 1 for size in shape) or math.prod(shape) != x.size:
        raise site.layer.misfit("target_shape")
    return site.graph.reshape(x, shape)


def flatten(site: Site, x: Tensor) -> Tensor:
    """Flatten."""
    site.channels_last()
    return site.graph.reshape(x, (x.size,))


def zero_padding(site: Site, x: Tensor) -> Tensor:
    """ZeroPadding2D."""
    site.channels_last()
    site.rank(len(x.shape), 3)
    padding = site.layer.integers("padding")
    if len(padding) == 1:
        padding *= 4
    if len(padding) == 2:
        padding = [padding[0], padding[0], padding[1], padding[1]]
    if len(padding) != 4 or min(padding) < 0:
        raise site.layer.misfit("padding")
    top, bottom, left, right = padding
    pads = np.array([0, top, left, 0, 0, bottom, right, 0], np.int64)
    rows, columns, channels = x.shape
    shape = (rows + top + bottom, columns + left + right, channels)
    result = site.graph.apply("Pad", x, site.graph.constant(pads), shape=shape)
    return replace(result, is_raw=x.is_raw)


def random_crop(site: Site, x: Tensor) -> Tensor:
    """RandomCrop to the size that is there; to another, it crops in reading too."""
    for key, size in zip(("height", "width"), x.shape, strict=False):
        if site.layer.integer(key) != size:
            raise site.layer.misfit(key)
    return x


def add(site: Site, inputs: Sequence[Tensor]) -> Tensor:
    """Add two values or more, shapes broadcast."""
    shape = _broadcast(site.layer, [x.shape for x in inputs])
    # One node for all: the time to prepare a graph grows with the square of its nodes.
    return site.graph.apply(
        "Sum", *inputs, shape=shape, work=len(inputs) * math.prod(shape)
    )


def concatenate(site: Site, inputs: Sequence[Tensor]) -> Tensor:
    """Concatenate along an axis."""
    rank = len(inputs[0].shape) + 1
    axes = site.layer.integers("axis") if "axis" in site.layer.settings else [-1]
    axis = axes[0] % rank - 1 if len(axes) == 1 and abs(axes[0]) <= rank else -1
    shapes = [list(x.shape) for x in inputs]
    if axis < 0 or any(len(shape) != rank - 1 for shape in shapes):
        raise site.layer.misfit("axis")
    length = sum(shape[axis] for shape in shapes)
    for shape in shapes:
        shape[axis] = length
    if any(shape != shapes[0] for shape in shapes):
        raise site.layer.refusal("joins values of different shapes. Correct the model.")
    result = site.graph.apply(
        "Concat", *inputs, shape=shapes[0], attributes={"axis": axis + 1}
    )
    return replace(result, is_raw=all(x.is_raw for x in inputs))


def _broadcast(layer: Layer, shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The shape of a sum; Keras lets sizes of 1 stretch."""
    try:
        if len({len(shape) for shape in shapes}) == 1:
            return np.broadcast_shapes(*shapes)
    except ValueError:
        pass
    raise layer.refusal("adds values of different shapes. Correct the model.")
