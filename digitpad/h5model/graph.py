"""The ONNX graph under construction: nodes, constants, and the work they cost."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NoReturn

import numpy as np
import numpy.typing as npt

from digitpad.errors import ModelError
from digitpad.h5model.maps import MappedLayer
from digitpad.h5model.onnx_writer import Attribute, Node, to_bytes

MOST_WORK: Final = 500_000_000
"""Multiplications for one drawing; the largest published MNIST networks need 170."""

MOST_CONSTANTS: Final = 18_000_000
"""Numbers that do not change; a layer that is called twice has its weights twice."""

MOST_CALLS: Final = 4096
"""Calls of layers, those of nested models counted each time."""

# Preparing a graph costs ONNX Runtime time that grows with the square of its size:
# about half a second for this many.
MOST_NODES: Final = 1000
MOST_LINKS: Final = 8000
"""Inputs of all nodes together."""

MOST_VALUES: Final = 16_000_000
"""Numbers that the graph computes for one drawing, all layers together."""


_WEIGHING: Final = ("Conv", "MatMul")


@dataclass(frozen=True)
class Tensor:
    """A value in the graph, batch axis first, channels last as in Keras.

    Attributes:
        name: Its name in the graph.
        shape: Without the batch axis.
        is_raw: No layer has changed the pixels yet.
        activation: The function that was applied last.
        is_past_softmax: A softmax was applied since the last Dense or convolution.
    """

    name: str
    shape: tuple[int, ...]
    is_raw: bool = False
    activation: str = "linear"
    is_past_softmax: bool = False

    @property
    def size(self) -> int:
        """How many numbers one drawing takes."""
        return math.prod(self.shape)


class Graph:
    """Collects the nodes and constants of a model.

    Attributes:
        work: Multiplications so far, for one drawing.
        values: Numbers computed so far, for one drawing.
        last_dense_input: What the last Dense layer reads.
        raw_scale: The factor of a Rescaling layer that sees the raw pixels.
        mapped: The convolutions so far.
    """

    def __init__(self) -> None:
        self.mapped: list[MappedLayer] = []
        self.work = 0
        self.values = 0
        self.last_dense_input: Tensor | None = None
        self.raw_scale: float | None = None
        self._nodes: list[Node] = []
        self._constants: dict[str, npt.NDArray[Any]] = {}  # float32 and int64
        self._calls = 0
        self._links = 0
        self._constant_numbers = 0

    def count_call(self) -> None:
        """Note that a layer is called.

        Raises:
            ModelError: Models nested in models call each other too often.
        """
        self._calls += 1
        if self._calls > MOST_CALLS:
            _too_large()

    def constant(self, array: npt.ArrayLike) -> str:
        """Add numbers that do not change; floats become float32, integers int64."""
        found = np.asarray(array)
        kind = np.int64 if found.dtype.kind == "i" else np.float32
        self._constant_numbers += found.size
        if self._constant_numbers > MOST_CONSTANTS:
            _too_large()
        name = f"c{len(self._constants)}"
        self._constants[name] = np.ascontiguousarray(found, dtype=kind)
        return name

    def apply(
        self,
        operation: str,
        *inputs: Tensor | str,
        shape: Sequence[int] | None = None,
        work: int = 0,
        attributes: Mapping[str, Attribute] | None = None,
    ) -> Tensor:
        """Add an operation.

        Args:
            operation: Name of the ONNX operator.
            inputs: Tensors and names of constants; the first is a tensor.
            shape: Of the result, if it is not that of the first input.
            work: Multiplications for one drawing, if more than one a value.
            attributes: Attributes of the operator.

        Raises:
            ModelError: The model costs more than Digitpad allows.
        """
        names = [each if isinstance(each, str) else each.name for each in inputs]
        if shape is None:
            first = inputs[0]
            assert isinstance(first, Tensor)
            shape = first.shape
        result = Tensor(
            f"v{len(self._nodes)}",
            tuple(shape),
            is_past_softmax=operation == "Softmax"
            or (
                operation not in _WEIGHING
                and any(isinstance(x, Tensor) and x.is_past_softmax for x in inputs)
            ),
        )
        self._charge(result.size, work, len(names))
        self._nodes.append(Node(operation, tuple(names), result.name, attributes or {}))
        return result

    def reshape(self, x: Tensor, shape: Sequence[int]) -> Tensor:
        """The same numbers in another shape."""
        sizes = self.constant(np.array([-1, *shape], np.int64))
        result = self.apply("Reshape", x, sizes, shape=shape)
        if x.activation == "softmax" and x.shape[-1:] != result.shape[-1:]:
            return result  # what summed to 1 now lies among other numbers
        return replace(x, name=result.name, shape=result.shape)

    def transpose(self, x: Tensor, *axes: int) -> Tensor:
        """The axes in another order; they count from 1, 0 is the batch."""
        shape = [x.shape[axis - 1] for axis in axes]
        return self.apply("Transpose", x, shape=shape, attributes={"perm": (0, *axes)})

    def to_bytes(self, source: Tensor, outputs: dict[str, Tensor]) -> bytes:
        """The ONNX model; each output gets its key as its name."""
        nodes = [
            Node("Identity", (tensor.name,), name, {})
            for name, tensor in outputs.items()
        ]
        return to_bytes(
            [*self._nodes, *nodes],
            self._constants,
            {source.name: source.shape},
            {name: tensor.shape for name, tensor in outputs.items()},
        )

    def _charge(self, values: int, work: int, links: int) -> None:
        """Note the cost of a node that is about to be added."""
        self.values += values
        self.work += max(values, work)
        self._links += links
        if self.values > MOST_VALUES or self.work > MOST_WORK:
            _too_large()
        if len(self._nodes) >= MOST_NODES or self._links > MOST_LINKS:
            _too_large()


def _too_large() -> NoReturn:
    raise ModelError(
        "The model computes more for one drawing than Digitpad allows "
        "({values} million numbers, {work} million multiplications, {nodes} steps). "
        "Choose a smaller model.",
        values=MOST_VALUES // 1_000_000,
        work=MOST_WORK // 1_000_000,
        nodes=MOST_NODES,
    )
