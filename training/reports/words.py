"""How reports put figures into words."""


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


def origin(model: str, seen: int | None, images: int) -> str:
    """Whose answers they are, and whether that model had learnt from the images.

    Args:
        model: Its name.
        seen: From how many it had; None if nobody knows.
        images: How many there are.
    """
    if seen is None:
        return (
            f"The answers are those of {model}, which does not say what it learnt "
            "from. If it was these images, it may know errors by heart, and more of "
            "them stay hidden."
        )
    if seen:
        return (
            f"The answers are those of {model}, which learnt from {seen:,} of these "
            f"{count(images, 'image')}: it may know errors by heart, and more of them "
            "stay hidden. Only answers of models that have not trained on an image, "
            "as in cross-validation, judge its label freely."
        )
    return (
        f"The answers are those of {model}, which by its card has learnt from none of "
        "these images: they are out-of-fold."
    )


def seconds(duration: float) -> str:
    """A duration for people."""
    return f"{duration:.2f} s" if duration < 10 else f"{duration:,.1f} s"
