"""Writes one export: whole, and as good as the model, or not at all."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from digitpad.errors import ExportError
from training import saved
from training.exporting.check import TOLERANCE, Agreement, compare
from training.exporting.formats import FORMATS
from training.exporting.original import Original


@dataclass(frozen=True)
class Exported:
    """An export that was kept.

    Attributes:
        path: File or folder.
        size: In bytes.
        agreement: How it answers beside the model.
        seconds: How long it took, the comparison included.
    """

    path: Path
    size: int
    agreement: Agreement
    seconds: float


def refuse_place(name: str, out: Path) -> None:
    """Do nothing if an export may be written there.

    Raises:
        ExportError: Something else than an earlier export of this format is there.
    """
    # A link that leads nowhere is something too.
    is_there = os.path.lexists(out)
    if is_there and not FORMATS[name].is_earlier(out):
        raise ExportError(
            "{path} is no earlier export as {name}, and is left alone. Name another "
            "place with --out.",
            path=out,
            name=name,
        )


def export(original: Original, name: str, out: Path) -> Exported:
    """Write the model in a format, compare what was written with it, and keep it.

    Args:
        original: The model.
        name: Of the format.
        out: Where the file or folder goes; an earlier export there is replaced.

    Raises:
        ExportError: Something else is there, the model cannot be had in this format,
            or what was written does not answer as the model does.
        TrainingError: The place cannot be written, or Keras cannot build the model.
    """
    started = perf_counter()
    refuse_place(name, out)
    kind = FORMATS[name]
    with saved.explaining_failure(out), kind.replacing(out) as temporary:
        kind.write(original, temporary)
        agreement = _compared(original, name, temporary)
        if not agreement.is_close:
            raise _refusal(original.path, name, agreement)
        size = _size(temporary)
    return Exported(out, size, agreement, perf_counter() - started)


def _compared(original: Original, name: str, path: Path) -> Agreement:
    try:
        read = FORMATS[name].reader(path, original.network)
        return compare(original.network, read)
    except RuntimeError as error:  # which would pass for a disk that is full
        raise ExportError(
            "The export of {model} as {name} is not kept: it cannot be read back "
            "({reason}). Choose another format with --to.",
            model=original.path.name,
            name=name,
            reason=error,
        ) from error


def _refusal(model: Path, name: str, agreement: Agreement) -> ExportError:
    return ExportError(
        "The export of {model} as {name} is not kept: of {images:,} test images it "
        "answers {others:,} otherwise, and its probabilities differ by up to "
        "{difference:.1e} where {tolerance:.0e} is allowed. Choose another format with "
        "--to.",
        model=model.name,
        name=name,
        images=agreement.images,
        others=agreement.answered_otherwise,
        difference=agreement.largest_difference,
        tolerance=TOLERANCE,
    )


def _size(path: Path) -> int:
    """Of a file, or of all files in a folder, in bytes."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)
