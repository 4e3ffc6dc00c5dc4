"""`digitpad cv` as people start it: real child processes, on a few images."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist

FOLDS = 3


@pytest.fixture
def test_images(tmp_path: Path) -> Path:
    """Twelve of MNIST's test images, without labels."""
    path = tmp_path / "test.npz"
    np.savez(path, x=mnist.load().test_ink[:12])
    return path


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "training", "cv", "--folds", str(FOLDS)]
    few = ["--limit", "240", "--epochs", "2", "--workers", "1"]
    return subprocess.Popen(
        [*command, *few, *options],
        cwd=folder,
        env=os.environ | {"DIGITPAD_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(folder: Path, *options: str) -> tuple[str, str]:
    with start(folder, *options) as child:
        out, errors = child.communicate()
    assert child.returncode == 0, errors
    return out, errors


def test_folds_are_reported_and_test_images_answered(
    tmp_path: Path, test_images: Path
) -> None:
    out, errors = ended(tmp_path, "--test", str(test_images))
    assert errors.count(" finished: ") == FOLDS
    assert "No image stands in two folds, pixel for pixel." in out
    assert "Report: crossval/report.html" in out
    figures = json.loads((tmp_path / "crossval" / "crossval.json").read_text())
    accuracies = [fold["accuracy"] for fold in figures["folds"]]
    assert figures["mean_accuracy"] == pytest.approx(np.mean(accuracies))
    assert figures["standard_deviation"] == pytest.approx(np.std(accuracies, ddof=1))
    with np.load(tmp_path / "crossval" / "out_of_fold.npz") as found:
        assert np.array_equal(found["labels"], mnist.load().training_labels[:240])
        right = found["probabilities"].argmax(axis=1) == found["labels"]
        assert [right[found["folds"] == k].mean() for k in range(FOLDS)] == accuracies
    assert np.trace(figures["confusion"]) == right.sum()
    with (tmp_path / "submission.csv").open() as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["ImageId", "Label"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, 13)]
    page = (tmp_path / "crossval" / "report.html").read_text()
    assert f"{100 * figures['mean_accuracy']:.2f}" in page


def test_a_killed_run_goes_on_with_the_next_fold_to_the_same_numbers(
    tmp_path: Path,
) -> None:
    with start(tmp_path) as child:
        assert child.stderr
        for line in child.stderr:
            if "fold 1 finished" in line:
                break
        child.kill()
    kept = [path.name for path in (tmp_path / "crossval" / "folds").iterdir()]
    assert len(kept) == 1
    _, errors = ended(tmp_path)
    assert "fold 1/3 epoch" not in errors
    assert "fold 3/3 epoch 2/2" in errors
    ended(tmp_path, "--out", "whole")
    torn, whole = (
        np.load(tmp_path / name / "out_of_fold.npz") for name in ("crossval", "whole")
    )
    assert np.array_equal(torn["probabilities"], whole["probabilities"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--folds", "60"], "too few for 60 folds"),
        (["--data", "none.csv"], "none.csv does not exist"),
        (["--out", "file"], "file is a file. Name a folder"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_training(
    tmp_path: Path, options: list[str], sentence: str
) -> None:
    (tmp_path / "file").write_text("")
    with start(tmp_path, *options) as child:
        out, errors = child.communicate()
    assert child.returncode == 1
    assert out == ""
    assert sentence in errors
    assert "epoch" not in errors
