"""Run an ONNX graph: one drawing in this thread, thousands on all cores."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

import numpy as np

from digitpad.h5model.onnx_writer import output_name
from digitpad.h5model.stored import FloatArray

# ONNX Runtime 1.31 reports to its maker unless told otherwise before it is loaded:
# what is drawn here, and that it is drawn, stays on this machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

# So few that what one layer hands to the next stays in the processor's cache.
_LARGEST_BATCH: Final = 64
_MOST_VALUES: Final = 32_000_000
"""Numbers that one batch may compute, 128 MB if all were kept."""

_HELPERS: Final = (os.cpu_count() or 1) - 1  # threads beside the one that asks

_ERRORS_ONLY: Final = 3


class Session:
    """An ONNX Runtime session on one thread.

    ONNX Runtime lets go of Python's lock while it runs, so that batches run side by
    side in several threads; that is faster than several threads on one batch.
    """

    def __init__(self, onnx: bytes, values: int) -> None:
        """Prepare the graph; `values` are the numbers it computes for one drawing."""
        self._session = _prepared(onnx)
        self._input = self._session.get_inputs()[0].name
        self._batch = batch_size(values)

    def run(self, inputs: FloatArray) -> list[FloatArray]:
        """The graph's outputs for inputs of any number."""

        def run_one(start: int) -> list[FloatArray]:
            batch = inputs[start : start + self._batch]
            found: list[FloatArray] = self._session.run(None, {self._input: batch})
            return found

        starts = range(0, max(len(inputs), 1), self._batch)
        if len(starts) == 1:
            return run_one(0)
        left, found = iter(starts), {}

        def run_some() -> None:
            for start in left:  # each is taken by one thread
                found[start] = run_one(start)

        helping = [_threads().submit(run_some) for _ in range(_HELPERS)]
        # This thread works too: helpers that are busy elsewhere are not waited for.
        run_some()
        for each in helping:
            if not each.cancel():
                each.result()
        results = [found[start] for start in starts]
        return [np.concatenate(parts) for parts in zip(*results, strict=True)]


@cache
def _threads() -> ThreadPoolExecutor:
    """The threads that help, kept for good.

    The C library gives threads memory that it takes back for other threads alone: with
    new ones each time, a window that is long open would go on growing.
    """
    return ThreadPoolExecutor(max(_HELPERS, 1), "digitpad-reading")


if hasattr(os, "register_at_fork"):  # Windows has none
    # A child has the pool without its threads, and would wait for them for ever.
    os.register_at_fork(after_in_child=_threads.cache_clear)


def batch_size(values: int) -> int:
    """How many drawings to read at once if one takes so many numbers."""
    return max(1, min(_LARGEST_BATCH, _MOST_VALUES // values))


class PartSession:
    """A session that computes no more than what is asked of it at the time."""

    def __init__(self, onnx: bytes) -> None:
        self._session = _prepared(onnx)
        self._input = self._session.get_inputs()[0].name
        self._options = onnxruntime.RunOptions()
        self._options.only_execute_path_to_fetches = True

    def run(self, inputs: FloatArray, values: Sequence[str]) -> list[FloatArray]:
        """Some values of the graph, all of which `with_outputs` has made outputs."""
        names = [output_name(value) for value in values]
        found: list[FloatArray] = self._session.run(
            names, {self._input: inputs}, self._options
        )
        return found


def _prepared(onnx: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    return onnxruntime.InferenceSession(
        onnx, options, providers=["CPUExecutionProvider"]
    )
