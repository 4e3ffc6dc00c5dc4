"""What the user reads, in the language of the translation that is installed."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from digitpad.errors import DigitpadError
from digitpad.printable import plain
from digitpad.words import Phrase

# Where pyside6-lupdate puts the texts of a function that is no method.
_CONTEXT: Final = ""


def tr(text: str, /, **parameters: object) -> str:
    """A text as the user reads it; as it stands if no translation has it.

    Args:
        text: What is said in English, with a `{name}` place for each parameter.
        **parameters: What goes into those places.
    """
    translated = QCoreApplication.translate(_CONTEXT, text)
    if not parameters:
        return translated
    return translated.format(**{name: plain(p) for name, p in parameters.items()})


def told(said: str | DigitpadError) -> str:
    """An error's sentence or a phrase as the user reads it, and those within it.

    Args:
        said: Any other text is told as it stands.
    """
    if not isinstance(said, DigitpadError | Phrase):
        return said
    parameters = {name: _told(value) for name, value in said.parameters.items()}
    return tr(said.template).format(**parameters)


def _told(value: object) -> object:
    return told(value) if isinstance(value, DigitpadError | Phrase) else plain(value)
