"""The report of a problem: what it tells, and what it keeps back."""

import platform
from pathlib import Path

import numpy as np
import pytest

from digitpad import __version__
from digitpad.problem_report import end_of, problem_report, without_home


@pytest.fixture
def anna(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of somebody whose name it has."""
    folder = tmp_path / "anna"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def test_it_tells_the_versions_and_what_is_added(tmp_path: Path) -> None:
    text = problem_report([("Screen", "800 x 600")], tmp_path / "no.log")
    rows = dict(line.split(maxsplit=1) for line in text.splitlines()[:6])
    assert rows["Digitpad"] == __version__
    assert rows["Python"] == platform.python_version()
    assert rows["NumPy"] == np.__version__
    assert "800 x 600" in text
    assert "The log is empty." in text


def test_it_ends_with_the_end_of_the_log(anna: Path) -> None:
    log = anna / "digitpad.log"
    log.write_text(f"WARNING {anna}/scan.png is torn\nERROR all is lost\n")
    text = problem_report([], log)
    assert text.endswith("WARNING ~/scan.png is torn\nERROR all is lost\n")
    assert "anna" not in text


def test_a_folder_that_only_begins_like_home_is_another(anna: Path) -> None:
    text = f"{anna}bel/a.png {anna}-2/b.png {anna}/c.png '{anna}' {anna}"
    assert without_home(text) == f"{anna}bel/a.png {anna}-2/b.png ~/c.png '~' ~"


def test_a_home_behind_a_link_is_kept_back_too(
    anna: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = anna.parent / "link"
    link.symlink_to(anna)
    monkeypatch.setenv("HOME", str(link))
    assert without_home(f"{anna}/a {link}/b") == "~/a ~/b"


def test_a_home_that_is_the_root_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/")
    assert without_home("/usr/lib and a/b") == "/usr/lib and a/b"


def test_of_a_long_log_whole_lines_are_left(tmp_path: Path) -> None:
    log = tmp_path / "digitpad.log"
    log.write_text("".join(f"line {number}\n" for number in range(1000)))
    lines = end_of(log, most=100).splitlines()
    assert lines[-1] == "line 999"
    assert len(lines) == 11
    assert all(line.startswith("line ") for line in lines)


def test_bytes_that_are_no_text_do_not_matter(tmp_path: Path) -> None:
    log = tmp_path / "digitpad.log"
    log.write_bytes(b"\xff\xfe broken\n")
    assert end_of(log).endswith(" broken")
