"""Small model files to begin with: one as shipped, others as Keras 2 and 3 write them.

`write_seeds` writes them with h5py alone, in the forms in which HDF5 keeps a model: old
and new metadata, plain and packed arrays, texts of fixed and of any length.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt

from digitpad.paths import asset

Layer = dict[str, Any]
Arrays = Mapping[str, npt.NDArray[Any]]
Weights = Mapping[str, Arrays]

_KERAS_2 = Path(__file__).parents[1] / "digitpad" / "h5model" / "keras_2_models.py"


def write_seeds(folder: Path, *, by_keras_2: bool) -> list[Path]:
    """Write all seeds.

    Args:
        folder: Where they go.
        by_keras_2: Also models that Keras 2 itself writes, which takes half a minute.
    """
    shutil.copy(asset("mnist_cnn_model.h5"), folder / "shipped.h5")
    write_model(folder / "sequential.h5", *_sequential())
    _write_as_keras_2(folder / "nested.h5")
    _write_packed(folder / "packed.h5")
    if by_keras_2:
        program = [sys.executable, _KERAS_2, folder]
        subprocess.run(program, check=True, stderr=subprocess.DEVNULL)
    return sorted(folder.glob("*.h5"))


def layer(kind: str, name: str, **settings: Any) -> Layer:
    """The entry of a layer in a description."""
    return {"class_name": kind, "config": {"name": name, **settings}, "name": name}


def write_model(path: Path, layers: list[Layer], weights: Weights) -> None:
    """Write a Sequential model as Keras 3 does, and a card."""
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "3.15.1"
        file.attrs["backend"] = "tensorflow"
        config = {"name": "sequential", "layers": layers}
        describe(file, {"class_name": "Sequential", "config": config})
        groups = file.create_group("model_weights")
        names = [each["config"]["name"] for each in layers]
        groups.attrs["layer_names"] = [name.encode() for name in names]
        for name in names:
            fill(groups.create_group(name), weights.get(name, {}))
        add_card(file)


def describe(file: h5py.File, description: object) -> None:
    """Write the architecture."""
    file.attrs["model_config"] = json.dumps(description)


def fill(group: h5py.Group, arrays: Arrays, **how: Any) -> None:
    """Write a layer's weights; `how` goes to h5py."""
    names = [f"{group.name.rpartition('/')[2]}/{name}" for name in arrays]
    # NumPy has an empty list as floats, and so has Keras.
    group.attrs["weight_names"] = [name.encode() for name in names] or np.zeros(0)
    for name, array in zip(names, arrays.values(), strict=True):
        group.create_dataset(name, data=array, **how)


def add_card(file: h5py.File, **arrays: npt.NDArray[Any]) -> None:
    """Write the group in which Digitpad keeps what it knows of a model."""
    card = json.dumps({"recipe": "seed", "input_range": "0..1"}).encode()
    file["digitpad/card"] = np.frombuffer(card, np.uint8)
    for name, array in arrays.items():
        file[f"digitpad/{name}"] = array


def some(*shape: int) -> npt.NDArray[np.float32]:
    """Weights, always the same ones."""
    return np.random.default_rng(7).normal(0, 0.1, shape).astype(np.float32)


def normalisation(channels: int) -> dict[str, npt.NDArray[np.float32]]:
    """The weights of a BatchNormalization."""
    ones = np.ones(channels, np.float32)
    return {"gamma": ones, "beta": ones, "moving_mean": ones, "moving_variance": ones}


def _sequential() -> tuple[list[Layer], Weights]:
    layers = [
        layer("InputLayer", "pixels", batch_shape=[None, 28, 28, 1]),
        layer("Conv2D", "conv", filters=4, kernel_size=[3, 3], activation="relu"),
        layer("BatchNormalization", "norm", axis=-1, epsilon=1e-3),
        layer("MaxPooling2D", "pool", pool_size=[2, 2]),
        layer("Flatten", "flat"),
        layer("Dropout", "drop", rate=0.5),
        layer("Dense", "end", units=10, activation="softmax"),
    ]
    weights = {
        "conv": {"kernel": some(3, 3, 1, 4), "bias": some(4)},
        "norm": normalisation(4),
        "end": {"kernel": some(676, 10), "bias": some(10)},
    }
    return layers, weights


def _write_as_keras_2(path: Path) -> None:
    """A Functional model with one nested in it, and texts of any length."""
    inner = {
        "name": "inner",
        "layers": [
            layer("InputLayer", "in", batch_input_shape=[None, 7, 7, 4])
            | {"inbound_nodes": []},
            layer("BatchNormalization", "frozen", axis=[3], trainable=False)
            | {"inbound_nodes": [[["in", 0, 0, {}]]]},
        ],
        "input_layers": [["in", 0, 0]],
        "output_layers": [["frozen", 0, 0]],
    }
    layers = [
        layer("InputLayer", "pixels", batch_input_shape=[None, 28, 28, 1])
        | {"inbound_nodes": []},
        layer("Conv2D", "conv", filters=4, kernel_size=[4, 4], strides=[4, 4])
        | {"inbound_nodes": [[["pixels", 0, 0, {}]]]},
        {"class_name": "Functional", "name": "inner", "config": inner}
        | {"inbound_nodes": [[["conv", 0, 0, {}]], [["inner", 1, 0, {}]]]},
        layer("Add", "sum")
        | {"inbound_nodes": [[["inner", 1, 0, {}], ["inner", 2, 0, {}]]]},
        layer("Flatten", "flat") | {"inbound_nodes": [[["sum", 0, 0, {}]]]},
        layer("Dense", "end", units=10) | {"inbound_nodes": [[["flat", 0, 0, {}]]]},
    ]
    config = {
        "name": "model",
        "layers": layers,
        "input_layers": [["pixels", 0, 0]],
        "output_layers": [["end", 0, 0]],
    }
    weights: Weights = {
        "conv": {"kernel:0": some(4, 4, 1, 4), "bias:0": some(4)},
        "inner": {f"{name}:0": array for name, array in normalisation(4).items()},
        "end": {"kernel:0": some(196, 10), "bias:0": some(10)},
    }
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "2.15.0"
        describe(file, {"class_name": "Functional", "config": config})
        groups = file.create_group("model_weights")
        names = [each["config"]["name"] for each in layers]
        groups.attrs.create("layer_names", names, dtype=h5py.string_dtype())
        for name in names:
            fill(groups.create_group(name), weights.get(name, {}))
        add_card(file)


def _write_packed(path: Path) -> None:
    """Arrays in packed chunks with check sums, and the newest kind of metadata."""
    layers, weights = _sequential()
    packed = {"compression": "gzip", "shuffle": True, "fletcher32": True}
    with h5py.File(path, "w", libver="latest") as file:
        describe(file, {"class_name": "Sequential", "config": layers})
        groups = file.create_group("model_weights", track_order=True)
        names = [each["config"]["name"].encode() for each in layers]
        groups.attrs["layer_names0"], groups.attrs["layer_names1"] = (
            names[:4],
            names[4:],
        )
        for name in names:
            arrays = weights.get(name.decode(), {})
            fill(groups.create_group(name), arrays, **packed)
        add_card(
            file,
            temperature=np.array(1.5),
            bank_features=some(20, 676).astype(np.float16),
            bank_labels=np.arange(20, dtype=np.uint8) % 10,
            bank_images=np.zeros((20, 28, 28), np.uint8),
        )
