"""However a cross-validation is ended, its folds end with it and nothing is left."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

Cv = subprocess.Popen[bytes]
PATIENCE_S = 60


@pytest.fixture
def cv(tmp_path: Path) -> Iterator[Cv]:
    """A cross-validation whose two first folds have begun."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    folders = {"DIGITPAD_HOME": str(tmp_path / "home"), "TMPDIR": str(temporary)}
    few = ["--folds", "3", "--limit", "240", "--epochs", "200", "--workers", "2"]
    talking = ["--progress", "json", "--control", "stdin"]
    with subprocess.Popen(
        [sys.executable, "-m", "training", "cv", *few, *talking],
        cwd=tmp_path,
        env=os.environ | folders,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdout
        begun = 0
        for line in child.stdout:
            begun += json.loads(line)["event"] == "fold_started"
            if begun == 2:
                break
        assert begun == 2
        yield child
        child.kill()


@pytest.mark.parametrize("way", ["cancel", "stdin closed", "terminated", "killed"])
def test_no_fold_outlives_it(tmp_path: Path, cv: Cv, way: str) -> None:
    folds = psutil.Process(cv.pid).children(recursive=True)
    assert len(folds) == 2
    assert cv.stdin
    match way:
        case "cancel":
            cv.stdin.write(b"cancel\n")
            cv.stdin.flush()
        case "stdin closed":
            cv.stdin.close()
        case "terminated":
            cv.terminate()
        case "killed":
            cv.kill()
    status = cv.wait(PATIENCE_S)
    _, alive = psutil.wait_procs(folds, PATIENCE_S)
    assert alive == []
    if way == "killed":
        assert status == -signal.SIGKILL
    else:
        assert status == 130
        assert list((tmp_path / "temporary").iterdir()) == []
