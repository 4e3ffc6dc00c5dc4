"""What helps to understand a problem, as text that its owner passes on or does not."""

import os
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from digitpad import __version__
from digitpad.printable import aligned

Fact = tuple[str, str]

_LIBRARIES: Final = {
    "PySide6": "PySide6-Essentials",
    "NumPy": "numpy",
    "ONNX Runtime": "onnxruntime",
    "h5py": "h5py",
    "Pillow": "pillow",
}
_LOG_BYTES: Final = 8192  # of its end; a report is pasted into a letter
_NO_LOG: Final = "(The log is empty.)"


def versions() -> list[Fact]:
    """Python and the libraries with which the program reads."""
    found = [("Python", platform.python_version())]
    for name, package in _LIBRARIES.items():
        try:
            found.append((name, version(package)))
        except PackageNotFoundError:
            continue
    return found


def problem_report(facts: Iterable[Fact], log: Path) -> str:
    """All of it as plain text.

    Args:
        facts: What is known beside the versions: screen, model.
        log: The program's log; its end is told.

    Returns:
        Lines, in which the user's home folder is called ~.
    """
    told = [
        ("Digitpad", __version__),
        *versions(),
        ("System", platform.platform()),
        *facts,
    ]
    table = aligned([[name, value] for name, value in told])
    return without_home(f"{table}\nEnd of {log}:\n{end_of(log) or _NO_LOG}\n")


def end_of(log: Path, most: int = _LOG_BYTES) -> str:
    """The last whole lines of a file, up to so many bytes; empty without one."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - most, 0))
            content = file.read(most)
    except OSError:
        return ""
    if size > most:
        content = content.partition(b"\n")[2]
    return content.decode("utf-8", errors="replace").rstrip()


def without_home(text: str) -> str:
    """The text with ~ for the user's home folder, whose name may be the user's."""
    try:
        home = Path.home()
    except RuntimeError:  # nobody knows where it is
        return text
    for folder in {str(home), str(home.resolve()), home.as_posix()}:
        # A folder whose name only begins like it is another one.
        if len(folder) > 1:
            text = re.sub(rf"{re.escape(folder)}(?![\w.-])", "~", text)
    return text
