"""Feature maps: what is computed, how it is painted, and where it lies."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitpad import Recognizer, mnist
from digitpad.h5model.maps import MappedLayer
from digitpad.readings import DigitReading
from digitpad.ui.feature_maps_panel import FeatureMapsPanel
from digitpad.ui.layer_view import LayerView, mosaic

LAYERS = (
    MappedLayer("first", "v1", 26, 26, 32),
    MappedLayer("second", "v2", 11, 11, 64),
    MappedLayer("third", "v3", 3, 3, 256),
)


class FakeNetwork:
    """Has three layers, and notes which are asked for."""

    def __init__(self, mapped: tuple[MappedLayer, ...] = LAYERS) -> None:
        self.mapped = mapped
        self.asked: list[list[str]] = []

    def feature_maps(
        self, model_input: npt.NDArray[np.float32], layers: Sequence[MappedLayer]
    ) -> list[npt.NDArray[np.float32]]:
        self.asked.append([layer.name for layer in layers])
        return [np.ones(layer.shape, np.float32) for layer in layers]


@pytest.fixture(scope="module")
def reading() -> DigitReading:
    return Recognizer.load().read_digit(mnist.load().test_ink[0])


@pytest.fixture
def panel(qtbot: QtBot) -> FeatureMapsPanel:
    made = FeatureMapsPanel()
    made.fit(112)
    made.resize(460, 168)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def views(panel: FeatureMapsPanel) -> list[LayerView]:
    return panel.findChildren(LayerView)


def sentence(panel: FeatureMapsPanel) -> str:
    label = panel.findChild(QLabel, "feature_maps_sentence")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_each_layer_is_named_with_its_shape(panel: FeatureMapsPanel) -> None:
    panel.follow(FakeNetwork(), None, is_settled=True)
    titles = [view.accessibleName() for view in views(panel)]
    assert titles == [
        "first: 32 maps of 26 × 26",
        "second: 64 maps of 11 × 11",
        "third: 256 maps of 3 × 3",
    ]


def test_only_layers_in_sight_are_computed(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    network = FakeNetwork()
    panel.follow(network, reading, is_settled=False)
    qtbot.waitUntil(lambda: network.asked != [])
    assert "first" in network.asked[-1]
    assert "third" not in network.asked[-1]
    bar = panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: network.asked[-1] == ["third"])


def test_a_frame_that_is_due_at_once_finds_the_layers_in_their_places(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    panel.findChild(QTimer).setInterval(0)
    network = FakeNetwork()
    panel.follow(network, reading, is_settled=False)
    qtbot.waitUntil(lambda: network.asked != [])
    assert network.asked == [["first", "second"]]
    assert panel.verticalScrollBar().maximum() > 0


def test_however_many_moves_come_a_frame_is_computed_once(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    network = FakeNetwork()
    panel.follow(network, reading, is_settled=False)
    qtbot.waitUntil(lambda: network.asked != [])
    seen = len(network.asked)
    for _ in range(100):
        panel.follow(network, reading, is_settled=False)
    assert len(network.asked) == seen
    qtbot.waitUntil(lambda: len(network.asked) > seen)
    assert len(network.asked) == seen + 1


def test_an_emptied_pad_has_no_maps(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    network = FakeNetwork()
    panel.follow(network, reading, is_settled=False)
    qtbot.waitUntil(lambda: views(panel)[0].image is not None)
    panel.follow(network, None, is_settled=True)
    qtbot.waitUntil(lambda: views(panel)[0].image is None)


def test_a_model_without_convolutions_says_so(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    panel.follow(FakeNetwork(), reading, is_settled=True)
    panel.follow(FakeNetwork(()), reading, is_settled=True)
    assert "no convolutional layers" in sentence(panel)
    qtbot.waitUntil(lambda: views(panel) == [])


def test_the_shipped_models_maps_are_shown(
    panel: FeatureMapsPanel, reading: DigitReading, qtbot: QtBot
) -> None:
    network = Recognizer.load().network
    assert network.mapped
    panel.follow(network, reading, is_settled=True)
    qtbot.waitUntil(lambda: views(panel)[0].image is not None)
    image = views(panel)[0].image
    assert image is not None
    first = network.mapped[0]
    assert (image.width(), image.height()) == (first.columns, first.rows * first.maps)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(("width", "height"), [(440, 140), (900, 400), (60, 20)])
def test_maps_lie_beside_each_other_and_within_the_width(
    layer: MappedLayer, width: int, height: int
) -> None:
    laid = mosaic(layer, width, height)
    places = [laid.place(number) for number in range(layer.maps)]
    assert max(place.right() for place in places) < width
    assert max(place.bottom() for place in places) < laid.height
    taken = {(place.x(), place.y()) for place in places}
    assert len(taken) == layer.maps
    first, second = places[:2]
    assert not first.intersects(second)
    assert first.width() == layer.columns * laid.times >= 20
    assert first.height() == layer.rows * laid.times


def test_maps_are_as_large_as_all_fit() -> None:
    layer = LAYERS[0]
    small, large = mosaic(layer, 440, 140), mosaic(layer, 1200, 500)
    assert (small.times, large.times) == (1, 4)
    assert small.height <= 140
    assert large.height <= 500


def test_nothing_is_paper_and_the_largest_number_is_ink(qtbot: QtBot) -> None:
    view = LayerView(MappedLayer("a", "v", 2, 2, 2))
    qtbot.addWidget(view)
    maps = np.zeros((2, 2, 2), np.float32)
    maps[0, 1, 1] = 4
    view.show_maps(maps)
    image = view.image
    assert image is not None
    palette = view.palette()
    assert image.pixelColor(0, 0) == QColor(palette.base().color())
    # The second map lies under the first.
    assert image.pixelColor(1, 2) == QColor(palette.text().color())


def test_maps_that_are_all_zero_or_below_are_shown_too(qtbot: QtBot) -> None:
    view = LayerView(MappedLayer("a", "v", 2, 2, 1))
    qtbot.addWidget(view)
    for maps in (np.zeros((2, 2, 1)), -np.ones((2, 2, 1)), np.full((2, 2, 1), 3e38)):
        view.show_maps(maps.astype(np.float32))
        assert view.image is not None
