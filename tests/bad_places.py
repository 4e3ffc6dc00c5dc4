"""Places where nothing can be written, made for a process that a test starts.

Root writes everywhere, so its powers are taken from the process; a full disk and one
that is read-only are real ones, which nobody but the process sees.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
_ALONE = ["unshare", "--mount", "--map-root-user"]


def powerless(command: list[str]) -> list[str]:
    """A command for which permissions hold, whoever starts it."""
    if os.geteuid() != 0:
        return command
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and there is no setpriv")
    return [*_POWERLESS, *command]


def on_full_disk(folder: Path, command: list[str], kilobytes: int) -> list[str]:
    """A command for which a folder is a disk with so much room."""
    return _with(folder, f'mount -t tmpfs -o size={kilobytes}k none "$0"', command)


def on_read_only_disk(folder: Path, command: list[str]) -> list[str]:
    """A command for which a folder is on a disk that cannot be written."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'
    return _with(folder, mount, command)


def _with(folder: Path, mount: str, command: list[str]) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    if not _may_mount():
        pytest.skip("this system lets nobody make a disk of one's own")
    return [*_ALONE, "sh", "-c", f'{mount} && exec "$@"', str(folder), *command]


@cache
def _may_mount() -> bool:
    """Whether a process may have disks of its own here."""
    tried = "mount -t tmpfs none /tmp"
    try:
        ended = subprocess.run([*_ALONE, "sh", "-c", tried], capture_output=True)
    except OSError:
        return False
    return ended.returncode == 0
