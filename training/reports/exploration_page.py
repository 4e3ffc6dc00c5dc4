"""Shows what there is to know of some data: a page, and its pictures."""

from collections.abc import Iterator, Mapping
from typing import Final

import digitpad
from training.charts.picture import Picture
from training.charts.sheets import png
from training.facts import now
from training.figures.balance import Balance
from training.figures.disagreement import ENOUGH
from training.reports.exploration import JSON_FILE, Exploration, as_json
from training.reports.exploration_charts import CHARTS, MOST_SUSPECTS, charts
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
from training.reports.words import count, percent

PAGE: Final = "report.html"
# Of all files that an exploration may write.
FILES: Final = frozenset({PAGE, JSON_FILE, *(f"{name}.png" for name in CHARTS)})
_MOST_REPEATS: Final = 20

Charts = Mapping[str, Picture]


def files(found: Exploration) -> dict[str, bytes]:
    """All files of the report: content by name."""
    drawn = {chart.name: chart for chart in charts(found)}
    return {
        PAGE: _page(found, drawn),
        JSON_FILE: as_json(found),
        **{chart.file: chart.light for chart in drawn.values()},
    }


def summary(found: Exploration) -> str:
    """What the data are, in a sentence or two."""
    told = f"{count(len(found.pool), 'image')} of {found.pool.name}"
    if found.balance is None:
        return f"{told}, without labels."
    absent = [str(d) for d in range(10) if not found.balance.counts[d]]
    if absent:
        return f"{told}; none is labelled {' or '.join(absent)}."
    return f"{told}, labelled; each digit is among them."


def findings(found: Exploration) -> Iterator[str]:
    """What is to be known before one trains on them, in sentences."""
    if found.balance is not None:
        yield _evenness(found.balance)
    yield _repeats(found)
    if any(found.in_mnist):
        yield _overlap(found)
    if found.without_ink:
        yield f"{count(found.without_ink, 'image')} without any ink."
    if found.opinions is not None and found.balance is not None:
        yield (
            f"{count(len(found.suspects), 'label')} contradicted with confidence. "
            f"{found.opinions.origin}"
        )


def _evenness(found: Balance) -> str:
    counts, p = found.counts, found.probability
    few, many = int(counts.argmin()), int(counts.argmax())
    times = "" if found.ratio is None else f", {found.ratio:.2f} times as many"
    chance = "more than chance would do" if p < 0.05 else "no more than chance would do"
    told = "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
    return (
        f"The fewest images are of {few} ({counts[few]:,}), the most of {many} "
        f"({counts[many]:,}{times}). Against equal shares χ² is "
        f"{found.chi_square:,.1f} with {found.freedom} degrees of freedom ({told}): "
        f"{chance}."
    )


def _repeats(found: Exploration) -> str:
    repeats = len(found.repeats.later)
    if not repeats:
        return "No image stands there twice, pixel for pixel."
    told = f"{count(repeats, 'image repeats', 'images repeat')} an earlier one exactly"
    if contradicting := int(found.contradicting.sum()):
        return f"{told}, {contradicting:,} of them with another label."
    return f"{told}."


def _overlap(found: Exploration) -> str:
    training, test = found.in_mnist
    told, so = [], []
    if training:
        told.append(count(training, "MNIST training image"))
        so.append("a model that learnt from MNIST knows the training images")
    if test:
        told.append(count(test, "MNIST test image"))
    if test and found.balance is not None:
        so.append("a model that learns from these must not be judged by that test set")
    also = f"Pixel for pixel, these images include {' and '.join(told)}"
    return f"{also}: {', and '.join(so)}." if so else f"{also}."


def _page(found: Exploration, drawn: Charts) -> bytes:
    sections = [
        Section("At a glance", (_glance(found),)),
        Section("What they look like", tuple(_looks(found, drawn))),
        Section("Greys, thickness and slant", tuple(_figures(drawn))),
        Section("The same image twice", tuple(_same(found))),
    ]
    if found.balance is not None:
        sections.insert(
            1,
            Section(
                "How many of each",
                (
                    beside(
                        pictures([drawn["classes"]]),
                        paragraph(_evenness(found.balance)),
                    ),
                ),
            ),
        )
        sections.append(Section("Likeliest label errors", tuple(_errors(found))))
    footer = [
        *(
            f"Data {samples.name}: {count(len(samples), 'image')}; "
            f"SHA-256 {samples.sha256}."
            for samples in found.pool.sources
        ),
        f"Made by Digitpad {digitpad.__version__} on {now()}.",
    ]
    return page(f"What is in {found.pool.name}", summary(found), sections, footer)


def _glance(found: Exploration) -> str:
    greys = found.appearance.greys
    told = [Fact(f"{len(found.pool):,}", "images")]
    if found.balance is not None and found.balance.ratio is not None:
        ratio = f"{found.balance.ratio:.2f}"
        told.append(
            Fact(ratio, "times as many in the largest class as in the smallest")
        )
    told.append(Fact(f"{len(found.repeats.later):,}", "exact repeats"))
    told.append(Fact(f"{found.without_ink:,}", "without ink"))
    told.append(Fact(percent(1 - greys[0] / greys.sum(), 1), "of the pixels have ink"))
    if found.opinions is not None and found.balance is not None:
        told.append(Fact(f"{len(found.suspects):,}", "likely label errors"))
    return facts(told)


def _looks(found: Exploration, drawn: Charts) -> Iterator[str]:
    yield pictures([drawn["sheet"], drawn["means"]])
    which = "each digit" if found.balance is not None else "all"
    yield paragraph(
        "First, images from the whole of the data, evenly chosen. Then the mean of "
        f"{which}, and the spread: as strong as ink where the images differ most."
    )


def _figures(drawn: Charts) -> Iterator[str]:
    yield pictures([drawn["thickness"], drawn["slant"]])
    words = paragraph(
        "Half of the images lie within the bar, nine tenths within the line, and the "
        "dot is the median. Thickness is twice the ink's area over the length of its "
        "edge, in pixels of 28x28; slant is how far the ink leans, in degrees, above 0 "
        "to the right."
    )
    yield beside(pictures([drawn["greys"]]), words)


def _same(found: Exploration) -> Iterator[str]:
    yield paragraph(_repeats(found))
    if any(found.in_mnist):
        yield paragraph(_overlap(found), "note")
    later, first = (each[:_MOST_REPEATS].tolist() for each in found.repeats)
    if not later:
        return
    labels, place = found.pool.labels, found.pool.place
    told = ["–"] * len(found.pool) if labels is None else labels.astype(str)
    yield table(
        ["Image", "Label", "repeats", "Label"],
        (
            [place(a), told[a], place(b), told[b]]
            for a, b in zip(later, first, strict=True)
        ),
        "texts",
    )
    if more := len(found.repeats.later) - len(later):
        yield paragraph(f"And {more:,} more; {JSON_FILE} names up to 1,000.")


def _errors(found: Exploration) -> Iterator[str]:
    if found.opinions is None:
        yield paragraph("With --model, a model says which labels it contradicts.")
        return
    yield paragraph(found.opinions.origin, "note")
    if not found.suspects:
        yield paragraph("No label is contradicted with confidence.")
        return
    shown = found.suspects[:MOST_SUSPECTS]
    which = "All" if len(shown) == len(found.suspects) else f"{len(shown)} of"
    yield paragraph(
        f"{which} {count(len(found.suspects), 'label')} that another digit "
        "contradicts: one that is at least as probable as in images that are labelled "
        f"so, or has {percent(ENOUGH, 0)}. The widest apart come first, with the "
        "probabilities of the label and of the other digit. Many are odd images, "
        "labelled well: look before you correct."
    )
    yield tiles(
        Tile(
            png(found.pool.ink[each.place]),
            f"{each.label}, or {each.digit}?",
            f"{percent(each.for_label, 1)}, {percent(each.for_digit, 1)}",
            found.pool.short_place(each.place),
            found.pool.place(each.place),
            f"Labelled {each.label}, more like {each.digit}",
        )
        for each in shown
    )
