"""What the service counts of itself, as Prometheus takes it."""

import os
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from digitpad.readings import DigitReading, NumberReading
from digitpad.server.options import FOLDER_VARIABLE

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST

# From half a millisecond on, doubled: where a digit is read in one.
_SECONDS: Final = tuple(0.0005 * 2**step for step in range(15))


def forget_worker(pid: int) -> None:
    """Take back what waited in a worker that is gone; what it has done still counts."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]


class Metrics:
    """Counts requests, readings and models."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "digitpad_requests", "Requests answered.", ("path", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "digitpad_request_seconds", "Time to the end of the answer.", ("path",),
            registry=self._registry, buckets=_SECONDS,
        )  # fmt: skip
        self._readings = Counter(
            "digitpad_readings", "Readings by what they were.", ("kind",),
            registry=self._registry,
        )  # fmt: skip
        self._loads = Counter(
            "digitpad_model_loads", "Models that were loaded, or refused.",
            ("outcome",), registry=self._registry,
        )  # fmt: skip
        self.waiting = Gauge(
            "digitpad_requests_waiting", "Requests taken on and not answered yet.",
            registry=self._registry, multiprocess_mode="livesum",
        )  # fmt: skip

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def reading(self, reading: DigitReading | NumberReading) -> None:
        """Count a reading."""
        if isinstance(reading, NumberReading):
            kind = "number"
        else:
            kind = "digit" if reading.is_digit else "not_a_digit"
        self._readings.labels(kind).inc()

    def model(self, outcome: str) -> None:
        """Count a model that was "loaded" or "refused"."""
        self._loads.labels(outcome).inc()

    def text(self) -> bytes:
        """All counts, those of the other workers with them."""
        registry = self._registry
        if FOLDER_VARIABLE in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
