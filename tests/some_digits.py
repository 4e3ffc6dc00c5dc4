"""A few of MNIST's images as files, and a model's answers as one wishes them."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from own_models import load_own

from digitpad import mnist
from digitpad.inkfiles import Sample, read_ink_file, write_ink_file
from digitpad.models import builtin_model
from training.answers import Answers
from training.data.samples import Samples

DATA = mnist.load()
WRITTEN = Path(__file__).parent / "data" / "written_digits.jsonl.gz"


def some_test_digits(path: Path, count: int = 200) -> str:
    """MNIST's first test images as a .npz file; returns its name for --data."""
    np.savez(path, x=DATA.test_ink[:count], y=DATA.test_labels[:count])
    return str(path)


def written(each: int) -> list[Sample]:
    """So many drawings of each digit, with their labels, digit after digit."""
    found = [s for _, s in read_ink_file(WRITTEN) if isinstance(s, Sample)]
    return [
        sample
        for digit in "0123456789"
        for sample in [s for s in found if s.label == digit][:each]
    ]


def own_drawings(path: Path, each: int = 3) -> Path:
    """An ink file of them, for --own."""
    write_ink_file(path, written(each))
    return path


def places_read_right(among: int = 1000) -> npt.NDArray[np.intp]:
    """Which of MNIST's first test images the shipped model reads right."""
    network = load_own(builtin_model())
    answers, _ = network.run(mnist.as_model_inputs(DATA.test_ink[:among]))
    return np.flatnonzero(answers.argmax(axis=1) == DATA.test_labels[:among])


def samples_of(
    ink: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.uint8] | None = None,
    name: str = "made",
) -> Samples:
    """Images as if they had been read from a source."""
    return Samples(name, f"hash of {name}", ink, labels, "image", range(len(ink)))


def answers_of(*rows: dict[int, float]) -> Answers:
    """Answers by the probabilities that are named; the rest is shared evenly."""
    classes = np.empty((len(rows), 10), np.float32)
    for place, row in enumerate(rows):
        classes[place] = (1 - sum(row.values())) / (10 - len(row))
        classes[place, list(row)] = list(row.values())
    return Answers(classes)
