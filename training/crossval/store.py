"""Keeps finished folds, so that a cross-validation that was killed goes on."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from digitpad.atomic import write_bytes
from digitpad.regular import read_regular
from training import facts
from training.crossval.task import (
    THREADS,
    Data,
    FoldResult,
    Plan,
    folds_in,
    packed,
    unpacked,
)
from training.lessons import synthetic_facts

FOLDER: Final = "folds"
_LARGEST: Final = 2**31 - 1  # bytes
_HISTORY: Final = {"loss", "accuracy", "validation_loss", "validation_accuracy"}


class FoldStore:
    """A file for each finished fold, named by all that its numbers follow from.

    A fold of other settings, other images or another processor has another name: it is
    neither taken for this one nor written over.

    Args:
        folder: Of the whole cross-validation.
        data: Its images.
        plan: How they are trained on.
    """

    def __init__(self, folder: Path, data: Data, plan: Plan) -> None:
        self._folder = folder / FOLDER
        conditions = json.dumps(_conditions(data, plan), sort_keys=True)
        self._held_back = np.bincount(folds_in(data, plan), minlength=plan.folds)
        self._test = len(data.test)
        self._key = hashlib.sha256(conditions.encode()).hexdigest()[:12]

    def finished(self, folds: int) -> dict[int, FoldResult]:
        """The folds that need not be trained again, by number."""
        found = {}
        for fold in range(folds):
            try:
                kept = unpacked(read_regular(self._path(fold), _LARGEST))
            except (OSError, ValueError):
                continue
            # A file that somebody gave another name is of another fold.
            if kept.fold == fold and self._fits(kept):
                found[fold] = kept
        return found

    def keep(self, result: FoldResult) -> None:
        """Write a finished fold, whole or not at all.

        Raises:
            OSError: It cannot be written.
        """
        write_bytes(self._path(result.fold), packed(result))

    def _fits(self, kept: FoldResult) -> bool:
        """Whether it has an answer for each image, and a figure for each epoch."""
        answers = len(kept.held_back), len(kept.test)
        return (
            answers == (self._held_back[kept.fold], self._test)
            and 0 <= kept.accuracy <= 1
            and set(kept.history) == _HISTORY
        )

    def _path(self, fold: int) -> Path:
        return self._folder / f"fold_{fold + 1:02}_{self._key}.npz"


def _conditions(data: Data, plan: Plan) -> dict[str, Any]:
    return {
        "data": data.sha256,
        "test": hashlib.sha256(data.test.data).hexdigest(),
        "recipe": plan.recipe,
        "hyperparameters": asdict(plan.hyperparameters),
        **synthetic_facts(plan.hyperparameters),
        "folds": plan.folds,
        "versions": facts.versions(THREADS),
    }
