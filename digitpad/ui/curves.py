"""Live curves of training: accuracy above, loss below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.retraining.charts import Chart, Curve, Point, charts
from digitpad.retraining.record import TrainingRecord
from digitpad.ui import theme
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr
from digitpad.words import mark

_TRAINING_DOT: Final = 2.0
_VALIDATION_DOT: Final = 3.0
_SWATCH_WIDTH: Final = 16
_HINT: Final = mark(
    "Training: how well the network reads the digits that it is learning from, "
    "while it learns.\n"
    "Validation: how well it reads digits that it does not learn from."
)


class Curves(QWidget):
    """Draws a run's accuracy and loss over its epochs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charts: tuple[Chart, ...] = charts(TrainingRecord())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(tr(_HINT))
        self.setAccessibleName(tr("Accuracy and loss over the epochs"))

    @property
    def in_words(self) -> str:
        """What the curves show, for those who do not see them."""
        return ". ".join(chart.in_words for chart in self._charts)

    def show_record(self, record: TrainingRecord) -> None:
        """Draw what the run has told so far."""
        self.show_charts(charts(record))

    def show_charts(self, shown: Sequence[Chart]) -> None:
        """Draw these charts, one above the other."""
        self._charts = tuple(shown)
        self.setAccessibleDescription(self.in_words)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two charts of a good shape."""
        return QSize(46 * GRID, 42 * GRID)

    def minimumSizeHint(self) -> QSize:
        """The least at which the labels do not touch."""
        return QSize(40 * GRID, 36 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both charts, one above the other."""
        colours = _Colours.of(self.palette())
        gap = 2 * GRID
        height = (self.height() - gap) / len(self._charts)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.scaled_font(self.font(), 0.9))
            for row, chart in enumerate(self._charts):
                area = QRectF(0, row * (height + gap), self.width(), height)
                _ChartPainting(painter, chart, area, colours).paint()


@dataclass(frozen=True)
class _Colours:
    """The palette as the charts use it; one accent, for what counts."""

    text: QColor
    quiet: QColor
    grid: QColor
    training: QColor
    validation: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Self:
        text = palette.color(QPalette.ColorRole.WindowText)
        paper = palette.color(QPalette.ColorRole.Window)
        return cls(
            text=text,
            quiet=theme.muted(palette),
            grid=theme.faint(palette),
            training=theme.mixed(text, paper, 0.45),
            validation=theme.accent(palette),
        )


class _ChartPainting:
    """One chart while it is painted: where its plot lies, and each of its parts."""

    def __init__(
        self, painter: QPainter, chart: Chart, area: QRectF, colours: _Colours
    ) -> None:
        self._painter = painter
        self._chart = chart
        self._area = area
        self._colours = colours
        self._metrics = painter.fontMetrics()
        label_width = self._metrics.horizontalAdvance("99.9 %") + GRID
        line = self._metrics.height()
        self._plot = area.adjusted(label_width, line + GRID, -GRID, -line - GRID)

    def paint(self) -> None:
        self._header()
        self._y_axis()
        self._x_axis()
        training = QPen(self._colours.training, 1.5)
        self._curve(self._chart.training, training, _TRAINING_DOT)
        validation = QPen(self._colours.validation, 2)
        self._curve(self._chart.validation, validation, _VALIDATION_DOT)

    def _header(self) -> None:
        """The title on the left, each curve's name and last value on the right."""
        right = self._plot.right()
        for curve, colour in (
            (self._chart.validation, self._colours.validation),
            (self._chart.training, self._colours.training),
        ):
            right = self._legend(curve, colour, right) - 2 * GRID
        small = self._painter.font()
        self._painter.setFont(theme.scaled_font(small, 1, bold=True))
        self._painter.setPen(self._colours.text)
        self._painter.drawText(
            self._area, Qt.AlignmentFlag.AlignLeft, tr(self._chart.title)
        )
        self._painter.setFont(small)

    def _legend(self, curve: Curve, colour: QColor, right: float) -> float:
        """One entry that ends at `right`; returns where it begins."""
        text = f"{tr(curve.name)} {curve.value}".rstrip()
        width = self._metrics.horizontalAdvance(text)
        baseline = self._area.top() + self._metrics.ascent()
        self._painter.setPen(self._colours.text)
        self._painter.drawText(QPointF(right - width, baseline), text)
        middle = baseline - self._metrics.xHeight() / 2
        end = right - width - GRID
        self._painter.setPen(QPen(colour, 2))
        self._painter.drawLine(
            QPointF(end - _SWATCH_WIDTH, middle), QPointF(end, middle)
        )
        return end - _SWATCH_WIDTH

    def _y_axis(self) -> None:
        axis = self._chart.y
        for tick, label in zip(axis.ticks, axis.labels, strict=True):
            y = _on_pixel(self._y(tick))
            self._painter.setPen(QPen(self._colours.grid, 1))
            self._painter.drawLine(
                QPointF(self._plot.left(), y), QPointF(self._plot.right(), y)
            )
            self._painter.setPen(self._colours.quiet)
            half = self._metrics.height() / 2
            box = QRectF(
                self._area.left(), y - half, self._plot.left() - GRID, 2 * half
            )
            self._painter.drawText(
                box.translated(-self._area.left(), 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                label,
            )

    def _x_axis(self) -> None:
        axis = self._chart.x
        baseline = self._plot.bottom() + GRID + self._metrics.ascent()
        self._painter.setPen(self._colours.quiet)
        for tick, label in zip(axis.ticks, axis.labels, strict=True):
            half = self._metrics.horizontalAdvance(label) / 2
            self._painter.drawText(QPointF(self._x(tick) - half, baseline), label)
        self._painter.drawText(QPointF(self._area.left(), baseline), tr("Epoch"))

    def _curve(self, curve: Curve, pen: QPen, dot_radius: float) -> None:
        """A line through the points, and a dot where an epoch ended."""
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        quiet = QPen(theme.mixed(self._colours.grid, pen.color(), 0.6), 1)
        for line in curve.lines:
            # Many lines of one kind are to look like one thing.
            self._painter.setPen(quiet if line in curve.beside else pen)
            self._painter.drawPolyline([self._place(point) for point in line])
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(pen.color())
        for point in curve.dots:
            self._painter.drawEllipse(self._place(point), dot_radius, dot_radius)

    def _place(self, point: Point) -> QPointF:
        return QPointF(self._x(point[0]), self._y(point[1]))

    def _x(self, epoch: float) -> float:
        return self._plot.left() + self._plot.width() * self._chart.x.share(epoch)

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * self._chart.y.share(value)


def _on_pixel(position: float) -> float:
    """The middle of a pixel, where a hairline stays one pixel wide."""
    return int(position) + 0.5
