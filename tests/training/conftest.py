"""Small training runs in this process; several tests look at the same one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from digitpad.progress import Message
from training import run
from training.control import Control
from training.request import Request

# The model file, and what the run told.
Run = tuple[Path, list[Message]]


@pytest.fixture(autouse=True)
def no_import_going_on() -> Iterator[None]:
    """A run that was refused may still import TensorFlow; the next test waits."""
    yield
    for thread in threading.enumerate():
        if thread.name == "tensorflow":
            thread.join()


@pytest.fixture(scope="session")
def walkthrough(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two epochs of the walkthrough on a few images, with pictures in `plots`."""
    folder = tmp_path_factory.mktemp("walkthrough")
    request = Request(
        out=folder / "model.h5",
        recipe="walkthrough",
        changes={"epochs": 2, "seed": 7, "batch_size": 32},
        limit=300,
        plots=folder / "plots",
    )
    import keras

    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, Control())
    return request.out, messages


@pytest.fixture(scope="session")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two epochs of the notebook on a few images."""
    out = tmp_path_factory.mktemp("notebook") / "model.h5"
    request = Request(out, changes={"epochs": 2, "batch_size": 32}, limit=300)
    import keras

    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, Control())
    return request.out, messages


@pytest.fixture(scope="session")
def digitpad(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Four epochs of Digitpad's own recipe on a few images."""
    out = tmp_path_factory.mktemp("digitpad") / "model.h5"
    changes = {"epochs": 4, "batch_size": 32}
    request = Request(out, "digitpad", changes, limit=300)
    import keras

    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, Control())
    return request.out, messages
