"""The user's drawings as images to train on, to judge by or to look at."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from digitpad import paths
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.samples import Samples
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.run_settings import RunSettings

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])


@pytest.fixture
def kept() -> Path:
    """Where the copy of what is kept goes."""
    Samples().add(SEVEN, 7)
    return paths.own_ink_file()


def test_they_are_chosen_with_a_button(qtbot: QtBot, kept: Path) -> None:
    chooser = DataChooser()
    qtbot.addWidget(chooser)
    button = chooser.findChild(QPushButton, "add_own")
    assert button is not None
    button.click()
    assert chooser.data == (str(kept),)
    listed = chooser.findChild(QListWidget, "data_list")
    assert listed is not None
    assert listed.item(0).text() == "My handwriting"
    assert list(read_ink_file(kept)) == [(1, Sample(SEVEN, "7"))]


def test_without_any_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    chooser, settings = DataChooser(), RunSettings()
    for widget in (chooser, settings):
        qtbot.addWidget(widget)
    settings.offer_handwriting()
    button = chooser.findChild(QPushButton, "add_own")
    box = settings.findChild(QCheckBox, "own_handwriting")
    assert button is not None
    assert box is not None
    assert not button.isEnabled()
    assert not box.isEnabled()


def test_a_training_takes_them_if_they_are_asked_for(qtbot: QtBot, kept: Path) -> None:
    settings = RunSettings()
    qtbot.addWidget(settings)
    settings.offer_handwriting()
    assert settings.request().own_ink is None
    box = settings.findChild(QCheckBox, "own_handwriting")
    assert box is not None
    box.click()
    request = settings.request()
    assert request.own_ink == kept
    other = RunSettings()
    qtbot.addWidget(other)
    other.show_request(request)
    assert other.request() == request
