"""`explore`, as the shell sees it."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from some_digits import DATA

from digitpad.models import builtin_model
from training.arguments import COMMANDS, parser

MODEL = str(builtin_model())
PICTURES = {"classes", "sheet", "means", "greys", "thickness", "slant"}
# 300 test images; one of them again, and one again with another label; an empty one;
# and one of MNIST's training images.
INK = np.concatenate(
    [
        DATA.test_ink[:300],
        DATA.test_ink[5:7],
        np.zeros((1, 28, 28), np.uint8),
        DATA.training_ink[:1],
    ]
)
LABELS = np.concatenate(
    [DATA.test_labels[:300], [DATA.test_labels[5], 0, 3, DATA.training_labels[0]]]
).astype(np.uint8)


def explore(*arguments: str | Path) -> int:
    options = parser().parse_args(["explore", *map(str, arguments)])
    status: int = COMMANDS["explore"].run(options)
    return status


def told_by(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "exploration.json").read_text())
    return found


@pytest.fixture
def data(tmp_path: Path) -> str:
    np.savez(tmp_path / "some.npz", x=INK, y=LABELS)
    return str(tmp_path / "some.npz")


def test_the_report_tells_what_is_odd_about_the_data(
    tmp_path: Path, data: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert explore("--data", data, "--out", out) == 0
    assert {path.stem for path in out.glob("*.png")} == PICTURES
    told = told_by(out)
    assert told["classes"]["counts"] == np.bincount(LABELS).tolist()
    assert told["without_ink"] == 1
    assert told["repeats"] == {
        "images": 2,
        "labelled_otherwise": 1,
        "first": [
            [f"{data}, image {300 + i}", f"{data}, image {5 + i}"] for i in (0, 1)
        ],
    }
    assert told["among_mnist_training_images"] == 1
    assert told["among_mnist_test_images"] == 302
    assert told["label_errors"] is None
    words = capfd.readouterr().out
    assert "2 images repeat an earlier one exactly, 1 of them with another" in words
    assert "χ²" in words
    assert "1 MNIST training image and 302 MNIST test images" in words
    assert "1 image without any ink." in words


def test_a_model_names_the_labels_that_it_contradicts(
    tmp_path: Path, data: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert explore("--data", data, "--model", MODEL, "--out", out) == 0
    assert (out / "label_errors.png").exists()
    errors = told_by(out)["label_errors"]
    wrong = next(each for each in errors["first"] if each["place"].endswith("301"))
    assert (wrong["label"], wrong["digit"]) == (0, DATA.test_labels[6])
    # The model has seen one of the images: MNIST trains with it.
    assert "learnt from 1 of these 304 images" in capfd.readouterr().out


def test_the_model_says_when_it_has_seen_nothing_of_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    np.savez(tmp_path / "test.npz", x=DATA.test_ink[:100], y=DATA.test_labels[:100])
    data, out = tmp_path / "test.npz", tmp_path / "out"
    assert explore("--data", data, "--model", MODEL, "--out", out) == 0
    assert "has learnt from none of these images" in capfd.readouterr().out
    assert "No label is contradicted" in (out / "report.html").read_text()


def test_the_page_needs_nothing_beside_it(tmp_path: Path, data: str) -> None:
    out = tmp_path / "out"
    assert explore("--data", data, "--model", MODEL, "--out", out) == 0
    text = (out / "report.html").read_text()
    sources = re.findall(r'(?:src|srcset|href)="([^"]{0,22})', text)
    assert len(sources) > 2 * len(PICTURES)
    assert set(sources) == {"data:image/png;base64,"}
    assert "<script" not in text


def test_data_without_labels_are_looked_at_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    np.savez(tmp_path / "nameless.npz", x=DATA.test_ink[:30])
    data, out = tmp_path / "nameless.npz", tmp_path / "out"
    assert explore("--data", data, "--out", out) == 0
    assert {path.stem for path in out.glob("*.png")} == PICTURES - {"classes"}
    assert "30 images" in capfd.readouterr().out
    assert told_by(out)["classes"] is None
    assert explore("--data", data, "--model", MODEL, "--out", out) == 1
    assert "has no labels" in capfd.readouterr().err


def test_a_single_image_is_data_enough(tmp_path: Path) -> None:
    np.savez(tmp_path / "one.npz", x=DATA.test_ink[:1], y=DATA.test_labels[:1])
    out = tmp_path / "out"
    assert explore("--data", tmp_path / "one.npz", "--out", out) == 0
    assert "none is labelled 0 or 1 or 2" in (out / "report.html").read_text()


def test_an_evaluation_is_no_earlier_exploration(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "evaluation.json").write_text("{}")
    assert explore("--out", tmp_path) == 1
    assert "none of this report (evaluation.json)" in capfd.readouterr().err


def test_out_of_fold_answers_contradict_labels_too(
    tmp_path: Path, data: str, capfd: pytest.CaptureFixture[str]
) -> None:
    probabilities = np.full((len(LABELS), 10), 0.001, np.float32)
    probabilities[np.arange(len(LABELS)), LABELS] = 0.991
    probabilities[17] = np.roll(probabilities[17], 1)
    answers = tmp_path / "out_of_fold.npz"
    np.savez(answers, probabilities=probabilities, labels=LABELS)
    out = tmp_path / "out"
    assert explore("--data", data, "--out-of-fold", answers, "--out", out) == 0
    (error,) = told_by(out)["label_errors"]["first"]
    assert error["place"] == f"{data}, image 17"
    assert "1 label contradicted with confidence. The answers are out-of-fold" in (
        capfd.readouterr().out
    )
