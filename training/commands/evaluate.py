"""`evaluate`: says how well a model reads labelled images."""

import argparse
from pathlib import Path
from time import perf_counter
from typing import Final

from training.commands.judging import add_data, load_model, say
from training.finishing import finishing

HELP: Final = "say how well a model reads labelled images, as a page, pictures and JSON"


def add(evaluate: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    evaluate.description = (
        "Read labelled images with a model and write a folder: report.html (complete "
        "in itself), its pictures as PNG, and evaluation.json. They tell accuracy with "
        "its 95 % interval, precision, recall and F1 of each digit, what was read as "
        "what, calibration, the worst mistakes, and which images MNIST has too."
    )
    evaluate.add_argument("model", type=Path, metavar="MODEL", help="an .h5 file")
    add_data(evaluate, "mnist-test")
    evaluate.add_argument(
        "--out",
        type=Path,
        default=Path("evaluation"),
        metavar="FOLDER",
        help="where the report goes; an earlier one there is replaced "
        "(default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Judge; returns the exit status."""

    def work() -> None:
        from training.data.pool import read_pool
        from training.reports import evaluation_page
        from training.reports.evaluation import evaluate
        from training.reports.folder import refuse_folder, write_folder

        started = perf_counter()
        refuse_folder(options.out, evaluation_page.FILES)
        network = load_model(options.model)
        pool = read_pool(options.data, labelled=True)
        found = evaluate(options.model, network, pool)
        files = evaluation_page.files(found)
        write_folder(options.out, files, evaluation_page.FILES)
        say(
            f"{evaluation_page.summary(found)}\n"
            + "".join(f"{line}\n" for line in evaluation_page.warnings(found))
            + f"Mean F1 {100 * found.agreement.mean_f1:.2f} %, expected calibration "
            f"error {100 * found.reliability.error:.2f} %.\n"
            f"{perf_counter() - started:.1f} s, of which the model read for "
            f"{found.seconds:.1f} s: {options.out / evaluation_page.PAGE}\n"
        )

    return finishing("The model could not be judged", work)
