"""The recognizer, loaded when it is first needed."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from digitpad.errors import DigitpadError
from digitpad.ui.verdict import Box, Mark
from digitpad.ui.words import told, tr
from digitpad.words import mark

if TYPE_CHECKING:
    from PIL.Image import Image

    from digitpad.recognizer import Recognizer
    from digitpad.ui.pad import Pad
    from digitpad.ui.replay import Replay
    from digitpad.ui.verdict import Reading

NO_MODEL: Final = mark("No model: Tools → Open model…")


class Reader:
    """Reads for the window, which paints before numpy and the model are loaded.

    Attributes:
        recognizer: None until it is loaded, or if no model can be.
    """

    def __init__(self) -> None:
        self.recognizer: Recognizer | None = None
        self._is_asked = False
        self._failure = ""
        self._boxed: tuple[Image, Box] | None = None

    def load(self) -> None:
        """Load the model in use, anew if one is loaded already.

        Raises:
            ModelError: Not even the built-in model can be used.
        """
        # A model that is refused would be refused again at every move of the pen.
        self._is_asked = True
        from digitpad.recognizer import Recognizer

        self.recognizer = Recognizer.load()
        self._failure = ""

    def load_if_new(self) -> bool:
        """Load the model unless that was tried before; False if it was.

        If no model can be used, `notice` and `summary` tell it.
        """
        if self._is_asked:
            return False
        try:
            self.load()
        except DigitpadError as error:
            self._failure = told(error)
        return True

    def marks(self, picture: "Image | None", reading: "Reading") -> list[Mark]:
        """Where the reading was found, and what each place reads.

        Args:
            picture: What was read, if it was no drawing. A lone digit is marked only
                there: who has drawn it knows where it is.
            reading: What was read in it.
        """
        if reading is None:
            return []  # the first paint comes before numpy
        from digitpad.readings import NumberReading

        if isinstance(reading, NumberReading):
            found = zip(reading.boxes, reading.digits, strict=True)
            return [Mark(box, str(digit.digit)) for box, digit in found]
        if picture is None:
            return []
        # To tell ink from paper in a photo takes as long as to read it.
        if self._boxed is None or self._boxed[0] is not picture:
            self._boxed = (picture, _around(picture))
        text = str(reading.digit) if reading.is_digit else "?"
        return [Mark(self._boxed[1], text)]

    @property
    def notice(self) -> str:
        """One sentence if the model the user chose does not read; else empty."""
        return told(self.recognizer.notice) if self.recognizer else self._failure

    @property
    def summary(self) -> str:
        """The model and its accuracy in a few words; empty before it is loaded."""
        if self.recognizer:
            return model_summary(self.recognizer)
        return tr(NO_MODEL) if self._failure else ""


def read_pad(
    recognizer: "Recognizer | None", pad: "Pad", shown: "Pad | Replay"
) -> "Reading":
    """Read what is seen on the pad; None if nothing is drawn, or without a model.

    Args:
        recognizer: Who reads.
        pad: The pad.
        shown: The pad itself, or a replay of what is on it.

    Raises:
        DigitpadError: The picture there has no ink, or the ink cannot be used.
    """
    if recognizer is None:
        return None
    if picture := pad.picture:
        return recognizer.read(picture.source)
    return recognizer.read(
        shown.drawing, pen_width=pad.pen_width, pen_is_down=shown.pen_is_down
    )


def _around(picture: "Image") -> Box:
    """One box around all ink."""
    from digitpad.picture import ink_of
    from digitpad.segment import box_around

    return box_around(ink_of(picture))


def model_summary(recognizer: "Recognizer") -> str:
    """A model and its accuracy in a few words."""
    from digitpad import models

    card = recognizer.card
    name = Path(recognizer.path).stem
    if models.is_builtin(recognizer.path):
        name = tr("Built-in model")
    elif card.recipe:
        name = tr("Your “{recipe}” model", recipe=card.recipe[:40])
    parts = [name]
    if card.test_accuracy is not None:
        parts.append(
            tr("{share:.2f} % of MNIST’s test images", share=card.test_accuracy * 100)
        )
    if recognizer.lesson:
        parts.append(tr("knows your hand"))
    if not recognizer.calibrated:
        parts.append(tr("not calibrated"))
    return " · ".join(parts)
