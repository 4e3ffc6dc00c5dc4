"""A stand-in for the training program's `cv` and `explore`: a real child with a part.

Usage: fake_reports.py PART cv --folds N --out FOLDER ... (as the window starts it)
"""

import sys
import threading
from pathlib import Path

from digitpad.progress import (
    CANCEL,
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldsFinished,
    FoldStarted,
    Message,
    ReportWritten,
    RunFailed,
    StageBegan,
    to_line,
)

PART, *ARGUMENTS = sys.argv[1:]


def option(name: str, default: str) -> str:
    given = f"--{name}" in ARGUMENTS
    return ARGUMENTS[ARGUMENTS.index(f"--{name}") + 1] if given else default


FOLDS = int(option("folds", "3"))
EPOCHS = int(option("epochs", "2"))
OUT = Path(option("out", "."))
REPORT = OUT / "report.html"


def say(message: Message) -> None:
    sys.stdout.write(to_line(message) + "\n")
    sys.stdout.flush()


def begin() -> None:
    say(StageBegan("Reading the images"))
    say(FoldsBegan("walkthrough", FOLDS, EPOCHS, 60_000))


def epoch(fold: int, number: int, *, is_kept: bool = False) -> None:
    wobble = 0.002 * ((fold * 7 + number * 3) % 5 - 2)
    accuracy = 0.985 - 0.06 / number + wobble
    left = None if is_kept else 130.0
    say(
        FoldEpochFinished(
            fold, FOLDS, number, EPOCHS, 1.1 - accuracy, accuracy - 0.01,
            1.06 - accuracy, accuracy, left, is_kept,
        )
    )  # fmt: skip


def fold(number: int, *, is_kept: bool = False) -> None:
    if not is_kept:
        say(FoldStarted(number, FOLDS))
    for each in range(1, EPOCHS + 1):
        epoch(number, each, is_kept=is_kept)
    accuracy = 0.975 + 0.001 * (number * 7 % 5)
    say(FoldFinished(number, FOLDS, accuracy, 20.0, is_kept))


def write() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("<p>a report")


def whole() -> None:
    begin()
    for number in range(1, FOLDS + 1):
        fold(number, is_kept=number == 1)
    say(StageBegan("Writing the report"))
    write()
    own = (40, 0.9) if option("own", "") else (None, None)
    say(FoldsFinished(FOLDS, 0.9770, 0.0013, str(REPORT), *own))


def halfway() -> None:
    begin()
    fold(1, is_kept=True)
    fold(2)
    say(FoldStarted(3, FOLDS))
    for number in range(1, max(2, EPOCHS - 3)):
        epoch(3, number)
    say(FoldAdvanced(3, max(1, EPOCHS - 4) + 0.4, 130.0))
    if FOLDS > 3:
        say(FoldStarted(4, FOLDS))
    wait()


def wait() -> None:
    """Until the window has had enough."""
    for line in sys.stdin:
        if line.strip() == CANCEL:
            break
    sys.exit(130)


def looking() -> None:
    say(StageBegan("Reading the images"))
    wait()


def deaf() -> None:
    begin()
    threading.Event().wait()


def look() -> None:
    say(StageBegan("Reading the images"))
    write()
    text = (
        "60,000 images of mnist, labelled; each digit is among them.\n"
        "The fewest images are of 5 (5,421), the most of 1 (6,742, 1.24 times as many)."
        " Against equal shares χ² is 205.6 with 9 degrees of freedom (p < 0.001): more "
        "than chance would do.\nNo image stands there twice, pixel for pixel.\n"
        "43 labels contradicted with confidence. The model has learnt from all of them."
    )
    say(ReportWritten(str(REPORT), text))


def refusing() -> None:
    say(StageBegan("Reading the images"))
    problems = [
        f'row {row}, column pixel{row * 3}: "{row}x" is no number'
        for row in range(2, 12)
    ]
    problems.append("and 17 more")
    say(
        RunFailed(
            f"/data/train.csv cannot be used (27 problems): {'; '.join(problems)}. "
            "Correct this and start again; nothing has been written.",
            "\n".join(problems),
        )
    )
    sys.exit(1)


def crashing() -> None:
    begin()
    sys.exit(3)


globals()[PART]()
