"""The histogram of the pixels' greys."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from training.charts.picture import Look, Picture, picture, tidy, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TICKS: Final = (0, 64, 128, 192, 255)


def greys(counts: npt.NDArray[np.int64]) -> Picture:
    """Draw it, in powers of ten: paper outnumbers everything else.

    Args:
        counts: (256,), pixels by grey, some.
    """
    shares = 100 * counts / counts.sum()
    least = shares[shares > 0].min()

    def draw(axes: "Axes", look: Look) -> None:
        axes.stairs(shares, np.arange(257) - 0.5, fill=True, color=look.accent)
        axes.set_yscale("log")
        axes.set_ylim(least / 2, 200)
        axes.set_xlim(-3, 258)
        axes.set_xticks(_TICKS, [*map(str, _TICKS[:-1]), "255\n(ink)"])
        title(axes, look, "Greys of the pixels")
        axes.set_ylabel("Share of the pixels, %")
        axes.yaxis.set_major_formatter(lambda value, _place: f"{value:g}")
        tidy(axes, look)

    alt = (
        f"Histogram of the pixels' greys: {shares[0]:.1f} % are paper, "
        f"{shares[255]:.1f} % full ink"
    )
    return picture("greys", alt, draw)
