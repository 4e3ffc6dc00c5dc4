"""Starts TensorFlow, quietly and repeatably."""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Import:
    """TensorFlow's, in a thread of its own, while the data are read."""

    def __init__(self) -> None:
        # Not a daemon: a program that ends in the middle of it may crash.
        self._thread = threading.Thread(target=self._import, name="tensorflow")
        self._thread.start()

    def wait(self) -> None:
        """Until it is there."""
        self._thread.join()

    def _import(self) -> None:
        _be_quiet()
        # Whatever is wrong with it is wrong again when it is used.
        with _quiet_stderr(), suppress(Exception):
            import keras
            import tensorflow  # noqa: F401

            del keras


def start(seed: int, threads: int | None) -> None:
    """Import TensorFlow and set what a run's exactness depends on.

    Args:
        seed: For first weights and dropout.
        threads: Processor threads to use; None leaves the choice to TensorFlow.
    """
    _be_quiet()
    with _quiet_stderr():
        import keras
        import tensorflow as tf

        if threads is not None:
            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(threads)
        if tf.config.list_physical_devices("GPU"):
            # On processors every step is exact without it, and a third faster; a
            # test compares two runs.
            tf.config.experimental.enable_op_determinism()
        keras.utils.set_random_seed(seed)
        # TensorFlow has its say about the devices it finds here and now.
        tf.config.list_logical_devices()


def _be_quiet() -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep what libraries write to stderr to oneself, unless the block fails.

    TensorFlow's C++ part greets with lines that no setting turns off. What Python
    itself writes there meanwhile, from other threads too, is shown.
    """
    shown = os.dup(2)
    with tempfile.TemporaryFile() as kept, _python_writing_to(shown):
        os.dup2(kept.fileno(), 2)
        try:
            yield
        except BaseException:
            kept.seek(0)
            os.write(shown, kept.read())
            raise
        finally:
            os.dup2(shown, 2)
    os.close(shown)


@contextmanager
def _python_writing_to(descriptor: int) -> Iterator[None]:
    """Let `sys.stderr` be another descriptor than 2, where it is that."""
    before = sys.stderr
    if before is not sys.__stderr__ or before is None:
        yield
        return
    before.flush()
    with open(
        descriptor, "w", encoding=before.encoding, errors=before.errors,
        buffering=1, closefd=False,
    ) as other:  # fmt: skip
        sys.stderr = other
        try:
            yield
        finally:
            sys.stderr = before
