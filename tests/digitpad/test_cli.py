"""The command line, as the shell sees it."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw

from digitpad import __version__
from digitpad.cli import main
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file

SEVEN = [(10.0, 10.0), (60.0, 10.0), (30.0, 90.0)]


def seven_picture() -> Image.Image:
    image = Image.new("L", (100, 120), 255)
    ImageDraw.Draw(image).line([(x + 15, y + 10) for x, y in SEVEN], width=9)
    return image


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    seven_picture().save(tmp_path / "seven.png")
    return tmp_path / "seven.png"


def digitpad(
    *arguments: str | Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "digitpad", *map(str, arguments)],
        input=stdin,
        capture_output=True,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def test_a_picture_is_a_line_of_name_digit_and_confidence(
    seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classify", str(seven)]) == 0
    name, digit, confidence = capsys.readouterr().out.rstrip("\n").split("\t")
    assert (name, digit) == (str(seven), "7")
    assert 0.5 < float(confidence) <= 1


def test_every_drawing_of_an_ink_file_is_named_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ink = tmp_path / "ink.jsonl"
    write_ink_file(ink, [Drawing.of([SEVEN]), Drawing.of([[(0, 0)]])])
    assert main(["classify", str(ink)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{ink}:1\t7\t")
    assert second.startswith(f"{ink}:2\tnot a digit\t")


def test_a_folder_is_read_with_all_below_it(
    tmp_path: Path, seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "below").mkdir()
    seven_picture().save(tmp_path / "below" / "other.webp")
    (tmp_path / "notes.txt").write_text("no picture")
    assert main(["classify", str(tmp_path)]) == 0
    names = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == [str(tmp_path / "below" / "other.webp"), str(seven)]


@pytest.mark.parametrize("flags", [[], ["--number"], ["--json"]])
def test_a_picture_without_ink_is_answered_and_the_reason_told(
    flags: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.png"
    Image.new("L", (80, 80), 255).save(path)
    assert main(["classify", *flags, str(path)]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.startswith(f"{path}: There is no ink in the picture")
    assert len(err.splitlines()) == 1


def test_json_has_all_that_is_known_of_a_reading(
    seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classify", "--json", str(seven)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["source"] == str(seven)
    assert (found["digit"], found["is_digit"], found["candidates"][0]) == (7, True, 7)
    assert len(found["probabilities"]) == 10


def test_a_number_is_read_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = Drawing.of([SEVEN, [(x + 90, y) for x, y in SEVEN]])
    write_ink_file(tmp_path / "77.jsonl", [two, Drawing()])
    assert main(["classify", "--number", str(tmp_path / "77.jsonl")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("\t")[1] == "77"
    assert second.split("\t")[1:] == ["not a digit", "0.0000"]
    assert main(["classify", "--number", "--json", str(tmp_path / "77.jsonl")]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[0])
    assert found["text"] == "77"
    assert len(found["digits"]) == len(found["boxes"]) == 2


def test_a_bad_input_is_named_and_the_others_are_still_answered(
    tmp_path: Path, seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "junk.png").write_bytes(b"no picture")
    (tmp_path / "ink.jsonl").write_text("no drawing\n")
    bad = [str(tmp_path / name) for name in ("junk.png", "ink.jsonl", "none.jsonl")]
    assert main(["classify", *bad, str(seven)]) == 1
    out, err = capsys.readouterr()
    assert [line.split("\t")[1] for line in out.splitlines()] == ["7"]
    assert [name for name in bad if name in err] == bad
    assert len(err.splitlines()) == 3


def test_a_sentence_names_the_input_once_and_as_it_was_given(tmp_path: Path) -> None:
    odd = tmp_path / "tab\tescape\x1b.png"
    odd.write_bytes(b"no picture")
    done = digitpad("classify", odd, "-", stdin=b"junk")
    first, second = done.stderr.splitlines()
    shown = str(tmp_path / "tab\\tescape\\x1b.png")
    assert first.startswith(f"{shown} is no picture that Digitpad can open")
    assert second.startswith("- is no picture that Digitpad can open")
    assert done.returncode == 1


def test_names_that_no_file_can_have_are_told_and_the_others_read(seven: Path) -> None:
    done = digitpad("classify", "x" * 5000, seven)
    assert done.returncode == 1
    assert "File name too long" in done.stderr
    assert done.stdout.split("\t")[1] == "7"


def test_what_has_nothing_to_read_in_it_is_told_in_a_sentence(
    tmp_path: Path, seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ink, folder = tmp_path / "blank.jsonl", tmp_path / "folder"
    ink.write_text("\n\n")
    folder.mkdir()
    (folder / "notes.txt").write_text("7")
    assert main(["classify", str(ink), str(folder), str(seven)]) == 1
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        f"{ink} holds no drawing: choose another ink file.",
        f"{folder} has no pictures and no ink files in it: choose another folder.",
    ]
    assert out.split("\t")[1] == "7"


def test_a_pipe_in_place_of_an_ink_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    done = digitpad("classify", tmp_path / "pipe.jsonl")
    assert done.stderr == f"{tmp_path}/pipe.jsonl is no file: choose an ink file.\n"


def test_an_output_that_takes_nothing_is_told_in_a_sentence(seven: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "digitpad", "classify", seven],
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "digitpad: the output cannot be written (No space left on device)\n"
    )


def test_a_training_that_is_told_to_end_leaves_no_child(tmp_path: Path) -> None:
    command = ["train", "--recipe", "walkthrough", "--limit", "500", "--epochs", "9"]
    out = ["--out", str(tmp_path / "model.h5"), "--progress", "json"]
    with subprocess.Popen(
        [sys.executable, "-m", "digitpad", *command, *out],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        assert b"stage_began" in process.stdout.readline()
        [child] = psutil.Process(process.pid).children()
        process.terminate()
        assert process.wait(30) == 130
        assert not child.is_running()
    assert list(tmp_path.glob("*.h5")) == []


@pytest.mark.parametrize("form", ["picture", "ink", "packed ink"])
def test_standard_input_is_known_by_its_content(form: str) -> None:
    png = io.BytesIO()
    seven_picture().save(png, "PNG")
    ink = json.dumps({"strokes": [SEVEN]}).encode()
    content = {
        "picture": png.getvalue(), "ink": ink, "packed ink": gzip.compress(ink)
    }[form]  # fmt: skip
    done = digitpad("classify", "-", stdin=content)
    assert done.returncode == 0, done.stderr
    name = "-" if form == "picture" else "-:1"
    assert done.stdout.split("\t")[:2] == [name, "7"]


def test_an_empty_standard_input_is_an_error_in_a_sentence() -> None:
    done = digitpad("classify", "-")
    assert done.returncode == 1
    assert done.stderr == ("-: Nothing came in: pipe a picture or an ink file in.\n")


def test_wrong_usage_ends_with_2() -> None:
    for arguments in (["classify"], ["nonsense"], ["train", "--recipe", "none"]):
        done = digitpad(*arguments)
        assert done.returncode == 2
        assert "usage:" in done.stderr


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"digitpad {__version__}\n"


def test_a_refused_model_is_one_sentence(
    tmp_path: Path, seven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.h5").write_bytes(b"no model")
    assert main(["classify", "--model", str(tmp_path / "bad.h5"), str(seven)]) == 1
    assert capsys.readouterr().err.startswith("digitpad: ")


def test_the_training_program_has_its_own_help() -> None:
    done = digitpad("train", "--help")
    assert done.returncode == 0
    assert "--recipe" in done.stdout


def test_an_interrupt_ends_with_130(seven: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "digitpad", "classify", seven, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that starts the tests in the background has it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout
        # The first line is out, so the program waits for standard input.
        assert b"\t7\t" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr
        assert process.stderr.read() == b""


def test_a_reader_that_has_enough_ends_the_output_quietly(tmp_path: Path) -> None:
    write_ink_file(tmp_path / "many.jsonl", [Drawing.of([SEVEN])] * 3000)
    with subprocess.Popen(
        [sys.executable, "-m", "digitpad", "classify", tmp_path / "many.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr
        assert process.stderr.read() == b""
