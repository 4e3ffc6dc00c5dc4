"""What the long runs measure all along: memory, and how long the window takes."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import psutil


def megabytes() -> float:
    """What this process takes of the machine's memory."""
    return psutil.Process().memory_info().rss / 1e6


@dataclass(frozen=True)
class Move:
    """How long the window took for one move of the pen, in seconds.

    Attributes:
        wall: As a clock tells it: on a busy machine, others' work is in it.
        own: What the window's thread worked.
    """

    wall: float
    own: float


@dataclass(frozen=True)
class Sample:
    """How things stood at one moment of a long run.

    Attributes:
        readings: So far.
        memory: Megabytes of the process.
        wall_ms, own_ms: Medians of the moves since the sample before.
        worst_ms: The 99th percentile of their wall times.
    """

    readings: int
    memory: float
    wall_ms: float
    own_ms: float
    worst_ms: float

    @classmethod
    def of(cls, readings: int, moves: Sequence[Move]) -> "Sample":
        """Sum up some moves."""
        walls = sorted(move.wall for move in moves)
        own = statistics.median(move.own for move in moves)
        worst = walls[len(walls) * 99 // 100]
        middle = statistics.median(walls)
        return cls(readings, megabytes(), middle * 1e3, own * 1e3, worst * 1e3)


@dataclass(frozen=True)
class Course:
    """How a long run went, from the end of its warm-up on.

    Attributes:
        growth: Megabytes more at the end. Like all here it compares the median of the
            last tenth with that of the first: one sample alone says little.
        most: Megabytes that there were more at any time.
        wall_drift, own_drift: How many times as long the median move took.
    """

    growth: float
    most: float
    wall_drift: float
    own_drift: float

    @classmethod
    def of(cls, samples: Sequence[Sample], warm_up: int) -> "Course":
        """Judge the samples that were taken after so many readings."""
        kept = [sample for sample in samples if sample.readings >= warm_up]
        tenth = max(1, len(kept) // 10)
        first, last = kept[:tenth], kept[-tenth:]

        def medians(name: str) -> tuple[float, float]:
            pair = ([getattr(s, name) for s in part] for part in (first, last))
            early, late = map(statistics.median, pair)
            return early, late

        memory, wall, own = map(medians, ("memory", "wall_ms", "own_ms"))
        most = max(sample.memory for sample in kept) - memory[0]
        return cls(memory[1] - memory[0], most, wall[1] / wall[0], own[1] / own[0])
