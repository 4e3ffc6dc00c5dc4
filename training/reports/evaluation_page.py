"""Shows the evaluation of a model: a page, and its pictures."""

from collections.abc import Iterator
from typing import Final

import digitpad
from training.charts.calibration import FEWEST, calibration
from training.charts.confusion import confusion
from training.charts.picture import Picture
from training.charts.sheets import captioned_sheet, png
from training.facts import now, processor
from training.reports.evaluation import JSON_FILE, Evaluation, as_json
from training.reports.html import (
    Fact,
    Section,
    Tile,
    beside,
    facts,
    page,
    paragraph,
    pictures,
    table,
    tiles,
)
from training.reports.words import count, percent, seconds, shortened

PAGE: Final = "report.html"
_LONGEST_PLACE: Final = 26  # signs, below an image of the sheet
# Of all files that an evaluation may write.
FILES: Final = frozenset(
    {PAGE, JSON_FILE, "confusion.png", "calibration.png", "mistakes.png"}
)


def files(found: Evaluation) -> dict[str, bytes]:
    """All files of the report: content by name."""
    matrix, curve = confusion(found.agreement), calibration(found.reliability)
    charts = [matrix, curve]
    if len(found.worst):
        charts.append(_mistakes_sheet(found))
    return {
        PAGE: _page(found, matrix, curve),
        JSON_FILE: as_json(found),
        **{chart.file: chart.light for chart in charts},
    }


def summary(found: Evaluation) -> str:
    """What matters most, in a sentence or two."""
    agreement = found.agreement
    low, high = agreement.interval
    return (
        f"{found.model.name} reads {agreement.right:,} of "
        f"{count(agreement.images, 'image')} of {found.pool.name} right: "
        f"{percent(agreement.accuracy)} (95 % interval {100 * low:.2f} to "
        f"{percent(high)})."
    )


def warnings(found: Evaluation) -> Iterator[str]:
    """What keeps the accuracy from being that on new handwriting, in sentences."""
    same, images = int(found.seen.in_mnist.sum()), len(found.pool)
    if not same:
        yield (
            "None of these images is among MNIST's training images (compared pixel "
            "for pixel)."
        )
    else:
        sentence = (
            f"{same:,} of these {count(images, 'image')} "
            f"{'is' if same == 1 else 'are'} among MNIST's training images, pixel for "
            "pixel: a model that learnt from MNIST knows them."
        )
        if (new := found.agreement_on_new) is not None:
            sentence += (
                f" Of the {count(new.images, 'other', 'others')} it reads "
                f"{percent(new.accuracy)} right (95 % interval "
                f"{100 * new.interval.low:.2f} to {percent(new.interval.high)})."
            )
        yield sentence
    by_model = found.seen.by_model
    if by_model is None:
        yield "The model's file does not say what it learnt from."
    elif (learnt := int(by_model.sum())) > same:
        yield (
            f"By its card the model learnt from {learnt:,} of these images, or chose "
            "its best epoch by them: the accuracy is no promise for others."
        )
    if of_test := found.seen.of_test:
        yield (
            f"By its card the model learnt from {count(of_test, 'MNIST test image')}, "
            "and some are here: the accuracy is no promise for others."
        )


def _page(found: Evaluation, matrix: Picture, curve: Picture) -> bytes:
    return page(
        f"How well {found.model.name} reads",
        summary(found),
        [
            Section("At a glance", tuple(_glance(found))),
            Section("Digit by digit", (_digits(found, matrix),)),
            Section("How sure it is", (_curve(found, curve),)),
            Section("The worst mistakes", tuple(_mistakes(found))),
        ],
        _footer(found),
    )


def _glance(found: Evaluation) -> Iterator[str]:
    agreement, low_high = found.agreement, found.agreement.interval
    wrong = agreement.images - agreement.right
    interval = f"{100 * low_high.low:.2f} to {percent(low_high.high)}"
    yield facts(
        [
            Fact(percent(agreement.accuracy), f"accuracy, 95 % interval {interval}"),
            Fact(f"{wrong:,}", f"wrong of {count(agreement.images, 'image')}"),
            Fact(percent(agreement.mean_f1), "mean F1 of the digits"),
            Fact(percent(found.reliability.error), "expected calibration error"),
            Fact(seconds(found.seconds), "to read them all"),
        ]
    )
    is_warning = found.seen.in_mnist.any() or found.seen.of_test
    for sentence in warnings(found):
        yield paragraph(sentence, "note" if is_warning else "")
    if refused := int(found.answers.refused.sum()):
        yield paragraph(
            f"On the pad {refused:,} of them would be refused as no digit; here the "
            "likeliest digit counts for those too."
        )


def _digits(found: Evaluation, matrix: Picture) -> str:
    figures = table(
        ["Digit", "Images", "Precision", "Recall", "F1"],
        (
            [
                str(each.digit),
                f"{each.images:,}",
                percent(each.precision),
                percent(each.recall),
                percent(each.f1),
            ]
            for each in found.agreement.digits
        ),
    )
    words = paragraph(
        "Precision: of what was read as this digit, the share that is one. Recall: of "
        "this digit's images, the share that was read as it. F1 is the harmonic mean "
        "of both."
    )
    return beside(pictures([matrix]), figures + words)


def _curve(found: Evaluation, curve: Picture) -> str:
    excess = found.reliability.excess
    tendency = "surer" if excess > 0 else "less sure"
    words = (
        f"On average the model is {100 * abs(excess):.2f} points {tendency} than it is "
        "right. In fifteen ranges of confidence, confidence and accuracy are "
        f"{100 * found.reliability.error:.2f} points apart on average, each range "
        "counting by its images (expected calibration error).",
        "A dot is a range, larger where there are more images, and hollow where there "
        f"are fewer than {FEWEST}. The line through it is its 95 % interval. Below the "
        "dashed line the model is too sure, above it too unsure.",
    )
    return beside(pictures([curve]), "\n".join(map(paragraph, words)))


def _mistakes(found: Evaluation) -> Iterator[str]:
    wrong = found.agreement.images - found.agreement.right
    if not wrong:
        yield paragraph("There are none.")
        return
    shown = len(found.worst)
    which = "All" if shown == wrong else f"{shown} of"
    yield paragraph(
        f"{which} {count(wrong, 'mistake')}, the surest first: its label → what was "
        "read, how sure that was, and where the image stands."
    )
    yield tiles(_tile(found, int(place)) for place in found.worst)


def _tile(found: Evaluation, place: int) -> Tile:
    label, digit = found.labels[place], found.answers.digits[place]
    return Tile(
        png(found.pool.ink[place]),
        f"{label} → {digit}",
        percent(float(found.answers.confidence[place]), 1),
        found.pool.short_place(place),
        found.pool.place(place),
        f"Labelled {label}, read as {digit}",
    )


def _mistakes_sheet(found: Evaluation) -> Picture:
    captions = [
        (
            f"{found.labels[place]} → {found.answers.digits[place]}  "
            f"{percent(float(found.answers.confidence[place]), 1)}",
            shortened(found.pool.short_place(place), _LONGEST_PLACE),
        )
        for place in map(int, found.worst)
    ]
    heading = "The worst mistakes: label → what was read, and how sure that was"
    images = [found.pool.ink[place] for place in found.worst]
    return captioned_sheet("mistakes", heading, heading, images, captions)


def _footer(found: Evaluation) -> list[str]:
    card = found.network.card
    recipe = f", recipe {card.recipe}" if card.recipe else ""
    seed = "" if card.seed is None else f", seed {card.seed}"
    return [
        f"Model {found.model.name}: {found.network.description}{recipe}{seed}; "
        f"SHA-256 {found.network.sha256}.",
        *(
            f"Data {samples.name}: {count(len(samples), 'image')}; "
            f"SHA-256 {samples.sha256}."
            for samples in found.pool.sources
        ),
        f"Made by Digitpad {digitpad.__version__} on {now()}, {processor()}.",
    ]
