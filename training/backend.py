"""Starts TensorFlow, quietly and repeatably."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def start(seed: int, threads: int | None, *, gpus: bool = True) -> None:
    """Import TensorFlow and set what a run's exactness depends on.

    Args:
        seed: For first weights and dropout.
        threads: Processor threads to use; None leaves the choice to TensorFlow.
        gpus: Whether to use them too; they may round products to fewer digits.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with quiet_stderr():
        import keras
        import tensorflow as tf

        if threads is not None:
            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(threads)
        if not gpus:
            tf.config.set_visible_devices([], "GPU")
        elif tf.config.list_physical_devices("GPU"):
            # On processors every step is exact without it, and a third faster; a
            # test compares two runs.
            tf.config.experimental.enable_op_determinism()
        keras.utils.set_random_seed(seed)
        # TensorFlow has its say about the devices it finds here and now.
        tf.config.list_logical_devices()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what libraries write to stderr to oneself, unless the block fails.

    TensorFlow's C++ part greets with lines that no setting turns off.
    """
    shown = os.dup(2)
    with tempfile.TemporaryFile() as kept:
        os.dup2(kept.fileno(), 2)
        try:
            yield
        except BaseException:
            kept.seek(0)
            os.write(shown, kept.read())
            raise
        finally:
            sys.stderr.flush()
            os.dup2(shown, 2)
            os.close(shown)
