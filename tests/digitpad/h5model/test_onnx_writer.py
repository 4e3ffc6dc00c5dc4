"""The bytes we write are an ONNX model in the eyes of the `onnx` package."""

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from digitpad.h5model.assembly import assemble
from digitpad.h5model.onnx_writer import Node, output_name, to_bytes, with_outputs
from digitpad.h5model.source import read_file
from digitpad.paths import asset

WEIGHTS = np.array([[1.5, -2.0], [0.0, 3.0]], np.float32)
NODES = [
    Node("MatMul", ("x", "weights"), "product", {}),
    Node("LeakyRelu", ("product",), "bent", {"alpha": 0.25}),
    Node("Transpose", ("bent",), "turned", {"perm": (1, 0)}),
    Node("Softmax", ("turned",), "y", {"axis": -1}),
]


@pytest.fixture
def written() -> bytes:
    return to_bytes(NODES, {"weights": WEIGHTS}, {"x": (2,)}, {"y": (2,)})


def test_the_bytes_are_those_that_onnx_itself_writes(written: bytes) -> None:
    value = helper.make_tensor_value_info
    nodes = [
        helper.make_node(node.operation, node.inputs, [node.output], **node.attributes)
        for node in NODES
    ]
    graph = helper.make_graph(
        nodes,
        "digitpad",
        [value("x", onnx.TensorProto.FLOAT, ["n", 2])],
        [value("y", onnx.TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(WEIGHTS, "weights")],
    )
    model = helper.make_model(
        graph,
        producer_name="digitpad",
        ir_version=9,
        opset_imports=[helper.make_opsetid("", 20)],
    )
    assert written == model.SerializeToString(deterministic=True)


def test_long_values_and_negative_numbers_survive() -> None:
    constant = np.array([-1, 1 << 40], np.int64)
    written = to_bytes([], {"a" * 300: constant}, {}, {})
    (tensor,) = onnx.load_from_string(written).graph.initializer
    assert tensor.name == "a" * 300
    np.testing.assert_array_equal(numpy_helper.to_array(tensor), constant)


def test_the_shipped_models_graph_passes_the_checker() -> None:
    file = read_file(asset("mnist_cnn_model.h5"))
    model = onnx.load_from_string(assemble(file.stored).onnx)
    onnx.checker.check_model(model, full_check=True)


def test_a_graph_with_further_outputs_is_a_whole_graph() -> None:
    assembly = assemble(read_file(asset("mnist_cnn_model.h5")).stored)
    values = {layer.value: layer.shape for layer in assembly.mapped}
    model = onnx.load_from_string(with_outputs(assembly.onnx, values))
    onnx.checker.check_model(model, full_check=True)
    assert [output.name for output in model.graph.output] == [
        "probabilities",
        "features",
        *(output_name(value) for value in values),
    ]
