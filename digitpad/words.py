"""Texts that are made where nobody knows Qt, and that the window can translate."""

from typing import Self


def mark(text: str, /) -> str:
    """The text as it stands, to be found by whoever translates.

    It is for constants, which are made before a translation can be installed: the
    window translates them where it shows them.
    """
    return text


class Phrase(str):
    """A sentence that remembers what it was put together of; else it is plain text.

    Attributes:
        template: The sentence with `{name}` places.
        parameters: What goes into those places.
    """

    __slots__ = ("parameters", "template")

    template: str
    parameters: dict[str, object]

    def __new__(cls, template: str, /, **parameters: object) -> Self:
        """Put the sentence together."""
        made = super().__new__(cls, template.format(**parameters))
        made.template, made.parameters = template, parameters
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.template,), self.parameters
