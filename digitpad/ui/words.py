"""What the user reads, in the language of the translation that is installed."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from digitpad.errors import DigitpadError

# pyside6-lupdate files texts of a function that is no method under no name.
_CONTEXT: Final = ""


def tr(text: str, /, **parameters: object) -> str:
    """A text as the user reads it; as it stands if no translation has it.

    Args:
        text: What is said in English, with a `{name}` place for each parameter.
        **parameters: What goes into those places.
    """
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**parameters) if parameters else translated


def mark(text: str, /) -> str:
    """The text as it stands; whoever looks for texts to translate finds it here.

    It is for constants, which are made before a translation can be installed: `tr`
    takes them where they are shown.
    """
    return text


def told(error: DigitpadError) -> str:
    """The sentence of an error, and of an error within it, as the user reads it."""
    return tr(error.template, **{n: _told(p) for n, p in error.parameters.items()})


def _told(parameter: object) -> object:
    return told(parameter) if isinstance(parameter, DigitpadError) else parameter
