"""Takes a refusal apart for a list: what leads it, what is wrong, what to do."""

from dataclasses import dataclass
from typing import Self

from digitpad.errors import Listing
from digitpad.progress import RunFailed


@dataclass(frozen=True)
class Refusal:
    """Why a run ended without a report.

    Attributes:
        sentence: What is wrong and what to do, without the list.
        problems: The list, each item for itself; may be empty.
    """

    sentence: str
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, failed: RunFailed) -> Self:
        """The refusal that the training program told."""
        problems = tuple(filter(None, failed.problems.split("\n")))
        listing = str(Listing(problems))
        if not listing or listing not in failed.sentence:
            return cls(failed.sentence)
        before, _, after = failed.sentence.partition(listing)
        lead = before.rstrip().removesuffix(":")
        return cls(f"{lead}. {after.lstrip('. ')}".strip(), problems)
