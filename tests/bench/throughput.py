"""Readings a second, beside Keras with the same model in the same process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from measuring import Row, median_ratio, print_table, seconds_each

from digitpad import Recognizer, mnist, models

_BATCH_SIZES = (128, 512, 2048, 10_000)
_SEVEN = [[(10, 10), (60, 10), (30, 90)]]


def rows() -> Iterator[Row]:
    """Measure one answer, ten thousand, and small pictures."""
    recognizer = Recognizer.load()
    model = keras.models.load_model(models.builtin_model(), compile=False)
    digits = mnist.load()
    ready = digits.test_ink.astype(np.float32) / 255
    yield _one_answer(recognizer, model, ready[:1])
    yield _many_answers(recognizer, model, ready)
    pictures = list(digits.test_ink[:1000])
    with _one_core():
        each = seconds_each(lambda: recognizer.read_digits(pictures), 5) / len(pictures)
    yield Row(
        "pictures of 28x28 through `read_digits`, on one core",
        "at least 3,000 a second",
        f"{1 / each:,.0f} a second",
    )
    stroke = seconds_each(lambda: recognizer.read_digit(_SEVEN), 300)
    yield Row("one drawing through `read_digit`", "", f"{stroke * 1e3:.2f} ms")


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process on one core, where the system can be asked for that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _one_answer(recognizer: Recognizer, model: keras.Model, one: np.ndarray) -> Row:
    ours, theirs = [], []
    for _ in range(9):
        ours.append(seconds_each(lambda: recognizer.probabilities(one), 200))
        theirs.append(seconds_each(lambda: model.predict(one[..., None], verbose=0), 5))
    return Row(
        "one answer for a ready 28x28, beside `model.predict`",
        "at least 100 x faster, at most 0.4 ms",
        f"{median_ratio(theirs, ours):,.0f} x, {np.median(ours) * 1e3:.2f} ms",
    )


def _many_answers(recognizer: Recognizer, model: keras.Model, ready: np.ndarray) -> Row:
    def predict(size: int) -> None:
        model.predict(ready[..., None], batch_size=size, verbose=0)

    for size in _BATCH_SIZES:
        predict(size)  # each size is traced once before it is measured
    ours, theirs = [], []
    for _ in range(7):
        ours.append(seconds_each(lambda: recognizer.probabilities(ready), 1))
        theirs.append(
            min(seconds_each(lambda s=size: predict(s), 1) for size in _BATCH_SIZES)
        )
    return Row(
        "10,000 ready 28x28, beside Keras `predict` at its best batch size",
        "at least 1.3 x faster",
        f"{median_ratio(theirs, ours):.2f} x "
        f"({len(ready) / np.median(ours):,.0f} a second)",
    )


if __name__ == "__main__":
    print_table(rows())
