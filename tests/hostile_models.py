"""Model files that mean harm, and with which words each is refused.

`FILES` has by name the function that writes the file and a part of the sentence; None
where the harm is none and the file is read.
"""

import functools
import json
import pickle
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import h5py
import numpy as np
from fuzz.h5_seeds import describe, fill, layer, some, write_model

MARKER: Final = "code_was_run"

Change = Callable[[h5py.File], object]

DAMAGED: Final = "The file is damaged"
# The limit of the processor's time, or on a busy machine that of the clock.
LIMIT: Final = "is damaged"

_KERNEL: Final = "model_weights/end/end/kernel"
_PIXELS: Final = layer("InputLayer", "pixels", batch_shape=[None, 28, 28, 1])
_LAYERS: Final = [
    _PIXELS,
    layer("Flatten", "flat"),
    layer("Dense", "end", units=10, activation="softmax"),
]
_WEIGHTS: Final = {"end": {"kernel": some(784, 10), "bias": some(10)}}


class Bomb:
    """What pickle would unpack by running code."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path(MARKER),)


PICKLE: Final = pickle.dumps(Bomb())


def write(path: Path, change: Change) -> None:
    """Write a small model and change it; what a change returns is done to its bytes."""
    write_model(path, _LAYERS, _WEIGHTS)
    with h5py.File(path, "r+") as file:
        patch = change(file)
    if callable(patch):
        patch(path)


def _config(value: object, **how: Any) -> Change:
    """Another value in the place of the description."""

    def change(file: h5py.File) -> None:
        del file.attrs["model_config"]
        file.attrs.create("model_config", value, **how)

    return change


def _text(text: str) -> Change:
    return _config(text, dtype=h5py.string_dtype())


def _layers(*layers: Any) -> Change:
    config = {"class_name": "Sequential", "config": {"layers": [_PIXELS, *layers]}}
    return lambda file: describe(file, config)


def _kernel(*shape: int, **how: Any) -> Change:
    """Another dataset in the place of a kernel."""

    def change(file: h5py.File) -> None:
        del file[_KERNEL]
        file.create_dataset(_KERNEL, shape or None, **({"dtype": np.float32} | how))

    return change


def _layer_names(*names: bytes | str) -> Change:
    def change(file: h5py.File) -> None:
        found = [name.encode() if isinstance(name, str) else name for name in names]
        file["model_weights"].attrs["layer_names"] = np.array(found)

    return change


def _weight_names(*names: bytes) -> Change:
    def change(file: h5py.File) -> None:
        file["model_weights/end"].attrs["weight_names"] = np.array(names)

    return change


def _code() -> dict[str, Any]:
    function = {"class_name": "__lambda__", "config": {"code": "4wEAAAAAAAAA"}}
    return layer("Lambda", "surprise", function=function)


def _link_to_itself(file: h5py.File) -> None:
    group = file["model_weights/end"]
    group["again"] = group
    _weight_names(b"again/" * 1000 + b"end/kernel", b"end/bias")(file)


def _root_in_the_root(file: h5py.File) -> None:
    del file["model_weights"]
    file["model_weights"] = file["/"]
    file.attrs["layer_names"] = [b"model_weights"] * 1000


def _endless_names(file: h5py.File) -> None:
    """Sixteen million openings of a dataset that holds nothing."""
    group = file["model_weights/end"]
    group["x"] = np.zeros(0, np.float32)
    group.attrs["weight_names"] = np.array([b"x"] * 4096)
    file["model_weights"].attrs["layer_names"] = np.array([b"end"] * 4096)


def _largest(file: h5py.File) -> None:
    """Weights that cost ONNX Runtime more than those of other layers."""
    width = 20_000
    _layers(
        layer("Reshape", "flat", target_shape=[1, 1, 784]),
        layer("SeparableConv2D", "wide", filters=width, kernel_size=[1, 1]),
        layer("Reshape", "row", target_shape=[width]),
        layer("Dense", "end", units=10),
    )(file)
    _layer_names("flat", "wide", "row", "end")(file)
    groups = file["model_weights"]
    del groups["end"]
    zeros = functools.partial(np.zeros, dtype=np.float32)
    wide = {
        "depthwise_kernel": zeros((1, 1, 784, 1)),
        "pointwise_kernel": zeros((1, 1, 784, width)),
        "bias": zeros(width),
    }
    end = {"kernel": zeros((width, 10)), "bias": zeros(10)}
    for name, arrays in {"wide": wide, "row": {}, "end": end}.items():
        fill(groups.create_group(name), arrays, chunks=True, compression=1)


def _many_names(file: h5py.File) -> None:
    attributes = file["model_weights"].attrs
    del attributes["layer_names"]
    for part in range(30):
        attributes[f"layer_names{part}"] = [b"end"] * 2000


def _many_attributes(file: h5py.File) -> None:
    for index in range(1000):
        file.attrs[f"a{index}"] = index


def _unicode(file: h5py.File) -> None:
    name = "ziffern \u6570\u5b57 \U0001f522"
    file.move("model_weights/end", f"model_weights/{name}")
    _layer_names("pixels", "flat", name)(file)
    file.attrs["model_config"] = file.attrs["model_config"].replace(
        '"name": "end"', f'"name": {json.dumps(name)}'
    )


def _one_text_for_all(file: h5py.File) -> Callable[[Path], None]:
    """The names become 4,000 references to the one text of 1 MB that the file holds."""
    size, count = 1 << 20, 4000
    group = file["model_weights"]
    del group.attrs["layer_names"]
    names = ["x" * size] + [""] * (count - 1)
    group.attrs.create("layer_names", names, dtype=h5py.string_dtype())

    def patch(path: Path) -> None:
        content = bytearray(path.read_bytes())
        text = content.index(b"x" * size)
        heap = content.rindex(b"GCOL", 0, text)
        reference = struct.pack("<IQI", size, heap, 1)
        start = content.index(reference)
        content[start : start + count * len(reference)] = reference * count
        path.write_bytes(content)

    return patch


def _dataset_for_group(file: h5py.File) -> None:
    del file["model_weights"]
    file["model_weights"] = np.zeros(10, np.float32)


def _extra(name: str, *shape: int, **how: Any) -> Change:
    return lambda file: file.create_dataset(f"digitpad/{name}", shape or None, **how)


FILES: Final[dict[str, tuple[Change, str | None]]] = {
    "nothing changed": (lambda _: None, None),
    "a lambda": (_layers(_code()), "holds program code"),
    "a class of one's own": (
        _layers(layer("Evil", "own") | {"registered_name": "evil>Evil"}),
        "of a kind that Digitpad does not read",
    ),
    "a module of one's own": (
        _layers(layer("Dense", "own", units=10) | {"module": "os"}),
        "of a kind that Digitpad does not read",
    ),
    "a pickle for a description": (_config(np.void(PICKLE)), DAMAGED),
    "a pickle as text": (_text(PICKLE.decode("latin-1").replace("\0", "")), "damaged"),
    "a pickle for a card": (_extra("card2", data=np.frombuffer(PICKLE, "u1")), None),
    "a pickle for a weight": (_kernel(data=np.void(PICKLE), dtype=None), DAMAGED),
    "objects for weights": (_kernel(784, 10, dtype=h5py.ref_dtype), DAMAGED),
    "lists for weights": (
        _kernel(784, 10, dtype=h5py.vlen_dtype(np.float32)),
        DAMAGED,
    ),
    "texts for weights": (_kernel(784, 10, dtype=h5py.string_dtype()), DAMAGED),
    "records for weights": (_kernel(784, 10, dtype=[("a", "f4")]), DAMAGED),
    "whole numbers for weights": (_kernel(data=some(784, 10), dtype="i1"), "floating"),
    "a number for a description": (_config(7), DAMAGED),
    "numbers for a description": (_config(np.zeros(9)), DAMAGED),
    "texts for a description": (_config([b"{}", b"{}"]), DAMAGED),
    "no text for a description": (_config(b"\xff\xfe"), "damaged"),
    "nothing for a description": (_config(h5py.Empty("S10")), DAMAGED),
    "references for a description": (
        lambda file: _config(file["/"].ref, dtype=h5py.ref_dtype)(file),
        DAMAGED,
    ),
    "a huge number in the description": (_text("9" * 100_000), "damaged"),
    "100,000 layers": (_layers(*[{"class_name": "ReLU"}] * 100_000), "than 512 layers"),
    "100,000 long layers": (
        _layers(*[{"class_name": "LeakyReLU", "config": {}}] * 100_000),
        "longer than Digitpad reads (4 MB)",
    ),
    "a description of 60 MB": (_text(" " * (60 << 20)), DAMAGED),
    "a model that holds itself": (
        lambda file: _layers({"class_name": "Sequential", "config": [_PIXELS]})(file),
        "damaged",
    ),
    "no dimensions": (_kernel(data=np.float32(1)), "shape"),
    "32 dimensions": (_kernel(data=np.ones([1] * 32)), "shape"),
    "a dimension of 0": (
        _kernel(0, 1 << 40, maxshape=(None, None), chunks=(1, 1024)),
        "shape",
    ),
    "more than 64 bits can count": (
        _kernel(1 << 33, 1 << 33, chunks=(1, 1024)),
        DAMAGED,
    ),
    "the largest dimension": (_kernel((1 << 63) - 1, chunks=(1024,)), DAMAGED),
    "64 MB of zeros, packed": (_kernel(16_000_000 - 10, compression=9), "shape"),
    "128 MB of zeros, packed": (
        _kernel(16_000_000 - 10, dtype=np.float64, compression=9),
        "shape",
    ),
    "a terabyte beside the card": (
        _extra("bulk", 1 << 40, dtype="u1", compression=1),
        "larger than 32 MB",
    ),
    "another filter": (_kernel(784, 10, compression="lzf"), DAMAGED),
    "numbers that a float32 cannot hold": (
        _kernel(data=np.full((784, 10), 1e300), dtype=np.float64),
        "not finite",
    ),
    "as many weights as may be": (_largest, None),
    "1,000 attributes": (_many_attributes, None),
    "a group within itself": (_link_to_itself, None),
    "the root within the root": (_root_in_the_root, "has 0 weights"),
    "the root beside the card": (
        lambda f: f["digitpad"].__setitem__("r", f["/"]),
        None,
    ),
    "names without end": (_endless_names, LIMIT),
    "60,000 names": (_many_names, "million weights"),
    "names with a way up": (_layer_names(b"pixels", b"../model_weights/end"), DAMAGED),
    "names from the root on": (_layer_names(b"/model_weights/end"), DAMAGED),
    "a dot for a name": (_layer_names(b".", b".."), DAMAGED),
    "an empty name": (_layer_names(b""), DAMAGED),
    "a name that is no text": (_layer_names(b"\xff\xfe\x80"), DAMAGED),
    "a weight's name with lines": (_weight_names(b"end/\n\x1b[2J", b"x"), DAMAGED),
    "names in other alphabets": (_unicode, None),
    "a dataset for the group": (_dataset_for_group, DAMAGED),
    "one long text 4,000 times": (_one_text_for_all, DAMAGED),
}
