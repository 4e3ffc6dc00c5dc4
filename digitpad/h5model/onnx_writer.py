"""Write an ONNX model as bytes: the few protobuf messages that a graph needs.

Field numbers are those of onnx.proto. The `onnx` package would do the same, but its
import alone takes longer than everything else between start and first answer.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

OPSET: Final = 20
_IR_VERSION: Final = 9
_PRODUCER: Final = "digitpad"

Attribute = int | float | Sequence[int]
_Bytes = bytes | memoryview

_ELEMENT_TYPES: Final = {np.dtype(np.float32): 1, np.dtype(np.int64): 7}
_FLOAT, _INT, _INTS = 1, 2, 7


@dataclass(frozen=True)
class Node:
    """One operation of the graph, with a single output."""

    operation: str
    inputs: tuple[str, ...]
    output: str
    attributes: Mapping[str, Attribute]


def to_bytes(
    nodes: Iterable[Node],
    constants: dict[str, npt.NDArray[Any]],  # float32 or int64
    inputs: dict[str, tuple[int, ...]],
    outputs: dict[str, tuple[int, ...]],
) -> bytes:
    """The serialized model.

    Args:
        nodes: The operations, each after those it reads from.
        constants: Arrays by name, float32 or int64.
        inputs: Shapes by name, without the batch axis; float32.
        outputs: Shapes by name, without the batch axis; float32.
    """
    graph: list[_Bytes] = [
        *(_message(1, _node(node)) for node in nodes),
        _text(2, _PRODUCER),
    ]
    for name, array in constants.items():
        graph += _tensor(name, array)
    graph += [
        *(_message(11, _value(name, shape)) for name, shape in inputs.items()),
        *(_message(12, _value(name, shape)) for name, shape in outputs.items()),
    ]
    opset = _text(1, "") + _number(2, OPSET)
    # Joined once: the weights may be a hundred megabytes.
    return b"".join(
        (
            _number(1, _IR_VERSION),
            _text(2, _PRODUCER),
            _head(7, sum(map(len, graph))),
            *graph,
            _message(8, opset),
        )
    )


def with_outputs(model: bytes, outputs: Mapping[str, tuple[int, ...]]) -> bytes:
    """The same model with values of its graph as further outputs.

    Args:
        model: A serialized model.
        outputs: Shapes by the name of the value, without the batch axis; float32.
            Each output is called `output_name` of the value.
    """
    graph = [
        *(_message(1, _node(_copy(value))) for value in outputs),
        *(_message(12, _value(output_name(v), shape)) for v, shape in outputs.items()),
    ]
    # Protobuf merges a message that comes twice: these nodes follow those before.
    return model + _message(7, b"".join(graph))


def with_metadata(model: bytes, entries: Mapping[str, str]) -> bytes:
    """The same model with texts by name, which ONNX calls its metadata."""
    pairs = (_text(1, name) + _text(2, text) for name, text in entries.items())
    return model + b"".join(_message(14, pair) for pair in pairs)


def is_written_here(content: bytes) -> bool:
    """Whether these are the bytes of a model that `to_bytes` has begun."""
    # The version before it may have been another.
    return content.startswith(_key(1, 0)) and content[2:].startswith(
        _text(2, _PRODUCER)
    )


def output_name(value: str) -> str:
    """What `with_outputs` calls the output that hands out a value of the graph."""
    return f"{value}_seen"


def _copy(value: str) -> Node:
    return Node("Identity", (value,), output_name(value), {})


def _node(node: Node) -> bytes:
    return b"".join(
        (
            *(_text(1, name) for name in node.inputs),
            _text(2, node.output),
            _text(4, node.operation),
            *(_message(5, _attribute(*item)) for item in node.attributes.items()),
        )
    )


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _INT)
    if isinstance(value, float):
        return (
            _text(1, name) + _key(2, 5) + struct.pack("<f", value) + _number(20, _FLOAT)
        )
    numbers = b"".join(_number(8, number) for number in value)
    return _text(1, name) + numbers + _number(20, _INTS)


def _tensor(name: str, array: npt.NDArray[Any]) -> tuple[_Bytes, ...]:
    """The graph's field that holds a constant, whose numbers are not copied."""
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    numbers = np.ascontiguousarray(little).reshape(-1).view(np.uint8).data
    beginning = b"".join(
        (
            *(_number(1, size) for size in array.shape),
            _number(2, _ELEMENT_TYPES[array.dtype]),
            _text(8, name),
            _head(9, len(numbers)),
        )
    )
    return _head(5, len(beginning) + len(numbers)), beginning, numbers


def _value(name: str, shape: tuple[int, ...]) -> bytes:
    sizes = [_text(2, "n"), *(_number(1, size) for size in shape)]
    dimensions = b"".join(_message(1, size) for size in sizes)
    tensor = _number(1, _ELEMENT_TYPES[np.dtype(np.float32)]) + _message(2, dimensions)
    return _text(1, name) + _message(2, _message(1, tensor))


def _text(field: int, text: str) -> bytes:
    return _message(field, text.encode())


def _message(field: int, payload: bytes) -> bytes:
    return _head(field, len(payload)) + payload


def _head(field: int, size: int) -> bytes:
    """What stands before the payload of a message."""
    return _key(field, 2) + _varint(size)


def _number(field: int, value: int) -> bytes:
    # Protobuf writes a negative number as its 64-bit two's complement.
    return _key(field, 0) + _varint(value & 0xFFFF_FFFF_FFFF_FFFF)


def _key(field: int, wire_type: int) -> bytes:
    return _varint(field << 3 | wire_type)


def _varint(value: int) -> bytes:
    groups = bytearray()
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)
