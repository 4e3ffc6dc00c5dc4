"""Light or dark: the system's choice, or the user's own."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from digitpad.ui import theme
from digitpad.ui.settings import COLOUR_SCHEME, DARK, LIGHT, SYSTEM, Settings

_SCHEMES: Final = {
    SYSTEM: Qt.ColorScheme.Unknown,  # which gives the choice back to the system
    LIGHT: Qt.ColorScheme.Light,
    DARK: Qt.ColorScheme.Dark,
}
# Window, paper, button, text, accent.
_COLOURS: Final = {
    Qt.ColorScheme.Light: ("#f2f2f2", "#ffffff", "#f2f2f2", "#1c1c1c", "#2f6fc4"),
    Qt.ColorScheme.Dark: ("#2b2b2b", "#1e1e1e", "#383838", "#f0f0f0", "#5c9ded"),
}


class ColourScheme(QObject):
    """Gives every window the colours that are chosen in the settings."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._applied = SYSTEM
        self._is_own = False
        self._on_changed()
        settings.changed.connect(self._on_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._colour)

    def _on_changed(self) -> None:
        chosen = self._settings.value(COLOUR_SCHEME)
        # The start need not wait for what changes nothing.
        if chosen != self._applied:
            self._applied = chosen
            QGuiApplication.styleHints().setColorScheme(_SCHEMES[chosen])
            self._colour()

    def _colour(self) -> None:
        """Bring colours of our own where the system does not know the scheme."""
        wanted = _SCHEMES[self._applied]
        known = wanted in (
            Qt.ColorScheme.Unknown,
            QGuiApplication.styleHints().colorScheme(),
        )
        if not known:
            QApplication.setPalette(palette_of(wanted))
        elif self._is_own:
            QApplication.setPalette(QPalette())
        self._is_own = not known


def palette_of(scheme: Qt.ColorScheme) -> QPalette:
    """A palette that is light or dark."""
    window, paper, button, text, accent = map(QColor, _COLOURS[scheme])
    # Qt derives the shades of borders from the button's colour.
    palette = QPalette(button, window)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: window,
        role.Base: paper,
        role.AlternateBase: theme.mixed(paper, text, 0.04),
        role.ToolTipBase: paper,
        role.PlaceholderText: theme.mixed(paper, text, 0.65),
        role.Highlight: accent,
        role.HighlightedText: QColor("white" if accent.lightness() < 150 else "black"),
        role.Accent: accent,
        role.Link: accent,
    }
    texts = (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)
    for each, colour in (colours | dict.fromkeys(texts, text)).items():
        palette.setColor(each, colour)
    for each in texts:
        palette.setColor(group.Disabled, each, theme.mixed(window, text, 0.4))
    return palette
