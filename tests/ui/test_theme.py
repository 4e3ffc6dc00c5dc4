"""Colours that every palette must let one see."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from digitpad.ui import theme
from digitpad.ui.facts import Facts

ROLES = QPalette.ColorRole


def palette(window: str, accent: str, highlight: str) -> QPalette:
    made = QPalette(QColor(window))
    made.setColor(ROLES.Accent, QColor(accent))
    made.setColor(ROLES.Highlight, QColor(highlight))
    return made


@pytest.mark.parametrize(
    ("accent", "highlight", "seen"),
    [
        ("#3daee9", "#ff0000", "#3daee9"),
        ("#000000", "#3daee9", "#3daee9"),
        ("#000000", "#202020", None),
    ],
)
def test_an_accent_that_is_not_seen_gives_way(
    accent: str, highlight: str, seen: str | None
) -> None:
    dark = palette("#202020", accent, highlight)
    text = dark.windowText().color()
    assert theme.accent(dark) == (QColor(seen) if seen else text)


def test_black_and_white_stand_21_apart() -> None:
    assert theme.contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert theme.contrast(QColor("white"), QColor("#767676")) == pytest.approx(
        4.54, abs=0.01
    )


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[QPalette]:
    """A dark palette, which the system gets during the test and loses after it."""
    before = qapp.palette()
    yield palette("#202020", "#3daee9", "#3daee9")
    qapp.setPalette(before)


def test_muted_labels_follow_the_palette_of_the_system(
    qtbot: QtBot, dark: QPalette
) -> None:
    facts = Facts([("Seed", "28")])
    qtbot.addWidget(facts)
    facts.show()
    (label,) = [each for each in facts.findChildren(QLabel) if each.text() == "Seed"]
    QApplication.setPalette(dark)
    muted = theme.muted(dark)
    qtbot.waitUntil(lambda: label.palette().windowText().color() == muted)
