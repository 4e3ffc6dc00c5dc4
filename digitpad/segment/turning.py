"""Pages that lie askew, turned upright and back."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from digitpad.segment.atoms import Points


@dataclass(frozen=True)
class Turn:
    """A turn of the page around its origin.

    Attributes:
        degrees: By which the page is turned clockwise, and is turned back to stand
            upright; 0 leaves everything as it is, to the last bit.
    """

    degrees: float = 0.0

    def upright(self, points: Points) -> Points:
        """Where points lie once the page stands upright."""
        return points @ self._matrix() if self.degrees else points

    def back(self, points: Points) -> Points:
        """Where points of the upright page lay at first."""
        return points @ self._matrix().T if self.degrees else points

    def _matrix(self) -> Points:
        angle = radians(self.degrees)
        return np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
