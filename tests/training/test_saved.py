import hashlib
import json
import logging
import re
import shutil
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from own_models import load_own

from digitpad.card import ModelCard
from digitpad.errors import ModelError, TrainingError
from digitpad.progress import Message
from training import describe, network, recipes, saved
from training.best import BestEpoch
from training.config import Notebook, Walkthrough

Run = tuple[Path, list[Message]]


def card_of(path: Path) -> ModelCard:
    return load_own(path).card


def compiled(path: Path, optimizer: str = "adam") -> Any:
    model = saved.load(path)
    model.compile(optimizer, "sparse_categorical_crossentropy")
    return model


def test_every_optimizer_variable_comes_back_to_the_last_bit(notebook: Run) -> None:
    path, _ = notebook
    model = compiled(path)
    assert saved.restore_optimizer(model, path)
    variables = model.optimizer.variables
    # Iteration, learning rate, and two for each trained array.
    assert len(variables) == 2 + 2 * len(model.trainable_variables)
    with h5py.File(path) as file:
        group = file["optimizer_weights"]
        for variable, name in zip(variables, group.attrs["weight_names"], strict=True):
            assert variable.path.split("/")[-1] == name.split("/")[-1]
            assert np.array_equal(variable.numpy(), group[name][()])
            assert np.any(variable.numpy())


def test_keras_alone_does_not_bring_the_optimizer_back(notebook: Run) -> None:
    """Should this fail one day, `restore_optimizer` can go."""
    from keras.saving import load_model

    path, _ = notebook
    with h5py.File(path) as file:
        written = len(file["optimizer_weights"].attrs["weight_names"])
    assert len(load_model(path).optimizer.variables) < written


def test_another_kind_of_optimizer_starts_afresh(notebook: Run) -> None:
    model = compiled(notebook[0], "sgd")
    assert not saved.restore_optimizer(model, notebook[0])
    assert model.optimizer.iterations.numpy() == 0


def test_a_file_without_optimizer_state_starts_afresh(tmp_path: Path) -> None:
    path = tmp_path / "bare.h5"
    saved.write(recipes.build(Walkthrough()), path)
    model = compiled(path)
    assert not saved.restore_optimizer(model, path)
    assert model.optimizer.iterations.numpy() == 0


@pytest.mark.parametrize(
    "link",
    [h5py.ExternalLink("other.h5", "/secret"), h5py.SoftLink("/model_weights")],
    ids=["external", "soft"],
)
def test_optimizer_state_behind_a_link_is_not_followed(
    link: h5py.ExternalLink | h5py.SoftLink, notebook: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(notebook[0], path)
    with h5py.File(path, "r+") as file:
        group = file["optimizer_weights/adam"]
        del group["iteration"]
        group["iteration"] = link
    assert not saved.restore_optimizer(compiled(path), path)


@pytest.mark.parametrize(
    "link",
    [h5py.ExternalLink("other.h5", "optimizer_weights"), h5py.SoftLink("/elsewhere")],
    ids=["external", "soft"],
)
def test_an_optimizer_state_that_is_a_link_is_not_followed(
    link: h5py.ExternalLink | h5py.SoftLink, notebook: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(notebook[0], path)
    shutil.copy(notebook[0], tmp_path / "other.h5")
    with h5py.File(path, "r+") as file:
        file.move("optimizer_weights", "elsewhere")
        file["optimizer_weights"] = link
    assert not saved.restore_optimizer(compiled(path), path)


@pytest.mark.parametrize("names", [7, [1, 2], [b"\xff"]])
def test_an_optimizer_state_without_sense_starts_afresh(
    names: object, notebook: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(notebook[0], path)
    with h5py.File(path, "r+") as file:
        file["optimizer_weights"].attrs["weight_names"] = names
    assert not saved.restore_optimizer(compiled(path), path)


def test_optimizer_state_that_is_no_number_starts_afresh(
    notebook: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(notebook[0], path)
    with h5py.File(path, "r+") as file:
        del file["optimizer_weights/adam/iteration"]
        file["optimizer_weights/adam/iteration"] = "seven"
    assert not saved.restore_optimizer(compiled(path), path)


@pytest.mark.parametrize(
    "settings",
    [
        {"dtype": {"module": "keras", "class_name": 0, "config": {"name": "float32"}}},
        {"kernel_initializer": {"module": "os", "class_name": "system", "config": {}}},
    ],
)
def test_settings_that_keras_stumbles_over_become_one_sentence(
    settings: dict[str, object], walkthrough: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(walkthrough[0], path)
    with h5py.File(path, "r+") as file:
        config = json.loads(file.attrs["model_config"])
        for layer in config["config"]["layers"]:
            if layer["class_name"] == "Dense":
                layer["config"].update(settings)
        file.attrs["model_config"] = json.dumps(config)
    load_own(path)
    with pytest.raises(TrainingError, match=r"m\.h5 cannot be trained on"):
        saved.load(path)


def test_a_file_that_is_not_the_checked_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.h5"
    path.write_bytes(b"other")
    saved.refuse_changed(path, hashlib.sha256(b"other").hexdigest())
    with pytest.raises(TrainingError, match=r"m\.h5 has changed since"):
        saved.refuse_changed(path, hashlib.sha256(b"this").hexdigest())
    with pytest.raises(TrainingError, match=r"gone\.h5 has changed since"):
        saved.refuse_changed(tmp_path / "gone.h5", "")


@pytest.mark.parametrize("history", [{}, {"loss": 5}, {"loss": [0.3, 0.2]}])
@pytest.mark.parametrize("before", [None, "3", -1, 10**12, 4])
def test_epochs_behind_a_model_are_counted_whatever_its_card_says(
    history: dict[str, Any], before: object
) -> None:
    card = ModelCard(hyperparameters={"epochs_before": before}, history=history)
    expected = (4 if before == 4 else 0) + (2 if history == {"loss": [0.3, 0.2]} else 0)
    assert network.epochs_before(card) == expected


def test_saving_is_silent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings():
        warnings.simplefilter("error")
        saved.write(recipes.build(Walkthrough()), tmp_path / "m.h5")
    assert caplog.records == []


def test_a_card_takes_the_place_of_an_earlier_one(
    walkthrough: Run, tmp_path: Path
) -> None:
    path = tmp_path / "m.h5"
    shutil.copy(walkthrough[0], path)
    # An HDF5 attribute could not hold so much.
    long = ModelCard(recipe="notebook", history={"loss": [0.1] * 20_000})
    saved.write_card(path, long)
    assert card_of(path) == long


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        # How h5py tells of a disk that fills up, and of one that was full at the end.
        (
            OSError("[Errno 28] Can't write (errno = 28, ...)"),
            "No space left on device",
        ),
        (RuntimeError("Can't decrement (errno = 27, ...)"), "File too large"),
        (RuntimeError("something else"), "something else"),
    ],
)
def test_what_hinders_writing_becomes_one_sentence(
    error: Exception, reason: str
) -> None:
    with (
        pytest.raises(
            TrainingError, match=re.escape(f"m.h5 could not be written ({reason})")
        ),
        saved.explaining_failure(Path("m.h5")),
    ):
        raise error


def test_a_network_knows_whether_it_ends_in_logits() -> None:
    assert network.gives_logits(recipes.build(Walkthrough()))
    assert not network.gives_logits(recipes.build(Notebook()))


def test_the_best_epoch_comes_back_with_its_optimizer_state() -> None:
    model = recipes.build(Walkthrough())
    model.compile("adam", "sparse_categorical_crossentropy")
    model.optimizer.build(model.trainable_variables)
    best = BestEpoch(patience=None)
    for epoch, loss in enumerate([0.5, 0.3, float("nan"), 0.4], 1):
        for variable in [*model.weights, *model.optimizer.variables]:
            variable.assign(np.full(variable.shape, epoch))
        best.judge(epoch, loss, model)
    best.restore(model)
    assert best.epoch == 2
    for variable in [*model.weights, *model.optimizer.variables]:
        assert np.all(variable.numpy() == 2)


def test_patience_counts_the_epochs_without_a_lower_loss() -> None:
    model = recipes.build(Walkthrough())
    model.compile("adam", "sparse_categorical_crossentropy")
    best = BestEpoch(patience=2)
    exhausted = []
    for epoch, loss in enumerate([0.5, 0.6, 0.4, 0.4, 0.41], 1):
        best.judge(epoch, loss, model)
        exhausted.append(best.is_patience_exhausted)
    assert exhausted == [False, False, False, False, True]


def test_a_description_is_the_card_with_hash_and_size(
    walkthrough: Run, tmp_path: Path
) -> None:
    path, _ = walkthrough
    out = tmp_path / "model.json"
    describe.write_description(path, out)
    found = json.loads(out.read_text())
    assert found["size"] == path.stat().st_size
    assert found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert ModelCard.from_json(out.read_text()) == card_of(path)


def test_only_model_files_can_be_described(tmp_path: Path) -> None:
    (tmp_path / "notes.h5").write_text("no model")
    with pytest.raises(ModelError, match=r"notes\.h5"):
        describe.describe(tmp_path / "notes.h5")


def test_other_seeds_of_a_recipe_are_told_beside_the_model(
    walkthrough: Run, tmp_path: Path
) -> None:
    path, _ = walkthrough
    card = card_of(path)
    other = copied(
        path,
        tmp_path / "other.h5",
        seed=5,
        test_accuracy=0.5,
        hyperparameters=card.hyperparameters | {"seed": 5, "kept_epoch": 99},
    )
    found = json.loads(describe.describe(path, [other]))["seeds"]
    assert found["seeds"] == [card.seed, 5]
    assert found["test_accuracy"] == [card.test_accuracy, 0.5]
    assert found["test_accuracy_mean"] == pytest.approx((card.test_accuracy + 0.5) / 2)
    assert found["test_accuracy_range"] == pytest.approx(abs(card.test_accuracy - 0.5))
    assert found["validation_accuracy_range"] == 0


def test_models_of_other_settings_are_not_compared(
    walkthrough: Run, tmp_path: Path
) -> None:
    path, _ = walkthrough
    changed = card_of(path).hyperparameters | {"learning_rate": 0.5}
    other = copied(path, tmp_path / "other.h5", hyperparameters=changed)
    with pytest.raises(TrainingError, match=r"other\.h5 is not of the same recipe"):
        describe.describe(path, [other])


def copied(path: Path, copy: Path, **changes: object) -> Path:
    """A copy of a model with another card."""
    copy.write_bytes(path.read_bytes())
    saved.write_card(copy, replace(card_of(path), **changes))  # type: ignore[arg-type]
    return copy
