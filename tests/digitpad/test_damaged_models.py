"""Models that are damaged, missing or changed, on the command line: which one answers.

What the window says of them is tested with the window.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from own_models import make_mine, weaken

from digitpad import Recognizer, models, paths
from digitpad.cli import main

Told = pytest.CaptureFixture[str]
Harm = Callable[[Path], object]

DRAWN = '{"strokes": [[[10, 10], [60, 10], [30, 90]]]}\n'
CHOICE_LOST = "the note of the model you chose cannot be read: choose it again"
ASKS_TO_INSTALL = "Install Digitpad again."


@pytest.fixture
def ink(tmp_path: Path) -> str:
    (tmp_path / "ink.jsonl").write_text(DRAWN)
    return str(tmp_path / "ink.jsonl")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A model that was chosen."""
    return models.adopt(make_mine(tmp_path / "mine.h5"))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [Path.unlink, truncate, make_folder])
def test_the_built_in_model_answers_in_place_of_a_damaged_one_and_it_is_told(
    kept: Path, ink: str, capsys: Told, harm: Harm
) -> None:
    harm(kept)
    assert main(["classify", ink]) == 0
    told = capsys.readouterr()
    assert told.out.split("\t")[1] == "7"
    assert told.err.startswith("digitpad: The built-in model reads in place of yours: ")
    assert kept.name in told.err
    assert told.err.count("\n") == 1
    assert main(["models"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].startswith("*  built-in ")
    assert any("the chosen one; cannot be read" in row for row in rows)


def test_a_chosen_model_that_somebody_replaced_reads_and_it_is_told(
    kept: Path, ink: str, capsys: Told, tmp_path: Path
) -> None:
    assert main(["classify", ink]) == 0
    assert capsys.readouterr().err == ""
    shutil.copy(weaken(make_mine(tmp_path / "strangers.h5")), kept)
    sentence = f"digitpad: Your model {kept.name} has been changed since you chose it"
    assert Recognizer.load().path == kept
    assert main(["classify", ink]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1
    assert main(["models"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert f"*  {kept.name} " in told.out
    # Chosen again it is taken as it is.
    models.adopt(kept)
    assert main(["classify", ink]) == 0
    assert capsys.readouterr().err == ""


def test_a_damaged_note_of_the_choice_is_told(
    kept: Path, ink: str, capsys: Told
) -> None:
    note = paths.models_folder() / "adopted.json"
    for content in (b"", b"\xff\x00"):
        note.write_bytes(content)
        for command in (["classify", ink], ["models"]):
            assert main(command) == 0
            told = capsys.readouterr()
            assert CHOICE_LOST in told.err
            assert told.err.count("\n") == 1
    assert kept.exists()
    assert main(["models", "adopt", kept.name]) == 0
    capsys.readouterr()
    assert main(["models"]) == 0
    assert capsys.readouterr().err == ""


def test_without_a_choice_nothing_is_told(ink: str, capsys: Told) -> None:
    for command in (["classify", ink], ["models"]):
        assert main(command) == 0
        assert capsys.readouterr().err == ""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of the program, whose built-in model may be harmed."""
    package = tmp_path / "elsewhere" / "digitpad"
    shutil.copytree(Path(paths.__file__).parent, package)
    shutil.copytree(models.builtin_model().parent, package / "assets")
    return package


@pytest.mark.parametrize("harm", [Path.unlink, truncate])
def test_a_damaged_built_in_model_is_told_and_ones_own_still_reads(
    installed: Path, ink: str, tmp_path: Path, harm: Harm
) -> None:
    harm(installed / "assets" / models.BUILTIN)
    # Beside the package lies none that could take its place.
    read = run(installed, "classify", ink)
    assert (read.returncode, read.stdout) == (1, "")
    assert read.stderr.endswith(f"{ASKS_TO_INSTALL}\n")
    assert read.stderr.count("\n") == 1
    listed = run(installed, "models")
    assert listed.returncode == 0
    assert "cannot be read" in listed.stdout
    assert "*  " not in listed.stdout
    models.adopt(make_mine(tmp_path / "mine.h5"))
    read = run(installed, "classify", ink)
    assert (read.returncode, read.stderr) == (0, "")
    assert read.stdout.split("\t")[1] == "7"
    assert "\n*  mine-" in run(installed, "models").stdout


def run(package: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "digitpad", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        cwd=package.parent,
        check=False,
    )
