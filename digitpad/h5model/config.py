"""Read the JSON in which Keras describes a model.

Keras 2 and 3, Sequential and Functional, all end up as one plain `Architecture`.
"""

import json
from typing import Any, Final, NoReturn

from digitpad.errors import ModelError
from digitpad.h5model.architecture import Architecture, Call, Layer
from digitpad.h5model.functional import RawLayer, calls_in_order, references

LARGEST_CONFIG: Final = 4 << 20
MOST_LAYERS: Final = 512
DEEPEST_NESTING: Final = 8
_LONGEST_NAME: Final = 200
_DEEPEST_JSON: Final = 100

_FUNCTIONAL: Final = ("Functional", "Model")  # the second is an older Keras 2
_MODELS: Final = ("Sequential", *_FUNCTIONAL)
# A class of one's own may bear the name of a Keras layer.
_KERAS: Final = ("keras", "tf_keras", "tensorflow")
# Where a Keras of any age notes the shape of the input, batch axis first.
_SHAPES: Final = ("batch_shape", "batch_input_shape")

_Json = dict[str, Any]


def parse(text: str, keras: int) -> Architecture:
    """Read the text of the file's attribute `model_config`.

    Args:
        text: JSON.
        keras: Major version of the Keras that wrote it.

    Raises:
        ModelError: It is no model that Digitpad can read.
    """
    if len(text) > LARGEST_CONFIG:
        raise ModelError(
            "The model's description is longer than Digitpad reads ({most} MB). "
            "Choose a smaller model.",
            most=LARGEST_CONFIG >> 20,
        )
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _damaged()
    _check_depth(found)
    return _Parser(keras).model(_table(found), depth=1)


class _Parser:
    """Counts the layers of a model and of those nested in it."""

    def __init__(self, keras: int) -> None:
        self._keras = keras
        self._layers_left = MOST_LAYERS

    def model(self, found: _Json, depth: int) -> Architecture:
        kind = found.get("class_name")
        if kind not in _MODELS:
            raise ModelError(
                "The model is of the class {kind}, and Digitpad reads Sequential and "
                "Functional ones. Build it with one of these.",
                kind=_clean(kind),
            )
        config = found.get("config")
        # The first Keras versions wrote a Sequential as a bare list of layers.
        config = {"layers": config} if isinstance(config, list) else _table(config)
        layers = config.get("layers")
        if not isinstance(layers, list) or not layers:
            _damaged()
        self._count(len(layers), depth)
        if kind in _FUNCTIONAL:
            return self._functional(config, layers, depth)
        return self._sequential(config, layers, depth)

    def _count(self, layers: int, depth: int) -> None:
        self._layers_left -= layers
        if self._layers_left < 0 or depth > DEEPEST_NESTING:
            raise ModelError(
                "The model has more than {most} layers, or models nested more than "
                "{deepest} deep. Choose a smaller model.",
                most=MOST_LAYERS,
                deepest=DEEPEST_NESTING,
            )

    def _sequential(
        self, config: _Json, found: list[object], depth: int
    ) -> Architecture:
        layers = [self._layer(_table(entry), depth) for entry in found]
        shape = _shape_of(layers[0]) or _shape(config.get("build_input_shape"))
        layers = [layer for layer in layers if layer.kind != "InputLayer"]
        calls = tuple(Call(layer, (index,)) for index, layer in enumerate(layers))
        return Architecture("Sequential", tuple(layers), calls, len(calls), shape)

    def _functional(
        self, config: _Json, found: list[object], depth: int
    ) -> Architecture:
        layers = {}
        for entry in map(_table, found):
            layer = self._layer(entry, depth)
            # Nodes refer to a layer by the name outside its own settings.
            name = _name(entry.get("name", layer.name))
            layers[name] = RawLayer(layer, entry.get("inbound_nodes"))
        source = references(config.get("input_layers"))
        target = references(config.get("output_layers"))
        if len(source) != 1 or len(target) != 1 or source[0][0] not in layers:
            raise ModelError(
                "The model has {inputs} inputs and {outputs} outputs, and Digitpad "
                "reads models with one of each. Choose such a model.",
                inputs=len(source),
                outputs=len(target),
            )
        entrance = source[0][0]
        shape = _shape_of(layers[entrance].layer)
        calls, output = calls_in_order(layers, entrance, target[0])
        inner = tuple(raw.layer for name, raw in layers.items() if name != entrance)
        return Architecture("Functional", inner, calls, output, shape)

    def _layer(self, entry: _Json, depth: int) -> Layer:
        settings = entry.get("config")
        nested = entry.get("class_name") in _MODELS
        model = self.model(entry, depth + 1) if nested else None
        if not isinstance(settings, dict):
            settings = {}
        name = _name(settings.get("name", entry.get("name")))
        module = entry.get("module") or "keras"
        kind = _clean(entry.get("class_name"))
        if not isinstance(module, str) or module.partition(".")[0] not in _KERAS:
            kind = _clean(f"{module}.{kind}")
        return Layer(name, kind, settings, self._keras, model)


def _shape_of(layer: Layer) -> tuple[int, ...] | None:
    """The input shape that a model's first layer notes, or the one nested in it."""
    if layer.model is not None and layer.model.input_shape is not None:
        return layer.model.input_shape
    notes = (_shape(layer.settings.get(key)) for key in _SHAPES)
    return next((shape for shape in notes if shape is not None), None)


def _shape(batch_shape: object) -> tuple[int, ...] | None:
    """The sizes after the batch axis, if they are all known."""
    if not isinstance(batch_shape, list | tuple) or len(batch_shape) < 2:
        return None
    sizes = tuple(batch_shape[1:])
    return sizes if all(isinstance(size, int) for size in sizes) else None


def _name(found: object) -> str:
    if not isinstance(found, str) or not found.isprintable():
        _damaged()
    if len(found) > _LONGEST_NAME:
        _damaged()
    return found


def _clean(found: object) -> str:
    """A word of the file, fit to be shown."""
    return ascii(found)[1:-1][:60] if isinstance(found, str) else "unknown"


def _check_depth(found: object) -> None:
    """Refuse JSON so deep that walking through it would overflow the stack."""
    level = [found]
    for _ in range(_DEEPEST_JSON):
        parts = [each for each in level if isinstance(each, list | dict)]
        level = [
            inner
            for part in parts
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
    if level:
        _damaged()


def _table(found: object) -> _Json:
    if not isinstance(found, dict):
        _damaged()
    return found


def _damaged() -> NoReturn:
    raise ModelError(
        "The model's description is damaged or no Keras model. "
        "Save the model again with model.save('name.h5')."
    )
