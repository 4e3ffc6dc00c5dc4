"""Starts the program with a hand that does things in its window, and listens to it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parent
PROGRAM = TESTS / "e2e" / "troubled_window.py"

Wrap = Callable[[list[str]], list[str]]


def environment(**changed: str | None) -> dict[str, str]:
    """The usual one with some variables set, or unset where None."""
    found = os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"} | changed
    return {name: value for name, value in found.items() if value is not None}


def said(
    *things: str, wrap: Wrap = list, **changed: str | None
) -> dict[str, dict[str, str | int]]:
    """What the window says after each thing that is done in it."""
    done = subprocess.run(
        wrap([sys.executable, str(PROGRAM), *things]),
        capture_output=True,
        text=True,
        env=environment(**changed),
        timeout=180,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["did"] for line in lines] == list(things)
    # Nothing is ever taken from the pad.
    assert all(line["strokes"] >= 1 for line in lines if line["did"] != "look")
    return {line["did"]: line for line in lines}
