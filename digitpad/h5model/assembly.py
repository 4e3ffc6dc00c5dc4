"""Put a model together: architecture and weights become one ONNX graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from digitpad.errors import ModelError
from digitpad.h5model.architecture import Architecture
from digitpad.h5model.config import parse
from digitpad.h5model.graph import Graph, Tensor
from digitpad.h5model.kinds import build
from digitpad.h5model.maps import MappedLayer, note_maps
from digitpad.h5model.site import Site
from digitpad.h5model.sizes import SIDE
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
        raw_scale: What a Rescaling layer multiplies the raw pixels by, if one does.
        description: The model in a few words.
        mapped: The convolutions, whose feature maps can be computed from `onnx`.
    """

    onnx: bytes
    classes: int
    values: int
    raw_scale: float | None
    description: str
    mapped: tuple[MappedLayer, ...]


def assemble(stored: StoredModel) -> Assembly:
    """Build the graph of a model.

    Raises:
        ModelError: The model is not one that Digitpad can read.
    """
    keras = 2 if stored.keras_version.startswith(("1.", "2.")) else 3
    architecture = parse(stored.config, keras)
    weights = assign(architecture, stored.weights)
    graph = Graph()
    source = Tensor(INPUT, (SIDE, SIDE), is_raw=True)
    x = graph.reshape(source, _input_shape(architecture))
    logits = _emit(graph, architecture, weights, (), x)
    probabilities = _probabilities(graph, logits)
    features = graph.last_dense_input or logits
    outputs = {
        PROBABILITIES: probabilities,
        FEATURES: graph.reshape(features, (features.size,)),
    }
    return Assembly(
        graph.to_bytes(source, outputs),
        probabilities.size,
        graph.values,
        graph.raw_scale,
        _describe(architecture, weights),
        tuple(graph.mapped),
    )


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
