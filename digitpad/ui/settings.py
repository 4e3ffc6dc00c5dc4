"""What the user has chosen about the window, kept between runs of the program."""

from math import isfinite
from typing import Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from digitpad.errors import DigitpadError
from digitpad.ui.looks import GUIDES, PLAIN, THICKEST, THINNEST, Looks

T = TypeVar("T", str, int, float, bool)

_GROUP: Final = "settings"
_PEN_SHARE: Final = "pen_width_share"
_GUIDES: Final = "guides"


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
    """Reads and writes choices; whatever is damaged counts as not chosen.

    Args:
        state: The file that keeps them.

    Signals:
        changed: One of the settings has another value; the pad's looks are no setting.
        not_kept: A choice cannot be written, and holds until the program ends; told
            once.
    """

    changed = Signal()
    not_kept = Signal(DigitpadError)

    def __init__(self, state: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._is_told = False

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
            if setting != HINTS:  # which nobody sees being chosen
                self._keep()

    @property
    def looks(self) -> Looks:
        """How the pad looks."""
        guides = self._state.value(_GUIDES)
        return Looks(
            pen_share=_between(self._state.value(_PEN_SHARE), THINNEST, THICKEST),
            guides=guides if guides in GUIDES else PLAIN,
        )

    @looks.setter
    def looks(self, looks: Looks) -> None:
        self._state.setValue(_PEN_SHARE, looks.pen_share)
        self._state.setValue(_GUIDES, looks.guides)

    def _keep(self) -> None:
        """Write the choice now: Qt would tell nobody that it cannot be written."""
        self._state.sync()
        if self._state.status() == QSettings.Status.AccessError and not self._is_told:
            self._is_told = True
            self.not_kept.emit(
                DigitpadError(
                    "What you choose holds until Digitpad closes, because {file} "
                    "cannot be written: permit writing there, or make room.",
                    file=self._state.fileName(),
                )
            )


def _place(setting: Setting[T]) -> str:
    return f"{_GROUP}/{setting.key}"


def _between(kept: object, least: float, most: float) -> float:
    """A number as the file keeps it, within its bounds; 1 for none."""
    try:
        number = float(str(kept))
    except ValueError:
        return 1.0
    return min(max(number, least), most) if isfinite(number) else 1.0
