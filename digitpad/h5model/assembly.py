"""Put a model together: architecture and weights become one ONNX graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from digitpad.errors import ModelError
from digitpad.h5model.architecture import Architecture
from digitpad.h5model.config import parse
from digitpad.h5model.graph import Graph, Tensor
from digitpad.h5model.kinds import build
from digitpad.h5model.maps import MappedLayer, note_maps
from digitpad.h5model.site import Site
from digitpad.h5model.sizes import LEVELS, SIDE
from digitpad.h5model.stored import FloatArray, StoredModel
from digitpad.h5model.weights import LayerPath, assign

INPUT: Final = "model_inputs"
PROBABILITIES: Final = "probabilities"
FEATURES: Final = "features"

_INPUT_SHAPES: Final = ((SIDE, SIDE), (SIDE, SIDE, 1), (SIDE * SIDE,))
_CLASSES: Final = (10, 11)
# Softmax undoes a log_softmax, so that its result can be read as logits.
_LOGITS: Final = ("linear", "log_softmax")

_Weights = Mapping[LayerPath, Mapping[str, FloatArray]]


@dataclass(frozen=True)
class Assembly:
    """The graph and what is known about it.

    Attributes:
        onnx: The ONNX model; it reads `INPUT`, float32 (n, 28, 28).
        classes: 10, or 11 of which the last is "no digit".
        values: Numbers computed for one drawing.
        ends_in_logits: The model itself gives logits; the graph adds a softmax.
        raw_scale: What a Rescaling layer multiplies the raw pixels by, if one does.
        description: The model in a few words.
        mapped: The convolutions, whose feature maps can be computed from `onnx`.
    """

    onnx: bytes
    classes: int
    values: int
    ends_in_logits: bool
    raw_scale: float | None
    description: str
    mapped: tuple[MappedLayer, ...]


def assemble(stored: StoredModel) -> Assembly:
    """Build the graph of a model.

    Raises:
        ModelError: The model is not one that Digitpad can read.
    """
    architecture, weights = _understood(stored)
    graph = Graph()
    source = Tensor(INPUT, (SIDE, SIDE), is_raw=True)
    last = _emit_all(graph, architecture, weights, source)
    probabilities = _probabilities(graph, last)
    features = graph.last_dense_input or last
    outputs = {
        PROBABILITIES: probabilities,
        FEATURES: graph.reshape(features, (features.size,)),
    }
    return Assembly(
        graph.to_bytes(source, outputs),
        probabilities.size,
        graph.values,
        probabilities is not last,
        graph.raw_scale,
        _describe(architecture, weights),
        tuple(graph.mapped),
    )


def assemble_alone(
    stored: StoredModel, *, reads_levels: bool, temperature: float | None
) -> bytes:
    """The ONNX model for programs that know nothing else of it.

    It reads `INPUT`, float32 (n, 28, 28), 0.0 paper to 1.0 ink whatever the range of
    the model itself, and gives `PROBABILITIES` alone, float32 (n, classes), those of
    `Network.run`.

    Args:
        stored: What `assemble` has accepted.
        reads_levels: The model itself reads 0 to 255.
        temperature: What its logits are divided by.

    Raises:
        ModelError: The model is not one that Digitpad can read.
    """
    architecture, weights = _understood(stored)
    graph = Graph()
    source = Tensor(INPUT, (SIDE, SIDE))
    pixels = source
    if reads_levels:
        pixels = graph.apply("Mul", source, graph.constant(LEVELS))
    last = _emit_all(graph, architecture, weights, pixels)
    probabilities = _probabilities(graph, last)
    if temperature is not None:
        probabilities = _tempered(graph, probabilities, temperature)
    return graph.to_bytes(source, {PROBABILITIES: probabilities})


def _understood(stored: StoredModel) -> tuple[Architecture, _Weights]:
    keras = 2 if stored.keras_version.startswith(("1.", "2.")) else 3
    architecture = parse(stored.config, keras)
    return architecture, assign(architecture, stored.weights)


def _emit_all(
    graph: Graph, architecture: Architecture, weights: _Weights, pixels: Tensor
) -> Tensor:
    """Add the nodes of the whole model; returns its last value."""
    x = graph.reshape(pixels, _input_shape(architecture))
    return _emit(graph, architecture, weights, (), x)


def _tempered(graph: Graph, x: Tensor, temperature: float) -> Tensor:
    """The same as `temper` in nodes."""
    x = graph.apply("Max", x, graph.constant(np.finfo(np.float32).tiny))
    x = graph.apply("Div", graph.apply("Log", x), graph.constant(temperature))
    return graph.apply("Softmax", x, attributes={"axis": -1})


def _input_shape(architecture: Architecture) -> tuple[int, ...]:
    shape = architecture.input_shape
    if shape not in _INPUT_SHAPES:
        raise ModelError(
            "The model's input has the shape {shape}, and Digitpad reads (28, 28, 1), "
            "(28, 28) and (784,). Choose a model for grey pictures of 28x28.",
            shape=shape or "unknown",
        )
    return shape


def _emit(
    graph: Graph,
    architecture: Architecture,
    weights: _Weights,
    outer: LayerPath,
    x: Tensor,
) -> Tensor:
    """Add the nodes of a model, nested ones in their place."""
    values = [x]
    for call in architecture.calls:
        graph.count_call()
        layer, path = call.layer, (*outer, call.layer.name)
        inputs = [values[number] for number in call.inputs]
        if layer.model is None:
            site = Site(graph, layer, weights.get(path, {}))
            values.append(build(site, inputs))
            note_maps(graph.mapped, layer.name, layer.kind, inputs, values[-1])
        elif len(inputs) == 1 and _accepts(layer.model, inputs[0]):
            values.append(_emit(graph, layer.model, weights, path, inputs[0]))
        else:
            raise layer.refusal(
                "gets an input of another shape than it was built for. "
                "Correct the model."
            )
    return values[architecture.output]


def _accepts(model: Architecture, x: Tensor) -> bool:
    return model.input_shape is None or model.input_shape == x.shape


def _probabilities(graph: Graph, x: Tensor) -> Tensor:
    """The model's last value as probabilities."""
    if len(x.shape) != 1 or x.size not in _CLASSES:
        raise ModelError(
            "The model's output has the shape {shape}, and Digitpad reads 10 digits, "
            'or 11 classes of which the last is "no digit". Choose such a model.',
            shape=x.shape,
        )
    if x.activation == "softmax":
        return x
    if x.activation == "linear" and x.is_past_softmax:
        raise ModelError(
            "The model changes its probabilities after its softmax, and Digitpad reads "
            "models that end in softmax or in logits. Train it with one of these."
        )
    if x.activation not in _LOGITS:
        raise ModelError(
            "The model ends in {activation}, and Digitpad reads models that end in "
            "softmax or in logits. Train it with one of these.",
            activation=x.activation,
        )
    return graph.apply("Softmax", x, attributes={"axis": -1})


def _describe(architecture: Architecture, weights: _Weights) -> str:
    numbers = sum(
        array.size for arrays in weights.values() for array in arrays.values()
    )
    layers = len(architecture.layers)
    return f"{architecture.kind}, {layers} layers, {numbers:,} weights"
