"""Digitpad in the menu of programs: what is written, and that a desktop reads it."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad.cli import main
from digitpad.desktop.entry import desktop_entry
from digitpad.desktop.install import data_home
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux desktops")

FILES = (
    "applications/digitpad.desktop",
    "icons/hicolor/scalable/apps/digitpad.svg",
    "mime/packages/digitpad.xml",
)

# Asks Qt, which reads the desktop's own database, for the types of files.
_TYPES = """
import sys
from PySide6.QtCore import QMimeDatabase
for path in sys.argv[1:]:
    print(QMimeDatabase().mimeTypeForFile(path).name())
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder."""
    folder = tmp_path / "my data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def keys_of(entry: str) -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(entry)
    return dict(parser["Desktop Entry"])


def arguments_of(value: str) -> list[str]:
    """What a desktop makes of an Exec line without its field code."""
    text = value.replace(r"\\", "\\").replace("%%", "%")
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|([^ ]+)', text)
    return [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in found]


def test_it_says_what_it_writes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["install-desktop"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [f"Wrote {data / name}" for name in FILES]
    assert all((data / name).stat().st_size for name in FILES)


def test_the_entry_starts_this_program_with_files(data: Path) -> None:
    main(["install-desktop"])
    keys = keys_of((data / FILES[0]).read_text(encoding="utf-8"))
    command, _, code = keys["Exec"].rpartition(" ")
    assert code == "%F"
    program, *others = arguments_of(command)
    assert Path(program).is_file()
    version = [program, *others, "--version"]
    assert subprocess.run(version, capture_output=True, check=True).stdout
    assert keys["Icon"] == Path(FILES[1]).stem
    assert keys["MimeType"].startswith("image/png;")


@pytest.mark.parametrize(
    "program",
    ["/opt/my tools/digitpad", "/opt/100%/digitpad", '/opt/"$HOME`\\/digitpad', "/o'k"],
)
def test_any_path_stays_one_argument(program: str) -> None:
    keys = keys_of(desktop_entry([program, "-m", "digitpad"]))
    command = keys["Exec"].removesuffix(" %F")
    assert arguments_of(command) == [program, "-m", "digitpad"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="is not here")
def test_the_desktops_own_judge_is_content(data: Path) -> None:
    main(["install-desktop"])
    done = subprocess.run(
        ["desktop-file-validate", data / FILES[0]], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="is not here")
def test_a_desktop_knows_ink_by_its_name_and_its_beginning(
    data: Path, tmp_path: Path
) -> None:
    main(["install-desktop"])
    named, nameless = tmp_path / "a.jsonl", tmp_path / "drawing"
    for path in (named, nameless):
        write_ink_file(path, [Drawing.of([[(1.0, 2.0), (3.0, 4.0)]])])
    packed, w3c = tmp_path / "a.jsonl.gz", tmp_path / "a.inkml"
    packed.touch()
    w3c.touch()
    done = subprocess.run(
        [sys.executable, "-c", _TYPES, named, nameless, packed, w3c],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [
        "application/x-digitpad-ink",
        "application/x-digitpad-ink",
        "application/x-digitpad-ink-compressed",
        "application/inkml+xml",
    ]


def test_to_remove_takes_these_files_and_no_others(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = data / "applications/other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n")
    main(["install-desktop"])
    capsys.readouterr()
    assert main(["install-desktop", "--remove"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [f"Removed {data / name}" for name in FILES]
    assert not any((data / name).exists() for name in FILES)
    assert other.exists()
    assert main(["install-desktop", "--remove"]) == 0
    assert capsys.readouterr().out == "There was nothing to remove.\n"


def test_a_place_that_cannot_be_written_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text("a file where a folder should be")
    assert main(["install-desktop"]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.endswith("permit writing there, then try again.")


def test_a_relative_data_home_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for value in ("", "here/there"):
        monkeypatch.setenv("XDG_DATA_HOME", value)
        assert data_home() == tmp_path / ".local/share"


def test_elsewhere_a_sentence_says_how_it_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["install-desktop"]) == 1
    assert "start Digitpad with the command" in capsys.readouterr().err
