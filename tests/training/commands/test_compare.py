"""`compare`, as the window and the shell see it."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from own_models import make_model, weaken
from some_digits import DATA, some_test_digits

from digitpad.models import builtin_model
from digitpad.progress import ImagesRead, ModelsCompared, RunFailed, from_line

MODEL = str(builtin_model())


def compare(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "training", "compare", *map(str, arguments)],
        capture_output=True,
        text=True,
    )


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    return weaken(make_model(tmp_path / "weak.h5"))


def test_the_lines_for_programs_tell_progress_and_figures(
    tmp_path: Path, weak: Path
) -> None:
    data = some_test_digits(tmp_path / "some.npz", 600)
    done = compare(MODEL, weak, "--data", data, "--progress", "json")
    assert (done.returncode, done.stderr) == (0, "")
    first, second, found = map(from_line, done.stdout.splitlines())
    assert [first, second] == [ImagesRead(500, 600), ImagesRead(600, 600)]
    assert isinstance(found, ModelsCompared)
    assert found.images == 600
    assert found.right[0] > found.right[1]
    better, worse = map(sum, found.only_right)
    assert better - worse == found.right[0] - found.right[1]
    assert found.different >= better + worse
    assert found.p_value < 0.001
    assert found.low[0] < found.right[0] / 600 <= found.high[0]
    assert min(found.seconds) > 0
    assert found.notes == ["weak.h5 does not say what it learnt from."]


def test_a_model_beside_itself_does_not_differ(tmp_path: Path) -> None:
    data = some_test_digits(tmp_path / "some.npz", 100)
    done = compare(MODEL, MODEL, "--data", data, "--json")
    told = json.loads(done.stdout)
    assert (told["different"], told["p_value"]) == (0, 1.0)
    assert told["right"][0] == told["right"][1]
    assert [model["name"] for model in told["models"]] == ["built-in", "built-in"]
    assert told["data"][0]["name"] == data


def test_that_a_model_has_seen_the_images_is_told(tmp_path: Path, weak: Path) -> None:
    name = str(tmp_path / "seen.npz")
    np.savez(name, x=DATA.training_ink[:50], y=DATA.training_labels[:50])
    done = compare(MODEL, weak, "--data", name)
    assert "By its card built-in learnt from 50 of these images" in done.stdout


def test_no_tensorflow_is_loaded(tmp_path: Path, weak: Path) -> None:
    data = some_test_digits(tmp_path / "some.npz", 20)
    code = (
        "import sys\n"
        "from training.__main__ import main\n"
        f"sys.argv = ['training', 'compare', {MODEL!r}, {str(weak)!r}, "
        f"'--data', {data!r}]\n"
        "assert main() == 0\n"
        "print([n for n in ('tensorflow', 'keras', 'PySide6') if n in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    data = some_test_digits(tmp_path / "some.npz", 20)
    done = compare(MODEL, "none.h5", "--data", data, "--progress", "json")
    assert done.returncode == 1
    message = from_line(done.stdout)
    assert isinstance(message, RunFailed)
    assert message.sentence.startswith("none.h5: The file cannot be read")
    assert done.stderr == f"{message.sentence}\n"
