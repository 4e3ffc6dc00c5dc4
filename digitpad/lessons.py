"""What one model has learnt of the user's hand, in a small file of its own.

The file lies in the user's folder under the SHA-256 of the model, which is never
changed: without the file the model reads as it always did.
"""

import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from digitpad import paths
from digitpad.atomic import write_bytes
from digitpad.errors import SamplesError
from digitpad.h5model.stored import FloatArray
from digitpad.memory import LEEWAYS, Known, Labels, Memory
from digitpad.npz import Npz
from digitpad.readings import DIGITS
from digitpad.regular import read_regular
from digitpad.words import Phrase

# Each is compared with every drawing: more would be felt.
MOST_REMEMBERED: Final = 1_300
_FORM: Final = 1
_LARGEST: Final = 256 * 2**20  # bytes; a lesson has a few


@dataclass(frozen=True, eq=False)
class Lesson:
    """Drawings that one model has been taught, and what they are held against.

    Attributes:
        model: SHA-256 of the model's file.
        sha256s: (n,), of the strokes of each drawing.
        labels: (n,), uint8, 0 to 9.
        features: (n, copies, f), float16: those of the drawing itself come first.
        others: (m, f), float16, of training digits.
        other_labels: (m,), uint8, 0 to 9.
        leeway: How far a memory made of this may go.
        loss: Share of the guard's digits that the memory costs.
    """

    model: str
    sha256s: npt.NDArray[np.str_]
    labels: Labels
    features: npt.NDArray[np.float16] = field(repr=False)
    others: npt.NDArray[np.float16] = field(repr=False)
    other_labels: Labels = field(repr=False)
    leeway: float = LEEWAYS[0]
    loss: float = 0.0

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def own(self) -> Known:
        """What is remembered of the drawings."""
        return known(self.features, self.labels)

    @cached_property
    def memory(self) -> Memory:
        """What the model is to take into account."""
        others = Known.of(self.others.astype(np.float32), self.other_labels)
        return Memory(self.own, others, self.leeway)

    def content(self) -> bytes:
        """The lesson as the bytes of a file."""
        buffer = io.BytesIO()
        np.savez(
            buffer,
            form=np.array(_FORM),
            model=np.array(self.model),
            sha256s=self.sha256s,
            labels=self.labels,
            features=self.features,
            others=self.others,
            other_labels=self.other_labels,
            leeway=np.array(self.leeway),
            loss=np.array(self.loss),
        )
        return buffer.getvalue()

    @classmethod
    def of_content(cls, content: bytes) -> Self:
        """The lesson in a file.

        Raises:
            ValueError: It is none, or of another version of Digitpad.
        """
        try:
            with Npz(io.BytesIO(content), _LARGEST) as found:
                if int(found["form"]) != _FORM:
                    raise ValueError("another form")
                lesson = cls(
                    str(found["model"]),
                    found["sha256s"],
                    found["labels"],
                    found["features"],
                    found["others"],
                    found["other_labels"],
                    float(found["leeway"]),
                    float(found["loss"]),
                )
        except (OSError, TypeError, ArithmeticError) as error:
            raise ValueError("no lesson") from error
        if not lesson._fits():
            raise ValueError("a damaged lesson")
        return lesson

    def _fits(self) -> bool:
        """Whether the arrays belong together."""
        shapes = self.features.shape, self.others.shape
        return (
            len(shapes[0]) == 3
            and len(shapes[1]) == 2
            and self.features.dtype == self.others.dtype == np.float16
            and shapes[0][2] == shapes[1][1]
            and self.labels.shape == self.sha256s.shape == shapes[0][:1]
            and self.other_labels.shape == shapes[1][:1]
            and self.labels.dtype == self.other_labels.dtype == np.uint8
            and max(self.labels.max(initial=0), self.other_labels.max(initial=0))
            < DIGITS
            and self.sha256s.dtype.kind == "U"
            and self.leeway in LEEWAYS
            and bool(
                abs(self.loss) <= 1
                and np.isfinite(self.features).all()
                and np.isfinite(self.others).all()
            )
        )


def known(features: npt.NDArray[np.float16], labels: Labels) -> Known:
    """What is remembered of drawings: of many, fewer copies of each; then the first.

    Args:
        features: (n, copies, f), float16, of the latest drawing first.
        labels: (n,), 0 to 9.
    """
    copies = max(1, min(features.shape[1], MOST_REMEMBERED // max(len(labels), 1)))
    labels = labels[:MOST_REMEMBERED]
    kept: FloatArray = features[:MOST_REMEMBERED, :copies].astype(np.float32)
    flat = kept.reshape(-1, features.shape[2])
    return Known.of(flat, np.repeat(labels, copies))


def in_words(lesson: Lesson) -> str:
    """What is learnt, for people."""
    one, many = Phrase("one drawing"), Phrase("{count} drawings", count=len(lesson))
    return Phrase(
        "{drawings} of yours, at a cost of {cost} % of MNIST’s training images",
        drawings=one if len(lesson) == 1 else many,
        cost=f"{lesson.loss * 100:.2f}".replace("-", "−"),
    )


def learnt_by(model: str) -> str:
    """What a model has learnt, for people; empty if nothing.

    Args:
        model: SHA-256 of the model's file.
    """
    lesson = load(model)
    return in_words(lesson) if lesson else ""


def load(model: str) -> Lesson | None:
    """What a model has learnt; None if nothing, or nothing that can be read.

    The drawings themselves are kept elsewhere, and it can be learnt again from them.
    """
    try:
        lesson = Lesson.of_content(read_regular(paths.lesson_file(model), _LARGEST))
    except (OSError, ValueError):
        return None
    return lesson if lesson.model == model else None


def save(lesson: Lesson) -> None:
    """Keep what a model has learnt; a kill leaves the old lesson or the new one.

    Raises:
        SamplesError: It cannot be written.
    """
    try:
        write_bytes(paths.lesson_file(lesson.model), lesson.content())
    except OSError as error:
        raise SamplesError(
            "What was learnt cannot be kept in {folder} ({reason}): make room or "
            "permit writing there, then try again.",
            folder=paths.lesson_file(lesson.model).parent,
            reason=error.strerror or error,
        ) from error
