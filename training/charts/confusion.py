"""The confusion matrix: what was read as what."""

from typing import TYPE_CHECKING

import numpy as np

from training.charts.picture import Look, Picture, picture, title
from training.data.samples import DIGITS
from training.figures.agreement import Agreement

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIDE = 4.8  # inches


def confusion(agreement: Agreement) -> Picture:
    """Draw it: rows are labels, columns answers; mistakes are tinted."""
    counts = agreement.confusion
    mistakes = counts.copy()
    np.fill_diagonal(mistakes, 0)
    # The root: one mistake is seen beside a hundred.
    tints = np.sqrt(mistakes / max(1, mistakes.max()))

    def draw(axes: "Axes", look: Look) -> None:
        from matplotlib.colors import LinearSegmentedColormap

        colours = LinearSegmentedColormap.from_list("wrong", [look.paper, look.wrong])
        axes.imshow(0.75 * tints, cmap=colours, vmin=0, vmax=1)
        for label in range(DIGITS):
            for digit in range(DIGITS):
                if counts[label, digit]:
                    _write(axes, look, label, digit, counts[label, digit])
        title(axes, look, "What was read as what")
        axes.set_xlabel("read as", color=look.ink)
        axes.set_ylabel("labelled", color=look.ink)
        _rule(axes, look)

    worst = np.unravel_index(int(mistakes.argmax()), mistakes.shape)
    alt = f"Confusion matrix: {agreement.right:,} of {agreement.images:,} right"
    if mistakes.any():
        count = mistakes[worst]
        alt += f"; most often a {worst[0]} was read as a {worst[1]} ({count:,} times)"
    return picture("confusion", alt, draw, (_SIDE, _SIDE))


def _write(axes: "Axes", look: Look, label: int, digit: int, count: int) -> None:
    right = label == digit
    axes.text(
        digit,
        label,
        f"{count:,}".replace(",", "\N{THIN SPACE}"),
        ha="center",
        va="center",
        fontsize=7.5 if count < 10_000 else 6.5,
        color=look.quiet if right else look.ink,
    )


def _rule(axes: "Axes", look: Look) -> None:
    axes.set_xticks(range(DIGITS))
    axes.set_yticks(range(DIGITS))
    axes.tick_params(colors=look.ink, length=0, labelsize=10)
    edges = np.arange(DIGITS + 1) - 0.5
    axes.hlines(edges, -0.5, DIGITS - 0.5, color=look.ink, alpha=0.1, linewidth=0.6)
    axes.vlines(edges, -0.5, DIGITS - 0.5, color=look.ink, alpha=0.1, linewidth=0.6)
    axes.set_xlim(-0.5, DIGITS - 0.5)
    axes.set_ylim(DIGITS - 0.5, -0.5)
    for spine in axes.spines.values():
        spine.set_visible(False)
