"""How reports put figures into words."""

from typing import Final

OUT_OF_FOLD: Final = (
    "The answers are out-of-fold: each image was read by a model of the "
    "cross-validation that had not trained on it."
)


def percent(share: float | None, digits: int = 2) -> str:
    """A share for people: "99.63 %"; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.{digits}f} %"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things: "1 image", "60,000 images"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(place: str, most: int) -> str:
    """A place of no more than so many signs: outer folders are left out first."""
    if len(place) <= most:
        return place
    rest = place
    while "/" in rest and len(rest) + 2 > most:
        rest = rest.split("/", 1)[1]
    return f"…/{rest}" if len(rest) + 2 <= most else f"…{rest[1 - most :]}"


def origin(model: str, images: int, seen: int | None, of_test: int) -> str:
    """Whose answers they are, and whether that model had learnt from the images.

    Args:
        model: Its name.
        images: How many there are.
        seen: From how many of them it learnt; None if nobody knows.
        of_test: From how many of MNIST's test images, of which some are here.
    """
    whose = f"The answers are those of {model}"
    if seen is None:
        return (
            f"{whose}, which does not say what it learnt from. If it was these images, "
            "it may know errors by heart, and more of them stay hidden."
        )
    if not seen and not of_test:
        return (
            f"{whose}, which by its card has learnt from none of these images: they "
            "are out-of-fold."
        )
    learnt = f"{seen:,} of these {count(images, 'image')}"
    if not seen:
        learnt = f"{count(of_test, 'MNIST test image')}, of which some are here"
    return (
        f"{whose}, which learnt from {learnt}: it may know errors by heart, and more "
        "of them stay hidden. Only answers of models that have not trained on an "
        "image, as in cross-validation, judge its label freely."
    )


def seconds(duration: float) -> str:
    """A duration for people."""
    return f"{duration:.2f} s" if duration < 10 else f"{duration:,.1f} s"
