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


def seconds(duration: float) -> str:
    """A duration for people."""
    return f"{duration:.2f} s" if duration < 10 else f"{duration:,.1f} s"
