"""Writes a report's folder: all of its files, or none of them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from digitpad.atomic import replacing_folder, write_bytes
from digitpad.errors import DataError

_MOST_NAMED = 3


def refuse_folder(folder: Path, names: Collection[str]) -> None:
    """Do nothing if a report of these files may take the folder's place.

    Raises:
        DataError: It is a file, or holds something else than an earlier report.
    """
    with _explaining(folder):
        if not folder.exists():
            return
        if not folder.is_dir():
            raise DataError("{path} is a file. Name a folder with --out.", path=folder)
        foreign = sorted(
            entry.name
            for entry in folder.iterdir()
            if entry.name not in names or not entry.is_file()
        )
    if foreign:
        more = f" and {len(foreign) - _MOST_NAMED:,} more"
        raise DataError(
            "{path} holds files that are none of this report ({files}): name another "
            "folder with --out.",
            path=folder,
            files=", ".join(foreign[:_MOST_NAMED])
            + more * (len(foreign) > _MOST_NAMED),
        )


def write_folder(
    folder: Path, files: Mapping[str, bytes], names: Collection[str]
) -> None:
    """Write the files into a folder of their own, in place of an earlier report.

    Args:
        folder: Made if absent.
        files: Content by name.
        names: Of all files that such a report may have.

    Raises:
        DataError: The folder holds other files, or cannot be written.
    """
    refuse_folder(folder, names)
    with _explaining(folder), replacing_folder(folder) as new:
        for name, content in files.items():
            write_bytes(new / name, content)


@contextmanager
def _explaining(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataError(
            "{path} could not be written ({reason}). Make room there, or choose "
            "another place with --out.",
            path=folder,
            reason=error.strerror,
        ) from error
