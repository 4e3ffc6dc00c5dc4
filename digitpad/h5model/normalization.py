"""Layers that shift and scale: normalizations and Rescaling, as ONNX nodes."""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model.graph import Tensor
from digitpad.h5model.site import Site

Array = npt.NDArray[np.floating[Any]]

_KERAS_EPSILON: Final = 1e-7


def batch_normalization(site: Site, x: Tensor) -> Tensor:
    """BatchNormalization with its stored statistics: one factor, one summand."""
    layer = site.layer
    if layer.flag("renorm", False):
        raise layer.misfit("renorm")
    axes = _axes(site, x)
    if len(axes) != 1:
        raise layer.misfit("axis")
    size = x.shape[axes[0]]
    # Folded in double precision: a small variance would cost the last digits.
    mean = site.weight("moving_mean", size).astype(np.float64)
    variance = site.weight("moving_variance", size).astype(np.float64)
    factor = 1 / np.sqrt(_not_negative(site, variance) + layer.number("epsilon", 1e-3))
    if layer.flag("scale", True):
        factor *= site.weight("gamma", size)
    summand = -mean * factor
    if layer.flag("center", True):
        summand += site.weight("beta", size)
    return _scale(site, x, _along(x, axes, factor), _along(x, axes, summand))


def layer_normalization(site: Site, x: Tensor) -> Tensor:
    """LayerNormalization over any axes."""
    graph, layer = site.graph, site.layer
    if layer.flag("rms_scaling", False):
        raise layer.misfit("rms_scaling")
    axes = _axes(site, x)
    kept = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    which = graph.constant(np.array([axis + 1 for axis in axes], np.int64))
    mean = graph.apply("ReduceMean", x, which, shape=kept)
    centred = graph.apply("Sub", x, mean)
    square = graph.apply("Mul", centred, centred)
    variance = graph.apply("ReduceMean", square, which, shape=kept)
    epsilon = graph.constant(layer.number("epsilon", 1e-3))
    deviation = graph.apply("Sqrt", graph.apply("Add", variance, epsilon))
    result = graph.apply("Div", centred, deviation)
    sizes = [x.shape[axis] for axis in axes]
    if layer.flag("scale", True):
        gamma = _along(x, axes, site.weight("gamma", *sizes))
        result = graph.apply("Mul", result, graph.constant(gamma))
    if layer.flag("center", True):
        beta = _along(x, axes, site.weight("beta", *sizes))
        result = graph.apply("Add", result, graph.constant(beta))
    return result


def normalization(site: Site, x: Tensor) -> Tensor:
    """Normalization with learnt or given mean and variance."""
    graph, layer = site.graph, site.layer
    # Keras writes axis=None, one mean for all numbers, as an empty list too.
    axes = _axes(site, x) if layer.settings.get("axis", -1) not in (None, []) else []
    sizes = [x.shape[axis] for axis in axes]
    mean, variance = (
        _statistic(site, "mean", sizes),
        _statistic(site, "variance", sizes),
    )
    deviation = np.maximum(np.sqrt(_not_negative(site, variance)), _KERAS_EPSILON)
    scale = graph.constant(_along(x, axes, deviation))
    shift = graph.constant(_along(x, axes, mean))
    if layer.flag("invert", False):
        return graph.apply("Add", graph.apply("Mul", x, scale), shift)
    # Subtract first: a pixel that never varies has a deviation of next to nothing.
    return graph.apply("Div", graph.apply("Sub", x, shift), scale)


def rescaling(site: Site, x: Tensor) -> Tensor:
    """Rescaling: times scale plus offset, each a number or one for each channel."""
    scale = _per_channel(site, x, "scale")
    offset = _per_channel(site, x, "offset")
    if x.is_raw:
        site.graph.raw_scale = float(np.abs(scale).max())
    return _scale(site, x, scale, offset)


def _scale(site: Site, x: Tensor, factor: Array, summand: Array) -> Tensor:
    product = site.graph.apply("Mul", x, site.graph.constant(factor))
    return site.graph.apply("Add", product, site.graph.constant(summand))


def _per_channel(site: Site, x: Tensor, key: str) -> Array:
    values = np.array(site.layer.numbers(key))
    if values.size not in (1, x.shape[-1]):
        raise site.layer.misfit(key)
    return values


def _statistic(site: Site, key: str, sizes: list[int]) -> Array:
    """Mean or variance: a weight, or given in the settings."""
    if site.layer.settings.get(key) is None:
        return site.weight(key, *sizes).astype(np.float64)
    values = np.array(site.layer.numbers(key))
    if values.size not in (1, math.prod(sizes)):
        raise site.layer.misfit(key)
    return np.broadcast_to(values.reshape(sizes if values.size > 1 else []), sizes)


def _axes(site: Site, x: Tensor) -> list[int]:
    """The setting "axis" as indices into the tensor's shape."""
    rank = len(x.shape) + 1
    found = site.layer.integers("axis") if "axis" in site.layer.settings else [-1]
    axes = [axis + rank if axis < 0 else axis for axis in found]
    if not axes or axes != sorted(set(axes)) or axes[0] < 1 or axes[-1] >= rank:
        raise site.layer.misfit("axis")
    return [axis - 1 for axis in axes]


def _along(x: Tensor, axes: list[int], values: Array) -> Array:
    """The values shaped so that they meet the tensor along these axes."""
    shape = [size if axis in axes else 1 for axis, size in enumerate(x.shape)]
    return values.reshape(shape)


def _not_negative(site: Site, variance: Array) -> Array:
    if (variance < 0).any():
        raise site.layer.refusal(
            "has a negative variance: the file is damaged. Save the model again."
        )
    return variance
