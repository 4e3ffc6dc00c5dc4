"""Temporary files that killed processes have left, and how the program removes them."""

import os
import re
import time
from pathlib import Path
from typing import Final

# As `digitpad.atomic` names them, and Qt those of the settings.
_TEMPORARY: Final = re.compile(r"\..+-[a-z0-9_]{8}(\.\w+)*|window\.ini\.\w{6}")
_A_DAY: Final = 86_400


def temporary_files(folder: Path) -> list[Path]:
    """Those in the folders that the program writes to."""
    return [
        path
        for place in ("home", "saved")
        for path in (folder / place).rglob("*")
        if _TEMPORARY.fullmatch(path.name) and path.is_file()
    ]


def let_a_day_go_by(folder: Path) -> list[Path]:
    """Make them a day older; returns them."""
    then = time.time() - _A_DAY
    found = temporary_files(folder)
    for path in found:
        os.utime(path, (then, then))
    return found
