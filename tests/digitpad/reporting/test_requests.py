"""What the window asks of the training program, and what it refuses to ask."""

from dataclasses import replace
from pathlib import Path

import pytest

from digitpad.paths import own_ink_file, reports_folder
from digitpad.reporting.requests import (
    MOST_FOLDS,
    CrossValidationRequest,
    ExplorationRequest,
    crossval_folder,
    exploration_folder,
)
from training.arguments import parser
from training.commands.cv import MOST_FOLDS as TRAINING_FOLDS

CV = CrossValidationRequest(("mnist",), "walkthrough", 5, 10, 2, Path("/a/reports"))
LOOK = ExplorationRequest(("a.csv", "b.csv"), None, Path("/a/reports"))


def test_the_training_program_understands_a_cross_validation() -> None:
    request = replace(CV, data=("mnist", "/data/my train.csv"))
    options = parser().parse_args(request.arguments)
    assert options.command == "cv"
    assert options.data == ["mnist", "/data/my train.csv"]
    assert (options.recipe, options.folds, options.epochs) == ("walkthrough", 5, 10)
    assert (options.workers, options.out) == (2, Path("/a/reports"))
    assert (options.progress, options.control) == ("json", "stdin")


def test_the_users_own_drawings_are_told_apart_from_other_images() -> None:
    own = str(own_ink_file())
    mixed = parser().parse_args(replace(CV, data=("mnist", own)).arguments)
    assert (mixed.data, mixed.own) == (["mnist"], Path(own))
    alone = parser().parse_args(replace(CV, data=(own,)).arguments)
    assert (alone.data, alone.own) == ([own], None)


@pytest.mark.parametrize("model", [None, Path("/a/mine.h5")])
def test_the_training_program_understands_a_look_at_data(model: Path | None) -> None:
    options = parser().parse_args(replace(LOOK, model=model).arguments)
    assert options.command == "explore"
    assert options.data == ["a.csv", "b.csv"]
    assert (options.model, options.out) == (model, Path("/a/reports"))
    assert (options.progress, options.control) == ("json", "stdin")


def test_the_window_offers_as_many_folds_as_can_be_trained() -> None:
    assert MOST_FOLDS == TRAINING_FOLDS


def test_a_request_is_told_in_a_line() -> None:
    assert CV.in_words == "MNIST; Walkthrough, 5 folds of 10 epochs"
    one = replace(CV, data=("/data/train.csv",), epochs=1)
    assert one.in_words == "train.csv; Walkthrough, 5 folds of 1 epoch"
    assert replace(CV, data=("a", "b")).in_words.startswith("2 sources; ")


def test_the_time_is_only_told_of_images_whose_number_is_known() -> None:
    assert CV.expectation == "This takes about 5 minutes on a small computer."
    own = replace(CV, data=("/data/train.csv",))
    assert own.expectation == "How long it takes depends on the number of images."


def test_what_cannot_be_started_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for request in (CV, LOOK):
        assert request.refusal == ""
        assert "Choose some images" in replace(request, data=()).refusal
        assert "whole path" in replace(request, out=Path()).refusal
        assert "is a file" in replace(request, out=tmp_path / "file").refusal


def test_reports_go_into_the_users_own_folder() -> None:
    assert crossval_folder("notebook") == reports_folder() / "crossval-notebook"
    assert exploration_folder().parent == reports_folder()
