"""How many images each digit has, as bars."""

from typing import TYPE_CHECKING

from training.charts.picture import Look, Picture, picture, tidy, title
from training.data.samples import DIGIT_NAMES, DIGITS
from training.figures.balance import Balance

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def classes(found: Balance) -> Picture:
    """Draw a bar for each digit, and a line where all would be equal."""
    counts = found.counts.tolist()
    equal = sum(counts) / DIGITS

    def draw(axes: "Axes", look: Look) -> None:
        axes.bar(range(DIGITS), counts, 0.75, color=look.accent)
        axes.axhline(equal, color=look.ink, linestyle="--", linewidth=1)
        # Below the bars: there a count is never in the line's way.
        axes.set_xticks(range(DIGITS), DIGIT_NAMES)
        for digit, count in enumerate(counts):
            _write(axes, look, digit, count)
        axes.set_xlabel(f"dashed: equal shares, {equal:,.0f} each", labelpad=14)
        title(axes, look, "Images of each digit")
        axes.set_yticks([])
        tidy(axes, look, grid=False)

    told = ", ".join(f"{digit}: {n:,}" for digit, n in enumerate(counts))
    return picture("classes", f"Images of each digit: {told}", draw)


def _write(axes: "Axes", look: Look, digit: int, count: int) -> None:
    axes.annotate(
        f"{count:,}".replace(",", "\N{THIN SPACE}"),
        (digit, 0),
        (0, -16),
        textcoords="offset points",
        ha="center",
        va="top",
        color=look.quiet,
        fontsize=7.5 if count < 100_000 else 6,
    )
