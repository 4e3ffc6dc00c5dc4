"""Kills a small training again and again; each goes on where the one before was."""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from own_models import arrays_of

from digitpad.errors import DigitpadError
from digitpad.h5model import load_network

if TYPE_CHECKING:
    from kills import Tally

_OPTIONS: Final = (
    "--recipe", "walkthrough", "--limit", "300", "--epochs", "4", "--no-plots",
    "--progress", "json",
)  # fmt: skip
_MESSAGES: Final = 15  # as many as such a run tells before its end
_LONGEST_S: Final = 0.4  # from a message to the next, once TensorFlow has started


def killed_trainings(
    tally: "Tally", kills: int, folder: Path, dice: random.Random
) -> None:
    """Kill trainings so many times; whichever comes to its end must be the same."""
    whole = folder / "whole" / "model.h5"
    _run(whole)
    wanted = arrays_of(whole)
    torn = folder / "torn" / "model.h5"
    done = 0
    while done < kills:
        if _kill(torn, dice):
            done += 1
            _look(tally, torn, wanted)
        else:
            _finish(tally, torn, wanted)
    _run(torn)
    _finish(tally, torn, wanted)


def _run(model: Path) -> None:
    ended = subprocess.run(_command(model), capture_output=True, check=False)
    if ended.returncode:
        raise SystemExit(f"The training failed: {ended.stderr.decode()}")


def _kill(model: Path, dice: random.Random) -> bool:
    """Kill a training some time after some message; False if it came to its end."""
    messages = dice.randint(0, _MESSAGES)
    with subprocess.Popen(
        _command(model), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout
        for _ in zip(range(messages), child.stdout, strict=False):
            pass
        time.sleep(dice.uniform(0, _LONGEST_S))
        child.kill()
    return child.returncode < 0


def _look(tally: "Tally", model: Path, wanted: dict[str, bytes]) -> None:
    """A model that is there is whole; else nothing but the state and leftovers."""
    if model.exists():
        tally.outcomes["new"] += 1
        _compare(tally, model, wanted)
    else:
        tally.outcomes["old"] += 1
    found = list(model.parent.glob("*")) if model.parent.exists() else []
    known = {model.name, f"{model.name}.unfinished"}
    there = [path for path in found if path.name not in known]
    tally.temporary = max(tally.temporary, len(there))


def _compare(tally: "Tally", model: Path, wanted: dict[str, bytes]) -> None:
    """What a run has made has the weights of one that was never killed."""
    try:
        load_network(model)
    except DigitpadError as error:
        tally.lost.append(str(error))
    if arrays_of(model) != wanted:
        tally.lost.append("a training that was killed ended in other weights")
    model.unlink()


def _finish(tally: "Tally", model: Path, wanted: dict[str, bytes]) -> None:
    """Nothing but its model is left of a run that came to its end."""
    tally.confirmed += 1
    _compare(tally, model, wanted)
    tally.left += len(list(model.parent.iterdir()))


def _command(model: Path) -> list[str]:
    goes_on = ("--out", str(model), "--resume")
    return [sys.executable, "-m", "training", "train", *_OPTIONS, *goes_on]
