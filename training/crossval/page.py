"""Shows a cross-validation: a page, its pictures, and the figures as JSON."""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

import numpy as np

import digitpad
from training.charts.confusion import confusion
from training.charts.curves import accuracy_curves, loss_curves
from training.crossval.summary import Summary
from training.crossval.task import THREADS
from training.facts import now, processor
from training.reports.html import (
    Fact,
    Section,
    beside,
    facts,
    page,
    paragraph,
    pictures,
    table,
)
from training.reports.words import count, percent, seconds

PAGE: Final = "report.html"
JSON_FILE: Final = "crossval.json"
ANSWERS: Final = "out_of_fold.npz"


def files(found: Summary) -> dict[str, bytes]:
    """All files of the report: content by name; the page is the last of them."""
    histories = [found.results[fold].history for fold in range(found.plan.folds)]
    curves = [accuracy_curves(histories), loss_curves(histories)]
    matrix = confusion(found.agreement)
    content = _page(
        found,
        [
            Section("At a glance", tuple(_glance(found))),
            Section("Fold by fold", (beside(pictures(curves), _folds(found)),)),
            Section("All held-back images together", (pictures([matrix]),)),
        ],
    )
    return {
        ANSWERS: _answers(found),
        JSON_FILE: as_json(found),
        **{chart.file: chart.light for chart in (*curves, matrix)},
        PAGE: content,
    }


def summary(found: Summary) -> str:
    """What matters most, in a sentence."""
    return (
        f"{count(found.plan.folds, 'fold')} of {found.data.name}, recipe "
        f"{found.plan.recipe}: {percent(found.mean)} of the held-back images are read "
        f"right on average, with a standard deviation of {percent(found.deviation)}."
    )


def own(found: Summary) -> str:
    """How well the user's own drawings are read, beside all others; empty without."""
    if found.own_images is None or found.own_accuracy is None:
        return ""
    return (
        f"Of your own handwriting ({count(found.own_images, 'drawing')}) "
        f"{percent(found.own_accuracy)} is read right while held back, of the other "
        f"images {percent(found.others_accuracy)}."
    )


def repeats(found: Summary) -> str:
    """Whether some images were known to the network that was judged by them."""
    if not found.repeated:
        return "No image stands in two folds, pixel for pixel."
    stand = count(found.repeated, "image stands", "images stand")
    return (
        f"{stand} in another fold too, pixel for pixel: the network judged by such an "
        "image had learnt it, and the accuracy may be too high. Explore the data to "
        "see which, and leave the repeats out."
    )


def as_json(found: Summary) -> bytes:
    """All figures, for programs; shares are 0 to 1."""
    folds = [
        {
            "fold": fold + 1,
            "images": len(result.held_back),
            "accuracy": result.accuracy,
            "loss": result.loss,
            "seconds": round(result.seconds, 2),
            "history": result.history,
        }
        for fold, result in sorted(found.results.items())
    ]
    content = {
        "recipe": found.plan.recipe,
        "hyperparameters": asdict(found.plan.hyperparameters),
        "data": found.data.name,
        "sha256": found.data.sha256,
        "images": len(found.data.labels),
        "images_of_two_folds": found.repeated,
        "own_images": found.own_images,
        "own_accuracy": found.own_accuracy,
        "others_accuracy": found.others_accuracy,
        "threads": THREADS,
        "processor": processor(),
        "digitpad": digitpad.__version__,
        "mean_accuracy": found.mean,
        "standard_deviation": found.deviation,
        "seconds": round(found.seconds, 1),
        "confusion": found.agreement.confusion.tolist(),
        "folds": folds,
    }
    return (json.dumps(content, indent=1) + "\n").encode()


def _answers(found: Summary) -> bytes:
    """Labels, folds and out-of-fold probabilities, in the order of the data."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        allow_pickle=False,
        probabilities=found.out_of_fold,
        labels=found.data.labels,
        folds=found.folds,
    )
    return out.getvalue()


def _glance(found: Summary) -> Iterator[str]:
    low, high = found.agreement.interval
    interval = f"{100 * low:.2f} to {percent(high)}"
    yield facts(
        [
            Fact(percent(found.mean), "mean accuracy of the folds"),
            Fact(percent(found.deviation), "standard deviation"),
            Fact(percent(found.accuracies.min()), "worst fold"),
            Fact(percent(found.accuracies.max()), "best fold"),
            Fact(seconds(found.seconds), "one fold after the other"),
        ]
    )
    yield paragraph(
        f"Each of the {count(found.agreement.images, 'image')} was read by the one "
        f"network that it was held back from: {found.agreement.right:,} right (95 % "
        f"interval {interval}). Every fold has each digit in its proportion."
    )
    if told := own(found):
        yield paragraph(told)
    yield paragraph(repeats(found))


def _folds(found: Summary) -> str:
    return table(
        ["Fold", "Images", "Accuracy", "Loss", "Epochs", "Seconds"],
        (
            [
                str(fold + 1),
                f"{len(result.held_back):,}",
                percent(result.accuracy),
                f"{result.loss:.4f}",
                str(len(result.history["loss"])),
                f"{result.seconds:.1f}",
            ]
            for fold, result in sorted(found.results.items())
        ),
    )


def _page(found: Summary, sections: list[Section]) -> bytes:
    settings = found.plan.hyperparameters
    return page(
        "Cross-validation",
        summary(found),
        sections,
        [
            f"Recipe {found.plan.recipe}, seed {settings.seed}, {settings.epochs} "
            f"epochs at most; each fold on {count(THREADS, 'thread')}.",
            f"Data {found.data.name}: {count(len(found.data.labels), 'image')}; "
            f"SHA-256 {found.data.sha256}.",
            f"Made by Digitpad {digitpad.__version__} on {now()}, {processor()}.",
        ],
    )
