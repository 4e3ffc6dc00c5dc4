"""A report's page is complete in itself."""

from training.charts.picture import Picture
from training.reports.html import (
    Fact,
    Section,
    Tile,
    facts,
    page,
    paragraph,
    pictures,
    table,
    tiles,
)

EVIL = '<script src="http://example.org/x.js">&'


def made() -> str:
    parts = (
        facts([Fact(EVIL, EVIL)]),
        paragraph(EVIL, "note"),
        table([EVIL, "b"], [[EVIL, EVIL]]),
        pictures([Picture("chart", b"light", b"dark", EVIL)]),
        tiles([Tile(b"ink", EVIL, EVIL, EVIL, EVIL, EVIL)]),
    )
    return page(EVIL, EVIL, [Section(EVIL, parts)], [EVIL]).decode()


def test_what_is_told_is_never_taken_for_html() -> None:
    text = made()
    assert "<script" not in text
    assert '"http' not in text
    assert text.count("&lt;script src=&quot;http://example.org/x.js&quot;&gt;&amp;") > 9


def test_nothing_is_fetched_from_elsewhere() -> None:
    text = made()
    assert "default-src 'none'" in text
    assert text.count("data:image/png;base64,") == text.count("src") - text.count(
        "&lt;script src"
    ) - text.count("-src ")
    assert "url(" not in text
    assert "@import" not in text


def test_dark_surroundings_get_the_dark_chart() -> None:
    text = pictures([Picture("chart", b"light", b"dark", "a chart")])
    source, image = text.index("ZGFyaw=="), text.index("bGlnaHQ=")
    assert text.rindex("prefers-color-scheme: dark", 0, source) < source < image


def test_a_line_never_begins_with_a_percent_sign() -> None:
    assert paragraph("99.6 % right") == "<p>99.6\N{NO-BREAK SPACE}% right</p>"


def test_a_long_place_is_shortened_and_told_whole_when_asked() -> None:
    short = "picture some-folder/another-folder/seven.png"
    place = f"/home/somebody/{short}"
    text = tiles([Tile(b"ink", "4 → 9", "99 %", short, place, "a 4")])
    assert f'title="{place}"' in text
    assert ">…/another-folder/seven.png<" in text
