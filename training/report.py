"""The pictures of a run: accuracy and loss over its epochs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digitpad.atomic import replacing, write_bytes
from digitpad.errors import DigitpadError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TRAINING_COLOUR: Final = "#8a8f98"
VALIDATION_COLOUR: Final = "#1f6feb"
INK: Final = "#24292f"
PAPER: Final = "#ffffff"
INCHES: Final = (7.0, 4.2)
DOTS_PER_INCH: Final = 150


class PicturesError(DigitpadError):
    """The model is saved, but the pictures of its epochs are not."""


def save_curves(
    history: dict[str, list[float]], folder: Path, stem: str, kept_epoch: int
) -> tuple[Path, Path]:
    """Draw accuracy and loss, training and validation, as two PNG files.

    The figures stand beside them as a table, for those who draw their own.

    Args:
        history: By epoch: loss, accuracy, validation_loss, validation_accuracy.
        folder: Where the pictures go; made if absent.
        stem: What their names begin with.
        kept_epoch: The epoch whose weights were kept, counted from 1; it is marked.

    Returns:
        `<stem>_accuracy.png` and `<stem>_loss.png`; the table is
        `<stem>_history.csv`.

    Raises:
        OSError: The folder cannot be written.
    """
    accuracy, loss = folder / f"{stem}_accuracy.png", folder / f"{stem}_loss.png"
    as_percent = {name: [100 * value for value in history[name]] for name in history}
    _save(as_percent, "accuracy", "Accuracy, %", kept_epoch, accuracy)
    _save(history, "loss", "Loss", kept_epoch, loss)
    write_bytes(folder / f"{stem}_history.csv", _table(history).encode())
    return accuracy, loss


def _table(history: dict[str, list[float]]) -> str:
    """A row an epoch, its number first."""
    rows = zip(*history.values(), strict=True)
    lines = [",".join(["epoch", *history])]
    lines += [",".join(map(repr, [n, *row])) for n, row in enumerate(rows, 1)]
    return "".join(f"{line}\n" for line in lines)


def _save(
    curves: dict[str, list[float]], name: str, title: str, kept_epoch: int, path: Path
) -> None:
    # Not pyplot, which looks for a display.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(INCHES, dpi=DOTS_PER_INCH, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _draw_curve(axes, curves[name], TRAINING_COLOUR, "training")
    validation = curves[f"validation_{name}"]
    _draw_curve(axes, validation, VALIDATION_COLOUR, "validation")
    _mark_kept(axes, kept_epoch, validation[kept_epoch - 1])
    _tidy(axes, title, len(validation))
    with replacing(path) as temporary:
        figure.savefig(temporary)


def _draw_curve(axes: "Axes", values: Sequence[float], colour: str, label: str) -> None:
    epochs = range(1, len(values) + 1)
    axes.plot(
        epochs, values, "o-", color=colour, label=label, linewidth=2, markersize=4
    )


def _mark_kept(axes: "Axes", epoch: int, value: float) -> None:
    axes.plot(
        epoch,
        value,
        "o",
        label=f"kept (epoch {epoch})",
        color=VALIDATION_COLOUR,
        markerfacecolor="none",
        markersize=11,
        markeredgewidth=1.5,
    )


def _tidy(axes: "Axes", title: str, epochs: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_title(title, loc="left", color=INK, fontsize=12, fontweight="bold")
    axes.set_xlabel("Epoch", color=INK)
    axes.set_xlim(0.5, max(epochs, 2) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(colors=INK, length=0)
    axes.grid(axis="y", color=INK, alpha=0.12)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    axes.spines["bottom"].set_alpha(0.3)
    axes.legend(frameon=False, labelcolor=INK, loc="best")
