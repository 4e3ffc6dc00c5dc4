"""What the network thinks of groups of atoms, each drawn and read but once."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import ModelInput
from digitpad.segment.atoms import Atom, Group, Points

FloatArray = npt.NDArray[np.float32]
# (n, 28, 28) -> the probabilities (n, 10 or 11) and the features (n, f).
Run = Callable[[FloatArray], tuple[FloatArray, FloatArray]]
# Probabilities and features -> the probabilities, with what is remembered.
Remember = Callable[[FloatArray, FloatArray], FloatArray]

# The network was shown nearly as much that is no digit as digits. Beside other digits,
# ink of their height is so much likelier to be one too.
_MORE_LIKELY_IN_NUMBER: Final = 30
_DIGITS: Final = 10

# Some 13 MB of model inputs: what was not asked for longest is forgotten first.
_MOST_KEPT: Final = 4096


class Page(Protocol):
    """Ink as atoms that can be drawn for the network, alone or together."""

    atoms: list[Atom]

    def model_input(self, group: Group) -> ModelInput:
        """What the network is to see of a group."""

    def outline(self, group: Group) -> Points:
        """Points whose box is that of the group in the source's units."""

    def cut(self, atom: Atom, most: int, dearest: float) -> list[Atom]:
        """Cut an atom in parts; none if there is no way to."""

    def strokes_of(self, atom: Atom) -> list[list[Atom]]:
        """The strokes that cross in an atom, in each way to follow them."""


@dataclass(frozen=True, eq=False)
class Opinion:
    """What the network thinks of one group.

    Attributes:
        model_input: (28, 28), float32: what it saw.
        classes: (10,), or (11,) of which the last is "no digit"; float32, sum 1.
        features: (f,), float32.
    """

    model_input: ModelInput
    classes: FloatArray
    features: FloatArray

    @cached_property
    def likelihood(self) -> float:
        """The probability of the digit that it looks like most."""
        return float(self.classes[:_DIGITS].max())

    @cached_property
    def in_number(self) -> FloatArray:
        """The classes of ink that stands among digits, as `classes`."""
        classes = self.classes.copy()
        classes[_DIGITS:] /= _MORE_LIKELY_IN_NUMBER
        return np.asarray(classes / classes.sum())


class _Known(NamedTuple):
    """An opinion, and the probabilities before anything was remembered."""

    opinion: Opinion
    bare: FloatArray


class Opinions:
    """Asks the network about groups, all unknown ones in one batch.

    Args:
        run: The network.
        remember: What it has learnt since it was trained; None if nothing.
    """

    def __init__(self, run: Run, remember: Remember | None = None) -> None:
        self._run = run
        self._remember = remember
        self._known: dict[frozenset[Atom], _Known] = {}

    def ask(self, page: Page, groups: Iterable[Group]) -> None:
        """Have opinions of these groups ready."""
        new = {frozenset(group): group for group in groups}
        for key in new.keys() & self._known.keys():
            self._known[key] = self._known.pop(key)  # the latest stand last
            del new[key]
        if not new:
            return
        inputs = [page.model_input(group) for group in new.values()]
        bare, features = self._run(np.stack(inputs))
        # Copies: a row would keep all rows of its batch as long as itself.
        rows = [
            (own.copy(), seen.copy()) for own, seen in zip(bare, features, strict=True)
        ]
        self._judge(new, inputs, *zip(*rows, strict=True))

    def begun_anew(self) -> "Opinions":
        """The same network and memory, with no opinions yet."""
        return Opinions(self._run, self._remember)

    def learn(self, remember: Remember | None) -> None:
        """Judge with something else in memory: nothing need be drawn or read anew."""
        self._remember = remember
        known = list(self._known.values())
        if known:
            opinions = [each.opinion for each in known]
            self._judge(
                list(self._known),
                [each.model_input for each in opinions],
                [each.bare for each in known],
                [each.features for each in opinions],
            )

    def _judge(
        self,
        keys: Iterable[frozenset[Atom]],
        inputs: Sequence[ModelInput],
        bare: Sequence[FloatArray],
        features: Sequence[FloatArray],
    ) -> None:
        judged = bare
        if self._remember is not None:
            found = self._remember(np.stack(bare), np.stack(features))
            judged = [row.copy() for row in found]
        for key, *facts, own in zip(keys, inputs, judged, features, bare, strict=True):
            self._known[key] = _Known(Opinion(*facts), own)

    def forget(self, gone: Collection[Atom] = ()) -> None:
        """Forget groups with atoms that are gone, and the oldest of too many.

        Args:
            gone: Atoms that are on the page no more.
        """
        for key in [key for key in self._known if not key.isdisjoint(gone)]:
            del self._known[key]
        for key in list(self._known)[: max(len(self._known) - _MOST_KEPT, 0)]:
            del self._known[key]

    def of(self, group: Group) -> Opinion:
        """The opinion of a group that was asked about."""
        return self._known[frozenset(group)].opinion

    def likelihood(self, group: Group, *, stands_alone: bool = False) -> float:
        """The probability of the digit that a group looks like most.

        Args:
            group: It was asked about.
            stands_alone: Whether it is as high as a digit, and nothing else is near.
        """
        opinion = self.of(group)
        if stands_alone:
            return float(opinion.in_number[:_DIGITS].max())
        return opinion.likelihood
