"""Starts TensorFlow, quietly and repeatably."""

import os


def quieten() -> None:
    """Keep TensorFlow's C++ chatter away; call before TensorFlow is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def start(seed: int, threads: int | None) -> None:
    """Import TensorFlow and set what a run's exactness depends on.

    Args:
        seed: For first weights and dropout.
        threads: Processor threads to use; None leaves the choice to TensorFlow.
    """
    import keras
    import tensorflow as tf

    if threads is not None:
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
    keras.utils.set_random_seed(seed)
