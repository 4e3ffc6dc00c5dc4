"""Draws a chart twice: for light and for dark surroundings."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from training.report import INK, PAPER, TRAINING_COLOUR, VALIDATION_COLOUR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS_PER_INCH: Final = 200
# Narrow enough for the words to be read where a phone shows it as wide as its screen.
INCHES: Final = (4.8, 3.3)


@dataclass(frozen=True)
class Look:
    """The colours of a chart.

    Attributes:
        paper: Behind all of it.
        ink: Words, and the ink of digits.
        quiet: What only helps to read.
        accent: What it is about.
        wrong: What ought not to be.
    """

    paper: str
    ink: str
    quiet: str
    accent: str
    wrong: str


LIGHT: Final = Look(PAPER, INK, TRAINING_COLOUR, VALIDATION_COLOUR, "#cf222e")
DARK: Final = Look("#0d1117", "#e6edf3", "#8a8f98", "#58a6ff", "#ff7b72")

Draw = Callable[["Axes", Look], None]


@dataclass(frozen=True)
class Picture:
    """A chart, ready for a page.

    Attributes:
        name: Of its file, without the suffix.
        light: PNG.
        dark: PNG.
        alt: What it shows, for those who cannot see it.
    """

    name: str
    light: bytes
    dark: bytes
    alt: str

    @property
    def file(self) -> str:
        """The name of its file; that is the light one."""
        return f"{self.name}.png"


def picture(
    name: str, alt: str, draw: Draw, inches: tuple[float, float] = INCHES
) -> Picture:
    """Draw a chart in both looks."""
    light, dark = (_png(draw, look, inches) for look in (LIGHT, DARK))
    return Picture(name, light, dark, alt)


def _png(draw: Draw, look: Look, inches: tuple[float, float]) -> bytes:
    # Not pyplot, which looks for a display.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(
        inches, dpi=DOTS_PER_INCH, facecolor=look.paper, layout="constrained"
    )
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=look.paper)
    draw(axes, look)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def title(axes: "Axes", look: Look, text: str) -> None:
    """Head the chart."""
    axes.set_title(text, loc="left", color=look.ink, fontsize=11, fontweight="bold")


def tidy(axes: "Axes", look: Look, *, grid: bool = True) -> None:
    """Leave of the frame what helps to read."""
    axes.tick_params(colors=look.ink, length=0, labelsize=9, which="both")
    axes.xaxis.label.set_color(look.ink)
    axes.yaxis.label.set_color(look.ink)
    if grid:
        axes.grid(axis="y", color=look.ink, alpha=0.12)
        axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.ink)
    axes.spines["bottom"].set_alpha(0.3)
