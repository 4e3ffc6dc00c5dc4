"""The shipped model learns drawings it reads wrongly, forgets them, and is guarded."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from own_models import load_own

from digitpad import Recognizer, guard, lessons, models, paths
from digitpad.errors import SamplesError
from digitpad.ink import Drawing
from digitpad.sample_rows import OwnSample
from digitpad.samples import Samples
from digitpad.teach import Teacher

# A 7 whose foot is a loop, and a sign that is no digit.
ODD = Drawing.of([[(0, 0), (60, 0), (20, 90), (60, 70), (0, 60)]])
CROSS = Drawing.of([[(0, 50), (100, 50)], [(50, 0), (50, 100)], [(0, 0), (100, 100)]])

# No features, but of their shape.
_WORDS = np.zeros((1, 13, 128), "U1")


@pytest.fixture
def recognizer() -> Recognizer:
    return Recognizer.load()


def _kept(*labelled: tuple[Drawing, int]) -> list[OwnSample]:
    samples = Samples()
    for drawing, label in labelled:
        samples.add(drawing, label)
    return samples.kept()


def _with_flags(archive: bytes, *, encrypted: int = 0, method: int = 0) -> bytes:
    """A ZIP archive whose first entry in the directory says this of itself."""
    entry = archive.index(b"PK\x01\x02")
    head = archive[: entry + 8] + bytes([encrypted, 0, method, 0])
    return head + archive[entry + 12 :]


def _answer(recognizer: Recognizer, drawing: Drawing) -> str:
    reading = recognizer.read_digit(drawing)
    return str(reading.digit) if reading.is_digit else "not a digit"


@pytest.mark.parametrize("drawing", [ODD, CROSS])
def test_a_drawing_is_read_as_it_was_labelled(
    recognizer: Recognizer, drawing: Drawing
) -> None:
    label = (recognizer.read_digit(drawing).digit + 1) % 10
    taught = Teacher(recognizer.network).teach(_kept((drawing, label)))
    recognizer.learn(taught.lesson)
    assert taught.refused == ()
    assert _answer(recognizer, drawing) == str(label)


def test_a_refused_drawing_is_accepted_afterwards(recognizer: Recognizer) -> None:
    assert _answer(recognizer, CROSS) == "not a digit"
    taught = Teacher(recognizer.network).teach(_kept((CROSS, 8)))
    recognizer.learn(taught.lesson)
    assert _answer(recognizer, CROSS) == "8"


def test_the_next_start_knows_it_and_the_file_alone_does_not(
    recognizer: Recognizer,
) -> None:
    content = models.builtin_model().read_bytes()
    Teacher(recognizer.network).teach(_kept((CROSS, 8)))
    assert _answer(Recognizer.load(), CROSS) == "8"
    assert _answer(Recognizer.load(models.builtin_model()), CROSS) == "not a digit"
    assert models.builtin_model().read_bytes() == content


def test_what_is_taken_back_is_as_if_it_had_never_been(recognizer: Recognizer) -> None:
    teacher = Teacher(recognizer.network)
    before = recognizer.read_digit(CROSS).probabilities
    recognizer.learn(teacher.teach(_kept((CROSS, 8))).lesson)
    recognizer.learn(teacher.teach([]).lesson)
    assert np.array_equal(recognizer.read_digit(CROSS).probabilities, before)


def test_a_relabelled_drawing_changes_its_answer(recognizer: Recognizer) -> None:
    teacher = Teacher(recognizer.network)
    (sample,) = _kept((CROSS, 8))
    teacher.teach([sample])
    recognizer.learn(teacher.teach([replace(sample, label=4)]).lesson)
    assert _answer(recognizer, CROSS) == "4"


def test_it_is_told_what_a_model_has_learnt(recognizer: Recognizer) -> None:
    model = recognizer.network.sha256
    assert lessons.learnt_by(model) == ""
    Teacher(recognizer.network).teach(_kept((CROSS, 8), (ODD, 7)))
    assert lessons.learnt_by(model).startswith("2 drawings of yours, at a cost of 0.0")
    Teacher(recognizer.network).teach([])
    assert lessons.learnt_by(model) == ""


def test_mnist_loses_no_more_than_is_allowed(recognizer: Recognizer) -> None:
    taught = Teacher(recognizer.network).teach(_kept((ODD, 7), (CROSS, 8)))
    assert 0 <= taught.lesson.loss <= guard.MOST_LOST


def test_the_guard_refuses_what_costs_too_much(
    recognizer: Recognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_LOST", -1.0)
    samples = _kept((ODD, 7))
    taught = Teacher(recognizer.network).teach(samples)
    assert taught.refused == (samples[0].number,)
    assert len(taught.lesson) == 0
    assert len(Samples().kept()) == 1


def test_what_is_refused_leaves_the_rest_learnt(
    recognizer: Recognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So far, ordinary 1s taught as 7s make all 1s into 7s.
    monkeypatch.setattr(guard, "LEEWAYS", (1.0,))
    ones = [Drawing.of([[(x, 0), (0, 100)]]) for x in range(0, 40, 10)]
    samples = _kept((CROSS, 8), *((one, 7) for one in ones))
    taught = Teacher(recognizer.network).teach(samples)
    assert 0 < len(taught.refused) < len(samples)
    recognizer.learn(taught.lesson)
    assert _answer(recognizer, CROSS) == "8"
    assert taught.lesson.loss <= guard.MOST_LOST
    again = Teacher(recognizer.network).teach(samples)
    assert again.refused == taught.refused
    assert again.lesson.sha256s.tolist() == taught.lesson.sha256s.tolist()


def test_a_model_without_training_digits_learns_too(tmp_path: Path) -> None:
    import h5py

    path = tmp_path / "plain.h5"
    path.write_bytes(models.builtin_model().read_bytes())
    with h5py.File(path, "r+") as file:
        del file["digitpad"]
    network = load_own(path)
    recognizer = Recognizer(network, path)
    recognizer.learn(Teacher(network).teach(_kept((CROSS, 8))).lesson)
    assert _answer(recognizer, CROSS) == "8"


def test_a_damaged_lesson_is_no_lesson_and_can_be_learnt_again(
    recognizer: Recognizer,
) -> None:
    samples = _kept((CROSS, 8))
    Teacher(recognizer.network).teach(samples)
    file = paths.lesson_file(recognizer.network.sha256)
    whole = file.read_bytes()
    broken = (
        b"",
        whole[:-100],
        whole.replace(b"labels.npy", b"lapels.npy"),
        _with_flags(whole, encrypted=1),
        _with_flags(whole, method=99),
        replace(lessons.Lesson.of_content(whole), features=_WORDS).content(),
    )
    for content in broken:
        file.write_bytes(content)
        assert lessons.load(recognizer.network.sha256) is None
        assert _answer(Recognizer.load(), CROSS) == "not a digit"
    Teacher(recognizer.network).teach(samples)
    assert _answer(Recognizer.load(), CROSS) == "8"


def test_a_lesson_that_cannot_be_kept_is_told(
    recognizer: Recognizer, home: Path
) -> None:
    samples = _kept((CROSS, 8))
    (home / "lessons").touch()
    with pytest.raises(SamplesError, match="cannot be kept"):
        Teacher(recognizer.network).teach(samples)


def test_many_drawings_are_remembered_with_fewer_copies() -> None:
    features = np.ones((500, 13, 4), np.float16)
    known = lessons.known(features, np.zeros(500, np.uint8))
    assert 500 <= len(known.directions) <= lessons.MOST_REMEMBERED


def test_of_too_many_drawings_the_latest_are_remembered() -> None:
    count = lessons.MOST_REMEMBERED + 10
    labels = np.full(count, 7, np.uint8)
    labels[-10:] = 1
    known = lessons.known(np.ones((count, 13, 4), np.float16), labels)
    assert known.labels.tolist() == [7]
