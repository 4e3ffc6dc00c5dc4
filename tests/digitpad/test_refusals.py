"""What the network's own answer refuses: nothing likely, or a class "no digit"."""

import json
from pathlib import Path

import h5py
import numpy as np
import pytest

from digitpad import Recognizer
from digitpad.readings import DigitReading

SEVEN = [[(10, 10), (60, 10), (30, 90)]]


def constant_model(path: Path, logits: list[float]) -> Recognizer:
    """A model whose answer is the same for any ink, as Keras would write it."""
    count = len(logits)
    dtype = {"dtype": "float32"}
    layers = [
        {
            "class_name": "InputLayer",
            "config": {"batch_shape": [None, 28, 28], "name": "input", **dtype},
        },
        {"class_name": "Flatten", "config": {"name": "flatten", **dtype}},
        {
            "class_name": "Dense",
            "config": {
                "name": "dense",
                "units": count,
                "activation": "softmax",
                "use_bias": True,
                **dtype,
            },
        },
    ]
    config = {
        "class_name": "Sequential",
        "config": {"name": "constant", "layers": layers},
    }
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["keras_version"] = "3.15.1"
        file.attrs["backend"] = "tensorflow"
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [b"flatten", b"dense"]
        weights.create_group("flatten").attrs["weight_names"] = np.array([], "S1")
        dense = weights.create_group("dense")
        dense.attrs["weight_names"] = [b"dense/kernel", b"dense/bias"]
        dense["dense/kernel"] = np.zeros((784, count), np.float32)
        dense["dense/bias"] = np.array(logits, np.float32)
    return Recognizer.load(path)


def reading(tmp_path: Path, logits: list[float]) -> DigitReading:
    return constant_model(tmp_path / "constant.h5", logits).read_digit(SEVEN)


def test_an_unlikely_answer_is_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, [0.0] * 8 + [0.5, 0.6])
    assert not found.is_digit
    assert found.refusal == "like several digits at once"
    assert found.digit == 9
    assert found.candidates[:2] == (9, 8)


def test_a_likely_answer_is_not_refused(tmp_path: Path) -> None:
    found = reading(tmp_path, [0.0] * 9 + [9.0])
    assert found.is_digit
    assert found.candidates == (9,)


def test_the_eleventh_class_refuses_and_is_no_probability(tmp_path: Path) -> None:
    found = reading(tmp_path, [0.0] * 9 + [5.0, 9.0])
    assert not found.is_digit
    assert found.refusal == "like no digit"
    assert found.probabilities.shape == (10,)
    assert found.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert found.digit == 9


def test_an_unlikely_eleventh_class_refuses_nothing(tmp_path: Path) -> None:
    found = reading(tmp_path, [0.0] * 9 + [9.0, 5.0])
    assert found.is_digit
    assert found.confidence > 0.99


def trusting(recognizer: Recognizer, **numbers: float) -> Recognizer:
    """The same model with numbers of its own trust in its file."""
    with h5py.File(recognizer.path, "r+") as file:
        group = file.require_group("digitpad")
        for name, number in numbers.items():
            group[name] = number
    return Recognizer.load(recognizer.path)


def test_the_threshold_in_the_file_decides_what_is_no_digit(tmp_path: Path) -> None:
    # "No digit" has 40 %.
    shares = [0.05] * 3 + [0.45 / 7] * 7 + [0.4]
    model = constant_model(tmp_path / "model.h5", np.log(shares).tolist())
    assert not model.read_digit(SEVEN).is_digit
    strict = trusting(model, refusal_threshold=0.3)
    assert strict.read_digit(SEVEN).refusal == "like no digit"


def test_a_model_that_knows_no_digits_may_be_undecided_between_two(
    tmp_path: Path,
) -> None:
    shares = [0.48, 0.46] + [0.005] * 8 + [0.02]
    model = constant_model(tmp_path / "model.h5", np.log(shares).tolist())
    reading = trusting(model, refusal_threshold=0.3, conformal_quantile=0.7).read_digit(
        SEVEN
    )
    assert reading.is_digit
    assert reading.candidates == (0, 1)


def test_the_quantile_in_the_file_decides_the_candidates(tmp_path: Path) -> None:
    shares = [0.9, 0.08] + [0.0025] * 8
    model = constant_model(tmp_path / "model.h5", np.log(shares).tolist())
    assert model.read_digit(SEVEN).candidates == (0, 1)
    sure = trusting(model, conformal_quantile=0.9)
    assert sure.read_digit(SEVEN).candidates == (0,)
