"""The step size over a run: up to its highest, then down to almost nothing."""

import math
from typing import Final

_RISE: Final = 0.2  # of the run
_FIRST: Final = 0.1  # of the highest rate
_LAST: Final = 0.002


def one_cycle(done: float) -> float:
    """What the highest rate is multiplied by.

    Args:
        done: How much of the run is done, 0 to 1.
    """
    if done < _RISE:
        return _FIRST + (1 - _FIRST) * done / _RISE
    fallen = (1 + math.cos(math.pi * (done - _RISE) / (1 - _RISE))) / 2
    return _LAST + (1 - _LAST) * fallen
