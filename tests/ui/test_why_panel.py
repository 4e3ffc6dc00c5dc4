"""Why: what the panel shows of an explanation, in every state."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from banks import add_bank
from own_models import load_own
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from digitpad import Recognizer, mnist
from digitpad.explain import NO_DIGIT, Explanation
from digitpad.h5model import Network
from digitpad.readings import DigitReading
from digitpad.ui import influence_view, theme
from digitpad.ui.influence_view import InfluenceView
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.nearest_view import NearestView
from digitpad.ui.why_panel import WhyPanel


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return load_own(add_bank(tmp_path_factory.mktemp("model") / "banked.h5"))


@pytest.fixture(scope="module")
def reading() -> DigitReading:
    return Recognizer.load().read_digit(mnist.load().test_ink[0])


@pytest.fixture
def panel(qtbot: QtBot) -> WhyPanel:
    made = WhyPanel()
    made.resize(480, 140)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(panel: QWidget, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def influence_of(panel: QWidget) -> InfluenceView:
    view = panel.findChild(InfluenceView, "influence")
    assert isinstance(view, InfluenceView)
    return view


def nearest_of(panel: QWidget) -> NearestView:
    view = panel.findChild(NearestView, "nearest")
    assert isinstance(view, NearestView)
    return view


def explanation(subject: int | None = 7) -> Explanation:
    """Ink in a row: for, neutral, against, half against; the rest is paper."""
    ink = np.zeros((28, 28), np.float32)
    ink[10, 10:14] = 1
    influence = np.zeros((28, 28), np.float32)
    influence[10, 10:14] = 1, 0, -1, -0.5
    return Explanation(subject, ink, influence, ())


def test_an_empty_pad_is_told_what_will_be_here(panel: WhyPanel) -> None:
    assert "Draw a digit" in shown(panel, "why_sentence")
    assert shown(panel, "why_asked") == ""
    assert influence_of(panel).image is None


def test_a_digit_is_explained_once_its_answer_is_on_the_screen(
    panel: WhyPanel, bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    panel.follow(bank, reading, is_settled=True)
    assert shown(panel, "why_asked") == ""
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 7?")
    assert influence_of(panel).image is not None
    assert influence_of(panel).accessibleDescription().startswith("For it most: ")
    assert nearest_of(panel).accessibleDescription() == "7, 7, 7, 7, 7"
    assert nearest_of(panel).isVisible()
    assert shown(panel, "why_sentence") == ""


def test_nothing_changes_while_the_pen_is_down(
    panel: WhyPanel, bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    panel.follow(bank, reading, is_settled=True)
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 7?")
    other = Recognizer.load().read_digit(mnist.load().test_ink[1])
    before = influence_of(panel).image
    panel.follow(bank, other, is_settled=False)
    panel.follow(bank, other, is_settled=False)
    assert influence_of(panel).image is before
    panel.follow(bank, other, is_settled=True)
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 2?")


def test_an_emptied_pad_has_no_why_at_once(
    panel: WhyPanel, bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    panel.follow(bank, reading, is_settled=True)
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 7?")
    panel.follow(bank, reading, is_settled=True)
    panel.follow(bank, None, is_settled=True)
    assert shown(panel, "why_asked") == ""
    assert influence_of(panel).image is None
    assert not nearest_of(panel).isVisible()


class Slow:
    """A network that answers when it is told to."""

    def __init__(self, network: Network) -> None:
        self.trust = network.trust
        self.may_answer = Event()
        self.answers = 0
        self._network = network

    def run(self, model_inputs: Any) -> Any:
        assert self.may_answer.wait(20)
        self.answers += 1
        return self._network.run(model_inputs)


def test_a_slow_network_holds_nobody_up_and_its_late_answer_is_not_shown(
    panel: WhyPanel, bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    slow = Slow(bank)
    other = Recognizer.load().read_digit(mnist.load().test_ink[1])
    panel.follow(slow, reading, is_settled=True)
    qtbot.waitUntil(lambda: not panel.findChildren(QTimer)[0].isActive())
    panel.follow(slow, other, is_settled=False)
    slow.may_answer.set()
    qtbot.waitUntil(lambda: slow.answers == 1)
    panel.follow(slow, other, is_settled=True)
    asked: list[str] = []
    qtbot.waitUntil(
        lambda: asked.append(shown(panel, "why_asked")) or slow.answers == 2
    )
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 2?")
    assert "Why 7?" not in asked


def test_a_panel_closed_before_the_answer_comes_is_left_alone(
    bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    slow = Slow(bank)
    panel = WhyPanel()
    panel.show()
    panel.follow(slow, reading, is_settled=True)
    qtbot.waitUntil(lambda: not panel.findChildren(QTimer)[0].isActive())
    with qtbot.waitSignal(panel.destroyed):
        panel.deleteLater()
    with qtbot.captureExceptions() as raised:
        slow.may_answer.set()
        qtbot.waitUntil(lambda: slow.answers == 1)
        QApplication.processEvents()
    assert raised == []


def test_a_model_without_a_bank_says_so_in_a_sentence(
    panel: WhyPanel, reading: DigitReading, tmp_path: Path, qtbot: QtBot
) -> None:
    foreign = load_own(add_bank(tmp_path / "foreign.h5", count=0))
    panel.follow(foreign, reading, is_settled=True)
    qtbot.waitUntil(lambda: shown(panel, "why_asked") == "Why 7?")
    assert "no training digits" in shown(panel, "why_sentence")
    assert not nearest_of(panel).isVisible()
    assert influence_of(panel).image is not None


def test_what_the_ink_alone_refuses_is_said_to_be_refused_for_it(
    panel: WhyPanel, bank: Network, reading: DigitReading, qtbot: QtBot
) -> None:
    blot = replace(
        reading,
        is_digit=False,
        refusal="too much ink",
        model_input=np.ones((28, 28), np.float32),
    )
    panel.follow(bank, blot, is_settled=True)
    qtbot.waitUntil(lambda: "refused" in shown(panel, "why_sentence"))
    assert shown(panel, "why_asked") == ""


def paint(view: InfluenceView, found: Explanation) -> list[QColor]:
    view.show_explanation(found)
    image = view.image
    assert image is not None
    return [image.pixelColor(x, 10) for x in range(10, 15)]


@pytest.mark.parametrize(("paper", "ink"), [("#ffffff", "#000000"), ("#111", "#eee")])
def test_for_and_against_are_two_colours_on_any_paper(
    qtbot: QtBot, paper: str, ink: str
) -> None:
    view = InfluenceView()
    qtbot.addWidget(view)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(paper))
    palette.setColor(QPalette.ColorRole.Text, QColor(ink))
    view.setPalette(palette)
    speaks_for, neutral, against, half, blank = paint(view, explanation())
    assert speaks_for == influence_view.for_colour(palette)
    assert against == influence_view.against_colour(palette)
    assert neutral.rgb() == influence_view.neutral(palette).rgb()
    assert blank.rgb() == QColor(paper).rgb()
    assert half not in (against, neutral)
    # Who sees no colours at all still sees which is which by lightness.
    assert theme.contrast(speaks_for, against) > 1.5
    assert theme.contrast(speaks_for, blank) > 3
    assert theme.contrast(against, blank) > 3


def test_soft_edges_stay_soft(qtbot: QtBot) -> None:
    view = InfluenceView()
    qtbot.addWidget(view)
    found = explanation()
    found.model_input[10, 10] = 0.5
    edge = paint(view, found)[0]
    full = influence_view.for_colour(view.palette())
    halfway = theme.mixed(view.palette().base().color(), full, 0.5)
    assert edge.red() == pytest.approx(halfway.red(), abs=1)
    assert edge.blue() == pytest.approx(halfway.blue(), abs=1)


def test_what_is_no_digit_is_asked_in_words(
    panel: WhyPanel, qtbot: QtBot, reading: DigitReading, bank: Network
) -> None:
    panel.show_explanation(explanation(NO_DIGIT))
    assert shown(panel, "why_asked") == "Why not a digit?"


@pytest.mark.parametrize("width", [250, 458, 900])
@pytest.mark.parametrize("room", [112, 150, 400])
def test_all_five_are_seen_whole_with_whole_pixels(
    panel: WhyPanel,
    bank: Network,
    reading: DigitReading,
    qtbot: QtBot,
    width: int,
    room: int,
) -> None:
    panel.follow(bank, reading, is_settled=True)
    qtbot.waitUntil(lambda: nearest_of(panel).isVisible())
    panel.fit(room)
    panel.resize(max(width, panel.minimumSizeHint().width()), room)
    qtbot.waitUntil(lambda: nearest_of(panel).width() > 0)
    pictures = nearest_of(panel).findChildren(ModelInputView)
    assert len(pictures) == 5
    for picture in pictures:
        assert picture.width() == picture.height()
        assert picture.width() % 28 == 0
        assert picture.geometry().right() <= nearest_of(panel).width()
    assert influence_of(panel).width() % 28 == 0
