"""The shipped model with a bank of training digits in its file."""

from pathlib import Path
from shutil import copyfile

import h5py
import numpy as np

from digitpad import mnist, models
from digitpad.card import GROUP
from digitpad.h5model import load_network

COUNT = 200


def add_bank(path: Path, count: int = COUNT) -> Path:
    """Make a copy of the shipped model and put its features of some digits into it."""
    shipped = models.builtin_model()
    digits = mnist.load()
    ink, labels = digits.training_ink[:count], digits.training_labels[:count]
    network = load_network(shipped, known=models.known_sha256s())
    features = network.run(ink.astype(np.float32) / 255)[1]
    copyfile(shipped, path)
    with h5py.File(path, "a") as file:
        group = file.require_group(GROUP)
        for name in [name for name in group if name.startswith("bank_")]:
            del group[name]
        group["bank_features"] = features.astype(np.float16)
        group["bank_labels"] = labels.astype(np.uint8)
        group["bank_images"] = ink
    return path
