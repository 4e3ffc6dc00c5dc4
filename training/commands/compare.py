"""`compare`: lets two models read the same labelled images."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from training import console
from training.commands.judging import add_data, load_model, say
from training.finishing import finishing

if TYPE_CHECKING:
    from digitpad.progress import ModelsCompared
    from training.comparison import Contestant
    from training.data.pool import Pool

HELP: Final = "let two models read the same images, and say which reads them better"


def add(compare: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    compare.description = (
        "Let two models read the same labelled images. It tells the accuracy of each "
        "with its 95 % interval, how many images of each digit only one of them reads "
        "right, how likely chance makes such a difference (McNemar's exact test), and "
        "how long each takes. The likeliest digit counts, also where the pad would "
        "refuse."
    )
    for name in ("first", "second"):
        compare.add_argument(name, type=Path, metavar="MODEL", help="an .h5 file")
    add_data(compare, "mnist-test")
    compare.add_argument("--json", action="store_true", help="print JSON")
    compare.add_argument(
        "--progress",
        choices=("none", "json"),
        default="none",
        help="json: print one JSON object a line while it reads, for programs "
        "(default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Compare; returns the exit status."""
    tell = console.reports(options.progress)

    def work() -> None:
        from training.comparison import Contestant, compare
        from training.data.pool import read_pool

        models = [
            Contestant(path, load_model(path))
            for path in (options.first, options.second)
        ]
        pool = read_pool(options.data, labelled=True)
        found = compare(models, pool, tell)
        tell(found)
        if options.progress == "none":
            say(
                _json(models, pool, found)
                if options.json
                else _text(models, pool, found)
            )

    return finishing("The models could not be compared", work, tell)


def _json(models: "list[Contestant]", pool: "Pool", found: "ModelsCompared") -> str:
    from digitpad import library
    from digitpad.model_facts import as_facts

    told = {
        "models": [as_facts(library.described(m.path, m.network)) for m in models],
        "data": [
            {"name": samples.name, "sha256": samples.sha256, "images": len(samples)}
            for samples in pool.sources
        ],
        **asdict(found),
    }
    return json.dumps(told, indent=1, allow_nan=False) + "\n"


def _text(models: "list[Contestant]", pool: "Pool", found: "ModelsCompared") -> str:
    from digitpad.comparison import digit_rows, rows, sentence
    from digitpad.library import name_of
    from digitpad.printable import aligned, printable

    names = [name_of(model.path) for model in models]
    digits = [
        (f"  of these a {digit}", first, second)
        for digit, first, second in digit_rows(found)
    ]
    *figures, pace = rows(found)
    lines = [sentence(found, *names), *found.notes]
    return (
        f"\n{found.images:,} images of {printable(pool.name)}\n\n"
        + aligned([("", *names), *figures, *digits, pace])
        + "\n"
        + "".join(f"{line}\n" for line in lines)
    )
