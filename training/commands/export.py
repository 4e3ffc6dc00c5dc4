"""`export`: writes a model in the formats of other programs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from training.commands.judging import say
from training.exporting.names import ENDINGS, SUFFIXES
from training.finishing import finishing

if TYPE_CHECKING:
    from training.exporting.run import Exported

HELP: Final = "write a model as ONNX, Keras, SavedModel or LiteRT"

_DESCRIPTION: Final = """\
Write a model in the format of other programs. Each file is opened anew by its own
runtime and has to give the model's probabilities on 1,000 images of MNIST's test set,
or it is not kept. onnx, savedmodel and litert read (n, 28, 28), 0 for paper to 1 for
ink, and give the probabilities that Digitpad gives; keras is the model as it was
trained, without the optimizer."""


def add(export: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    export.description = _DESCRIPTION
    export.add_argument("model", type=Path, metavar="MODEL", help="an .h5 file")
    export.add_argument(
        "--to",
        nargs="+",
        required=True,
        choices=SUFFIXES,
        metavar="FORMAT",
        help=f"one or several of {', '.join(SUFFIXES)}",
    )
    export.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="where the file goes, or with savedmodel the folder; an earlier export "
        "there is replaced (default: beside the model)",
    )
    # Only together can the two options be wrong.
    export.set_defaults(refuse=export.error)


def run(options: argparse.Namespace) -> int:
    """Export; returns the exit status."""
    places = _places(options)

    def work() -> None:
        from training.exporting.original import read_original
        from training.exporting.run import export, refuse_place

        for name, out in places.items():
            refuse_place(name, out)
        original = read_original(options.model)
        for name, out in places.items():
            say(_told(export(original, name, out)))

    return finishing("The model could not be exported", work)


def _places(options: argparse.Namespace) -> dict[str, Path]:
    """Where each format goes."""
    model, out = options.model, options.out
    names = dict.fromkeys(options.to)
    if out is None:
        return {name: model.parent / f"{model.stem}{ENDINGS[name]}" for name in names}
    if len(names) > 1:
        options.refuse("--out names the place of one format: give one with --to")
    (name,) = names
    if SUFFIXES[name] and out.suffix != SUFFIXES[name]:
        options.refuse(f"{out} does not end in {SUFFIXES[name]}")
    return {name: out}


def _told(exported: "Exported") -> str:
    agreement = exported.agreement
    return (
        f"{exported.path}: {exported.size:,} bytes; {agreement.images:,} images "
        "answered as the model does, probabilities at most "
        f"{agreement.largest_difference:.1e} from its own; {exported.seconds:.1f} s\n"
    )
