"""Keeps finished folds, so that a cross-validation that was killed goes on."""

import hashlib
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from digitpad.atomic import write_bytes
from training import facts
from training.crossval.task import THREADS, Data, FoldResult, Plan, packed, unpacked
from training.lessons import synthetic_facts

FOLDER: Final = "folds"
# What NumPy and zipfile raise when they read what is no result.
_DAMAGED: Final = (zipfile.BadZipFile, EOFError, ValueError, LookupError, TypeError)


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
        self._key = hashlib.sha256(conditions.encode()).hexdigest()[:12]

    def finished(self, folds: int) -> dict[int, FoldResult]:
        """The folds that need not be trained again, by number."""
        found = {}
        for fold in range(folds):
            try:
                kept = unpacked(self._path(fold).read_bytes())
            except (OSError, *_DAMAGED):
                continue
            # A file that somebody gave another name is of another fold.
            if kept.fold == fold:
                found[fold] = kept
        return found

    def keep(self, result: FoldResult) -> None:
        """Write a finished fold, whole or not at all.

        Raises:
            OSError: It cannot be written.
        """
        write_bytes(self._path(result.fold), packed(result))

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
