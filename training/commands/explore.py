"""`explore`: shows what is in a data set before one trains on it."""

import argparse
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from digitpad.progress import ReportWritten, StageBegan
from training import console
from training.commands.judging import add_data, add_progress, load_model, say
from training.finishing import finishing
from training.listening import end_when_unwanted

if TYPE_CHECKING:
    from training.data.pool import Pool
    from training.reports.exploration import Opinions

HELP: Final = "show what is in a data set, as a page, pictures and JSON"


def add(explore: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    explore.description = (
        "Look at data and write a folder: report.html (complete in itself), its "
        "pictures as PNG, and exploration.json. They tell how many images each digit "
        "has, what they look like, mean and spread, greys, thickness and slant, exact "
        "repeats, and with a model the likeliest label errors."
    )
    add_data(explore, "mnist")
    asked = explore.add_mutually_exclusive_group()
    asked.add_argument(
        "--model",
        type=Path,
        metavar="MODEL",
        help="an .h5 file; names labels that it contradicts with confidence",
    )
    asked.add_argument(
        "--out-of-fold",
        type=Path,
        metavar="FILE",
        help="the same by the answers out_of_fold.npz that a cross-validation of these "
        "data has written: each is of a model that had not seen the image",
    )
    explore.add_argument(
        "--out",
        type=Path,
        default=Path("exploration"),
        metavar="FOLDER",
        help="where the report goes; an earlier one there is replaced "
        "(default: %(default)s)",
    )
    add_progress(explore.add_argument_group("run"))


def run(options: argparse.Namespace) -> int:
    """Look; returns the exit status."""
    end_when_unwanted(options.control)
    tell = console.reports(options.progress)

    def work() -> None:
        from training.data.pool import read_pool
        from training.reports import exploration_page
        from training.reports.exploration import explore
        from training.reports.folder import refuse_folder, write_folder

        started = perf_counter()
        refuse_folder(options.out, exploration_page.FILES)
        asked = options.model or options.out_of_fold
        tell(StageBegan("Reading the images"))
        pool = read_pool(options.data, labelled=asked is not None)
        opinions = None
        if options.model is not None:
            tell(StageBegan("Asking the model"))
            opinions = _asked(options.model, pool)
        elif options.out_of_fold is not None:
            opinions = _out_of_fold(options.out_of_fold, pool)
        tell(StageBegan("Looking at the images"))
        found = explore(pool, opinions)
        files = exploration_page.files(found)
        write_folder(options.out, files, exploration_page.FILES)
        lines = [exploration_page.summary(found), *exploration_page.findings(found)]
        page = options.out / exploration_page.PAGE
        tell(ReportWritten(str(page), "\n".join(lines)))
        if options.progress == "json":
            return
        lines.append(f"{perf_counter() - started:.1f} s: {page}")
        say("".join(f"{line}\n" for line in lines))

    return finishing("The data could not be shown", work, tell)


def _out_of_fold(path: Path, pool: "Pool") -> "Opinions":
    """What the models of a cross-validation think of images new to them."""
    from training.out_of_fold import read_out_of_fold
    from training.reports.exploration import Opinions
    from training.reports.words import OUT_OF_FOLD

    return Opinions(read_out_of_fold(path, pool.known_labels), OUT_OF_FOLD)


def _asked(model: Path, pool: "Pool") -> "Opinions":
    """What a model thinks of the images, and whether it has seen them."""
    from training.answers import answers
    from training.figures.seen import seen
    from training.reports.exploration import Opinions
    from training.reports.words import origin

    network = load_model(model)
    known = seen(pool, network.card)
    by_model = None if known.by_model is None else int(known.by_model.sum())
    found = answers(network, pool.ink)
    told = origin(model.name, len(pool), by_model, known.of_test)
    return Opinions(found.probabilities, told)
