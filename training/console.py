"""How a run tells what it is doing: a bar for people, JSON lines for programs."""

import io
import os
import shutil
import sys
from collections.abc import Callable
from typing import Final, TextIO

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    FoldEpochFinished,
    FoldFinished,
    Message,
    RunFailed,
    RunFinished,
    RunStarted,
    StageBegan,
    to_line,
)

Report = Callable[[Message], None]

WIDEST_BAR: Final = 24


def reports(kind: str) -> Report:
    """The kind of report that `--progress` names: bar, json or none."""
    if kind == "json":
        return json_lines()
    return silent if kind == "none" else Bar()


def silent(message: Message) -> None:
    """Tell nothing."""


def json_lines() -> Report:
    """One JSON object a line on stdout, and from now on nothing else there."""
    # Unbuffered: a line is out whole, or not at all.
    out = io.FileIO(os.dup(1), "w")
    # Whatever else prints to stdout, C++ libraries included, goes to stderr.
    os.dup2(2, 1)

    def tell(message: Message) -> None:
        out.write(f"{to_line(message)}\n".encode())

    return tell


def _stderr() -> TextIO:
    """Where people read along, also while TensorFlow starts.

    What its libraries write to descriptor 2 is kept from them then.
    """
    if sys.stderr is not sys.__stderr__ or sys.stderr is None:
        return sys.stderr
    return open(
        os.dup(2), "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors,
        buffering=1, closefd=False,
    )  # fmt: skip


class Bar:
    """A line that grows with the epoch, and one line for each epoch that is done.

    Where stderr is no terminal, only whole lines are written.
    """

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or _stderr()
        self._is_terminal = self._out.isatty()
        self._is_line_open = False

    def __call__(self, message: Message) -> None:
        """Show one message."""
        match message:
            case BatchFinished():
                self._passing(message)
            case RunFailed():
                # The sentence comes from elsewhere, whatever kind of report is chosen;
                # how far the run came stays above it.
                self._end_line()
            case _:
                if text := whole_line(message):
                    self._line(text)

    def _line(self, text: str) -> None:
        erase = "\r\x1b[K" if self._is_terminal else ""
        self._out.write(f"{erase}{text}\n")
        self._out.flush()
        self._is_line_open = False

    def _end_line(self) -> None:
        if self._is_line_open:
            self._out.write("\n")
            self._out.flush()
            self._is_line_open = False

    def _passing(self, message: BatchFinished) -> None:
        if self._is_terminal:
            # One column short of the edge, or some terminals wrap.
            width = shutil.get_terminal_size().columns - 1
            self._out.write(f"\r\x1b[K{batch_line(message, width)}")
            self._out.flush()
            self._is_line_open = True


def whole_line(message: Message) -> str:
    """What is told for good, on one line; empty if there is nothing to tell."""
    match message:
        case StageBegan(text):
            return f"{text} ..."
        case RunStarted():
            return (
                f"Recipe {message.recipe}: {message.weights:,} weights, "
                f"{counted(message.epochs, 'epoch')} of "
                f"{counted(message.batches, 'batch', 'batches')}"
            )
        case EpochFinished():
            return epoch_line(message)
        case RunFinished():
            return run_lines(message)
        case FoldEpochFinished() if not message.is_kept:
            return fold_epoch_line(message)
        case FoldFinished():
            return fold_line(message)
    return ""


def batch_line(message: BatchFinished, width: int) -> str:
    """Epoch, bar, batch, loss, accuracy and time left, in `width` columns.

    In a narrow terminal the bar is what becomes shorter.
    """
    left = message.seconds_left
    before = f"Epoch {message.epoch}/{message.epochs} "
    after = (
        f" {message.batch}/{message.batches}"
        f"  loss {message.loss:.4f}  accuracy {message.accuracy:.2%}"
        + (f"  {duration(left)} left" if left is not None else "")
    )
    columns = max(0, min(WIDEST_BAR, width - len(before) - len(after)))
    done = columns * message.batch // message.batches
    return (before + "━" * done + "─" * (columns - done) + after)[:width]


def epoch_line(message: EpochFinished) -> str:
    """What one epoch brought, on one line."""
    return (
        f"Epoch {message.epoch}/{message.epochs}"
        f"  loss {message.loss:.4f}  accuracy {message.accuracy:.2%}"
        f"  validation loss {message.validation_loss:.4f}"
        f"  validation accuracy {message.validation_accuracy:.2%}"
        f"  {duration(message.seconds)}"
    )


def fold_epoch_line(message: FoldEpochFinished) -> str:
    """What one epoch brought a fold, on one line."""
    return (
        f"fold {message.fold}/{message.folds} epoch {message.epoch}/{message.epochs} "
        f"held back {100 * message.validation_accuracy:.2f} %"
    )


def fold_line(message: FoldFinished) -> str:
    """What came out of a fold, on one line."""
    return (
        f"fold {message.fold} finished: {100 * message.accuracy:.2f} % in "
        f"{message.seconds:.1f} s"
    )


def run_lines(message: RunFinished) -> str:
    """How the run ended and how well the model reads, beside the one compared."""
    return (
        f"{message.path}: {message.test_accuracy:.2%} of the test images read "
        f"correctly, {message.validation_accuracy:.2%} of the validation images; "
        f"{counted(message.epochs, 'epoch')} in {duration(message.seconds)} "
        f"({message.ended})"
        + (
            f"\nThe model compared with: {message.current_test_accuracy:.2%} of the "
            f"test images, {message.current_validation_accuracy:.2%} of the validation "
            "images"
            if message.current_test_accuracy is not None
            else ""
        )
        + own_line(message)
        + (f"\n{message.advice}" if message.advice else "")
    )


def own_line(message: RunFinished) -> str:
    """How well the user's own drawings are read, on a line; empty without any."""
    if message.own_images is None:
        return ""
    if message.own_accuracy is None:
        return (
            "\nYour own drawings: too few to hold one back; draw more to be told how "
            "well they are read."
        )
    drawings = counted(message.own_images, "drawing")
    current = message.current_own_accuracy
    return (
        f"\nYour own drawings: {message.own_accuracy:.2%} of the {drawings} held back"
        + (f"; the model compared with: {current:.2%}" if current is not None else "")
    )


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 epoch", "1,500 batches"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """Minutes and seconds: "1:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
