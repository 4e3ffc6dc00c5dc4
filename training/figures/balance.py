"""How many images each digit has, and whether that may be chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.data.samples import DIGITS, Labels


@dataclass(frozen=True)
class Balance:
    """Images by digit.

    Attributes:
        counts: (10,), int64.
    """

    counts: npt.NDArray[np.int64]

    @property
    def chi_square(self) -> float:
        """Pearson's statistic against equal shares."""
        expected = self.counts.sum() / DIGITS
        return float(((self.counts - expected) ** 2).sum() / expected)

    @property
    def freedom(self) -> int:
        """Its degrees of freedom."""
        return DIGITS - 1

    @property
    def probability(self) -> float:
        """That equal shares would give counts at least so uneven."""
        # Imported late: --help need not wait for it.
        from scipy.special import chdtrc

        return float(chdtrc(self.freedom, self.chi_square))

    @property
    def ratio(self) -> float | None:
        """The largest class beside the smallest; None if a digit has no image."""
        least = int(self.counts.min())
        return int(self.counts.max()) / least if least else None


def balance(labels: Labels) -> Balance:
    """Count.

    Args:
        labels: (n,), uint8, 0 to 9; at least one.
    """
    return Balance(np.bincount(labels, minlength=DIGITS).astype(np.int64))
