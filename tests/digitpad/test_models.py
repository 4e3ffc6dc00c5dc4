"""Adopting models and going back to the built-in one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad import Recognizer, models, paths
from digitpad.errors import ModelError


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A model of the user's own: the built-in one under another name."""
    return Path(shutil.copy(models.builtin_model(), tmp_path / "mine.h5"))


def test_without_an_adopted_model_the_built_in_one_reads() -> None:
    assert models.adopted_model() is None
    assert models.is_builtin(models.model_in_use())
    assert reads_here()


def test_an_adopted_model_lies_in_the_users_folder_and_reads(other: Path) -> None:
    kept = models.adopt(other)
    assert kept.parent == paths.models_folder()
    assert kept.read_bytes() == other.read_bytes()
    assert models.model_in_use() == kept
    assert Recognizer.load().path == kept
    assert reads_here()


def test_restoring_the_built_in_model_keeps_the_adopted_file(other: Path) -> None:
    kept = models.adopt(other)
    models.restore_builtin()
    assert models.is_builtin(models.model_in_use())
    assert kept.exists()
    models.restore_builtin()


def test_a_file_that_is_no_model_is_not_adopted(tmp_path: Path) -> None:
    (tmp_path / "junk.h5").write_bytes(b"junk")
    with pytest.raises(ModelError, match=r"junk\.h5"):
        models.adopt(tmp_path / "junk.h5")
    assert models.adopted_model() is None


def test_an_adopted_model_that_was_changed_is_read_like_a_strangers(
    other: Path,
) -> None:
    kept = models.adopt(other)
    with kept.open("ab") as file:
        file.write(b"x")
    assert Recognizer.load().path == kept
    assert not reads_here()


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_a_damaged_adopted_model_gives_way_to_the_built_in_one(
    other: Path, content: bytes | None
) -> None:
    kept = models.adopt(other)
    kept.unlink() if content is None else kept.write_bytes(content)
    recognizer = Recognizer.load()
    assert models.is_builtin(recognizer.path)
    assert "built-in model" in recognizer.notice
    assert recognizer.read_digit([[(10, 10), (60, 10), (30, 90)]]).digit == 7


def test_a_damaged_built_in_model_asks_to_install_again(
    other: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "digitpad"
    shutil.copytree(Path(paths.__file__).parent, installed)
    (installed / "assets").mkdir(exist_ok=True)  # a wheel has them inside
    (installed / "assets" / models.BUILTIN).write_bytes(b"damaged")
    code = """
from digitpad import Recognizer
from digitpad.errors import ModelError
try:
    Recognizer.load()
except ModelError as error:
    print(error)
"""
    assert told(code, installed.parent) == (
        "The model that came with Digitpad is missing or damaged. "
        "Install Digitpad again."
    )
    kept = models.adopt(other)
    kept.write_bytes(b"damaged too")
    assert told(code, installed.parent) == (
        f"Neither your model {kept.name} nor the one that came with Digitpad can be "
        "read. Install Digitpad again."
    )


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "[]",
        '{"file": "../x.h5", "sha256": "0"}',
        '{"file": 3, "sha256": 1}',
        '{"file": "a\\u0000.h5", "sha256": "0"}',
        '{"file": "\\ud800.h5", "sha256": "0"}',
    ],
)
def test_a_damaged_choice_means_the_built_in_model_and_is_told(entry: str) -> None:
    paths.models_folder().mkdir(parents=True)
    (paths.models_folder() / "adopted.json").write_text(entry)
    assert models.adopted_model() is None
    recognizer = Recognizer.load()
    assert models.is_builtin(recognizer.path)
    assert "choose it again" in recognizer.notice


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(other: Path) -> None:
    paths.home().mkdir(parents=True)
    paths.models_folder().write_text("a file where the folder should be")
    with pytest.raises(ModelError, match="cannot be kept in"):
        models.adopt(other)


def reads_here() -> bool:
    """Whether a new process reads the model in use by itself, without a child."""
    code = (
        "import sys, digitpad as d; d.Recognizer.load(); print('h5py' in sys.modules)"
    )
    return told(code) == "True"


def told(code: str, folder: Path | None = None) -> str:
    """What a new process that starts in a folder prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
