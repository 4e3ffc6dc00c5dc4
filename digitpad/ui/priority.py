"""Which process goes first where there are fewer processors than work."""

import os
from contextlib import suppress
from typing import Final

_NICENESS: Final = 10  # on top of the window's own


def give_way(process_id: int) -> None:
    """Let a child go behind the window.

    Not every system knows priorities, and a child that is gone already needs none.
    """
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            nice = os.getpriority(os.PRIO_PROCESS, process_id) + _NICENESS
            os.setpriority(os.PRIO_PROCESS, process_id, nice)
