"""Where nothing can be kept, the window says so in a sentence, and one goes on."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bad_places import on_full_disk, on_read_only_disk, powerless
from troubled import Wrap, environment, said

from digitpad.last_drawings import read_last
from digitpad.samples import Samples

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="disks are made as Linux does"),
]

NOT_KEPT = "A crash would lose your drawing, because "
NOT_CHOSEN = "What you choose holds until Digitpad closes, because "
NOT_TAUGHT = "Your handwriting in "
NOT_ADOPTED = "The model cannot be kept in "
NOT_SAVED = "The drawing cannot be saved as drawing.png ("
NOT_TRAINED = "Training cannot write to "


def nobodys(command: list[str]) -> list[str]:
    """A command of a user whom the system does not know, and has no folder for."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can be somebody whom the system does not know")
    return ["setpriv", "--reuid=4242", "--regid=4242", "--clear-groups", *command]


def assert_nothing_is_kept(home: Path, reason: str, wrap: Wrap) -> None:
    things = {
        "draw": NOT_KEPT, "choose": NOT_CHOSEN, "teach": NOT_TAUGHT,
        "adopt": NOT_ADOPTED, "save": NOT_SAVED, "train": NOT_TRAINED,
    }  # fmt: skip
    told = said(*things, wrap=wrap, DIGITPAD_HOME=str(home))
    for thing, sentence in things.items():
        notice = told[thing]["notice"]
        assert isinstance(notice, str)
        assert notice.startswith(sentence), thing
        if thing not in ("draw", "choose", "teach"):  # Qt and SQLite have other words
            assert reason in notice


def test_a_folder_without_permission_is_told_thing_by_thing(home: Path) -> None:
    home.mkdir()
    home.chmod(0)
    try:
        assert_nothing_is_kept(home, "Permission denied", powerless)
    finally:
        home.chmod(0o700)
    assert list(home.iterdir()) == []


def test_a_read_only_disk_is_told_thing_by_thing(home: Path) -> None:
    def wrap(command: list[str]) -> list[str]:
        return on_read_only_disk(home, command)

    assert_nothing_is_kept(home, "Read-only file system", wrap)
    assert list(home.iterdir()) == []


def test_a_full_disk_is_told_and_what_fits_is_kept(home: Path) -> None:
    def wrap(command: list[str]) -> list[str]:
        # Room for a drawing and the settings, for no model and no lesson.
        return on_full_disk(home, command, 80)

    things = "draw", "choose", "teach", "adopt", "draw_more"
    told = said(*things, wrap=wrap, DIGITPAD_HOME=str(home))
    notices = {thing: str(told[thing]["notice"]) for thing in things}
    assert (notices["draw"], notices["choose"]) == ("", "")
    assert "make room" in notices["teach"]
    assert notices["adopt"].startswith(NOT_ADOPTED)
    assert "No space left on device" in notices["adopt"]
    assert told["draw_more"]["strokes"] == 2


def test_a_folder_that_is_deleted_is_made_again_and_a_clock_may_go_back(
    home: Path,
) -> None:
    things = (
        "draw", "remove_home", "draw_more", "set_clock_back", "choose", "teach",
        "adopt", "save",
    )  # fmt: skip
    told = said(*things)
    assert [told[thing]["notice"] for thing in things] == [""] * len(things)
    (last,) = read_last(home / "drawings" / "last-1.jsonl")
    assert len(last.drawing.strokes) == 2
    for name in ("window.ini", "drawing.png", "models/adopted.json"):
        assert (home / name).stat().st_size > 0, name
    (sample,) = Samples().kept()
    age = datetime.now(UTC) - datetime.fromisoformat(sample.time)
    assert age > timedelta(days=300)


def test_without_any_home_folder_it_is_told_that_nothing_is_kept(
    tmp_path: Path,
) -> None:
    told = said(
        "draw", "choose", wrap=nobodys, HOME=None, DIGITPAD_HOME=None,
        XDG_DATA_HOME=None, XDG_RUNTIME_DIR=str(tmp_path),
        QT_QPA_PLATFORM="offscreen",  # no screen is open to another user
    )  # fmt: skip
    assert str(told["draw"]["notice"]).startswith(NOT_KEPT)
    assert str(told["choose"]["notice"]).startswith(NOT_CHOSEN)


@pytest.mark.parametrize("home_folder", [None, "somewhere"])
def test_the_command_line_reads_without_a_home_folder(
    home_folder: str | None,
) -> None:
    done = subprocess.run(
        nobodys([sys.executable, "-m", "digitpad", "classify", "-"]),
        input=b'{"strokes": [[[10, 10], [60, 10], [30, 90]]]}',
        capture_output=True,
        env=environment(HOME=home_folder, DIGITPAD_HOME=None, XDG_DATA_HOME=None),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.split(b"\t")[1] == b"7"
