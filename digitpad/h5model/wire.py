"""How a `StoredModel`, or its refusal, travels between two processes.

JSON, then the arrays' bytes. No pickle, which would run what it is told to.
"""

import json
import math
import struct
from collections.abc import Iterator, Sequence
from string import Formatter
from typing import Any, Final

import numpy as np

from digitpad.errors import ModelError
from digitpad.h5model.stored import NumericArray, StoredModel, StoredWeight

_SIZE: Final = struct.Struct("<Q")


def pack(model: StoredModel) -> Iterator[bytes | memoryview]:
    """The model as bytes, part by part: the header's size, the header, the arrays."""
    header = {
        "config": model.config,
        "keras_version": model.keras_version,
        "layers": [[name, len(weights)] for name, weights in model.weights.items()],
        "weights": [
            _describe(weight.name, weight.array)
            for weights in model.weights.values()
            for weight in weights
        ],
        "extras": [_describe(name, array) for name, array in model.extras.items()],
    }
    arrays = [each.array for weights in model.weights.values() for each in weights]
    text = json.dumps(header).encode()
    yield _SIZE.pack(len(text))
    yield text
    for array in (*arrays, *model.extras.values()):
        # Nobody holds a second copy of all the weights.
        yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def unpack(content: bytes) -> StoredModel:
    """The model that was packed.

    Raises:
        ValueError: These are other bytes.
    """
    try:
        (size,) = _SIZE.unpack_from(content)
        header = json.loads(content[_SIZE.size : _SIZE.size + size])
        arrays = _Arrays(content, _SIZE.size + size)
        weights = [
            StoredWeight(str(name), arrays.take(dtype, shape))
            for name, dtype, shape in header["weights"]
        ]
        extras = {
            # Copies, which outlive the weights: those go when the graph is built.
            str(name): arrays.take(dtype, shape).copy()
            for name, dtype, shape in header["extras"]
        }
        return StoredModel(
            str(header["config"]),
            str(header["keras_version"]),
            _by_layer(header["layers"], weights),
            extras,
        )
    except (struct.error, LookupError, TypeError, RecursionError) as error:
        raise ValueError("not a packed model") from error


def pack_refusal(error: ModelError) -> bytes:
    """The sentence as template and parameters, so that it can still be translated."""
    return json.dumps([error.template, error.parameters]).encode()


def unpack_refusal(content: bytes) -> ModelError:
    """The error that was packed.

    Raises:
        ValueError: These are other bytes.
    """
    try:
        template, parameters = json.loads(content)
        _check_template(template, parameters)
        return ModelError(template, **parameters)
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a packed refusal") from error


def _check_template(template: str, parameters: dict[str, object]) -> None:
    """Accept plain places alone: a template can also ask for a gigabyte of blanks."""
    template.encode()  # half of a surrogate pair is no text that Qt translates
    for name, value in parameters.items():
        if not name.isidentifier() or not isinstance(value, str | int | float):
            raise ValueError("not a parameter")
    for _, place, width, conversion in Formatter().parse(template):
        if place is not None and (place not in parameters or width or conversion):
            raise ValueError("not a template")


class _Arrays:
    """Takes one array after the other from the bytes."""

    def __init__(self, content: bytes, start: int) -> None:
        self._content = content
        self._position = start

    def take(self, dtype: str, shape: Sequence[int]) -> NumericArray:
        """The next array; it shares the bytes and cannot be changed."""
        kind = np.dtype(dtype)
        if kind.kind not in "fiu":
            raise ValueError("not a number")
        count = math.prod(shape)
        array = np.frombuffer(self._content, kind, count, self._position)
        self._position += array.nbytes
        return array.reshape(shape)


def _describe(name: str, array: NumericArray) -> list[Any]:  # JSON values
    return [name, array.dtype.str, array.shape]


def _by_layer(
    layers: Sequence[tuple[str, int]], weights: Sequence[StoredWeight]
) -> dict[str, list[StoredWeight]]:
    """The flat list of weights cut up again."""
    result, start = {}, 0
    for name, count in layers:
        result[str(name)] = list(weights[start : start + count])
        start += count
    return result
