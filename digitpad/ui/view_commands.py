"""How the window looks: presentation, settings, light or dark."""

from functools import cached_property
from typing import TYPE_CHECKING

from digitpad.ui.settings import COLOUR_SCHEME, HINTS, SYSTEM

if TYPE_CHECKING:
    from digitpad.ui.colour_scheme import ColourScheme
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.presentation import Presentation


class ViewCommands:
    """What the View menu does with the whole window; nothing of it is loaded early."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._colours: ColourScheme | None = None
        window.settings.changed.connect(self._colour)
        self._colour()

    @cached_property
    def presentation(self) -> "Presentation":
        """The pad, the answer and the bars alone."""
        from digitpad.ui.presentation import Presentation

        return Presentation(self._window, self._window.panel)

    def present(self) -> None:
        """Begin the presentation, or leave it."""
        self.presentation.toggle()

    def show_settings(self) -> None:
        """Show what can be chosen about the window."""
        from digitpad.ui.settings_dialog import SettingsDialog

        SettingsDialog(self._window.settings, self._window).open()

    def hint_once(self) -> None:
        """Say on the empty pad what can be done, unless something was drawn before."""
        if self._window.settings.value(HINTS):
            from digitpad.ui.first_hint import FirstHint

            FirstHint(self._window)

    def _colour(self) -> None:
        settings = self._window.settings
        if self._colours is None and settings.value(COLOUR_SCHEME) != SYSTEM:
            from digitpad.ui.colour_scheme import ColourScheme

            self._colours = ColourScheme(settings, self._window)
