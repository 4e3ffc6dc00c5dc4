"""What is learnt from is not what judges."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from digitpad import Recognizer, lessons
from digitpad.ink import Drawing
from digitpad.practice import Outcome, halves, in_words, tasks, try_out, wrong
from digitpad.sample_rows import OwnSample
from digitpad.teach import Teacher

# A cross, which the model refuses, and a 7.
CROSS = [[(0, 50), (100, 50)], [(50, 0), (50, 100)], [(0, 0), (100, 100)]]
SEVEN = [[(10, 10), (60, 10), (30, 90)]]


def _samples(*labelled: tuple[list[list[tuple[float, float]]], int]) -> list[OwnSample]:
    return [
        OwnSample(number, Drawing.of(strokes), label, sha256=f"{number:064}")
        for number, (strokes, label) in enumerate(labelled)
    ]


def test_each_digit_is_asked_for_as_often_and_never_twice_running() -> None:
    for seed in range(50):
        asked = tasks(4, seed)
        assert Counter(asked) == dict.fromkeys(range(10), 4)
        assert all(a != b for a, b in pairwise(asked))


def test_the_order_is_by_chance() -> None:
    assert tasks(2, 1) != tasks(2, 2)


def test_no_drawing_is_in_both_halves_and_each_digit_is_in_both() -> None:
    samples = _samples(*((SEVEN, label) for label in (7, 1, 7, 7, 1, 7, 3)))
    learnt, judging = halves(samples)
    assert [sample.number for sample in learnt] == [0, 1, 3, 6]
    assert [sample.number for sample in judging] == [2, 4, 5]


def test_a_hand_is_read_better_by_what_its_other_half_taught() -> None:
    network = Recognizer.load().network
    moved = [[(x + 3, y * 1.05) for x, y in stroke] for stroke in CROSS]
    written = _samples((CROSS, 8), (SEVEN, 7), (moved, 8), (SEVEN, 7))
    outcome = try_out(network, Teacher(network), [], written)
    assert outcome == Outcome(learnt=2, judged=2, before=1, after=0)
    assert network.memory is None


def test_who_has_written_much_is_taught_what_is_written_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lessons, "MOST_REMEMBERED", 2)
    network = Recognizer.load().network
    moved = [[(x + 3, y * 1.05) for x, y in stroke] for stroke in CROSS]
    written = _samples((CROSS, 8), (moved, 8))
    known = [replace(s, number=9, sha256="9" * 64) for s in _samples((SEVEN, 7))] * 2
    outcome = try_out(network, Teacher(network), known, written)
    assert outcome == Outcome(learnt=1, judged=1, before=1, after=0)


def test_what_is_refused_is_wrong() -> None:
    network = Recognizer.load().network
    bare = Teacher(network).lesson_of([]).lesson.memory
    assert wrong(network, bare, _samples((CROSS, 8), (SEVEN, 7), (SEVEN, 1))) == 2
    assert wrong(network, bare, []) == 0


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome(20, 20, 3, 1), "before it read 3 (15 %) wrongly, now 1 (5 %)."),
        (Outcome(1, 0, 0, 0), "Too few were written"),
    ],
)
def test_the_outcome_is_told(outcome: Outcome, words: str) -> None:
    assert words in in_words(outcome)
