"""`digitpad install-desktop`: puts Digitpad into the menu of programs, or out of it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digitpad.atomic import write_bytes
from digitpad.desktop.entry import NAME, desktop_entry, mime_types
from digitpad.errors import DigitpadError
from digitpad.paths import asset

if TYPE_CHECKING:
    import argparse

_SECONDS: Final = 60  # for a desktop's own tool


def add(parser: "argparse.ArgumentParser") -> None:
    """Give the command its options."""
    parser.description = (
        "On Linux: write the entry for the menu of programs, the icon and the types of "
        "ink files into your own folder, so that pictures and ink open with Digitpad."
    )
    parser.add_argument("--remove", action="store_true", help="take all of it away")


def run(options: "argparse.Namespace") -> int:
    """Install or remove; says which files.

    Returns:
        The exit status: 1 if one of the desktop's own tools failed.

    Raises:
        DigitpadError: It is no Linux, or the files cannot be written.
    """
    if sys.platform != "linux":
        raise DigitpadError(
            "Entries for the menu of programs are for Linux: start Digitpad with the "
            "command digitpad here."
        )
    data = data_home()
    try:
        if options.remove:
            _remove(data)
        else:
            _install(data)
    except OSError as error:
        raise DigitpadError(
            "{file} cannot be changed ({reason}): permit writing there, then try "
            "again.",
            file=error.filename or data,
            reason=error.strerror,
        ) from error
    return _tell_the_desktop(data)


def data_home() -> Path:
    """Where the user's desktop looks for programs: XDG_DATA_HOME, if it is set."""
    moved = os.environ.get("XDG_DATA_HOME", "")
    # The specification wants a relative path ignored.
    return Path(moved) if os.path.isabs(moved) else Path.home() / ".local/share"  # noqa: PTH117 (an empty one too)


def _files(data: Path) -> dict[Path, bytes]:
    """Each file and what stands in it."""
    entry = desktop_entry(_command())
    return {
        data / f"applications/{NAME}.desktop": entry.encode(),
        data / f"icons/hicolor/scalable/apps/{NAME}.svg": _icon(),
        data / f"mime/packages/{NAME}.xml": mime_types().encode(),
    }


def _icon() -> bytes:
    return asset(f"icons/{NAME}.svg").read_bytes()


def _command() -> list[str]:
    """What starts this very installation."""
    script = Path(sysconfig.get_path("scripts"), NAME)
    if script.is_file():
        return [str(script)]
    found = shutil.which(NAME)
    return [str(Path(found).absolute())] if found else [sys.executable, "-m", NAME]


def _install(data: Path) -> None:
    for path, content in _files(data).items():
        write_bytes(path, content)
        _say(f"Wrote {path}")


def _remove(data: Path) -> None:
    found = [path for path in _files(data) if path.exists()]
    for path in found:
        path.unlink()
        _say(f"Removed {path}")
    if not found:
        _say("There was nothing to remove.")


def _tell_the_desktop(data: Path) -> int:
    """Let the desktop look again, with its own tools where they are."""
    failed = [tool for tool, folder in _tools(data) if not _has_run(tool, folder)]
    for tool in failed:
        print(  # noqa: T201 (a command's output)
            f"digitpad: {tool} failed: file types may be known only after you have "
            "logged in again.",
            file=sys.stderr,
        )
    return 1 if failed else 0


def _tools(data: Path) -> Iterator[tuple[str, Path]]:
    """The tools that are there, each with the folder that it is to look at."""
    tools = {"update-desktop-database": "applications", "update-mime-database": "mime"}
    for tool, folder in tools.items():
        place = data / folder
        if shutil.which(tool) and place.is_dir():
            yield tool, place


def _has_run(tool: str, folder: Path) -> bool:
    try:
        done = subprocess.run(
            [tool, str(folder)], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _say(sentence: str) -> None:
    print(sentence)  # noqa: T201 (a command's output)
