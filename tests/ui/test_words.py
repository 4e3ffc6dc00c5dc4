"""All that is shown goes through the translation that is installed."""

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator, qVersion
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, draw_stroke, shown_window

from digitpad import __version__, paths
from digitpad.errors import DataError, Listing, PictureError
from digitpad.library import name_of
from digitpad.model_facts import model_facts
from digitpad.problem_report import versions
from digitpad.reporting.requests import (
    USUAL_RECIPE,
    crossval_folder,
    exploration_folder,
)
from digitpad.retraining.charts import charts
from digitpad.retraining.record import TrainingRecord
from digitpad.ui.main_window import MainWindow
from digitpad.ui.words import told, tr
from digitpad.words import Phrase

DIALOGS = (
    "settings", "shortcuts", "about", "retrain", "cross_validate", "explore", "teach",
    "handwriting", "models",
)  # fmt: skip
CHECKOUT = Path(__file__).resolve().parents[2]
_WRAPPED = re.compile(r"«[^«»]*»")


class Foreign(QTranslator):
    """A language in which every text of ours stands in guillemets."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 (Qt's name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The text, wrapped; Qt's own texts stay as they are."""
        return None if context else f"«{sourceText}»"  # type: ignore[return-value]


@pytest.fixture
def _foreign(qapp: QApplication) -> Iterator[None]:
    translator = Foreign()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def window(_foreign: None, qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def untranslated(top: QWidget, data: Collection[str]) -> list[str]:
    """What a window shows that is no data and has not gone through the translator.

    Args:
        top: The window.
        data: What no translator knows.
    """
    found = {text for each in [top, *top.findChildren(QWidget)] for text in texts(each)}
    for action in top.findChildren(QAction):
        found.update((action.text(), action.toolTip()))
    return sorted(text for text in found if not is_translated(text, data))


def is_translated(text: str, data: Collection[str]) -> bool:
    """Whether nothing but data is left where all that is wrapped is taken away."""
    while _WRAPPED.search(text):
        text = _WRAPPED.sub("\n", text)
    left = (part.strip(" :") for part in text.split("\n"))
    return all(part in data or not re.search(r"[^\W\d_]", part) for part in left)


def texts(widget: QWidget) -> Iterator[str]:
    """All that a widget shows and tells."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
    yield from (widget.accessibleDescription(), widget.statusTip())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QMenu():
            yield widget.title()
        case QLineEdit():
            yield widget.placeholderText()
        case QSpinBox():
            yield from (widget.prefix(), widget.suffix())
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QListWidget():
            for row in range(widget.count()):
                yield from (widget.item(row).text(), widget.item(row).toolTip())


def data_of(window: MainWindow) -> set[str]:
    """Names, keys, folders, facts, and sentences that are made without Qt."""
    recognizer = window.recognizer
    assert recognizer is not None
    network, path = recognizer.network, recognizer.path
    libraries = [*versions(), ("Qt", qVersion())]
    native = QKeySequence.SequenceFormat.NativeText
    actions = window.findChildren(QAction)
    return {
        *("Digitpad", f"Digitpad {__version__}"),
        *(v for _, v in model_facts(recognizer) if not isinstance(v, Phrase)),
        *(text for name, value in libraries for text in (name, value)),
        *(f"{name}: {value}" for name, value in libraries),
        *(name_of(path), str(path), network.description, network.sha256),
        *(key.toString(native) for each in actions for key in each.shortcuts()),
        *(str(crossval_folder(USUAL_RECIPE)), str(exploration_folder())),
        ". ".join(chart.in_words for chart in charts(TrainingRecord())),
    }


def test_the_empty_window(window: MainWindow) -> None:
    assert untranslated(window, data_of(window)) == []


def test_every_kind_of_answer(window: MainWindow) -> None:
    data = data_of(window)
    draw_digit(window.pad, THREE)
    assert untranslated(window, data) == []
    draw_digit(window.pad, SEVEN, left=0.7, size=0.25)
    assert untranslated(window, data) == []
    window.step(-1)
    assert untranslated(window, data) == []
    window.clear()
    assert untranslated(window, data) == []
    draw_stroke(window.pad, [(100, 100)])
    assert "«not a digit»" in window.panel.findChild(QLabel, "answer").text()
    assert untranslated(window, data) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_the_dialogs(window: MainWindow, name: str, qapp: QApplication) -> None:
    before = set(qapp.topLevelWidgets())
    getattr(window.commands, name).trigger()
    (dialog,) = [
        each
        for each in qapp.topLevelWidgets()
        if each not in before and each.isVisible() and each.objectName()
    ]
    assert "«" in dialog.windowTitle()
    assert untranslated(dialog, data_of(window)) == []


def test_the_table(window: MainWindow, qtbot: QtBot) -> None:
    table = window.files.open_table([paths.home()])
    assert untranslated(table.window, {paths.home().name}) == []


@pytest.mark.parametrize("insight", ["why", "feature_maps"])
def test_what_explains(window: MainWindow, insight: str) -> None:
    window.show_insight(insight)
    assert untranslated(window, data_of(window)) == []


def test_an_error_is_told_by_its_template(window: MainWindow) -> None:
    error = PictureError("{path} has {count:,} faults.", path="a «b».png", count=1000)
    window.show_error(error)
    notice = window.findChild(QWidget, "notice")
    shown = [label.text() for label in notice.findChildren(QLabel)]
    assert "«a «b».png has 1,000 faults.»" in shown


@pytest.mark.usefixtures("_foreign")
def test_an_error_within_another_is_told_likewise() -> None:
    error = DataError("Wrong: {all}.", all=Listing(("a {", "b }")))
    assert told(error.within("{x}.csv")) == "«{x}.csv: «Wrong: a {; b }.»»"


@pytest.mark.usefixtures("_foreign")
def test_a_phrase_is_told_with_those_within_it() -> None:
    left = Phrase("{time} left", time=Phrase("about {count} hours", count="2½"))
    assert told(left) == "««about 2½ hours» left»"
    assert told("plain text") == "plain text"


def test_without_a_translation_the_text_stands_as_it_is() -> None:
    error = DataError("{path} is empty.", path="a.csv")
    assert tr("Opened {name}.", name="{b}.png") == "Opened {b}.png."
    assert tr("100 % {sure}") == "100 % {sure}"
    assert told(error) == str(error)


def test_a_translation_begins_as_the_readme_says(
    qapp: QApplication, tmp_path: Path
) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    (begin,) = re.findall(
        r"^(pyside6-lupdate.*?)\n```", readme, re.MULTILINE | re.DOTALL
    )
    begun = tmp_path / "digitpad_de.ts"
    run(begin.replace("digitpad_de.ts", str(begun)))
    tree = ElementTree.parse(begun)
    messages = {each.findtext("source"): each for each in tree.iter("message")}
    # A text, two constants, a phrase, and an error's template.
    sources = (
        "&Open…",
        "Draw a digit",
        "just a dot",
        "{time} left",
        "{place}: {sentence}",
    )
    for source in sources:
        message = messages[source].find("translation")
        assert message is not None
        message.attrib.clear()
        message.text = f"de {source}"
    tree.write(begun)
    run(f"pyside6-lrelease {begun}")
    translator = QTranslator()
    assert translator.load(str(begun.with_suffix(".qm")))
    assert QCoreApplication.installTranslator(translator)
    assert [tr(source) for source in sources] == [f"de {each}" for each in sources]
    QCoreApplication.removeTranslator(translator)


def run(command: str) -> None:
    """Run a line of a shell in the checkout, with the programs of this Python."""
    folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = os.environ | {"PATH": folders}
    done = subprocess.run(
        ["sh", "-c", command], cwd=CHECKOUT, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr
