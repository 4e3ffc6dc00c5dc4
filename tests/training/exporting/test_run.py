"""An export is kept whole and as good as the model, or not at all."""

import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad.errors import ExportError, TrainingError
from digitpad.models import builtin_model
from training.exporting import onnx_file
from training.exporting.check import TOLERANCE, Agreement, compare
from training.exporting.formats import FORMATS, Format
from training.exporting.names import SUFFIXES
from training.exporting.original import Original, read_original
from training.exporting.run import export, refuse_place


def names_in(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def test_a_file_that_answers_otherwise_is_not_kept(
    tiny: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "m.onnx"
    before = export(tiny, "onnx", out).path.read_bytes()
    weights = {
        layer: [replace(weight, array=weight.array * 1.001) for weight in stored]
        for layer, stored in tiny.stored.weights.items()
    }
    other = replace(tiny.stored, weights=weights)
    wrong = Format(
        lambda original, path: onnx_file.write(replace(original, stored=other), path),
        onnx_file.reader,
        onnx_file.is_earlier,
    )
    monkeypatch.setitem(FORMATS, "onnx", wrong)
    with pytest.raises(ExportError, match=r"as onnx is not kept: of 1,000 test images"):
        export(tiny, "onnx", out)
    assert out.read_bytes() == before
    assert names_in(tmp_path) == ["m.onnx"]


def test_answers_of_another_shape_are_none(tiny: Original) -> None:
    found = compare(tiny.network, lambda inputs: inputs[:, 0, :9])
    assert found.answered_otherwise == found.images == 1000


@pytest.mark.parametrize(
    ("otherwise", "difference", "is_close"),
    [
        (0, TOLERANCE, True),
        (0, 2 * TOLERANCE, False),
        (1, 0.0, False),
        (0, np.nan, False),
    ],
)
def test_what_is_close(otherwise: int, difference: float, is_close: bool) -> None:
    assert Agreement(1000, otherwise, difference).is_close is is_close


@pytest.mark.parametrize("earlier", [True, False])
def test_a_kill_before_the_end_leaves_what_was_there(
    earlier: bool, tiny: Original, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "m.onnx"
    if earlier:
        export(tiny, "onnx", out)
    before = out.read_bytes() if earlier else b""
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from training.exporting.formats import FORMATS, Format\n"
        "from training.exporting.original import read_original\n"
        "from training.exporting.run import export\n"
        "kind = FORMATS['onnx']\n"
        "def killed(path, network):\n"
        "    assert path.stat().st_size > 1000\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "FORMATS['onnx'] = Format(kind.write, killed, kind.is_earlier)\n"
        "export(read_original(Path(sys.argv[1])), 'onnx', Path(sys.argv[2]))\n"
    )
    line = [sys.executable, "-c", code, str(builtin_model()), str(out)]
    assert subprocess.run(line).returncode == -signal.SIGKILL
    assert out.exists() is earlier
    assert not earlier or out.read_bytes() == before


@pytest.mark.parametrize("name", FORMATS)
def test_an_earlier_export_is_replaced(
    tiny: Original, name: str, tmp_path: Path
) -> None:
    out = tmp_path / f"m{SUFFIXES[name]}"
    export(tiny, name, out)
    size = export(tiny, name, out).size
    assert size > 1000
    assert names_in(tmp_path) == [out.name]


@pytest.mark.parametrize("name", FORMATS)
def test_what_somebody_else_made_is_left_alone(name: str, tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "saved_model.pb").write_text("mine")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    for path in (file, folder, link):
        with pytest.raises(
            ExportError, match=re.escape(f"{path} is no earlier export")
        ):
            refuse_place(name, path)
    refuse_place(name, tmp_path / "new")
    assert file.read_text() == "mine"


def test_a_saved_model_with_a_file_more_is_left_alone(
    tiny: Original, tmp_path: Path
) -> None:
    out = tmp_path / "m"
    out.mkdir()
    # An empty folder may be there.
    export(tiny, "savedmodel", out)
    (out / "assets.extra" / "warm_up").write_text("mine")
    with pytest.raises(ExportError, match="is no earlier export as savedmodel"):
        export(tiny, "savedmodel", out)
    assert (out / "assets.extra" / "warm_up").read_text() == "mine"
    assert names_in(tmp_path) == ["m"]


@pytest.mark.parametrize("name", ["onnx", "savedmodel"])
def test_a_place_that_cannot_be_written_is_told(
    tiny: Original, name: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TrainingError, match=r"m\.onnx could not be written \("):
        export(tiny, name, tmp_path / "file" / "m.onnx")
    assert names_in(tmp_path) == ["file"]


def test_a_model_that_keras_does_not_open_is_exported_as_onnx(
    tiny: Original, tmp_path: Path
) -> None:
    import h5py

    path = tmp_path / "other.h5"
    path.write_bytes(tiny.path.read_bytes())
    with h5py.File(path, "r+") as file:
        config = file.attrs["model_config"]
        # Keras 3 has no such layer any more; when a model reads, it does nothing.
        file.attrs["model_config"] = config.replace('"Dropout"', '"RandomHeight"')
    original = read_original(path)
    with pytest.raises(TrainingError, match=r"other.h5 can be exported as onnx alone"):
        export(original, "keras", tmp_path / "m.keras")
    assert export(original, "onnx", tmp_path / "m.onnx").size > 1000


@pytest.mark.slow
def test_a_disk_that_fills_up_is_told_and_nothing_stays(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from digitpad.errors import TrainingError\n"
        "from training.exporting.formats import FORMATS\n"
        "from training.exporting.names import SUFFIXES\n"
        "from training.exporting.original import read_original\n"
        "from training.exporting.run import export\n"
        "original = read_original(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "for name in FORMATS:\n"
        "    try:\n"
        "        export(original, name, Path('out') / f'm{SUFFIXES[name]}')\n"
        "    except TrainingError as error:\n"
        "        print(error)\n"
    )
    line = [sys.executable, "-c", code, str(builtin_model())]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for name, told in zip(FORMATS, done.stdout.splitlines(), strict=True):
        path = f"out/m{SUFFIXES[name]}"
        assert told.startswith(f"{path} could not be written (File too large)")
    assert names_in(tmp_path / "out") == []
