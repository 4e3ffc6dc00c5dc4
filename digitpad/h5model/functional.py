"""Bring the calls of a Functional model into an order in which they can be computed.

A call is written with the layer that is called, as a reference to the layers whose
values it reads. A shared layer may read what stands later in the list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Any, Final, NoReturn, TypeGuard

from digitpad.errors import ModelError
from digitpad.h5model.architecture import Call, Layer

MOST_CALLS: Final = 1024
MOST_INPUTS: Final = 64
"""Values that one call may read."""

Reference = tuple[str, int]
"""A layer's name and the index of one of its calls."""

_Read = dict[Reference, tuple[Reference, ...]]
"""What each call reads."""


@dataclass(frozen=True)
class RawLayer:
    """A layer and the JSON of its calls ("inbound nodes")."""

    layer: Layer
    nodes: object


def calls_in_order(
    layers: Mapping[str, RawLayer], entrance: str, target: Reference
) -> tuple[tuple[Call, ...], int]:
    """Sort all calls.

    Args:
        layers: The layers by the name that references use.
        entrance: Name of the input layer.
        target: What the model returns.

    Returns:
        The calls, and the number of the value that the model returns.

    Raises:
        ModelError: A call refers to what is not there, or the calls form a ring.
    """
    read = _read_all(layers, entrance)
    firsts = _first_indices([*(ref for refs in read.values() for ref in refs), target])

    def value(reference: Reference) -> Reference:
        """What is meant, the index counted from the layer's first call."""
        name, index = reference
        return name, index - firsts[name]

    source, output = (entrance, 0), value(target)
    read = {own: tuple(map(value, refs)) for own, refs in read.items()}
    numbers = {source: 0}
    calls: list[Call] = []
    for own in _sorted(read, source):
        inputs = tuple(numbers[each] for each in read[own])
        calls.append(Call(layers[own[0]].layer, inputs))
        numbers[own] = len(calls)
    if output not in numbers:
        _disconnected(target[0])
    return tuple(calls), numbers[output]


def references(found: object) -> list[Reference]:
    """The references in a list like "input_layers": one, or a list of them."""
    if _is_reference(found):
        found = [found]
    if not isinstance(found, list):
        return []
    return [(entry[0], entry[1]) for entry in found if _is_reference(entry)]


def _read_all(layers: Mapping[str, RawLayer], entrance: str) -> _Read:
    """The calls of all layers but the input, in the order of the file."""
    read: _Read = {}
    for name, raw in layers.items():
        if name != entrance:
            read |= {(name, i): refs for i, refs in enumerate(_inputs(raw))}
        if len(read) > MOST_CALLS:
            raise ModelError(
                "The model calls its layers more than {most} times. "
                "Choose a smaller model.",
                most=MOST_CALLS,
            )
    return read


def _sorted(read: _Read, source: Reference) -> list[Reference]:
    """The calls, each after those that it reads."""
    for (name, _), refs in read.items():
        if not all(each in read or each == source for each in refs):
            _disconnected(name)
    try:
        order = TopologicalSorter(read).static_order()
        return [each for each in order if each != source]
    except CycleError as error:
        ring: list[Reference] = error.args[1]
        _disconnected(ring[0][0])


def _first_indices(used: list[Reference]) -> dict[str, int]:
    """The index of each layer's first call.

    It is 1 where Keras 2 counts a nested model's own construction as a call.
    """
    firsts: dict[str, int] = {}
    for name, index in used:
        firsts[name] = min(index, firsts.get(name, index))
    return firsts


def _inputs(raw: RawLayer) -> Iterator[tuple[Reference, ...]]:
    """What each call of the layer reads."""
    if not isinstance(raw.nodes, list):
        _disconnected(raw.layer.name)
    for node in raw.nodes:
        read = _read_keras_3 if isinstance(node, dict) else _read_keras_2
        found = tuple(islice(read(raw.layer, node), MOST_INPUTS + 1))
        if len(found) > MOST_INPUTS:
            raise raw.layer.refusal(
                "is called with more than {most} values. Use fewer at a time.",
                most=MOST_INPUTS,
            )
        yield found


def _read_keras_2(layer: Layer, node: object) -> Iterator[Reference]:
    """A list of [name, index, output, keyword arguments]."""
    if not isinstance(node, list):
        _disconnected(layer.name)
    # A layer with a single input may leave the outer list out.
    for entry in [node] if _is_reference(node) else node:
        if not _is_reference(entry):
            _disconnected(layer.name)
        yield entry[0], entry[1]
        _check_keywords(layer, entry[3] if len(entry) > 3 else {})


def _read_keras_3(layer: Layer, node: dict[str, object]) -> Iterator[Reference]:
    """An object with "args", whose tensors bear their history, and "kwargs"."""
    arguments = node.get("args")
    if not isinstance(arguments, list):
        _disconnected(layer.name)
    if len(arguments) == 1 and isinstance(arguments[0], list):
        arguments = arguments[0]  # a merging layer takes one list
    for argument in arguments:
        config = argument.get("config") if isinstance(argument, dict) else None
        history = config.get("keras_history") if isinstance(config, dict) else None
        if not _is_reference(history):
            raise layer.refusal(
                "is called with something that is no layer's value. "
                "Build the model without it."
            )
        yield history[0], history[1]
    _check_keywords(layer, node.get("kwargs"))


def _check_keywords(layer: Layer, keywords: object) -> None:
    """Refuse `training=True` and the like, which change what a layer does."""
    if isinstance(keywords, dict) and any(keywords.values()):
        raise layer.refusal(
            "is called with the arguments {names}, which Digitpad does not know. "
            "Build the model without them.",
            names=", ".join(ascii(name)[1:-1][:40] for name in keywords),
        )


def _is_reference(found: object) -> TypeGuard[list[Any]]:
    return (
        isinstance(found, list)
        and len(found) >= 3
        and isinstance(found[0], str)
        and type(found[1]) is int
        and found[2] == 0
    )


def _disconnected(name: str) -> NoReturn:
    raise ModelError(
        "Layer {layer} reads a value that no layer makes: the model's description is "
        "damaged. Save the model again with model.save('name.h5').",
        layer=name,
    )
