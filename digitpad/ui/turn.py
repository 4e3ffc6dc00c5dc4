"""Lets one long run go on at a time: two would take turns, and neither would end."""

from collections.abc import Callable
from typing import Final

from digitpad.ui.words import tr
from digitpad.words import mark

RETRAINING: Final = mark("retraining")
CROSS_VALIDATION: Final = mark("cross-validation")


class Turn:
    """Knows the kinds of long runs, and which of them goes on."""

    def __init__(self) -> None:
        self._runs: dict[str, Callable[[], bool]] = {}

    def join(self, name: str, is_running: Callable[[], bool]) -> None:
        """Make a kind of run known.

        Args:
            name: What people call it.
            is_running: Says whether one goes on.
        """
        self._runs[name] = is_running

    def refusal(self, name: str) -> str:
        """Why a run of this kind must wait; empty if it may start."""
        for other, is_running in self._runs.items():
            if other != name and is_running():
                return tr(
                    "A {other} is going on: wait for its end or cancel it first.",
                    other=tr(other),
                )
        return ""
