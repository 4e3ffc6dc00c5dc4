"""The library: what is in it, how one names a model, and how one takes it out."""

import os
import shutil
from pathlib import Path

import pytest
from own_models import make_mine, make_model, put_into_library

from digitpad import library, models, paths
from digitpad.errors import ModelError


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A model of the user's own, kept and not in use."""
    made = make_mine(tmp_path / "mine.h5")
    return put_into_library(made)


def names(kept: list[library.KeptModel]) -> list[str]:
    return [model.name for model in kept]


def test_without_models_of_ones_own_the_library_has_the_built_in_one() -> None:
    (builtin,) = library.kept_models()
    assert (builtin.name, builtin.is_builtin, builtin.problem) == ("built-in", True, "")
    assert builtin.is_chosen
    assert builtin.calibrated
    assert builtin.classes == 11
    assert not paths.models_folder().exists()


def test_the_built_in_one_comes_first_and_the_others_by_name(
    mine: Path, tmp_path: Path
) -> None:
    models.adopt(make_model(tmp_path / "Another.h5"))
    kept = library.kept_models()
    assert names(kept) == ["built-in", kept[1].name, mine.name]
    assert kept[1].name.startswith("Another-")
    assert [model.is_chosen for model in kept] == [False, True, False]
    assert library.reading_model(kept) == kept[1]


def test_what_the_file_says_is_told(mine: Path) -> None:
    found = library.look_at(mine)
    assert found.sha256.startswith(mine.stem.removeprefix("mine-"))
    assert (found.card.recipe, found.card.seed) == ("notebook", 5)
    assert found.card.test_accuracy == 0.975
    assert "layers" in found.description


@pytest.mark.parametrize(
    "content", [b"", b"no model", b"\x89HDF\r\n\x1a\n" + b"x" * 99]
)
def test_a_damaged_model_is_named_with_the_reason(mine: Path, content: bytes) -> None:
    mine.write_bytes(content)
    builtin, broken = library.kept_models()
    assert builtin.problem == ""
    assert broken.name == mine.name
    assert broken.problem.startswith(f"{mine.name}: ")
    assert len(broken.sha256) == 64
    assert broken.classes == 0


def test_a_chosen_model_that_is_missing_is_listed_and_the_built_in_one_reads(
    mine: Path,
) -> None:
    models.adopt(mine)
    mine.unlink()
    builtin, missing = kept = library.kept_models()
    assert missing.is_chosen
    assert "cannot be read" in missing.problem
    assert missing.sha256 == ""
    assert library.reading_model(kept) == builtin
    assert library.find_kept(mine.name) == mine


def test_what_is_no_model_of_the_library_is_left_alone(mine: Path) -> None:
    folder = paths.models_folder()
    (folder / "notes.txt").write_text("mine")
    (folder / ".half-written.h5").write_bytes(b"half")
    (folder / "folder.h5").mkdir()
    (folder / "link.h5").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.h5")
    kept = library.kept_models()
    assert names(kept) == ["built-in", "link.h5", mine.name, "pipe.h5"]
    assert [bool(model.problem) for model in kept] == [False, True, False, True]


def test_a_file_where_the_folder_should_be_leaves_the_built_in_one() -> None:
    paths.home().mkdir(parents=True)
    paths.models_folder().write_text("a file")
    assert names(library.kept_models()) == ["built-in"]


@pytest.mark.parametrize("part", [0, 3, 9])
def test_a_model_is_found_by_a_beginning_of_its_name_or_hash(
    mine: Path, part: int
) -> None:
    sha256 = library.look_at(mine).sha256
    for name in (mine.name, mine.stem, mine.name[: part + 3], sha256[: part + 6]):
        assert library.find(name) == library.find_kept(name) == mine
    assert library.find("built-in") == library.find_kept("buil")
    assert models.is_builtin(library.find("built-in"))


def test_a_file_may_be_named_instead(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_model(tmp_path / "mine.h5", seed=6)
    monkeypatch.chdir(tmp_path)
    assert library.find("mine.h5") == Path("mine.h5")
    assert library.find(mine.name) == mine
    # What a training writes by default is not the built-in model.
    trained = make_model(tmp_path / models.BUILTIN, seed=7)
    assert library.find(models.BUILTIN) == Path(trained.name)
    with pytest.raises(ModelError, match="There is no model other"):
        library.find_kept("other")


def test_a_name_that_fits_several_or_none_is_told(mine: Path, tmp_path: Path) -> None:
    second = put_into_library(make_model(tmp_path / "mine.h5", seed=6))
    assert second != mine
    with pytest.raises(ModelError) as told:
        library.find_kept("mine")
    assert {mine.name, second.name} <= set(str(told.value).replace(":", "").split())
    for name in ("", "nothing", "x" * 5000, "\0", "a\x1b[1m"):
        with pytest.raises(ModelError, match="There is no model") as told:
            library.find(name)
        assert str(told.value).isprintable()


def test_a_removed_model_is_kept_outside_the_library_and_comes_back(mine: Path) -> None:
    content = mine.read_bytes()
    removed = library.remove(mine)
    assert removed == paths.models_folder() / "removed" / mine.name
    assert names(library.kept_models()) == ["built-in"]
    assert library.put_back(removed) == mine
    assert mine.read_bytes() == content
    assert names(library.kept_models()) == ["built-in", mine.name]


def test_no_removed_model_takes_the_place_of_another_one(mine: Path) -> None:
    first = library.remove(mine)
    mine.write_bytes(b"another one of the same name")
    second = library.remove(mine)
    assert second.name == f"{mine.stem}-2.h5"
    assert second.read_bytes() == b"another one of the same name"
    assert first.read_bytes() != second.read_bytes()


def test_neither_the_built_in_model_nor_the_chosen_one_can_be_removed(
    mine: Path,
) -> None:
    with pytest.raises(ModelError, match="part of Digitpad"):
        library.remove(models.builtin_model())
    models.adopt(mine)
    with pytest.raises(ModelError, match="restore the built-in one or adopt another"):
        library.remove(mine)
    # Also where it is damaged, and the built-in one reads in its place.
    mine.write_bytes(b"damaged")
    with pytest.raises(ModelError, match="restore the built-in one or adopt another"):
        library.remove(mine)
    assert mine.exists()
    models.restore_builtin()
    library.remove(mine)


def test_a_model_that_cannot_be_moved_is_told_in_a_sentence(mine: Path) -> None:
    (paths.models_folder() / "removed").write_text("a file where a folder should be")
    with pytest.raises(ModelError, match="cannot be moved to"):
        library.remove(mine)
    mine.unlink()
    (paths.models_folder() / "removed").unlink()
    with pytest.raises(ModelError, match="cannot be moved to"):
        library.remove(mine)


def test_adopting_a_kept_or_a_removed_model_makes_no_second_copy(mine: Path) -> None:
    assert models.adopt(mine) == mine
    assert models.model_in_use() == mine
    models.restore_builtin()
    removed = library.remove(mine)
    assert models.adopt(removed) == mine
    assert library.places() == [models.builtin_model(), mine]
    assert removed.exists()


def test_a_name_that_cannot_be_noted_is_changed(tmp_path: Path) -> None:
    odd = make_model(tmp_path / "a\nb\x1b.h5")
    kept = models.adopt(odd)
    assert kept.name.startswith("a_b_-")
    assert models.model_in_use() == kept
    # One that somebody has put there is copied before.
    there = Path(shutil.copy(odd, paths.models_folder() / odd.name))
    assert models.adopt(there) == kept
    assert library.look_at(there).name == r"a\nb\x1b.h5"
