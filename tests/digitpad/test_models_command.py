"""`digitpad models`, as the shell sees it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from own_models import make_mine, put_into_library, weaken
from some_digits import DATA, places_read_right

from digitpad import models, paths
from digitpad.card import ModelCard
from digitpad.cli import main
from training.config import Digitpad

Told = pytest.CaptureFixture[str]

SHIPPED = ModelCard.from_json(paths.asset(models.BUILTIN_CARD).read_bytes())


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A model of the user's own, kept and not in use; it reads worse."""
    made = make_mine(tmp_path / "mine.h5", recipe="note\x1b[1mbook")
    return put_into_library(weaken(made))


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "digitpad", "models", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def at_a_terminal(answer: bytes, *arguments: str) -> int:
    """Run it where a person answers; returns the exit status."""
    person, terminal = os.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "digitpad", "models", *arguments],
            stdin=terminal,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as child:
            assert child.stderr
            assert child.stderr.read(len("Remove ")) == b"Remove "
            os.write(person, answer)
            child.stderr.read()
            return child.wait(30)
    finally:
        os.close(person)
        os.close(terminal)


def row_of(text: str, name: str) -> Sequence[str]:
    (found,) = [line for line in text.splitlines() if name in line]
    return found.split()


def test_the_list_is_a_table_with_the_model_in_use_marked(
    mine: Path, capsys: Told
) -> None:
    models.adopt(mine)
    (paths.models_folder() / "broken.h5").write_bytes(b"no model")
    assert main(["models"]) == 0
    told = capsys.readouterr().out
    heading, builtin, broken, own, legend = told.splitlines()
    assert heading.split()[:3] == ["NAME", "RECIPE", "TEST"]
    assert builtin.startswith("   built-in ")
    assert "cannot be read: broken.h5: The file is no HDF5 file" in broken
    assert own.startswith(f"*  {mine.name} ")
    assert legend == "* the model in use"
    assert own.split()[2:] == [
        r"note\x1b[1mbook", "97.50", "%", "–", "2", "5", "2026-11-20", "11", "yes",
        mine.stem.removeprefix("mine-"),
    ]  # fmt: skip


def test_the_list_as_json_tells_all_that_is_known(mine: Path, capsys: Told) -> None:
    mine.write_bytes(b"damaged")
    assert main(["models", "--json"]) == 0
    builtin, own = json.loads(capsys.readouterr().out)
    assert (builtin["name"], builtin["built_in"], builtin["in_use"]) == (
        "built-in",
        True,
        True,
    )
    assert (builtin["classes"], builtin["calibrated"], builtin["problem"]) == (
        11,
        True,
        None,
    )
    assert (own["file"], own["in_use"], own["classes"]) == (str(mine), False, None)
    assert own["problem"].startswith(f"{mine.name}: ")


def test_a_model_is_adopted_by_its_name_and_the_built_in_one_restored(
    mine: Path, capsys: Told
) -> None:
    assert main(["models", "adopt", "mine"]) == 0
    assert models.model_in_use() == mine
    assert capsys.readouterr().out == f"{mine.name} reads now.\n"
    assert main(["models", "restore"]) == 0
    assert models.is_builtin(models.model_in_use())
    assert main(["models", "adopt", str(mine)]) == 0
    assert main(["models", "adopt", "built-in"]) == 0
    assert models.is_builtin(models.model_in_use())
    assert mine.exists()


def test_without_a_terminal_nothing_is_removed_unasked(mine: Path) -> None:
    done = process("remove", "mine")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"digitpad: There is no terminal to ask at: add --yes to remove {mine.name}.\n"
    )
    assert mine.exists()
    done = process("remove", "mine", "--yes")
    assert done.returncode == 0
    removed = paths.models_folder() / "removed" / mine.name
    assert done.stdout == f"{mine.name} is removed; its file is kept as {removed}\n"
    assert removed.exists()


def test_at_a_terminal_one_is_asked(mine: Path) -> None:
    for answer in (b"\n", b"n\n", b"\x04"):
        assert at_a_terminal(answer, "remove", mine.name) == 0
        assert mine.exists()
    assert at_a_terminal(b"y\n", "remove", mine.name) == 0
    assert not mine.exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["remove", "--yes", "mine"], "is the model in use: restore the built-in one"),
        (["remove", "--yes", "built-in"], "The built-in model is part of Digitpad"),
        (["remove", "--yes", "none"], "There is no model none"),
        (["adopt", "none.h5"], "There is no model none.h5"),
        (["compare", "built-in", "none"], "There is no model none"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    mine: Path, arguments: list[str], complaint: str, capsys: Told
) -> None:
    models.adopt(mine)
    assert main(["models", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert complaint in told.err
    assert told.err.count("\n") == 1
    assert models.model_in_use() == mine


def test_wrong_usage_ends_with_2() -> None:
    assert process("nonsense").returncode == 2
    assert process("compare", "built-in").returncode == 2


def test_two_cards_stand_side_by_side(mine: Path, capsys: Told) -> None:
    assert main(["models", "compare", "mine", "built-in"]) == 0
    told = capsys.readouterr().out
    assert row_of(told, "built-in") == [mine.name, "built-in"]
    assert row_of(told, "Test images read")[3:] == [
        *("97.50", "%"),
        *(f"{100 * (SHIPPED.test_accuracy or 0):.2f}", "%"),
    ]
    assert row_of(told, "Epochs") == ["Epochs", "2", str(Digitpad.epochs)]
    assert row_of(told, "Took")[1] == "–"
    assert "\x1b" not in told


def test_two_cards_as_json(mine: Path, capsys: Told) -> None:
    compare = ["compare", "mine", "built-in"]
    for arguments in ([*compare, "--json"], ["--json", *compare]):
        assert main(["models", *arguments]) == 0
        first, second = json.loads(capsys.readouterr().out)
        assert (first["name"], second["name"]) == (mine.name, "built-in")


def test_a_model_that_cannot_be_read_is_not_compared(mine: Path, capsys: Told) -> None:
    mine.write_bytes(b"damaged")
    assert main(["models", "compare", "mine", "built-in"]) == 1
    assert mine.name in capsys.readouterr().err


def test_two_models_read_the_same_images(mine: Path, tmp_path: Path) -> None:
    data, places = str(tmp_path / "some.npz"), places_read_right()[:120]
    np.savez(data, x=DATA.test_ink[places], y=DATA.test_labels[places])
    done = process("compare", "built-in", "mine", "--data", data)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    cards, figures = done.stdout.split("120 images of ")
    assert row_of(cards, "Epochs") == ["Epochs", str(Digitpad.epochs), "2"]
    assert row_of(figures, "Read correctly")[2:4] == ["120", "(100.00"]
    assert "McNemar's exact test" in figures
    done = process("compare", "built-in", "mine", "--json", "--data", data)
    told = json.loads(done.stdout)
    assert [model["name"] for model in told["models"]] == ["built-in", mine.name]
    assert told["images"] == 120
    assert told["right"][0] == 120 > told["right"][1]
    assert sum(told["only_right"][0]) == told["different"] == 120 - told["right"][1]


def test_data_that_cannot_be_read_are_told(mine: Path) -> None:
    done = process("compare", "built-in", "mine", "--data", "none.csv")
    assert done.returncode == 1
    assert done.stderr.startswith("none.csv does not exist")
