"""What the tests of the service share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Service, service

from digitpad.paths import asset


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all tests of a file that change nothing in it."""
    with service("--timeout", "1", home=tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model as another file: one byte longer, and so a stranger's."""
    path = tmp_path_factory.mktemp("models") / "other.h5"
    path.write_bytes(asset("mnist_cnn_model.h5").read_bytes() + b"\0")
    return path
