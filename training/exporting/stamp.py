"""Marks files as exports of Digitpad's, with the facts about them as JSON.

In files that are ZIP archives, as Keras's are, the facts are one member more. A LiteRT
file may be followed by an archive, which readers of the model do not look at.
"""

import json
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from training.exporting.facts import Facts

STAMP: Final = "digitpad.json"


def stamp(path: Path, facts: Facts) -> None:
    """Add the facts to a file, as a member of the archive that it is or gets."""
    with ZipFile(path, "a") as archive:
        # A date of its own would make two exports of one model differ.
        archive.writestr(ZipInfo(STAMP), text_of(facts))


def is_stamped(path: Path) -> bool:
    """Whether a file is an earlier export."""
    try:
        with ZipFile(path) as archive:
            return STAMP in archive.namelist()
    except (OSError, BadZipFile, ValueError):
        return False


def text_of(facts: Facts) -> str:
    """The facts as JSON, for people too."""
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
