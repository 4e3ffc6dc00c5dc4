"""A user writes each digit a few times: how well are they read, before and after?

What the model learns from is never what it is judged by: of each digit one half is
learnt, the other half judges.
"""

import random
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.readings import DIGITS
from digitpad.refusals import answer_refusal, ink_refusal
from digitpad.variations import drawn_again
from digitpad.words import Phrase

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.memory import Memory
    from digitpad.sample_rows import OwnSample
    from digitpad.teach import Teacher


class Outcome(NamedTuple):
    """How many drawings were read wrongly or refused.

    Attributes:
        learnt: How many drawings were learnt from.
        judged: How many others judged.
        before: How many of these were wrong before.
        after: How many after.
    """

    learnt: int
    judged: int
    before: int
    after: int


def tasks(rounds: int, seed: int | None = None) -> list[int]:
    """The digits to write, each so many times, in random order.

    Nobody writes the same digit twice running as they would write it otherwise: no
    digit follows itself.

    Args:
        rounds: How often each is written.
        seed: The same gives the same order; without one each is another.
    """
    dice = random.Random(seed)
    found: list[int] = []
    for _ in range(rounds):
        order = dice.sample(range(DIGITS), DIGITS)
        if found and order[0] == found[-1]:
            order.reverse()
        found += order
    return found


def halves(
    samples: Sequence["OwnSample"],
) -> tuple[list["OwnSample"], list["OwnSample"]]:
    """Every second drawing of each digit to learn from, and the others to judge by.

    Args:
        samples: In the order in which they were written.
    """
    written: Counter[int] = Counter()
    parts: tuple[list[OwnSample], list[OwnSample]] = ([], [])
    for sample in samples:
        parts[written[sample.label] % 2].append(sample)
        written[sample.label] += 1
    return parts


def try_out(
    network: "Network",
    teacher: "Teacher",
    known: Sequence["OwnSample"],
    written: Sequence["OwnSample"],
) -> Outcome:
    """Find out what one half of the drawings teaches about the other; keep nothing.

    Args:
        network: The model.
        teacher: Its teacher.
        known: What it knows already, the latest first.
        written: What was written now, the first first.
    """
    learnt, judging = halves(written)
    before = teacher.lesson_of(known).lesson.memory
    after = teacher.lesson_of([*reversed(learnt), *known]).lesson.memory
    return Outcome(
        len(learnt),
        len(judging),
        wrong(network, before, judging),
        wrong(network, after, judging),
    )


def wrong(network: "Network", memory: "Memory", samples: Sequence["OwnSample"]) -> int:
    """How many drawings are refused, or read as another digit than their label."""
    if not samples:
        return 0
    inputs = np.stack([drawn_again(s.drawing, copies=0)[0] for s in samples])
    found = memory.applied(*network.run_bare(inputs))
    threshold = network.trust.refusal_threshold
    right = (
        int(row[:DIGITS].argmax()) == sample.label
        and not ink_refusal(ink)
        and not answer_refusal(row, threshold)
        for ink, row, sample in zip(inputs, found, samples, strict=True)
    )
    return len(samples) - sum(right)


def in_words(outcome: Outcome) -> str:
    """What came out, for people."""
    if not outcome.judged:
        return Phrase(
            "Too few were written to judge by: write each digit at least twice."
        )
    judged = outcome.judged
    return Phrase(
        "It learnt from {learnt} of them and was judged by the other {judged}: before "
        "it read {before} wrongly, now {after}. From here on it knows both halves.",
        learnt=outcome.learnt,
        judged=judged,
        before=_of(outcome.before, judged),
        after=_of(outcome.after, judged),
    )


def _of(count: int, whole: int) -> str:
    return f"{count} ({count / whole * 100:.0f} %)"
