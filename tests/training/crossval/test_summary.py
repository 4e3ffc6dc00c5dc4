"""What the folds come to, without training anything."""

import json

import numpy as np
import pytest

from digitpad import mnist
from training.crossval import page
from training.crossval.folds import folds_of
from training.crossval.summary import Summary
from training.crossval.task import Data, FoldResult, Plan

PLAN = Plan("walkthrough", {"epochs": 1}, folds=3)
HISTORY = {
    name: [0.5]
    for name in ("loss", "accuracy", "validation_loss", "validation_accuracy")
}
LABELS = mnist.load().training_labels[:60]
FOLDS = folds_of(LABELS, PLAN.folds, PLAN.hyperparameters.seed)


def summary(copies: list[tuple[int, int]]) -> Summary:
    """Of 60 images, of which some are copied over others; every answer is a 1."""
    ink = mnist.load().training_ink[:60].copy()
    for source, place in copies:
        ink[place] = ink[source]
    results = {}
    for fold, size in enumerate(np.bincount(FOLDS)):
        answers = np.zeros((size, 10), np.float32)
        answers[:, 1] = 1
        results[fold] = FoldResult(fold, 0.1, 2.0, HISTORY, answers, answers, b"", 1.0)
    return Summary(Data("a few", "0" * 64, ink, LABELS, ink[:0]), PLAN, results)


def of_fold(fold: int) -> list[int]:
    return np.flatnonzero(fold == FOLDS).tolist()


@pytest.mark.parametrize(
    ("copies", "count"),
    [
        ([], 0),
        ([(of_fold(0)[0], of_fold(0)[1])], 0),  # held back together
        ([(of_fold(0)[0], of_fold(2)[0])], 2),
        ([(of_fold(1)[3], of_fold(1)[4]), (of_fold(1)[3], of_fold(2)[5])], 3),
    ],
)
def test_images_that_two_folds_share_are_counted(
    copies: list[tuple[int, int]], count: int
) -> None:
    assert summary(copies).repeated == count


def test_the_report_says_what_a_network_knew_of_its_judges() -> None:
    alone, shared = summary([]), summary([(of_fold(0)[0], of_fold(1)[0])])
    assert page.repeats(alone) == "No image stands in two folds, pixel for pixel."
    told = page.repeats(shared)
    assert told.startswith("2 images stand in another fold too, pixel for pixel: ")
    files = page.files(shared)
    assert told in files[page.PAGE].decode()
    assert json.loads(files[page.JSON_FILE])["images_of_two_folds"] == 2
