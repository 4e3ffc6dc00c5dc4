"""What each epoch of a run shows: the same images, or a new mixture every time.

A mixture follows from (seed, epoch) alone. It is made in a thread of its own while the
network learns from the one before.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, Protocol

import numpy as np

from training.config import Digitpad, Hyperparameters
from training.datasets import Images
from training.handwriting.samples import VERSION, samples
from training.variation import Variation, varied

# First number of a generator's seed. Ink that judges is never shown.
TRAINING_INK: Final = 1
HELD_OUT_INK: Final = 2
_MIXING: Final = 3

_DIGITS: Final = 10

# Synthetic ink is varied already; at its next showings it becomes other ink again.
_SHARE_OF_VARIATION: Final = 0.5
_END: Final = 0.8  # of the run; what is shown from there on is nearer to MNIST itself
# Between two of these somebody may have called for an end.
_PIECE: Final = 500


class Lessons(Protocol):
    """The images of every epoch.

    Attributes:
        size: How many there are each time.
        drawn: The synthetic ink among those shown last; None if there is none.
    """

    size: int

    @property
    def drawn(self) -> Images | None:
        """The synthetic ink."""

    def of(self, epoch: int) -> Images:
        """The images of an epoch; epochs are counted from 0 and asked for in order."""


class Fixed:
    """The same images in every epoch."""

    def __init__(self, images: Images) -> None:
        self._images = images
        self.size = len(images)

    @property
    def drawn(self) -> None:
        """There is no synthetic ink."""

    def of(self, epoch: int) -> Images:
        """The images."""
        return self._images


class Mixture:
    """MNIST, mostly written otherwise, and synthetic ink.

    Args:
        mnist: The training images.
        hyperparameters: How to mix.
        first: The first epoch of the run.
        classes: 10 or 11; a network of 10 is shown nothing but digits.
        done: Epochs of the run that need not be shown again.
    """

    def __init__(
        self,
        mnist: Images,
        hyperparameters: Digitpad,
        first: int,
        classes: int,
        done: int = 0,
    ) -> None:
        self._mnist, self._settings, self._first = mnist, hyperparameters, first
        self._no_digit = hyperparameters.no_digit if classes > _DIGITS else 0.0
        self._part = _part_size(len(mnist), hyperparameters)
        self.size = len(mnist) + self._part * hyperparameters.showings
        self._last = first + hyperparameters.epochs - 1
        self._parts: dict[int, Images] = {}
        self._shown: list[Images] = []
        self._is_over = False
        self._thread = ThreadPoolExecutor(1, "lessons")
        # A run that was killed after its last epoch still asks what it was shown then.
        begin = min(first + done, self._last)
        self._next = self._thread.submit(self._mixed, begin)

    def of(self, epoch: int) -> Images:
        """A new mixture; the one after it is begun."""
        images, self._shown = self._next.result()
        if epoch < self._last:
            self._next = self._thread.submit(self._mixed, epoch + 1)
        return images

    @property
    def drawn(self) -> Images:
        """The synthetic ink of the mixture that was shown last, each sample once."""
        if not self._shown:
            self._shown = self._next.result()[1]
        return _joined(self._shown)

    def end(self) -> None:
        """Make no more of them."""
        self._is_over = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _mixed(self, epoch: int) -> tuple[Images, list[Images]]:
        """An epoch's images, and the parts of its synthetic ink."""
        settings = self._settings
        random = np.random.default_rng((_MIXING, settings.seed, epoch))
        drawn = self._drawn(epoch)
        plain = self._plain(epoch)
        parts = [
            _written_otherwise(self._mnist, plain, variation_of(settings), random),
            _written_otherwise(drawn, plain, _mild(variation_of(settings)), random),
        ]
        return _joined(parts), list(self._parts.values())

    def _plain(self, epoch: int) -> float:
        """Which share of the images stays as it is."""
        done = (epoch - self._first + 1) / self._settings.epochs
        return self._settings.plain_at_end if done > _END else self._settings.plain

    def _drawn(self, epoch: int) -> Images:
        """The synthetic ink of an epoch: a new part, and those of the epochs before.

        The first epochs show their few parts several times: to write all of them at
        once would keep the network waiting.
        """
        wanted = [max(epoch - ago, 0) for ago in range(self._settings.showings)]
        parts = dict(self._parts)
        for part in set(wanted) - parts.keys():
            parts[part] = self._written(part)
        self._parts = {part: parts[part] for part in sorted(set(wanted))}
        return _joined([parts[part] for part in wanted])

    def _written(self, part: int) -> Images:
        pieces = []
        for start in range(0, self._part, _PIECE):
            if self._is_over:
                break
            pieces.append(
                drawn_ink(
                    min(_PIECE, self._part - start),
                    (TRAINING_INK, self._settings.seed, part, start),
                    self._no_digit,
                )
            )
        return _joined(pieces)


@contextmanager
def lessons(
    mnist: Images,
    hyperparameters: Hyperparameters,
    first: int,
    classes: int,
    done: int = 0,
) -> Iterator[Lessons]:
    """What a recipe shows.

    Args:
        mnist: The training images.
        hyperparameters: The recipe's settings.
        first: The epoch to begin with: how many the network has behind it.
        classes: How many answers the network has, 10 or 11.
        done: Epochs of the run that were trained before it was killed.
    """
    if not isinstance(hyperparameters, Digitpad):
        yield Fixed(mnist)
        return
    mixture = Mixture(mnist, hyperparameters, first, classes, done)
    try:
        yield mixture
    finally:
        mixture.end()


def drawn_ink(count: int, seed: tuple[int, ...], no_digit: float) -> Images:
    """Synthetic ink; the same seed gives the same."""
    return Images(*samples(count, seed, no_digit=no_digit))


def synthetic_facts(hyperparameters: Hyperparameters) -> dict[str, Any]:  # JSON values
    """What a model's card says of the synthetic ink; nothing where there is none."""
    if not isinstance(hyperparameters, Digitpad):
        return {}
    return {
        "synthetic": {
            "generator": VERSION,
            "training_seeds": f"({TRAINING_INK}, {hyperparameters.seed}, ...)",
            "held_out_seeds": f"({HELD_OUT_INK}, ...)",
            "to_one_of_mnist": hyperparameters.drawn,
            "no_digit": hyperparameters.no_digit,
        }
    }


def _part_size(mnist: int, settings: Digitpad) -> int:
    """Synthetic samples that are new in each epoch."""
    return max(1, round(mnist * settings.drawn / settings.showings))


def variation_of(hyperparameters: Digitpad) -> Variation:
    """How far the recipe varies MNIST."""
    return Variation(
        degrees=hyperparameters.rotation_degrees,
        slant=hyperparameters.slant,
        stretch=hyperparameters.zoom,
        bend=hyperparameters.bend,
        thickness=hyperparameters.thickness,
    )


def _mild(variation: Variation) -> Variation:
    return replace(
        variation,
        degrees=variation.degrees * _SHARE_OF_VARIATION,
        slant=variation.slant * _SHARE_OF_VARIATION,
        stretch=variation.stretch * _SHARE_OF_VARIATION,
        bend=variation.bend * _SHARE_OF_VARIATION,
    )


def _written_otherwise(
    images: Images, plain: float, variation: Variation, random: np.random.Generator
) -> Images:
    """All but a share of the images varied; their order changes."""
    order = random.permutation(len(images))
    kept, changed = np.split(order, [round(plain * len(images))])
    ink = varied(images.ink[changed], variation, random)
    return Images(
        np.concatenate([images.ink[kept], ink]),
        np.concatenate([images.labels[kept], images.labels[changed]]),
    )


def _joined(parts: list[Images]) -> Images:
    return Images(
        np.concatenate([part.ink for part in parts]),
        np.concatenate([part.labels for part in parts]),
    )
