"""Texts that are found by whoever translates the window."""


def mark(text: str, /) -> str:
    """The text as it stands.

    It is for constants, which are made before a translation can be installed: the
    window translates them where it shows them.
    """
    return text
