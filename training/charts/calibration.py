"""The calibration curve: accuracy over confidence."""

from typing import TYPE_CHECKING

import numpy as np

from training.charts.picture import Look, Picture, picture, tidy, title
from training.figures.agreement import wilson
from training.figures.reliability import Reliability

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INCHES = (4.8, 4.8)
_SMALLEST, _LARGEST = 14.0, 140.0  # areas of dots, in square points
# Fewer say little: their dot is hollow, and the curve passes it by.
FEWEST = 10


def calibration(found: Reliability) -> Picture:
    """Draw it: a dot for each bin, larger where there are more images."""
    bins = found.bins
    x = 100 * np.array([each.confidence for each in bins])
    y = 100 * np.array([each.accuracy for each in bins])
    ranges = 100 * np.array([wilson(each.right, each.images) for each in bins])
    images = np.array([each.images for each in bins])
    many = images >= FEWEST
    sizes = np.sqrt(images)
    sizes = _SMALLEST + (_LARGEST - _SMALLEST) * sizes / sizes.max()

    def draw(axes: "Axes", look: Look) -> None:
        axes.plot([0, 100], [0, 100], "--", color=look.quiet, linewidth=1)
        axes.annotate("as right as sure", (6, 6), (9, 3), color=look.quiet, fontsize=8)
        axes.vlines(x, ranges[:, 0], ranges[:, 1], color=look.accent, alpha=0.4)
        axes.plot(x[many], y[many], color=look.accent, linewidth=1)
        fill = [look.accent if full else look.paper for full in many]
        axes.scatter(x, y, sizes, fill, edgecolors=look.accent, zorder=3, clip_on=False)
        title(axes, look, "Accuracy over confidence")
        axes.set_xlabel("Confidence, %")
        axes.set_ylabel("Right, %")
        axes.set_xlim(0, 101.5)
        axes.set_ylim(-1, 102)
        tidy(axes, look)

    alt = (
        f"Calibration curve: accuracy over confidence in {len(bins)} bins; on average "
        f"{100 * found.error:.2f} points apart"
    )
    return picture("calibration", alt, draw, _INCHES)
