"""Two windows at one file of drawings: what they do at the same moment loses nothing.

Each test lets one window do all it does at a moment within what the other one does.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from digitpad import paths, samples_file
from digitpad.errors import SamplesError
from digitpad.ink import Drawing
from digitpad.samples import Samples
from digitpad.samples_file import SamplesFile

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])
ONE = Drawing.of([[(10, 10), (11, 90)]])
DAMAGED = b"no database at all" * 100


def labels() -> list[int]:
    return sorted(sample.label for sample in Samples().kept())


def set_aside() -> list[Path]:
    return sorted(paths.home().glob("samples-damaged-*.sqlite3"))


@pytest.fixture
def damaged() -> Path:
    paths.home().mkdir()
    paths.samples_file().write_bytes(DAMAGED)
    return paths.samples_file()


def before_statement(
    number: int, do: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do something when the next window is about to execute its nth statement."""
    connect = sqlite3.connect
    seen: list[str] = []

    def trace(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            monkeypatch.setattr(sqlite3, "connect", connect)
            do()

    def connect_and_trace(*place: Any, **options: Any) -> sqlite3.Connection:
        file = connect(*place, **options)
        file.set_trace_callback(trace)
        return file

    monkeypatch.setattr(sqlite3, "connect", connect_and_trace)


@pytest.mark.parametrize("number", range(1, 11))
def test_a_file_that_two_windows_make_at_once_is_nobody_elses(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = threading.Thread(target=lambda: Samples().add(ONE, 1))

    def let_it_go_as_far_as_it_can() -> None:
        other.start()
        other.join(0.2)  # it may have to wait for the first one

    before_statement(number, let_it_go_as_far_as_it_can, monkeypatch)
    Samples().add(SEVEN, 7)
    other.join()
    assert labels() == [1, 7]
    assert set_aside() == []


@pytest.mark.slow
def test_windows_that_make_the_file_in_the_same_instant_all_open_it(
    tmp_path: Path,
) -> None:
    together = threading.Barrier(3)

    def tables(path: Path) -> int:
        together.wait()
        with SamplesFile(path).opened() as file:
            (number,) = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return int(number)

    with ThreadPoolExecutor(3) as windows:
        # Of a hundred files, seven were refused to a window when nobody tried again.
        for number in range(150):
            made = list(windows.map(tables, [tmp_path / f"{number}.sqlite3"] * 3))
            assert made[0] > 0
            assert made == [made[0]] * 3


def test_a_new_file_is_not_taken_for_the_damaged_one_before_it(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_damage = samples_file._is_damage

    def let_another_window_do_so_too(error: Exception) -> bool:
        monkeypatch.setattr(samples_file, "_is_damage", is_damage)
        Samples().add(ONE, 1)
        return is_damage(error)

    monkeypatch.setattr(samples_file, "_is_damage", let_another_window_do_so_too)
    late = Samples()
    late.add(SEVEN, 7)
    assert labels() == [1, 7]
    (aside,) = set_aside()
    assert aside.read_bytes() == DAMAGED
    # The other window has told it.
    assert late.notice == ""


def test_damage_that_two_windows_meet_late_is_put_aside_once() -> None:
    Samples().add(SEVEN, 7)
    path = paths.samples_file()

    def meet_damage() -> None:
        path.rename(path.with_name("samples-damaged-by-another-window.sqlite3"))
        Samples().add(ONE, 1)
        damage = sqlite3.DatabaseError("malformed")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage

    with (
        pytest.raises(SamplesError, match="another window has put the damaged file"),
        SamplesFile(path).opened(),
    ):
        meet_damage()
    assert labels() == [1]
    assert len(set_aside()) == 1
