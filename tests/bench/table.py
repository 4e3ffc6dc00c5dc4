"""Prints the whole table of start-up, memory, latency and throughput.

    python tests/bench/table.py

Machines are shared and noisy: each figure is the median of ratios measured side by
side in this run. Nothing here fails a build.
"""

from collections.abc import Iterator

import latency
import startup
import throughput
from measuring import Row, print_table


def rows() -> Iterator[Row]:
    """All rows; starts first, while this process is idle."""
    yield from startup.rows()
    yield from latency.rows()
    yield from throughput.rows()


if __name__ == "__main__":
    print_table(rows())
