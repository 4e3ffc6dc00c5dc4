"""The errors a user can meet: each is one sentence that says what to do.

DigitpadError
├── EmptyDrawingError   there is no ink to read
├── InkError            strokes or an ink file that cannot be used
├── PictureError        a picture that cannot be opened or read
├── ModelError          a model file that is refused
├── DataError           labelled images that cannot be used
├── SamplesError        the user's own drawings cannot be kept, or taught
├── TrainingError       a training run that cannot start or go on
└── ExportError         a model that cannot be had in another format
"""

from typing import Self

from digitpad.printable import plain
from digitpad.words import mark


class Listing(tuple[str, ...]):
    """Several things that are wrong, as one parameter of a sentence."""

    __slots__ = ()

    def __str__(self) -> str:
        return "; ".join(self)


class DigitpadError(Exception):
    """Something the user must be told, as a template and its parameters.

    Template and parameters stay apart so that the sentence can be translated.

    Attributes:
        template: The sentence with `{name}` places.
        parameters: What goes into those places.
    """

    def __init__(self, template: str, **parameters: object) -> None:
        super().__init__(template, parameters)
        self.template = template
        self.parameters = parameters

    def __str__(self) -> str:
        # Names and reasons come out of strangers' files, and may hold anything.
        shown = {name: plain(value) for name, value in self.parameters.items()}
        return self.template.format(**shown)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.template, self.parameters)

    @property
    def listed(self) -> Listing:
        """What the sentence lists; empty if it lists nothing."""
        found = (p for p in self.parameters.values() if isinstance(p, Listing))
        return next(found, Listing())

    def within(self, place: str) -> Self:
        """The same error, its sentence led by where it happened ("photo.png")."""
        return type(self)(mark("{place}: {sentence}"), place=place, sentence=self)

    def about(self, name: str) -> Self:
        """The same error, told of a file by the name that people know it by."""
        if "path" not in self.parameters:
            return self.within(name)
        return type(self)(self.template, **self.parameters | {"path": name})


class EmptyDrawingError(DigitpadError):
    """There is no ink to read."""


class InkError(DigitpadError):
    """Strokes or an ink file that cannot be used."""


class PictureError(DigitpadError):
    """A picture that cannot be opened or read."""


class ModelError(DigitpadError):
    """A model file that is refused."""


class DataError(DigitpadError):
    """Labelled images that cannot be used."""


class SamplesError(DigitpadError):
    """The user's own drawings cannot be kept, or taught."""


class TrainingError(DigitpadError):
    """A training run that cannot start or go on."""


def _rebuild(
    kind: type[DigitpadError], template: str, parameters: dict[str, object]
) -> DigitpadError:
    """Make the error again after pickling, which knows no keyword arguments."""
    return kind(template, **parameters)


class ExportError(DigitpadError):
    """A model that cannot be had in another format."""
