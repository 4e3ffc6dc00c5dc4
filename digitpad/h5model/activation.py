"""Activation functions, by name and as layers, as ONNX nodes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from digitpad.h5model.architecture import Layer
from digitpad.h5model.graph import Graph, Tensor
from digitpad.h5model.onnx_writer import Attribute
from digitpad.h5model.site import Site

Function = Callable[[Graph, Tensor], Tensor]


def activate(site: Site, x: Tensor, function: object) -> Tensor:
    """Apply what a layer's setting "activation" says.

    Args:
        site: The layer.
        x: What the function is applied to.
        function: A name, None, or the JSON of an activation layer.

    Raises:
        ModelError: Digitpad does not know the function.
    """
    if function is None or function == "linear":
        return x
    if isinstance(function, dict):
        return _activate_by_layer(site, x, function)
    if function == "hard_sigmoid" and site.layer.keras < 3:
        known: Function | None = _operator("HardSigmoid", alpha=0.2, beta=0.5)
    else:
        known = _FUNCTIONS.get(function) if isinstance(function, str) else None
    if known is None:
        raise site.layer.refusal(
            "uses the activation {function}, which Digitpad does not know. "
            "Use one of these: {known}.",
            function=ascii(function)[:60],
            known=", ".join(_FUNCTIONS),
        )
    return replace(known(site.graph, x), activation=str(function))


def activation(site: Site, x: Tensor) -> Tensor:
    """Layer Activation."""
    return activate(site, x, site.layer.settings.get("activation"))


def relu(site: Site, x: Tensor) -> Tensor:
    """Layer ReLU: a threshold, a ceiling, and a slope below the threshold."""
    graph, layer = site.graph, site.layer
    threshold, slope = layer.number("threshold", 0), layer.number("negative_slope", 0)
    if threshold < 0:
        raise layer.misfit("threshold")
    result = graph.apply("ThresholdedRelu", x, attributes={"alpha": threshold})
    if layer.settings.get("max_value") is not None:
        ceiling = graph.constant(layer.number("max_value", 0))
        result = graph.apply("Min", result, ceiling)
    if slope:
        below = graph.apply("Min", x, graph.constant(threshold))
        below = graph.apply("Sub", below, graph.constant(threshold))
        result = graph.apply(
            "Add", result, graph.apply("Mul", below, graph.constant(slope))
        )
    return replace(result, activation="relu")


def leaky_relu(site: Site, x: Tensor) -> Tensor:
    """Layer LeakyReLU; Keras 2 calls the slope alpha."""
    key = "alpha" if "alpha" in site.layer.settings else "negative_slope"
    slope = site.layer.number(key, 0.3)
    return _named(
        site.graph.apply("LeakyRelu", x, attributes={"alpha": slope}), "leaky_relu"
    )


def prelu(site: Site, x: Tensor) -> Tensor:
    """Layer PReLU, whose slopes are shared along some axes."""
    shared = site.layer.settings.get("shared_axes")
    axes = {} if shared is None else set(site.layer.integers("shared_axes"))
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape, 1)]
    slopes = site.graph.constant(site.weight("alpha", *shape))
    return _named(site.graph.apply("PRelu", x, slopes), "prelu")


def elu(site: Site, x: Tensor) -> Tensor:
    """Layer ELU."""
    alpha = site.layer.number("alpha", 1)
    return _named(site.graph.apply("Elu", x, attributes={"alpha": alpha}), "elu")


def softmax(site: Site, x: Tensor) -> Tensor:
    """Layer Softmax along one axis."""
    axes = site.layer.integers("axis") if "axis" in site.layer.settings else [-1]
    rank = len(x.shape) + 1
    axis = axes[0] % rank if len(axes) == 1 and -rank <= axes[0] < rank else 0
    if axis == 0:
        raise site.layer.misfit("axis")
    # Only along the last axis are these the probabilities of the classes.
    name = "softmax" if axis == rank - 1 else "softmax along another axis"
    return _named(site.graph.apply("Softmax", x, attributes={"axis": axis}), name)


LAYERS: Final[Mapping[str, Callable[[Site, Tensor], Tensor]]] = {
    "Activation": activation,
    "ReLU": relu,
    "LeakyReLU": leaky_relu,
    "PReLU": prelu,
    "ELU": elu,
    "Softmax": softmax,
}


def _activate_by_layer(site: Site, x: Tensor, found: Mapping[str, object]) -> Tensor:
    """Apply a layer that stands where a function's name is usual."""
    kind, settings = found.get("class_name"), found.get("config")
    layer = site.layer
    known = isinstance(kind, str) and kind in LAYERS and kind != "PReLU"
    if not known or not isinstance(settings, dict):
        raise layer.misfit("activation")
    inner = Layer(layer.name, f"{layer.kind} with {kind}", settings, layer.keras)
    return LAYERS[str(kind)](Site(site.graph, inner, {}), x)


def _named(x: Tensor, activation: str) -> Tensor:
    return replace(x, activation=activation)


def _operator(operation: str, **attributes: Attribute) -> Function:
    """The function that is a single ONNX operator."""
    return lambda graph, x: graph.apply(operation, x, attributes=attributes)


def _clip(low: float, high: float) -> Function:
    return lambda graph, x: graph.apply(
        "Clip", x, graph.constant(low), graph.constant(high)
    )


def _silu(graph: Graph, x: Tensor) -> Tensor:
    return graph.apply("Mul", x, graph.apply("Sigmoid", x))


def _tanh_shrink(graph: Graph, x: Tensor) -> Tensor:
    return graph.apply("Sub", x, graph.apply("Tanh", x))


def _log_sigmoid(graph: Graph, x: Tensor) -> Tensor:
    negative = graph.apply("Softplus", graph.apply("Neg", x))
    return graph.apply("Neg", negative)


def _squareplus(graph: Graph, x: Tensor) -> Tensor:
    square = graph.apply("Mul", x, x)
    root = graph.apply("Sqrt", graph.apply("Add", square, graph.constant(4.0)))
    return graph.apply("Mul", graph.apply("Add", x, root), graph.constant(0.5))


_SIXTH: Final = float(np.float32(1 / 6))
_FUNCTIONS: Final[Mapping[str, Function]] = {
    "relu": _operator("Relu"),
    "relu6": _clip(0.0, 6.0),
    "leaky_relu": _operator("LeakyRelu", alpha=0.2),
    "elu": _operator("Elu", alpha=1.0),
    "selu": _operator("Selu"),
    "celu": _operator("Celu", alpha=1.0),
    "gelu": _operator("Gelu"),
    "silu": _silu,
    "swish": _silu,
    "hard_silu": _operator("HardSwish"),
    "hard_swish": _operator("HardSwish"),
    "mish": _operator("Mish"),
    "tanh": _operator("Tanh"),
    "hard_tanh": _clip(-1.0, 1.0),
    "tanh_shrink": _tanh_shrink,
    "soft_shrink": _operator("Shrink", lambd=0.5, bias=0.5),
    "hard_shrink": _operator("Shrink", lambd=0.5, bias=0.0),
    "sigmoid": _operator("Sigmoid"),
    "hard_sigmoid": _operator("HardSigmoid", alpha=_SIXTH, beta=0.5),
    "sparse_sigmoid": _operator("HardSigmoid", alpha=0.5, beta=0.5),
    "log_sigmoid": _log_sigmoid,
    "softplus": _operator("Softplus"),
    "softsign": _operator("Softsign"),
    "squareplus": _squareplus,
    "exponential": _operator("Exp"),
    "softmax": _operator("Softmax", axis=-1),
    "log_softmax": _operator("LogSoftmax", axis=-1),
}
