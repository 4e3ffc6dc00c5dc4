"""One service for all tests of a file that change nothing in it."""

from collections.abc import Iterator

import pytest
from serving import Service, service


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service("--timeout", "1", home=tmp_path_factory.mktemp("home")) as started:
        yield started
