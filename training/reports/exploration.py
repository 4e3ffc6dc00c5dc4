"""Looks at data: all the figures, and they as JSON."""

import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

import digitpad
from digitpad import mnist
from training.data.pool import Pool
from training.data.read import MNIST, MNIST_TEST
from training.data.repeats import Repeats, repeats_in, shared
from training.facts import now
from training.figures.appearance import Appearance, appearance
from training.figures.balance import Balance, balance
from training.figures.disagreement import Suspect, suspects
from training.figures.groups import Groups, groups
from training.figures.strokes import SHARES, Strokes, quantiles, strokes

JSON_FILE: Final = "exploration.json"
_MOST_TOLD: Final = 1000

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Opinions:
    """What models think the images show.

    Attributes:
        probabilities: (n, 10), float32.
        origin: Whose they are, and whether those models had seen the images, in a
            sentence or two.
    """

    probabilities: Floats
    origin: str


@dataclass(frozen=True)
class Exploration:
    """What there is to know of some images.

    Attributes:
        pool: The images.
        groups: By digit, or all in one where there are no labels.
        balance: How many of each digit; None without labels.
        appearance: What they look like.
        strokes: How thick and how slanted their ink is.
        repeats: Which of them stand there twice.
        in_mnist: How many of them MNIST has, for training and for testing, its own two
            sources left out.
        opinions: What models think of them, if they were asked.
        suspects: Labels that these contradict.
    """

    pool: Pool
    groups: Groups
    balance: Balance | None
    appearance: Appearance
    strokes: Strokes
    repeats: Repeats
    in_mnist: tuple[int, int]
    opinions: Opinions | None
    suspects: tuple[Suspect, ...]

    @property
    def without_ink(self) -> int:
        """How many images are empty paper."""
        return int(np.isnan(self.strokes.thickness).sum())

    @property
    def contradicting(self) -> npt.NDArray[np.bool_]:
        """Of the repeats, those that are labelled otherwise than the first."""
        labels = self.pool.labels
        if labels is None:
            return np.zeros(len(self.repeats.later), bool)
        return np.asarray(labels[self.repeats.later] != labels[self.repeats.first])


def explore(pool: Pool, opinions: Opinions | None = None) -> Exploration:
    """Look at images.

    Args:
        pool: At least one image.
        opinions: Of them, in their order; only with labels.
    """
    labels, found = pool.labels, groups(pool.labels, len(pool))
    contradicted: list[Suspect] = []
    if opinions is not None and labels is not None:
        contradicted = suspects(opinions.probabilities, labels)
    return Exploration(
        pool,
        found,
        None if labels is None else balance(labels),
        appearance(pool.ink, found),
        strokes(pool.ink),
        repeats_in(pool.ink),
        _in_mnist(pool),
        opinions,
        tuple(contradicted),
    )


def _in_mnist(pool: Pool) -> tuple[int, int]:
    data = mnist.load()
    own = [s for s in pool.sources if s.name not in (MNIST, MNIST_TEST)]
    training, test = (
        sum(len(shared(ink, samples.ink)) for samples in own)
        for ink in (data.training_ink, data.test_ink)
    )
    return training, test


def as_json(found: Exploration) -> bytes:
    """All figures, for programs."""
    facts = {
        "data": [
            {"name": samples.name, "sha256": samples.sha256, "images": len(samples)}
            for samples in found.pool.sources
        ],
        "images": len(found.pool),
        "classes": _classes(found.balance),
        "greys": found.appearance.greys.tolist(),
        "without_ink": found.without_ink,
        "quantiles": list(SHARES),
        "thickness_pixels": _distribution(found.strokes.thickness, found.groups),
        "slant_degrees": _distribution(found.strokes.slant, found.groups),
        "repeats": _repeats(found),
        "among_mnist_training_images": found.in_mnist[0],
        "among_mnist_test_images": found.in_mnist[1],
        "label_errors": _suspects(found),
        "digitpad": digitpad.__version__,
        "date": now(),
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _classes(found: Balance | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "counts": found.counts.tolist(),
        "chi_square": found.chi_square,
        "degrees_of_freedom": found.freedom,
        "p": found.probability,
    }


def _distribution(values: Floats, found: Groups) -> dict[str, list[float] | None]:
    rows = quantiles(values, found)
    return {
        name: None if np.isnan(row).any() else [round(float(x), 3) for x in row]
        for name, row in zip(found.names, rows, strict=True)
    }


def _repeats(found: Exploration) -> dict[str, Any]:
    place = found.pool.place
    later, first = (places[:_MOST_TOLD].tolist() for places in found.repeats)
    return {
        "images": len(found.repeats.later),
        "labelled_otherwise": int(found.contradicting.sum()),
        "first": [[place(a), place(b)] for a, b in zip(later, first, strict=True)],
    }


def _suspects(found: Exploration) -> dict[str, Any] | None:
    if found.opinions is None or found.balance is None:
        return None
    return {
        "by": found.opinions.origin,
        "count": len(found.suspects),
        "first": [
            {**suspect._asdict(), "place": found.pool.place(suspect.place)}
            for suspect in found.suspects[:_MOST_TOLD]
        ],
    }
