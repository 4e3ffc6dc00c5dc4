"""The dialog of the settings: what is chosen there holds at once."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from digitpad.ui.buttons import button_row, push_button
from digitpad.ui.forms import form_layout
from digitpad.ui.named import named
from digitpad.ui.settings import (
    COLOUR_SCHEME,
    DARK,
    GLIDES,
    LIGHT,
    SHOWS_CONFIDENCE,
    SYSTEM,
    Setting,
    Settings,
)
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr
from digitpad.words import mark

_SCHEMES: Final = {
    SYSTEM: mark("As the system has it"),
    LIGHT: mark("Light"),
    DARK: mark("Dark"),
}


class SettingsDialog(QDialog):
    """Shows the settings and changes them."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "settings_dialog").setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        form = form_layout()
        form.addRow(tr("&Colours"), self._schemes())
        form.addRow("", self._switch(GLIDES, tr("&Bars glide to their new length")))
        form.addRow(
            "", self._switch(SHOWS_CONFIDENCE, tr("&Say how sure an answer is"))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addLayout(
            button_row(push_button("close_settings", tr("C&lose"), self.reject))
        )

    def _schemes(self) -> QComboBox:
        box = named(QComboBox(), COLOUR_SCHEME.key, tr("Colours"))
        for scheme, title in _SCHEMES.items():
            box.addItem(tr(title), scheme)
        box.setCurrentIndex(box.findData(self._settings.value(COLOUR_SCHEME)))
        box.currentIndexChanged.connect(
            lambda: self._settings.choose(COLOUR_SCHEME, box.currentData())
        )
        return box

    def _switch(self, setting: Setting[bool], title: str) -> QCheckBox:
        switch = named(QCheckBox(title), setting.key, title.replace("&", ""))
        switch.setChecked(self._settings.value(setting))
        switch.toggled.connect(lambda is_on: self._settings.choose(setting, is_on))
        return switch
