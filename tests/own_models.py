"""Make models, and load those that a test has made or that ship with the program."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from digitpad import models, paths
from digitpad.h5model import Network, load_network


def load_own(path: Path) -> Network:
    """Load a model in this process, like a file whose SHA-256 is known."""
    return load_network(path, known=[hashlib.sha256(path.read_bytes()).hexdigest()])


def make_model(path: Path, **card: Any) -> Path:
    """Make a copy of the shipped model whose card says this and nothing else."""
    shutil.copy(models.builtin_model(), path)
    with h5py.File(path, "r+") as file:
        del file["digitpad/card"]
        content = json.dumps(card).encode()
        file["digitpad/card"] = np.frombuffer(content, np.uint8)
    return path


def make_mine(path: Path, recipe: str = "notebook") -> Path:
    """Make a model whose card says what one trained in a notebook's way would say."""
    return make_model(
        path,
        recipe=recipe,
        date="2026-11-20T10:11:12+00:00",
        seed=5,
        test_accuracy=0.975,
        history={"loss": [0.5, 0.25]},
    )


def weaken(path: Path) -> Path:
    """Let a model read worse: it knows no 9."""
    with h5py.File(path, "r+") as file:
        layers = file["model_weights"]
        groups = [layers[name] for name in layers.attrs["layer_names"]]
        *_, last = (group for group in groups if len(group.attrs["weight_names"]))
        _, bias = last.attrs["weight_names"]
        last[bias][9] = -100
    return path


def put_into_library(made: Path) -> Path:
    """Move a model to where adopting would copy it, without the time to check it."""
    mark = hashlib.sha256(made.read_bytes()).hexdigest()[:8]
    place = paths.models_folder() / f"{made.stem}-{mark}.h5"
    place.parent.mkdir(parents=True, exist_ok=True)
    return made.rename(place)


def arrays_of(path: Path) -> dict[str, bytes]:
    """Every array that Keras wrote into a model file, by its place."""
    found: dict[str, bytes] = {}

    def take(name: str, item: object) -> None:
        if isinstance(item, h5py.Dataset) and not name.startswith("digitpad/"):
            found[name] = item[()].tobytes()

    with h5py.File(path) as file:
        file.visititems(take)
    assert found
    return found
