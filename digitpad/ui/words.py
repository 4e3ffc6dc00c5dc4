"""What the user reads, in the language of the translation that is installed."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from digitpad.errors import DigitpadError

# Where pyside6-lupdate puts the texts of a function that is no method.
_CONTEXT: Final = ""


def tr(text: str, /, **parameters: object) -> str:
    """A text as the user reads it; as it stands if no translation has it.

    Args:
        text: What is said in English, with a `{name}` place for each parameter.
        **parameters: What goes into those places.
    """
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**parameters) if parameters else translated


def told(error: DigitpadError) -> str:
    """The sentence of an error, and of an error within it, as the user reads it."""
    parameters = {name: _told(value) for name, value in error.parameters.items()}
    return tr(error.template).format(**parameters)


def _told(parameter: object) -> object:
    return told(parameter) if isinstance(parameter, DigitpadError) else parameter
