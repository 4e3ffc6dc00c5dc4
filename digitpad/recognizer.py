"""The recognizer: reads digits and numbers in strokes, pictures and arrays."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from digitpad import models, paths
from digitpad.card import ModelCard
from digitpad.errors import DigitpadError, EmptyDrawingError, ModelError
from digitpad.h5model import Network, load_network
from digitpad.judging import judged, of_digits
from digitpad.model_inputs import checked, model_input_of
from digitpad.paths import is_there
from digitpad.preprocess import ModelInput
from digitpad.printable import printable
from digitpad.readings import DigitReading, NumberReading, no_ink, number_of
from digitpad.segment import Box, Finder, Opinion, Piece, is_number
from digitpad.sources import Ink, Source, ink_in, ink_on_pad, units_per_pixel
from digitpad.words import Phrase

if TYPE_CHECKING:
    from digitpad.lessons import Lesson

CHOICE_LOST: Final = Phrase(
    "The built-in model reads, because the note of the model you chose cannot be read: "
    "choose it again with Tools → Open model…"
)


def changed(path: Path) -> Phrase:
    """What to say of a chosen model whose file is not what it was."""
    return Phrase(
        "Your model {name} has been changed since you chose it: if you know why, "
        "choose it again, else another one, with Tools → Models…",
        name=printable(path.name),
    )


class Recognizer:
    """Reads ink with one model.

    Attributes:
        network: The model, ready to run.
        path: Its file.
        notice: One sentence if this is not the model the user chose, and why.
        lesson: What it has learnt of the user's hand; None if nothing.
    """

    def __init__(self, network: Network, path: Path, notice: str = "") -> None:
        self.network = network
        self.path = path
        self.notice = notice
        self._finder = Finder(network.run_bare)
        self.learn(None)

    def learn(self, lesson: "Lesson | None") -> None:
        """Take into account what was learnt of the user's hand, from now on."""
        self.lesson = lesson
        memory = self.network.memory = None if lesson is None else lesson.memory
        self._finder.learn(None if memory is None else memory.applied)
        # Digits that are on the pad still are not judged again.
        self._parts: WeakKeyDictionary[Opinion, DigitReading] = WeakKeyDictionary()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """Load a model: the adopted one, else the shipped one, or the file given.

        The first two read with what they have learnt of the user's hand, a file as it
        is.

        Raises:
            ModelError: The file is missing or refused.
        """
        known = models.known_sha256s()
        if path is not None:
            return cls(load_network(Path(path), known=known), Path(path))
        adopted, builtin = models.adopted_model(), models.builtin_model()
        notice = CHOICE_LOST if models.is_choice_lost() else ""
        if adopted is not None:
            try:
                network = load_network(adopted, known=known)
                if models.is_changed(adopted, network.sha256):
                    notice = changed(adopted)
                return cls(network, adopted, notice)._taught()
            except ModelError as error:
                notice = Phrase(
                    "The built-in model reads in place of yours: {error}", error=error
                )
        try:
            network = load_network(builtin, known=known)
            return cls(network, builtin, notice)._taught()
        except ModelError as error:
            raise _no_model(adopted) from error

    def _taught(self) -> Self:
        if is_there(paths.lesson_file(self.network.sha256)):
            # Imported late: who has taught nothing starts faster.
            from digitpad import lessons

            self.learn(lessons.load(self.network.sha256))
        return self

    @property
    def card(self) -> ModelCard:
        """What the model's file says of itself; all blank in a foreign file."""
        return self.network.card

    @property
    def description(self) -> str:
        """Kind and size of the model in words, for people."""
        return self.network.description

    @property
    def calibrated(self) -> bool:
        """Whether the model's file says how far its probabilities can be trusted."""
        return self.network.calibrated

    def probabilities(
        self, model_inputs: npt.NDArray[np.floating]
    ) -> npt.NDArray[np.float32]:
        """The probabilities of ready model inputs: the fast path.

        Args:
            model_inputs: (n, 28, 28), 0 is paper and 1 is ink, already MNIST style.

        Returns:
            (n, 10), float32, each row 0 to 1 with sum 1.

        Raises:
            DigitpadError: The array has another shape, or numbers outside 0 to 1.
        """
        return of_digits(self.network.run(checked(model_inputs))[0])

    def read_digit(self, source: Source) -> DigitReading:
        """Read one digit.

        Args:
            source: Strokes, a `Drawing`, a path, a PIL image, or a 2-D uint8 array.

        Raises:
            EmptyDrawingError: There is no ink.
            InkError: The strokes or the ink file cannot be used.
            PictureError: The picture cannot be read.
        """
        return self.read_model_inputs([model_input_of(ink_in(source))])[0]

    def read_digits(self, sources: Iterable[Source]) -> list[DigitReading]:
        """Read many digits at once, each as `read_digit` would.

        A source without ink is answered by a reading that is no digit.

        Raises:
            DigitpadError: A source cannot be read; the sentence names its index.
        """
        prepared: list[ModelInput | None] = []
        for index, source in enumerate(sources):
            try:
                prepared.append(model_input_of(ink_in(source)))
            except EmptyDrawingError:
                prepared.append(None)
            except DigitpadError as error:
                raise error.within(f"source {index}") from error
        inked = iter(self.read_model_inputs([p for p in prepared if p is not None]))
        return [no_ink() if p is None else next(inked) for p in prepared]

    def read_number(self, source: Source) -> NumberReading:
        """Read any number of digits, left to right, line by line.

        Raises:
            EmptyDrawingError: There is no ink.
            InkError: The strokes or the ink file cannot be used.
            PictureError: The picture cannot be read.
        """
        ink = ink_in(source)
        return self._number(self._lines_in(ink), units_per_pixel(source, ink))

    def read(
        self, source: Source, *, pen_width: float = 0.0, pen_is_down: bool = False
    ) -> DigitReading | NumberReading | None:
        """Read what the pad shows: a digit, or a number from two digits on.

        Args:
            source: As for `read_digit`.
            pen_width: Width of the pen on the pad, in the units of the strokes; ink
                no larger is a dot.
            pen_is_down: Whether the last stroke is not finished yet: what takes long
                waits until it is.

        Returns:
            None if nothing is drawn.

        Raises:
            EmptyDrawingError: It is a picture without ink.
            InkError: The strokes or the ink file cannot be used.
            PictureError: The picture cannot be read.
        """
        ink = ink_on_pad(source)
        if ink is None:
            return None
        # One stroke that is not finished is one digit yet.
        if len(ink) > 1 or not pen_is_down:
            lines = self._lines_in(ink, pen_is_down=pen_is_down)
            marks = () if isinstance(ink, np.ndarray) else self._finder.marks
            if sum(map(len, lines)) > 1 and is_number(lines, marks):
                number = self._number(lines, units_per_pixel(source, ink))
                if len(number.digits) > 1:
                    return number
        return self.read_model_inputs([model_input_of(ink, pen_width)])[0]

    def _lines_in(self, ink: Ink, *, pen_is_down: bool = False) -> list[list[Piece]]:
        if isinstance(ink, np.ndarray):
            return self._finder.in_picture(ink)
        return self._finder.in_drawing(ink, pen_is_down=pen_is_down)

    def _number(self, lines: Sequence[Sequence[Piece]], unit: float) -> NumberReading:
        """Read the digits of a page whose pixels are so many of the source's units."""
        return number_of(
            [(self._part(piece.opinion), _scaled(piece.box, unit)) for piece in line]
            for line in lines
        )

    def _part(self, opinion: Opinion) -> DigitReading:
        """The reading of one digit of a number."""
        if (known := self._parts.get(opinion)) is not None:
            return known
        classes = opinion.in_number
        digits = of_digits(classes[None])[0]
        trust = self.network.trust
        reading = judged(opinion.model_input, classes, digits, trust)
        self._parts[opinion] = reading
        return reading

    def read_model_inputs(self, inputs: Sequence[ModelInput]) -> list[DigitReading]:
        """Read ready model inputs at once.

        Args:
            inputs: (28, 28), float32, 0 is paper and 1 is ink; each with some ink.
        """
        if not inputs:
            return []
        found = self.network.run(np.stack(inputs))[0]
        return [
            judged(model_input, row, digits, self.network.trust)
            for model_input, row, digits in zip(
                inputs, found, of_digits(found), strict=True
            )
        ]


def _no_model(adopted: Path | None) -> ModelError:
    """The error where the built-in model cannot be read, nor one adopted before it."""
    if adopted is None:
        return ModelError(
            "The model that came with Digitpad is missing or damaged. "
            "Install Digitpad again."
        )
    return ModelError(
        "Neither your model {name} nor the one that came with Digitpad can be read. "
        "Install Digitpad again.",
        name=adopted.name,
    )


def _scaled(box: Box, unit: float) -> Box:
    x, y, width, height = box
    return x * unit, y * unit, width * unit, height * unit
