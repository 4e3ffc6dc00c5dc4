"""`predict`, as the shell sees it."""

import gzip
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from some_digits import DATA, some_test_digits

from digitpad.models import builtin_model
from training.arguments import COMMANDS, parser

MODEL = str(builtin_model())
COUNT = 12
LABELS = DATA.test_labels[:COUNT].tolist()
SEVEN = [[[10, 10], [60, 10], [30, 90]]]


def predict(*arguments: str | Path) -> int:
    options = parser().parse_args(["predict", *map(str, arguments)])
    status: int = COMMANDS["predict"].run(options)
    return status


def as_table(path: Path) -> None:
    head = ",".join(f"pixel{i}" for i in range(784))
    rows = DATA.test_ink[:COUNT].reshape(COUNT, -1)
    lines = [",".join(map(str, row)) for row in rows]
    path.write_text("\n".join([head, *lines]) + "\n")


def as_idx(path: Path) -> None:
    head = struct.pack(">4B3I", 0, 0, 8, 3, COUNT, 28, 28)
    path.write_bytes(gzip.compress(head + DATA.test_ink[:COUNT].tobytes()))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("test.csv", as_table),
        ("t10k-images-idx3-ubyte.gz", as_idx),
        ("some.npz", lambda path: some_test_digits(path, COUNT)),
    ],
)
def test_every_kind_of_file_becomes_the_same_table(
    tmp_path: Path, name: str, write: object, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(write)
    write(tmp_path / name)
    out = tmp_path / "submission.csv"
    assert predict(MODEL, "--data", tmp_path / name, "--out", out) == 0
    rows = [f"{i},{label}" for i, label in enumerate(LABELS, 1)]
    assert out.read_text().splitlines() == ["ImageId,Label", *rows]
    assert f"{COUNT} images read with 1 model in" in capfd.readouterr().out


def test_the_pictures_of_a_folder_are_named(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    for place in range(3):
        Image.fromarray(255 - DATA.test_ink[place]).save(scans / f"{place}.png")
    out = tmp_path / "out.csv"
    assert predict(MODEL, MODEL, "--data", scans, "--out", out) == 0
    assert out.read_text() == "ImageId,Label,File\n1,7,0.png\n2,2,1.png\n3,1,2.png\n"


def test_drawings_are_read_too(tmp_path: Path) -> None:
    ink = tmp_path / "ink.jsonl"
    ink.write_text(json.dumps({"strokes": SEVEN}) + "\n")
    assert predict(MODEL, "--data", ink, "--out", tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text() == "ImageId,Label\n1,7\n"


def test_bad_input_leaves_the_earlier_table(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("earlier")
    as_table(tmp_path / "bad.csv")
    with (tmp_path / "bad.csv").open("a") as file:
        file.write(",".join(["x"] * 784) + "\n")
    assert predict(MODEL, "--data", tmp_path / "bad.csv", "--out", out) == 1
    assert f'row {COUNT + 2}, column pixel0: "x" is no number' in capfd.readouterr().err
    assert predict(MODEL, tmp_path / "none.h5", "--data", "mnist", "--out", out) == 1
    assert out.read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "out.csv"]


def test_the_data_are_never_overwritten(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    as_table(tmp_path / "test.csv")
    before = (tmp_path / "test.csv").read_bytes()
    out = tmp_path / "." / "test.csv"
    assert predict(MODEL, "--data", tmp_path / "test.csv", "--out", out) == 1
    assert "is what is to be read" in capfd.readouterr().err
    assert (tmp_path / "test.csv").read_bytes() == before
    assert predict(MODEL, "--data", tmp_path / "test.csv", "--out", tmp_path) == 1
    assert "is a folder" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["evaluate", "explore", "predict"])
def test_the_command_is_digitpads_too(command: str) -> None:
    line = [sys.executable, "-m", "digitpad", command, "--help"]
    shown = subprocess.run(line, capture_output=True, text=True).stdout
    assert shown.startswith(f"usage: digitpad {command} [-h]")


def test_reading_takes_no_tensorflow(tmp_path: Path) -> None:
    some_test_digits(tmp_path / "some.npz", COUNT)
    code = (
        "import sys\n"
        "from training.arguments import COMMANDS, parser\n"
        f"line = ['predict', {MODEL!r}, '--data', 'some.npz']\n"
        "options = parser().parse_args(line)\n"
        "assert COMMANDS['predict'].run(options) == 0\n"
        "print({'tensorflow', 'keras', 'matplotlib', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "set()", done.stderr
    table = np.loadtxt(tmp_path / "submission.csv", int, delimiter=",", skiprows=1)
    assert table[:, 1].tolist() == LABELS
