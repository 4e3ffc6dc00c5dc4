"""The feature maps of one convolution as small grey pictures in rows."""

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui import theme
from digitpad.ui.model_input_view import GREYS, shades, to_image
from digitpad.ui.words import tr

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from digitpad.h5model.maps import MappedLayer

_GAP: Final = theme.GRID // 2
_LEAST_SIDE: Final = 24  # pixels of the screen, for a map
_LONGEST_NAME: Final = 40  # characters; a stranger's file may hold any


class Mosaic(NamedTuple):
    """How maps lie in rows.

    Attributes:
        maps: How many there are.
        rows, columns: Size of a map.
        times: Pixels of the screen that a number of a map takes.
        across: Maps in a row.
    """

    maps: int
    rows: int
    columns: int
    times: int
    across: int

    @property
    def width(self) -> int:
        """Of the first row, with the gaps in it and the borders."""
        across = min(self.maps, self.across)
        return across * (self.columns * self.times + _GAP) - _GAP + 2

    @property
    def height(self) -> int:
        """Of all rows, with the gaps between them and the borders."""
        lines = -(-self.maps // self.across)
        return lines * (self.rows * self.times + _GAP) - _GAP + 2

    def place(self, number: int) -> QRect:
        """Where a map lies."""
        line, column = divmod(number, self.across)
        width, height = self.columns * self.times, self.rows * self.times
        x, y = 1 + column * (width + _GAP), 1 + line * (height + _GAP)
        return QRect(x, y, width, height)


def mosaic(layer: "MappedLayer", width: int, height: int) -> Mosaic:
    """Lay maps out as large as all of them fit, but not too small to be seen.

    Args:
        layer: Whose maps they are.
        width: Pixels of the screen for a row of maps.
        height: Pixels of the screen in which all rows should fit.
    """
    times = max(1, _LEAST_SIDE // max(layer.rows, layer.columns))
    found = _mosaic(layer, times, width)
    while True:
        times += 1
        larger = _mosaic(layer, times, width)
        if larger.height > height or larger.width > width:
            return found
        found = larger


def _mosaic(layer: "MappedLayer", times: int, width: int) -> Mosaic:
    across = max(1, (width - 2 + _GAP) // (layer.columns * times + _GAP))
    return Mosaic(layer.maps, layer.rows, layer.columns, times, across)


class LayerView(QWidget):
    """Shows the maps of a layer under its name and shape.

    Attributes:
        layer: The layer.
    """

    def __init__(self, layer: "MappedLayer", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self._grey: npt.NDArray[np.uint8] | None = None
        self._shades: npt.NDArray[np.uint32] | None = None
        self._image: QImage | None = None
        self._mosaic = mosaic(layer, 1, 1)
        self.setObjectName(f"layer_{layer.name[:_LONGEST_NAME]}")
        self.setAccessibleName(self.title)

    @property
    def title(self) -> str:
        """The layer's name and shape in words."""
        name, layer = self.layer.name[:_LONGEST_NAME], self.layer
        return tr(
            "{name}: {maps} maps of {rows} × {columns}",
            name=name,
            maps=layer.maps,
            rows=layer.rows,
            columns=layer.columns,
        )

    @property
    def image(self) -> QImage | None:
        """The maps one below the other, a pixel a number; None if there are none."""
        if self._image is None and self._grey is not None:
            if self._shades is None:
                palette = self.palette()
                self._shades = shades(palette.base().color(), palette.text().color())
            self._image = to_image(self._shades[self._grey])
        return self._image

    def show_maps(self, maps: "npt.NDArray[np.float32] | None") -> None:
        """Show other maps.

        Args:
            maps: (rows, columns, maps), float32, of any range; None for none.
        """
        self._image = None
        self._grey = None if maps is None else _as_greys(maps)
        self.update()

    def fit(self, width: int, height: int) -> None:
        """Take so much room in width; in height too, if the maps can be seen then."""
        top = self._top()
        self._mosaic = mosaic(self.layer, width, height - top)
        self.setFixedHeight(top + self._mosaic.height)

    def _top(self) -> int:
        return self.fontMetrics().height() + _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title and those maps that are seen."""
        palette, top = self.palette(), self._top()
        with QPainter(self) as painter:
            painter.setPen(theme.muted(palette))
            painter.drawText(0, self.fontMetrics().ascent(), self.title)
            painter.setPen(theme.faint(palette))
            for number in range(self.layer.maps):
                place = self._mosaic.place(number).translated(0, top)
                if place.intersects(event.rect()):
                    self._paint_map(painter, number, place)

    def _paint_map(self, painter: QPainter, number: int, place: QRect) -> None:
        rows, columns = self.layer.rows, self.layer.columns
        if image := self.image:
            painter.drawImage(place, image, QRect(0, number * rows, columns, rows))
        else:
            painter.fillRect(place, self.palette().base())
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._shades = self._image = None
        super().changeEvent(event)


def _as_greys(maps: "npt.NDArray[np.float32]") -> "npt.NDArray[np.uint8]":
    """The maps one below the other, 0 for nothing to 255 for the layer's largest."""
    # Only who has maps to show gets here, so numpy is there already.
    import numpy as np

    low, high = min(float(maps.min()), 0.0), float(maps.max())
    stacked = maps.transpose(2, 0, 1).reshape(-1, maps.shape[1])
    share = (stacked - low) / (high - low or 1.0)
    if low == 0:
        # One map may outshine all others: the root keeps these in sight.
        share = np.sqrt(share)
    greys: npt.NDArray[np.uint8] = (share * (GREYS - 1)).round().astype(np.uint8)
    return greys
