"""`export`, as the shell sees it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad.models import builtin_model
from training.arguments import COMMANDS, parser

MODEL = str(builtin_model())


def export(*arguments: str | Path) -> int:
    options = parser().parse_args(["export", *map(str, arguments)])
    status: int = COMMANDS["export"].run(options)
    return status


def names_in(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


@pytest.mark.slow
def test_several_formats_stand_beside_the_model(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "mine.h5"
    model.write_bytes(builtin_model().read_bytes())
    assert export(model, "--to", "onnx", "savedmodel", "litert", "keras", "onnx") == 0
    made = ["mine.h5", "mine.keras", "mine.onnx", "mine.tflite", "mine_savedmodel"]
    assert names_in(tmp_path) == made
    shown = capfd.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert len(lines) == 4
    for line in lines:
        assert re.fullmatch(
            r"\S+: [\d,]+ bytes; 1,000 images answered as the model does, "
            r"probabilities at most \d\.\de-\d\d from its own; [\d.]+ s",
            line,
        )
    assert model.read_bytes() == builtin_model().read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required: --to"),
        (["--to", "pickle"], "invalid choice: 'pickle'"),
        (["--to", "onnx", "--out", "m.tflite"], "m.tflite does not end in .onnx"),
        (["--to", "litert", "--out", ".tflite"], "does not end in .tflite"),
        (["--to", "onnx", "keras", "--out", "m.onnx"], "give one with --to"),
    ],
)
def test_wrong_usage_is_told_at_once(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        export(MODEL, *arguments)
    assert ended.value.code == 2
    assert said in capfd.readouterr().err


def test_a_file_in_the_way_is_told_before_anything_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "mine.h5"
    model.write_bytes(builtin_model().read_bytes())
    (tmp_path / "mine.keras").write_text("notes")
    assert export(model, "--to", "onnx", "keras") == 1
    assert "mine.keras is no earlier export as keras" in capfd.readouterr().err
    assert names_in(tmp_path) == ["mine.h5", "mine.keras"]


@pytest.mark.parametrize("name", ["onnx", "keras", "savedmodel", "litert"])
def test_a_damaged_file_is_refused_before_keras_sees_it(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "bad.h5"
    model.write_bytes(builtin_model().read_bytes()[:5000])
    assert export(model, "--to", name) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("bad.h5: ")
    assert names_in(tmp_path) == ["bad.h5"]


def test_a_model_that_is_not_there_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert export(tmp_path / "none.h5", "--to", "onnx") == 1
    assert "none.h5: The file cannot be read" in capfd.readouterr().err


def test_the_command_is_digitpads_too() -> None:
    line = [sys.executable, "-m", "digitpad", "export", "--help"]
    shown = subprocess.run(line, capture_output=True, text=True).stdout
    assert shown.startswith("usage: digitpad export [-h] --to")
