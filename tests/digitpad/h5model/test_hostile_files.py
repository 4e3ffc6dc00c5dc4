"""Each hostile file ends in one sentence or is read, at a bounded price.

All of them are opened by one program in place of the window, as `tests/fuzz` does.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_models import FILES, MARKER, write

FUZZ = Path(__file__).parents[2] / "fuzz"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="memory is measured as Linux tells it",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of each file, by its name."""
    folder = tmp_path_factory.mktemp("hostile")
    outcomes = {}
    with subprocess.Popen(
        [sys.executable, FUZZ / "h5_window.py", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env=os.environ | {"DIGITPAD_HOME": str(folder / "home")},
        text=True,
    ) as window:
        assert window.stdin is not None
        assert window.stdout is not None
        for name, (change, _) in FILES.items():
            path = folder / "hostile.h5"
            write(path, change)
            window.stdin.write(json.dumps({"path": str(path)}) + "\n")
            window.stdin.flush()
            outcomes[name] = json.loads(window.stdout.readline())
    assert window.returncode == 0
    return outcomes | {MARKER: (folder / MARKER).exists()}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_read(name: str, opened: dict[str, Any]) -> None:
    words, found = FILES[name][1], opened[name]
    if words is None:
        assert found["kind"] == "read, probabilities finite", found
    else:
        assert found["kind"] == "refused in a sentence", found
        assert words in found["told"]
    child = found["child"]
    assert max(found["megabytes"], child["megabytes"]) < 500
    assert found["seconds"] + child["seconds"] < 5


@pytest.mark.slow
def test_no_hostile_file_has_run_code(opened: dict[str, Any]) -> None:
    assert not opened[MARKER]


@pytest.mark.slow
def test_damaged_files_do_not_reach_the_window(tmp_path: Path) -> None:
    options = ("60", "--cuts", "400", "--real", "2", "--own-seeds")
    fuzz = subprocess.run(
        [sys.executable, FUZZ / "h5_files.py", *options, "--keep", tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert fuzz.returncode == 0, fuzz.stdout
    assert "reached the opening process: 0" in fuzz.stdout
    assert not list(tmp_path.iterdir())
