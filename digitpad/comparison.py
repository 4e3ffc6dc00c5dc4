"""How two models read the same images, in words for people."""

from collections.abc import Iterable
from typing import Final

from digitpad.progress import ModelsCompared
from digitpad.retraining.outcome import per_cent
from digitpad.words import Phrase, mark

Row = tuple[str, str, str]

_LIKELY: Final = 0.05  # a difference that chance makes more often than this is none


def rows(found: ModelsCompared) -> list[Row]:
    """The figures: what, of the first model, of the second."""
    return [
        _row(
            mark("Read correctly"),
            [_share(right, found.images) for right in found.right],
        ),
        _row(mark("95 % interval"), map(_interval, found.low, found.high)),
        _row(
            mark("Right here, wrong there"), [_number(sum(d)) for d in found.only_right]
        ),
        _row(
            mark("Time for 1,000 images"), [f"{each:.2f} s" for each in found.seconds]
        ),
    ]


def digit_rows(found: ModelsCompared) -> list[Row]:
    """For each digit that one of them alone reads right: of how many images."""
    return [
        (str(digit), _number(first), _number(second))
        for digit, (first, second) in enumerate(zip(*found.only_right, strict=True))
        if first or second
    ]


def digits_in_words(found: ModelsCompared) -> Row:
    """The same in a row, the most frequent first: "9 (12), 4 (3)"."""
    return _row(mark("Which digits"), map(_counted, found.only_right))


def sentence(found: ModelsCompared, first: str, second: str) -> str:
    """What the figures mean.

    Args:
        found: What came out.
        first: A model's name.
        second: The other one's.
    """
    only_first, only_second = map(sum, found.only_right)
    answers = Phrase(
        "They answer {images} differently.", images=_images(found.different)
    )
    if not only_first and not only_second:
        return Phrase(
            "Each reads right what the other does. {answers}", answers=answers
        )
    ahead = max(only_first, only_second) - min(only_first, only_second)
    if not ahead:
        return Phrase("Neither is ahead. {answers}", answers=answers)
    better = first if only_first > only_second else second
    chance = (
        Phrase("that is hardly chance")
        if found.p_value < _LIKELY
        else Phrase("so small a difference may well be chance")
    )
    return Phrase(
        "{better} reads {ahead:,} more of the {images:,} images right; {chance} "
        "(p {p}, McNemar's exact test). {answers}",
        better=better,
        ahead=ahead,
        images=found.images,
        chance=chance,
        p=_p(found.p_value),
        answers=answers,
    )


def _row(name: str, values: Iterable[str]) -> Row:
    first, second = values
    return name, first, second


def _counted(images: list[int]) -> str:
    """How many there are of which digit."""
    most_first = sorted(range(len(images)), key=lambda digit: -images[digit])
    told = [
        f"{digit}\N{NO-BREAK SPACE}({_number(images[digit])})"
        for digit in most_first
        if images[digit]
    ]
    return ", ".join(told) or "–"


def _share(right: int, images: int) -> str:
    return f"{right:,} ({per_cent(right / images)})" if images else "–"


def _interval(low: float, high: float) -> str:
    return f"{100 * low:.2f} to {per_cent(high)}"


def _images(number: int) -> str:
    one = Phrase("1 image")
    return one if number == 1 else Phrase("{number:,} images", number=number)


def _number(number: int) -> str:
    return f"{number:,}"


def _p(value: float) -> str:
    """A probability for people; the tiniest ones are not told digit by digit."""
    return f"= {value:.2g}" if value >= 1e-6 else "< 0.000001"
