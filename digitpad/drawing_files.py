"""Saves a drawing in a file whose kind follows from how its name ends."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from digitpad.atomic import write_bytes
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file

Writer = Callable[[Path, Drawing, float], None]


def writer_for(path: Path) -> Writer | None:
    """What writes such a file; None if nothing here does."""
    name = path.name.lower()
    return next((w for suffix, w in _WRITERS.items() if name.endswith(suffix)), None)


def _write_ink(path: Path, drawing: Drawing, _pen_width: float) -> None:
    write_ink_file(path, [drawing])


def _write_inkml(path: Path, drawing: Drawing, _pen_width: float) -> None:
    from digitpad.inkml import to_inkml

    write_bytes(path, to_inkml(drawing).encode())


def _write_svg(path: Path, drawing: Drawing, pen_width: float) -> None:
    from digitpad.svg import to_svg

    write_bytes(path, to_svg(drawing, pen_width).encode())


_WRITERS: Final[dict[str, Writer]] = {
    ".jsonl": _write_ink,
    ".jsonl.gz": _write_ink,
    ".inkml": _write_inkml,
    ".svg": _write_svg,
}
