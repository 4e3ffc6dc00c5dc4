"""Prints the whole table of start-up, memory, latency and throughput.

    python tests/bench/table.py

Machines are shared and noisy: each figure is the median of ratios measured side by
side in this run. Nothing here fails a build.
"""

from collections.abc import Iterator

from measuring import Row, print_table


def rows() -> Iterator[Row]:
    """All rows, the starts first: a child's peak memory counts that of its parent."""
    import startup

    yield from startup.rows()
    import latency

    yield from latency.rows()
    import throughput

    yield from throughput.rows()


if __name__ == "__main__":
    print_table(rows())
