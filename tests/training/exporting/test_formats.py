"""What other programs find in an exported file, opened as they would."""

import json
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from some_digits import DATA

from digitpad import __version__
from digitpad.mnist import as_model_inputs
from digitpad.models import builtin_model
from training.exporting.check import TOLERANCE
from training.exporting.formats import FORMATS
from training.exporting.names import SUFFIXES
from training.exporting.original import Original, read_original
from training.exporting.run import export

pytestmark = pytest.mark.slow

# Of another number than any batch of the comparison.
INPUTS = as_model_inputs(DATA.test_ink[1000:1003])


@pytest.mark.parametrize("recipe", ["walkthrough", "notebook", "digitpad"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_recipes_model_is_the_same_in_every_format(
    request: pytest.FixtureRequest, recipe: str, name: str, tmp_path: Path
) -> None:
    path, _ = request.getfixturevalue(recipe)
    out = tmp_path / f"m{SUFFIXES[name]}"
    found = export(read_original(path), name, out)
    assert found.agreement.images == 1000
    assert found.agreement.answered_otherwise == 0
    assert found.agreement.largest_difference < TOLERANCE / 10
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert found.size > 4 * 10_000


def test_a_program_with_onnx_runtime_alone_gets_digitpads_probabilities(
    tiny: Original, tmp_path: Path
) -> None:
    path = export(tiny, "onnx", tmp_path / "m.onnx").path
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"model_inputs": INPUTS})
    np.testing.assert_allclose(found, tiny.network.run(INPUTS)[0], atol=1e-6)


def test_an_onnx_file_passes_the_checker_and_says_what_it_is(
    tiny: Original, tmp_path: Path
) -> None:
    model = onnx.load(export(tiny, "onnx", tmp_path / "m.onnx").path)
    onnx.checker.check_model(model, full_check=True)
    assert shape_of(model.graph.input) == {"model_inputs": ["n", 28, 28]}
    assert shape_of(model.graph.output) == {"probabilities": ["n", 10]}
    facts = {pair.key: pair.value for pair in model.metadata_props}
    assert facts["digitpad_version"] == __version__
    assert facts["model_sha256"] == tiny.network.sha256
    assert facts["input_range"] == "0..1, from paper to ink"
    assert json.loads(facts["classes"]) == [str(digit) for digit in range(10)]
    assert facts["temperature"] == "0.5"
    assert facts["temperature_applied"] == "true"


def shape_of(values: Any) -> dict[str, list[str | int]]:
    return {
        value.name: [
            size.dim_param or size.dim_value
            for size in value.type.tensor_type.shape.dim
        ]
        for value in values
    }


def test_onnx_takes_no_tensorflow(tmp_path: Path) -> None:
    line = ["export", str(builtin_model()), "--to", "onnx", "--out", "m.onnx"]
    code = (
        "import sys\n"
        "from training.arguments import COMMANDS, parser\n"
        f"options = parser().parse_args({line!r})\n"
        "assert COMMANDS['export'].run(options) == 0\n"
        "print({'tensorflow', 'keras', 'onnx', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "set()", done.stderr
    facts = {
        pair.key: pair.value for pair in onnx.load(tmp_path / "m.onnx").metadata_props
    }
    assert json.loads(facts["classes"])[10] == "no digit"
    assert 0 < float(facts["refusal_threshold"]) < 1


def test_a_keras_file_is_the_model_as_it_was_trained(
    tiny: Original, tmp_path: Path
) -> None:
    import tensorflow as tf
    from keras.saving import load_model

    path = export(tiny, "keras", tmp_path / "m.keras").path
    model = load_model(path)
    logits = np.reshape(model(tf.constant(INPUTS * 255)), (len(INPUTS), 10))
    powers = np.exp(logits / 0.5)
    np.testing.assert_allclose(
        powers / powers.sum(axis=1, keepdims=True),
        tiny.network.run(INPUTS)[0],
        atol=1e-6,
    )
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        facts = json.loads(archive.read("digitpad.json"))
    assert facts["input_range"] == "0..255, from paper to ink"
    assert facts["output"] == "logits"
    assert facts["temperature_applied"] is False


def test_a_saved_model_names_its_input_and_its_output(
    tiny: Original, tmp_path: Path
) -> None:
    import tensorflow as tf

    path = export(tiny, "savedmodel", tmp_path / "m").path
    loaded = tf.saved_model.load(str(path))
    (signature,) = loaded.signatures.values()
    found = signature(model_inputs=tf.constant(INPUTS))["probabilities"].numpy()
    np.testing.assert_allclose(found, tiny.network.run(INPUTS)[0], atol=1e-6)
    facts = json.loads((path / "assets.extra" / "digitpad.json").read_text())
    assert facts["model_sha256"] == tiny.network.sha256


def test_a_litert_file_needs_nothing_beside_it(tiny: Original, tmp_path: Path) -> None:
    import tensorflow as tf

    path = export(tiny, "litert", tmp_path / "m.tflite").path
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"\s*Warning: tf\.lite\.Interpreter")
        interpreter = tf.lite.Interpreter(str(path))
    # Weights that are variables would come from outside.
    operations = {each["op_name"] for each in interpreter._get_ops_details()}
    assert not operations & {"READ_VARIABLE", "VAR_HANDLE", "FlexReadVariableOp"}
    found = interpreter.get_signature_runner()(model_inputs=INPUTS)["probabilities"]
    np.testing.assert_allclose(found, tiny.network.run(INPUTS)[0], atol=1e-6)
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("digitpad.json"))["output"] == "probabilities"


def test_the_same_model_gives_the_same_onnx_file(
    tiny: Original, tmp_path: Path
) -> None:
    once = export(tiny, "onnx", tmp_path / "once.onnx").path
    twice = export(tiny, "onnx", tmp_path / "twice.onnx").path
    assert once.read_bytes() == twice.read_bytes()
