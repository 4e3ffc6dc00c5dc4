"""Files with odd names, and what is no file, on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_pictures import write_no_files
from odd_names import ODD_NAMES
from PIL import Image, ImageDraw

from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere files cannot have such names"
)

SEVEN = [[(20.0, 20.0), (70.0, 20.0), (40.0, 80.0)]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of a 7 under every odd name, and as many ink files."""
    folder = tmp_path_factory.mktemp("odd")
    picture = Image.new("L", (90, 100), "white")
    pen = ImageDraw.Draw(picture)
    pen.line([(20, 20), (70, 20), (40, 80)], fill="black", width=6)
    picture.save(folder / "plain.png")
    content = (folder / "plain.png").read_bytes()
    for name in ODD_NAMES:
        (folder / f"{name}.png").write_bytes(content)
        if len(name) < 100:
            write_ink_file(folder / f"{name}.jsonl", [Drawing.of(SEVEN)])
    return folder


def classify(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "digitpad", "classify", *arguments],
        cwd=folder,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.slow
def test_each_file_is_one_line_of_three_columns_whatever_its_name(folder: Path) -> None:
    done = classify(folder, ".")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(list(folder.iterdir()))
    for line in lines:
        name, digit, confidence = line.split("\t")
        assert name.isprintable()
        assert digit == "7"
        assert 0 < float(confidence) <= 1


@pytest.mark.slow
def test_each_file_is_one_json_object_whatever_its_name(folder: Path) -> None:
    names = sorted(path.name for path in folder.glob("*.png"))
    done = classify(folder, "--json", "--", *names)
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [each["digit"] for each in found] == [7] * len(names)
    assert len({each["source"] for each in found}) == len(names)


@pytest.mark.slow
def test_what_cannot_be_read_is_told_in_one_line_whatever_its_name(
    tmp_path: Path,
) -> None:
    for name in ODD_NAMES:
        (tmp_path / f"{name}.png").write_bytes(b"no picture")
    names = sorted(path.name for path in tmp_path.iterdir())
    done = classify(tmp_path, "--", *names)
    assert (done.returncode, done.stdout) == (1, b"")
    lines = done.stderr.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(names)
    assert all(line.isprintable() and line.endswith(".") for line in lines)


@pytest.mark.slow
def test_what_stands_in_place_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    for suffix in (".png", ".jsonl", ".jsonl.gz", ".inkml"):
        (tmp_path / suffix[1:]).mkdir()
        write_no_files(tmp_path / suffix[1:], suffix)
    paths = [p for p in sorted(tmp_path.glob("*/*")) if not p.is_dir()]
    done = classify(tmp_path, *map(str, paths))
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == len(paths) == 20
    assert all("is no file: choose a" in line for line in lines)
    # In a folder they are passed over; the folders have the names of files.
    done = classify(tmp_path, str(tmp_path))
    assert done.returncode == 1
    assert "has no pictures and no ink files in it" in done.stderr.decode()
