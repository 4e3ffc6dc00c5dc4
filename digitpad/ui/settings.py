"""What the user has chosen about the window, kept between runs of the program."""

from typing import Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

T = TypeVar("T", str, int, float, bool)

_GROUP: Final = "settings"


class Setting(NamedTuple, Generic[T]):
    """Something that can be chosen.

    Attributes:
        key: Its name in the file.
        values: What it may be; the first until something else is chosen.
    """

    key: str
    values: tuple[T, ...]


SYSTEM: Final = "system"
LIGHT: Final = "light"
DARK: Final = "dark"

COLOUR_SCHEME: Final = Setting("colour_scheme", (SYSTEM, LIGHT, DARK))
GLIDES: Final = Setting("bars_glide", (True, False))
SHOWS_CONFIDENCE: Final = Setting("shows_confidence", (True, False))
# Not offered in the dialog: the first stroke chooses it.
HINTS: Final = Setting("hints", (True, False))


class Settings(QObject):
    """Every setting and its value; a damaged file gives the first of its values.

    Signals:
        changed: One of the settings has another value.
    """

    changed = Signal()

    def __init__(self, state: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def value(self, setting: Setting[T]) -> T:
        """What is chosen."""
        # The file keeps texts.
        kept = str(self._state.value(_place(setting), ""))
        found = (value for value in setting.values if str(value) == kept)
        return next(found, setting.values[0])

    def choose(self, setting: Setting[T], value: T) -> None:
        """Choose one of the setting's values, now and from now on."""
        if value != self.value(setting):
            self._state.setValue(_place(setting), str(value))
            self.changed.emit()


def _place(setting: Setting[T]) -> str:
    return f"{_GROUP}/{setting.key}"
