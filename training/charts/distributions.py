"""How something is distributed in each group: most of it, half of it, the middle."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from training.charts.picture import Look, Picture, picture, tidy, title
from training.figures.groups import Groups

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def distributions(
    name: str,
    heading: str,
    unit: str,
    quantiles: npt.NDArray[np.float64],
    groups: Groups,
) -> Picture:
    """Draw a dot at the middle, a bar over half of the images, a line over nine tenths.

    Args:
        name: Of the file.
        heading: Above the chart.
        unit: Of the values.
        quantiles: (groups, 5): below which 5, 25, 50, 75 and 95 % lie; NaN where a
            group has none.
        groups: Whose names stand below.
    """
    x = np.arange(len(groups))

    def draw(axes: "Axes", look: Look) -> None:
        low, quarter, middle, three, high = quantiles.T
        axes.vlines(x, low, high, color=look.accent, alpha=0.55, linewidth=1.5)
        axes.vlines(x, quarter, three, color=look.accent, linewidth=9)
        axes.plot(x, middle, "o", color=look.paper, markersize=4.5)
        title(axes, look, heading)
        axes.set_ylabel(unit)
        axes.set_xticks(x, groups.names)
        axes.set_xlim(-0.6, len(groups) - 0.4)
        tidy(axes, look)

    known = ", ".join(
        f"{group}: {middle:.1f}"
        for group, middle in zip(groups.names, quantiles[:, 2], strict=True)
        if not np.isnan(middle)
    )
    return picture(name, f"{heading}; medians {known}", draw)
