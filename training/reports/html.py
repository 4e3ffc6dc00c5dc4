"""Builds a report's page: one HTML file that needs nothing beside it.

Pictures and style stand in the page itself. There is no script and no link, and the
page says so to the browser, which then would not follow any.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from training.charts.picture import Picture
from training.reports.words import shortened

_STYLE: Final = Path(__file__).with_name("page.css")
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

_LONGEST_PLACE: Final = 36  # signs: three lines below a tile


@dataclass(frozen=True)
class Fact:
    """A figure that stands out, with what it is of."""

    figure: str
    what: str


@dataclass(frozen=True)
class Tile:
    """A small picture of one image.

    Attributes:
        png: The image, ink dark on light paper.
        title: What it is, in a few signs: "4 → 9".
        line: What else is said of it.
        short_place: Where the image stands among the others.
        place: Where it stands.
        alt: What it shows, for those who cannot see it.
    """

    png: bytes
    title: str
    line: str
    short_place: str
    place: str
    alt: str


@dataclass(frozen=True)
class Section:
    """A part of a page: its parts are HTML already."""

    title: str
    parts: tuple[str, ...]


def page(
    title: str, summary: str, sections: Iterable[Section], footer: Sequence[str]
) -> bytes:
    """The whole file.

    Args:
        title: What it is a report of.
        summary: One or two sentences with what matters most.
        sections: What follows.
        footer: How the report came to be, line by line.
    """
    body = "\n".join(map(_section, sections))
    told = "<br>\n".join(map(_text, footer))
    text = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(title)}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<main>
<header>
<h1>{_text(title)}</h1>
<p class="summary">{_text(summary)}</p>
</header>
{body}
<footer>{told}</footer>
</main>
</body>
</html>
"""
    # A file's name may hold bytes that are no text.
    return text.encode("utf-8", "replace")


def _section(section: Section) -> str:
    inner = "\n".join(section.parts)
    return f"<section>\n<h2>{_text(section.title)}</h2>\n{inner}\n</section>"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph; of the kind "note" it is set apart."""
    chosen = f' class="{kind}"' if kind else ""
    return f"<p{chosen}>{_text(text)}</p>"


def facts(found: Iterable[Fact]) -> str:
    """Some figures side by side."""
    inner = "\n".join(
        f"<div><dd>{_text(fact.figure)}</dd><dt>{_text(fact.what)}</dt></div>"
        for fact in found
    )
    return f'<dl class="facts">\n{inner}\n</dl>'


def pictures(found: Iterable[Picture]) -> str:
    """Charts side by side, or below one another where there is no room."""
    inner = "\n".join(
        "<figure><picture>"
        f'<source media="(prefers-color-scheme: dark)" srcset="{_png(each.dark)}">'
        f'<img src="{_png(each.light)}" alt="{_text(each.alt)}">'
        f"</picture></figure>"
        for each in found
    )
    return f'<div class="pictures">\n{inner}\n</div>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """A table; what stands first in a row names it.

    Args:
        head: The columns' names.
        rows: As many texts each.
        kind: "texts" where the cells are no figures.
    """
    chosen = f' class="{kind}"' if kind else ""
    names = "".join(f'<th scope="col">{_text(name)}</th>' for name in head)
    body = "\n".join(
        f'<tr><th scope="row">{_text(row[0])}</th>'
        + "".join(f"<td>{_text(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table{chosen}>\n<thead><tr>{names}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def beside(*parts: str) -> str:
    """Parts side by side, or below one another where there is no room."""
    inner = "\n".join(f"<div>\n{part}\n</div>" for part in parts)
    return f'<div class="beside">\n{inner}\n</div>'


def tiles(found: Iterable[Tile]) -> str:
    """Small pictures in rows, as many in one as there is room for."""
    inner = "\n".join(
        f'<li><img src="{_png(tile.png)}" alt="{_text(tile.alt)}" width="84" '
        f'height="84"><b>{_text(tile.title)}</b>'
        f'<span>{_text(tile.line)}</span><span title="{_text(tile.place)}">'
        f"{_text(shortened(tile.short_place, _LONGEST_PLACE))}</span></li>"
        for tile in found
    )
    return f'<ul class="tiles">\n{inner}\n</ul>'


def _text(text: str) -> str:
    # A line never begins with a percent sign.
    return escape(text).replace(" %", "\N{NO-BREAK SPACE}%")


def _png(content: bytes) -> str:
    return f"data:image/png;base64,{b64encode(content).decode()}"
