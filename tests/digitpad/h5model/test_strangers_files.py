"""Files that are damaged, hostile or something else: one sentence, and no harm."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from own_models import load_own

from digitpad.errors import ModelError
from digitpad.h5model import file, load_network, source
from digitpad.paths import asset

Change = Callable[[h5py.File], None]

SHIPPED = asset("mnist_cnn_model.h5")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the shipped model, to be spoilt."""
    copy = tmp_path / "stranger.h5"
    copy.write_bytes(SHIPPED.read_bytes())
    return copy


def refusal(path: Path) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(ModelError) as caught:
        load_network(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path.name}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_strangers_copy_of_the_shipped_model_reads_the_same(path: Path) -> None:
    pixels = np.random.default_rng(1).random((300, 28, 28), np.float32)
    stranger, shipped = load_network(path), load_own(SHIPPED)
    assert stranger.sha256 == shipped.sha256
    assert stranger.card == shipped.card
    for found, expected in zip(stranger.run(pixels), shipped.run(pixels), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "absent.h5")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "not an ordinary file" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.h5"
    os.mkfifo(pipe)
    assert "not an ordinary file" in refusal(pipe)


def test_an_empty_file_is_refused(path: Path) -> None:
    path.write_bytes(b"")
    assert "empty" in refusal(path)


def test_a_huge_file_is_refused_unread(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(10 << 30)  # a hole, not ten gigabytes
    assert "larger than Digitpad reads (200 MB)" in refusal(path)


def test_a_file_that_grows_while_it_is_read_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = path.stat()
    shorter = os.stat_result([*found[:6], 1000, *found[7:]])
    monkeypatch.setattr(Path, "stat", lambda _: shorter)
    monkeypatch.setattr(source, "MOST_BYTES", 2 << 20)
    assert "larger than Digitpad reads (2 MB)" in refusal(path)


def test_bytes_behind_the_end_are_zeros() -> None:
    content = file._Bytes(b"1234")
    buffer = bytearray(b"abcdef")
    content.seek(2)
    content.readinto(memoryview(buffer))
    assert buffer == b"34\0\0\0\0"
    content.seek(100)
    content.readinto(memoryview(buffer))
    assert buffer == bytes(6)


def test_something_else_is_refused(path: Path) -> None:
    path.write_bytes(b"digits are fun " * 1000)
    assert "no HDF5 file" in refusal(path)


def test_the_keras_format_is_named(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(1000))
    assert ".keras format" in refusal(path)


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.99])
def test_a_cut_file_is_refused(share: float, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in refusal(path)


@pytest.mark.slow
def test_no_damage_in_the_metadata_brings_the_program_down(path: Path) -> None:
    content = SHIPPED.read_bytes()
    random = np.random.default_rng(11)
    for _ in range(12):
        damaged = bytearray(content)
        for place in random.integers(8, 4096, 20):
            damaged[place] = random.integers(256)
        path.write_bytes(damaged)
        with suppress(ModelError):
            probabilities, _ = load_network(path).run(np.zeros((1, 28, 28), np.float32))
            assert np.isfinite(probabilities).all()


def test_weights_without_an_architecture_are_named(path: Path) -> None:
    change(path, lambda file: file.attrs.__delitem__("model_config"))
    assert "no architecture" in refusal(path)


def test_a_link_to_another_file_is_not_followed(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.h5"
    other.write_bytes(SHIPPED.read_bytes())

    def link(file: h5py.File) -> None:
        name = first_weight(file)
        del file[name]
        file[name] = h5py.ExternalLink(str(other), name)

    change(path, link)
    assert "outside itself" in refusal(path)


def test_a_soft_link_is_not_followed(path: Path) -> None:
    def link(file: h5py.File) -> None:
        file["elsewhere"] = file["model_weights"]
        del file["model_weights"]
        file["model_weights"] = h5py.SoftLink("/elsewhere")

    change(path, link)
    assert "outside itself" in refusal(path)


def test_numbers_kept_in_another_file_are_not_read(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(1 << 20))

    def keep_outside(file: h5py.File) -> None:
        name = first_weight(file)
        shape = file[name].shape
        size = file[name].nbytes
        del file[name]
        file.create_dataset(name, shape, np.float32, external=[(secret, 0, size)])

    change(path, keep_outside)
    assert "outside itself" in refusal(path)


def test_a_virtual_dataset_is_not_read(path: Path, tmp_path: Path) -> None:
    def make_virtual(file: h5py.File) -> None:
        name = first_weight(file)
        layout = h5py.VirtualLayout(file[name].shape, np.float32)
        layout[:] = h5py.VirtualSource(SHIPPED, name, file[name].shape)
        del file[name]
        file.create_virtual_dataset(name, layout)

    change(path, make_virtual)
    assert "outside itself" in refusal(path)


@pytest.mark.parametrize(
    ("compression", "words"), [(None, "damaged"), ("gzip", "million weights")]
)
def test_a_small_file_that_declares_huge_weights_is_refused(
    compression: str | None, words: str, path: Path
) -> None:
    def declare(file: h5py.File) -> None:
        name = first_weight(file)
        del file[name]
        shape = (1 << 20, 1 << 20)
        file.create_dataset(name, shape, np.float32, compression=compression)

    change(path, declare)
    assert words in refusal(path)


def test_a_chunk_far_larger_than_its_dataset_is_refused(path: Path) -> None:
    def declare(file: h5py.File) -> None:
        name = first_weight(file)
        shape = file[name].shape
        del file[name]
        unlimited = (None,) * len(shape)
        chunks = (*shape[:-1], 1 << 24)
        file.create_dataset(name, shape, np.float32, maxshape=unlimited, chunks=chunks)

    change(path, declare)
    assert "damaged" in refusal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_the_child_can_take_no_more_than_500_megabytes() -> None:
    code = """
from digitpad.h5model.child import main
main()
try:
    bytes(450 << 20)
except MemoryError:
    raise SystemExit(77)
"""
    child = subprocess.run(
        [sys.executable, "-c", code],
        input=SHIPPED.read_bytes(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    assert child.returncode == 77


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_the_child_can_take_no_more_than_three_seconds_of_the_processor() -> None:
    code = """
import resource
from digitpad.h5model.child import main
main()
raise SystemExit(resource.getrlimit(resource.RLIMIT_CPU)[1])
"""
    child = subprocess.run(
        [sys.executable, "-c", code],
        input=SHIPPED.read_bytes(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    assert child.returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_the_child_can_open_no_file_once_it_reads() -> None:
    code = """
import errno
from digitpad.h5model.child import main
main()
try:
    open(__import__("os").devnull)
except OSError as error:
    raise SystemExit(error.errno == errno.EMFILE and 77)
"""
    child = subprocess.run(
        [sys.executable, "-c", code],
        input=SHIPPED.read_bytes(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    assert child.returncode == 77


@pytest.mark.slow
def test_a_good_file_is_read_where_the_child_starts_late(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a busy machine does to every program.
    late = "import time; time.sleep(6)"
    (tmp_path / "sitecustomize.py").write_text(late)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    start = time.monotonic()
    assert load_network(path).classes == 11
    assert time.monotonic() - start > 6


def test_the_childs_sentence_can_still_be_translated(path: Path) -> None:
    def declare(file: h5py.File) -> None:
        name = first_weight(file)
        del file[name]
        file.create_dataset(name, (1 << 20, 1 << 20), np.float32, compression="gzip")

    change(path, declare)
    with pytest.raises(ModelError) as caught:
        load_network(path)
    told = caught.value.parameters["sentence"]
    assert isinstance(told, ModelError)
    assert "more than {most} million weights" in told.template
    assert told.parameters == {"most": 16}


def test_weights_that_are_no_numbers_are_refused(path: Path) -> None:
    def replace(file: h5py.File) -> None:
        name = first_weight(file)
        del file[name]
        file[name] = np.array([b"seven", b"eight"])

    change(path, replace)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_not_finite_are_refused(value: float, path: Path) -> None:
    def spoil(file: h5py.File) -> None:
        file[first_weight(file)][0] = value

    change(path, spoil)
    assert "not finite" in refusal(path)


@pytest.mark.parametrize("value", [1e38, -1e10])
def test_a_weight_too_large_to_calculate_with_is_refused(
    value: float, path: Path
) -> None:
    def enlarge(file: h5py.File) -> None:
        file[first_weight(file)][0] = value

    change(path, enlarge)
    assert "too large to calculate with" in refusal(path)


def test_weights_so_large_that_the_answer_is_no_number_are_refused(
    path: Path,
) -> None:
    def enlarge(file: h5py.File) -> None:
        def enlarge_one(name: str, found: object) -> None:
            if isinstance(found, h5py.Dataset) and name.endswith(("gamma", "kernel")):
                found[...] = 9e8

        file["model_weights"].visititems(enlarge_one)

    change(path, enlarge)
    assert "answers are not finite" in refusal(path)


def test_a_weight_of_another_shape_is_refused(path: Path) -> None:
    def reshape(file: h5py.File) -> None:
        name = first_weight(file)
        content = file[name][...].reshape(-1)
        del file[name]
        file[name] = content

    change(path, reshape)
    sentence = refusal(path)
    assert "Conv2D" in sentence
    assert "shape" in sentence


def test_a_missing_weight_is_refused(path: Path) -> None:
    change(path, lambda file: file.__delitem__(first_weight(file)))
    assert "damaged" in refusal(path)


def test_code_in_the_file_is_never_run_and_its_layer_is_named(
    keras: Any, save: Callable[[Any], Path], tmp_path: Path
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Lambda(lambda x: x, name="surprise"),
            layers.Dense(10),
        ]
    )
    sentence = refusal(save(model))
    assert "Layer surprise (Lambda) holds program code" in sentence


def first_weight(file: h5py.File) -> str:
    """Path of the first convolution's kernel."""
    group = file["model_weights"]
    layer = next(name for name in group if name.startswith("conv2d"))
    names = group[layer].attrs["weight_names"]
    return f"model_weights/{layer}/{names[0]}"


def change(path: Path, how: Change) -> None:
    """Alter the file with h5py."""
    with h5py.File(path, "r+") as file:
        how(file)
