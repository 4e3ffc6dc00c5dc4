"""Files written by Keras 2 give the numbers that Keras 2 gives."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from digitpad.h5model import load_network

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models and what Keras 2 answers."""
    path = tmp_path_factory.mktemp("keras 2")
    program = Path(__file__).with_name("keras_2_models.py")
    subprocess.run([sys.executable, program, path], check=True, capture_output=True)
    return path


@pytest.mark.parametrize(
    "name", ["notebook", "walkthrough", "functional", "many_layers"]
)
def test_a_file_of_keras_2_gives_what_keras_2_gives(name: str, folder: Path) -> None:
    with np.load(folder / f"{name}.npz") as found:
        pixels, answers = found["pixels"], found["answers"]
    network = load_network(folder / f"{name}.h5")
    assert np.ptp(answers) > 0.01
    np.testing.assert_allclose(network.run(pixels)[0], answers, atol=1e-5)
