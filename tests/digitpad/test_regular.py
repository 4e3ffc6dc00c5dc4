"""What stands in place of the program's own files is never waited for."""

import os
import sys
from pathlib import Path

import pytest
from hostile_pictures import write_no_files

from digitpad import lessons, models, paths
from digitpad.last_drawings import read_last
from digitpad.regular import read_regular
from training.checkpoint import Checkpoint, TrainingError

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="made of what Linux has in place of files"
)


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(2**20))
    assert len(read_regular(path, 2**20)) == 2**20
    with pytest.raises(OSError, match="it has more than 0 MB"):
        read_regular(path, 2**20 - 1)


def test_a_file_that_promises_nothing_is_read_all_the_same() -> None:
    # The size of such files is 0, whatever is in them.
    assert read_regular(Path("/proc/self/status"), 2**20).startswith(b"Name:")


def test_no_folder_pipe_socket_or_device_is_read(tmp_path: Path) -> None:
    for path in write_no_files(tmp_path, ""):
        with pytest.raises(OSError, match=r".+"):
            read_regular(path, 2**20)


def test_what_stands_in_place_of_the_programs_own_files_counts_for_nothing(
    tmp_path: Path, home: Path
) -> None:
    for path in write_no_files(tmp_path, ".unfinished"):
        note, lesson = home / "models" / "adopted.json", paths.lesson_file("a" * 64)
        for own in (note, lesson):
            own.parent.mkdir(parents=True, exist_ok=True)
            own.symlink_to(path)
        assert models.adopted_model() is None
        assert models.is_choice_lost()
        assert lessons.load("a" * 64) is None
        assert read_last(path) == []
        with pytest.raises(TrainingError, match="cannot be read"):
            Checkpoint(path.with_suffix(""), {}).read()
        os.unlink(note)  # noqa: PTH108 (a link)
        lesson.unlink()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.h5", "/a.h5", "a\\n.h5\n"])
def test_a_note_of_a_model_that_lies_elsewhere_counts_for_nothing(
    home: Path, name: str
) -> None:
    import json

    models.choice_file().parent.mkdir(parents=True)
    models.choice_file().write_text(json.dumps({"file": name, "sha256": "a"}))
    assert models.adopted_model() is None
    assert models.is_choice_lost()
