"""Folders of a long run's own: nothing of the user's is read or written."""

import os
import tempfile
from pathlib import Path

import psutil

from digitpad.paths import HOME_VARIABLE, TEMPORARY_VARIABLES


def own_folders(folder: Path) -> None:
    """Keep all that Digitpad and its children write within this folder."""
    for variable, name in {
        HOME_VARIABLE: "home",
        **dict.fromkeys(TEMPORARY_VARIABLES, "temporary"),
    }.items():
        (folder / name).mkdir(exist_ok=True)
        os.environ[variable] = str(folder / name)
    tempfile.tempdir = None  # it is looked up again


def files_in(folder: Path) -> set[Path]:
    """All files and folders below one."""
    return set(folder.rglob("*"))


def own_processes() -> list[psutil.Process]:
    """Every other process that uses these folders, orphans too."""
    home = os.environ[HOME_VARIABLE]
    found = []
    for process in psutil.process_iter():
        try:
            is_ours = process.environ().get(HOME_VARIABLE) == home
            if is_ours and process.pid != os.getpid():
                found.append(process)
        except psutil.Error:
            continue  # it is another user's, or gone
    return found


def without_browser(path: Path) -> None:
    """Let nothing open a browser: what would be shown lies below this folder."""
    from digitpad.ui import page

    class Nobody:
        @staticmethod
        def openUrl(url: object) -> bool:  # noqa: N802 (Qt's name)
            return str(url).startswith(str(path))

    page.QDesktopServices = Nobody  # type: ignore[misc, assignment]
