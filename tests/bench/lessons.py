"""What a few corrections buy: each writer's digits, some taught, the others judged.

    python tests/bench/lessons.py DIGITS.jsonl.gz

Each line of the file is {"label": "7", "writer": "...", "strokes": [...]}. Of every
writer with enough rows, and of every digit of which the model reads some row wrongly or
refuses it, a few rows are taught, drawn at random, right ones and wrong ones; all other
rows of the writer judge the answers before and after.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digitpad import Recognizer, mnist
from digitpad.guard import Guard
from digitpad.h5model import Network
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.lessons import Lesson
from digitpad.memory import directions_of, rises, with_rises
from digitpad.models import builtin_model
from digitpad.refusals import answer_refusal, ink_refusal
from digitpad.variations import drawn_again
from training.figures.mcnemar import mcnemar
from training.handwriting.samples import samples as synthetic

Floats = npt.NDArray[np.float32]
REFUSED = -1


class Seen:
    """Ink as a network sees it, and how much like training digits it is."""

    def __init__(self, network: Network, inputs: Floats, lesson: Lesson) -> None:
        self.probabilities, self.features = network.run_bare(inputs)
        self.directions = directions_of(self.features)
        others = lesson.memory.others
        parts = np.array_split(self.directions, len(inputs) // 1000 + 1)
        self.others = np.concatenate([others.likeness(part) for part in parts])
        self.is_odd = np.array([bool(ink_refusal(each)) for each in inputs])
        self.threshold = network.trust.refusal_threshold

    def answers(
        self, lesson: Lesson | None, places: npt.NDArray[np.intp] | slice
    ) -> npt.NDArray[np.intp]:
        """The digit read in each, or `REFUSED`, with what a lesson changes."""
        found = self.probabilities[places]
        if lesson is not None:
            own = lesson.own.likeness(self.directions[places])
            found = with_rises(found, rises(own, self.others[places], lesson.leeway))
        refused = [bool(answer_refusal(row, self.threshold)) for row in found]
        is_refused = self.is_odd[places] | np.array(refused, bool)
        return np.where(is_refused, REFUSED, found[:, :10].argmax(axis=1))


@dataclass
class Tally:
    """What came out for one number of rows taught of each digit."""

    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    taught: int = 0
    taught_right: int = 0
    refused_lessons: int = 0
    mnist: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    # By writer and row: how often it was judged, and how often right afterwards.
    judged: dict[str, dict[int, list[bool]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("digits", type=Path)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=60, help="rows of a writer")
    parser.add_argument("--model", type=Path, default=builtin_model())
    options = parser.parse_args()
    bench = Bench(Recognizer.load(options.model).network, _rows(options.digits))
    print(HEAD, flush=True)
    for count in (1, 3, 5):
        tally = Tally()
        for writer in bench.writers(options.least):
            for draw in range(options.draws):
                bench.judge(tally, writer, count, (options.seed, count, draw))
        print(_line(count, tally, bench.is_right), flush=True)


class Bench:
    """The rows as the model sees them, each read but once."""

    def __init__(self, network: Network, rows: list[Sample]) -> None:
        self._rows = rows
        self._network = network
        self._labels = np.array([int(row.label or 0) for row in rows])
        self._writers = np.array([row.writer or "" for row in rows])
        self._none = self._lesson([], np.empty((0, 13, 1), np.float16))
        inputs = np.stack([drawn_again(row.drawing, 0)[0] for row in rows])
        self._seen = Seen(network, inputs, self._none)
        self._answers = self._seen.answers(None, slice(None))
        self.is_right = self._answers == self._labels
        self._guard = Guard(network, self._none)
        digits = mnist.load()
        self._mnist = Seen(network, mnist.as_model_inputs(digits.test_ink), self._none)
        self._mnist_labels = digits.test_labels
        self._mnist_right = self._mnist_accuracy(None)
        ink, _ = synthetic(2000, (99,), no_digit=1.0)
        self._others = Seen(network, mnist.as_model_inputs(ink), self._none)
        self._passed = self._share_passed(None)
        self._copies: dict[int, npt.NDArray[np.float16]] = {}

    def writers(self, least: int) -> Iterator[str]:
        """Those with enough rows, and something to teach."""
        for writer, count in sorted(Counter(self._writers.tolist()).items()):
            if count >= least and not self.is_right[self._writers == writer].all():
                yield writer

    def judge(
        self, tally: Tally, writer: str, count: int, seed: tuple[int, ...]
    ) -> None:
        """Teach some rows of a writer, and read the others."""
        rows = np.flatnonzero(self._writers == writer)
        random = np.random.default_rng((*seed, int(rows[0])))
        wrong = np.unique(self._labels[rows][~self.is_right[rows]])
        taught = np.concatenate(
            [random.permutation(rows[self._labels[rows] == d])[:count] for d in wrong]
        )
        lesson = self._taught(taught, tally)
        rest = np.setdiff1d(rows, taught)
        self._count(tally.before, self._answers[rest], rest)
        after = self._seen.answers(lesson, rest)
        self._count(tally.after, after, rest)
        tally.rows += len(rest)
        for row, right in zip(rest, after == self._labels[rest], strict=True):
            tally.judged[writer][int(row)].append(bool(right))
        again = self._seen.answers(lesson, taught) == self._labels[taught]
        tally.taught += len(taught)
        tally.taught_right += int(again.sum())
        tally.mnist.append(self._mnist_right - self._mnist_accuracy(lesson))
        tally.others.append(self._share_passed(lesson) - self._passed)

    def _taught(self, rows: npt.NDArray[np.intp], tally: Tally) -> Lesson:
        features = np.stack([self._features(int(row)) for row in rows])
        whole = self._lesson(self._labels[rows].tolist(), features)
        places, leeway, loss = self._guard.permitted(whole, np.ones(len(rows), bool))
        tally.refused_lessons += len(rows) - len(places)
        return Lesson(
            whole.model,
            whole.sha256s[places],
            whole.labels[places],
            whole.features[places],
            whole.others,
            whole.other_labels,
            leeway,
            loss,
        )

    def _features(self, row: int) -> npt.NDArray[np.float16]:
        if row not in self._copies:
            inputs = np.stack(drawn_again(self._rows[row].drawing))
            self._copies[row] = self._network.run_bare(inputs)[1].astype(np.float16)
        return self._copies[row]

    def _lesson(self, labels: list[int], features: npt.NDArray[np.float16]) -> Lesson:
        bank = self._network.trust.bank
        if bank is None:
            raise SystemExit("the model's file has no training digits to compare with")
        return Lesson(
            self._network.sha256,
            np.array([str(place) for place in range(len(labels))], "U64"),
            np.array(labels, np.uint8),
            features,
            bank.features.astype(np.float16),
            bank.labels,
        )

    def _share_passed(self, lesson: Lesson | None) -> float:
        """Of things that are no digits, the share taken for one."""
        return float((self._others.answers(lesson, slice(None)) != REFUSED).mean())

    def _mnist_accuracy(self, lesson: Lesson | None) -> float:
        found = self._mnist.probabilities
        if lesson is not None:
            own = lesson.own.likeness(self._mnist.directions)
            found = with_rises(found, rises(own, self._mnist.others, lesson.leeway))
        return float((found[:, :10].argmax(axis=1) == self._mnist_labels).mean())

    def _count(
        self,
        counter: Counter[str],
        answers: npt.NDArray[np.intp],
        rows: npt.NDArray[np.intp],
    ) -> None:
        wrong = answers != self._labels[rows]
        counter["wrong"] += int(wrong.sum())
        counter["refused"] += int((answers == REFUSED).sum())


HEAD = (
    "| taught of each | rows judged | answers wrong or refused | of these refused | "
    "taught rows read right | writers better / worse | worse beyond chance | "
    "MNIST's test set, mean and most lost | other things accepted, mean and most | "
    "lessons refused |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def _line(count: int, tally: Tally, was_right: npt.NDArray[np.bool_]) -> str:
    before, after = tally.before, tally.after
    changes = [_changed(rows, was_right) for rows in tally.judged.values()]
    better = sum(gained > lost for gained, lost in changes)
    worse = sum(lost > gained for gained, lost in changes)
    # Two-sided exact tests, corrected by Holm for so many writers.
    chances = sorted(mcnemar(*each) for each in changes if each[1] > each[0])
    limits = [0.05 / (len(changes) - place) for place in range(len(chances))]
    beyond = 0
    for chance, limit in zip(chances, limits, strict=True):
        if chance > limit:
            break
        beyond += 1
    return (
        f"| {count} | {tally.rows} | {before['wrong']} → {after['wrong']} "
        f"({after['wrong'] / before['wrong']:.2f}) | "
        f"{before['refused']} → {after['refused']} | "
        f"{tally.taught_right / tally.taught:.1%} | {better} / {worse} | {beyond} | "
        f"{_percent(tally.mnist)} | {_percent(tally.others)} | "
        f"{tally.refused_lessons} of {tally.taught} |"
    )


def _changed(
    rows: dict[int, list[bool]], was_right: npt.NDArray[np.bool_]
) -> tuple[int, int]:
    """How many rows of a writer are gained and lost, by most of the draws."""
    is_right = {row: np.mean(found) > 0.5 for row, found in rows.items()}
    gained = sum(bool(now and not was_right[row]) for row, now in is_right.items())
    lost = sum(bool(not now and was_right[row]) for row, now in is_right.items())
    return gained, lost


def _percent(shares: list[float]) -> str:
    return f"{np.mean(shares) * 100:.3f}, {np.max(shares) * 100:.2f} %"


def _rows(path: Path) -> list[Sample]:
    found = [sample for _, sample in read_ink_file(path)]
    rows = [s for s in found if isinstance(s, Sample) and not s.drawing.is_empty]
    if not rows:
        sys.exit(f"{path} holds no drawing")
    return rows


if __name__ == "__main__":
    main()
