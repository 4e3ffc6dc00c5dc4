"""The learning curves of all folds, and their mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from training.charts.picture import Look, Picture, picture, tidy, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

History = dict[str, list[float]]

_INCHES: Final = (4.8, 3.6)


def accuracy_curves(histories: Sequence[History]) -> Picture:
    """Draw accuracy over epochs: training faint, held-back images strong."""
    alt = f"Accuracy over epochs, {len(histories)} folds"
    return _curves("accuracy", histories, "Accuracy, %", 100.0, alt)


def loss_curves(histories: Sequence[History]) -> Picture:
    """Draw loss over epochs: training faint, held-back images strong."""
    alt = f"Loss over epochs, {len(histories)} folds"
    return _curves("loss", histories, "Loss", 1.0, alt)


def _curves(
    name: str, histories: Sequence[History], heading: str, scale: float, alt: str
) -> Picture:
    def draw(axes: "Axes", look: Look) -> None:
        from matplotlib.ticker import MaxNLocator

        for kind, colour, label in (
            (name, look.quiet, "training"),
            (f"validation_{name}", look.accent, "held-back fold"),
        ):
            curves = [scale * np.array(history[kind]) for history in histories]
            for curve in curves:
                axes.plot(_epochs(len(curve)), curve, color=colour, alpha=0.3, lw=1)
            # Early stopping may end folds at different epochs.
            length = min(map(len, curves))
            mean = np.mean([curve[:length] for curve in curves], axis=0)
            axes.plot(
                _epochs(length), mean, "o-", color=colour, label=label, lw=2, ms=3
            )
        title(axes, look, heading)
        axes.set_xlabel("Epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.legend(frameon=False, labelcolor=look.ink, fontsize=9, loc="best")
        tidy(axes, look)

    return picture(f"{name}_curves", alt, draw, _INCHES)


def _epochs(count: int) -> range:
    return range(1, count + 1)
