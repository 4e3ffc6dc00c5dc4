"""`evaluate`, as the shell sees it."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from some_digits import DATA, places_read_right

from digitpad.models import builtin_model
from training.arguments import COMMANDS, parser

MODEL = str(builtin_model())


def evaluate(*arguments: str | Path) -> int:
    options = parser().parse_args(["evaluate", *map(str, arguments)])
    status: int = COMMANDS["evaluate"].run(options)
    return status


@pytest.fixture
def data(tmp_path: Path) -> str:
    """200 test images that the model reads right; a 6 among them is labelled 5."""
    read_right = places_read_right()
    last_six = read_right[DATA.test_labels[read_right] == 6][-1]
    places = [*read_right[:198], last_six, read_right[198]]
    labels = DATA.test_labels[places]
    labels[198] = 5
    np.savez(tmp_path / "some.npz", x=DATA.test_ink[places], y=labels)
    return str(tmp_path / "some.npz")


def test_the_report_is_a_page_pictures_and_json(
    tmp_path: Path, data: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert evaluate(MODEL, "--data", data, "--out", out) == 0
    names = {path.name for path in out.iterdir()}
    assert names == {
        "report.html",
        "evaluation.json",
        "confusion.png",
        "calibration.png",
        "mistakes.png",
    }
    for name in names - {"report.html", "evaluation.json"}:
        with Image.open(out / name) as image:
            assert image.width >= 900
    told = capfd.readouterr()
    assert told.err == ""
    assert "reads 199 of 200 images" in told.out
    assert "99.50 % (95 % interval 97.22 to 99.91 %)" in told.out
    assert "None of these images is among MNIST's training images" in told.out


def test_the_json_tells_all_figures(tmp_path: Path, data: str) -> None:
    assert evaluate(MODEL, "--data", data, "--out", tmp_path / "out") == 0
    told = json.loads((tmp_path / "out" / "evaluation.json").read_text())
    assert (told["images"], told["right"], told["accuracy"]) == (200, 199, 0.995)
    assert told["interval_95"] == pytest.approx([0.97223, 0.99912], abs=1e-5)
    assert np.array(told["confusion"]).sum() == 200
    assert told["confusion"][5][6] == 1
    assert told["digits"][5]["recall"] < 1 == told["digits"][5]["precision"]
    assert sum(each["images"] for each in told["calibration"]["bins"]) == 200
    (mistake,) = told["worst_mistakes"]
    assert mistake["place"] == f"{data}, image 198"
    assert (mistake["label"], mistake["digit"]) == (5, 6)
    assert told["model"]["recipe"] == "digitpad"
    assert told["seconds"] > 0


def test_the_page_needs_nothing_beside_it(tmp_path: Path, data: str) -> None:
    assert evaluate(MODEL, "--data", data, "--out", tmp_path / "out") == 0
    text = (tmp_path / "out" / "report.html").read_text()
    sources = re.findall(r'(?:src|srcset|href)="([^"]{0,22})', text)
    assert len(sources) == 2 * 2 + 1  # two charts, light and dark, and one mistake
    assert set(sources) == {"data:image/png;base64,"}
    assert "<script" not in text
    assert "5 → 6" in text


def test_images_that_mnist_trains_with_are_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = str(tmp_path / "leak.npz")
    np.savez(
        name,
        x=np.concatenate([DATA.training_ink[:30], DATA.test_ink[:70]]),
        y=np.concatenate([DATA.training_labels[:30], DATA.test_labels[:70]]),
    )
    assert evaluate(MODEL, "--data", name, "--out", tmp_path / "out") == 0
    sentence = "30 of these 100 images are among MNIST's training images"
    assert sentence in capfd.readouterr().out
    assert sentence in (tmp_path / "out" / "report.html").read_text().replace(
        "&#x27;", "'"
    )
    seen = json.loads((tmp_path / "out" / "evaluation.json").read_text())["seen"]
    assert seen["among_mnist_training_images"] == 30
    assert seen["without_mnist_training_images"]["images"] == 70


def test_without_mistakes_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    data, places = str(tmp_path / "some.npz"), places_read_right()[:100]
    np.savez(data, x=DATA.test_ink[places], y=DATA.test_labels[places])
    out = tmp_path / "out"
    assert evaluate(MODEL, "--data", data, "--out", out) == 0
    assert not (out / "mistakes.png").exists()
    assert "There are none." in (out / "report.html").read_text()
    # And a report with more files gives way to one with fewer.
    assert evaluate(MODEL, "--data", data, "--out", out) == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([MODEL, "--data", "none.csv"], "none.csv does not exist"),
        (["none.h5"], "none.h5: The file cannot be read"),
    ],
)
def test_what_cannot_be_read_leaves_nothing(
    tmp_path: Path,
    arguments: list[str],
    complaint: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert evaluate(*arguments, "--out", tmp_path / "out") == 1
    told = capfd.readouterr()
    assert complaint in told.err
    assert told.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_of_somebody_elses_is_refused_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert evaluate("none.h5", "--out", tmp_path) == 1
    assert "none of this report (thesis.txt)" in capfd.readouterr().err
