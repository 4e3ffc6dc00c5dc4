"""The kinds of pictures, each a way from strokes to a picture."""

from typing import Final

import numpy as np
from PIL import Image

from made_pictures import page as p
from made_pictures.hands import Strokes
from made_pictures.page import Making, Page, Rng

_PENS: Final = [
    (20, 20, 25), (25, 40, 130), (170, 25, 30), (20, 100, 50), (70, 70, 75),
]  # fmt: skip
_RULES: Final = [(150, 180, 225), (190, 190, 195), (220, 150, 160), (110, 110, 120)]


def _pen(rng: Rng) -> tuple[float, float, float]:
    return _PENS[rng.integers(len(_PENS))]


def _white(rng: Rng) -> tuple[float, float, float]:
    grey = rng.uniform(185, 250)
    red, green, blue = grey + rng.uniform(-8, 5, 3)
    return red, green, blue


def _cover(strokes: Strokes, side: int, rng: Rng, *, hard: bool = False) -> p.Cover:
    """The digit anywhere, of any size, with any pen that leaves it legible."""
    share = rng.uniform(0.5, 0.78)
    spread = (1 - share) / 2 - 0.06
    at = 0.5 + rng.uniform(-spread, spread, 2)
    pen = share * rng.uniform(0.06, 0.16)
    return p.cover_of(strokes, side, share=share, pen=pen, at=(at[0], at[1]), hard=hard)


def _painted(side: int, *, hard: bool) -> Making:
    def make(strokes: Strokes, rng: Rng) -> Image.Image:
        cover = _cover(strokes, side, rng, hard=hard)
        return p.to_picture(p.inked(p.paper(side, (255,) * 3), cover, (0, 0, 0)))

    return make


def _faint(strokes: Strokes, rng: Rng) -> Image.Image:
    """Ink 6 to 20 grey levels from the paper, without any grain."""
    grey, contrast = rng.uniform(60, 250), rng.uniform(6, 20)
    page = p.inked(p.paper(100, (grey,) * 3), _cover(strokes, 100, rng),
                   (grey - contrast,) * 3)  # fmt: skip
    return p.to_picture(page)


def _on_grey(strokes: Strokes, rng: Rng) -> Image.Image:
    grey = rng.uniform(90, 200)
    ink = grey + rng.choice([-1, 1]) * rng.uniform(40, 90)
    side = int(rng.choice([28, 64, 100]))
    page = p.inked(p.paper(side, (grey,) * 3), _cover(strokes, side, rng), (ink,) * 3)
    return p.to_picture(page)


def _on_texture(strokes: Strokes, rng: Rng) -> Image.Image:
    page = p.paper(100, tuple(rng.uniform(140, 230, 3)))
    page = p.textured(page, rng, fine=rng.uniform(2, 9), coarse=rng.uniform(2, 8))
    return p.to_picture(p.inked(page, _cover(strokes, 100, rng), _pen(rng)))


def _in_frame(strokes: Strokes, rng: Rng) -> Image.Image:
    side = int(rng.choice([28, 50, 100, 200]))
    page = p.inked(p.paper(side, _white(rng)), _cover(strokes, side, rng), _pen(rng))
    return p.to_picture(p.framed(page, rng, (rng.uniform(0, 150),) * 3))


def _in_screenshot(strokes: Strokes, rng: Rng) -> Image.Image:
    side = int(rng.choice([100, 200, 320]))
    cover = np.zeros((side, side))
    part = int(side * 0.8)
    left = (side - part) // 2
    cover[side - part - 2 : side - 2, left : left + part] = _cover(strokes, part, rng)
    page = p.inked(p.paper(side, (255,) * 3), cover, _pen(rng))
    return p.to_picture(p.screenshot(page, rng))


def _light_on_dark(strokes: Strokes, rng: Rng) -> Image.Image:
    side = int(rng.choice([28, 100, 200]))
    board = p.paper(side, tuple(rng.uniform(10, 70, 3)))
    board = p.textured(board, rng, fine=rng.uniform(0, 4), coarse=rng.uniform(0, 4))
    chalk = tuple(rng.uniform(170, 250, 3))
    return p.to_picture(p.inked(board, _cover(strokes, side, rng), chalk))


def _transparent(strokes: Strokes, rng: Rng) -> Image.Image:
    side = int(rng.choice([28, 100, 200]))
    alpha = (_cover(strokes, side, rng) * 255).round().astype(np.uint8)
    picture = Image.new("RGBA", (side, side), tuple(rng.integers(0, 256, 3)))
    picture.putalpha(Image.fromarray(alpha))
    return picture


def _page(
    strokes: Strokes, rng: Rng, side: int = 240, *, paper: Page | None = None
) -> Page:
    """A digit of one pen on grainy paper."""
    page = p.paper(side, _white(rng)) if paper is None else paper
    page = p.textured(page, rng, fine=rng.uniform(0, 3), coarse=rng.uniform(0, 3))
    return p.inked(page, _cover(strokes, side, rng) * rng.uniform(0.75, 1), _pen(rng))


def _shot(page: Page, rng: Rng) -> Image.Image:
    """What a phone keeps of a page: blurred, noisy, reduced, a JPEG."""
    page = p.blurred(page, rng.uniform(0, 0.006) * len(page))
    page = p.noisy(page, rng, rng.uniform(0.5, 4))
    picture = p.to_picture(page)
    side = int(rng.choice([28, 48, 64, 100, 160, 240]))
    picture = picture.resize((side, side), Image.Resampling.BOX)
    return p.saved_as_jpeg(picture, int(rng.integers(30, 91)))


def _gradient(strokes: Strokes, rng: Rng) -> Image.Image:
    page = _page(strokes, rng)
    return _shot(p.lit(page, p.gradient(len(page), rng, rng.uniform(0.2, 0.6))), rng)


def _half_shadow(strokes: Strokes, rng: Rng) -> Image.Image:
    page = _page(strokes, rng)
    return _shot(
        p.lit(page, p.half_shadow(len(page), rng, rng.uniform(0.2, 0.55))), rng
    )


def _vignette(strokes: Strokes, rng: Rng) -> Image.Image:
    page = _page(strokes, rng)
    return _shot(p.lit(page, p.vignette(len(page), rng.uniform(0.2, 0.6))), rng)


def _ruled(strokes: Strokes, rng: Rng, *, squared: bool = False) -> Image.Image:
    pitch = rng.uniform(0.16, 0.3) if squared else rng.uniform(0.3, 0.9)
    rules = _RULES[rng.integers(len(_RULES))]
    page = p.ruled(p.paper(240, _white(rng)), rng, colour=rules, pitch=pitch,
                   squared=squared, strength=rng.uniform(0.5, 1))  # fmt: skip
    return _shot(_page(strokes, rng, paper=page), rng)


def _squared(strokes: Strokes, rng: Rng) -> Image.Image:
    return _ruled(strokes, rng, squared=True)


def _ruled_black(strokes: Strokes, rng: Rng) -> Image.Image:
    """A rule as dark as the pen, as of a form."""
    pitch = rng.uniform(0.45, 0.9)
    page = p.ruled(p.paper(240, _white(rng)), rng, colour=(40, 40, 45), pitch=pitch)
    return _shot(_page(strokes, rng, paper=page), rng)


def _specked(strokes: Strokes, rng: Rng) -> Image.Image:
    page = p.specked(_page(strokes, rng), rng, int(rng.integers(2, 9)))
    return _shot(page, rng)


def _pencil(strokes: Strokes, rng: Rng) -> Image.Image:
    """A pencil that hardly shows, on paper with little grain."""
    page = p.paper(240, _white(rng))
    page = p.textured(page, rng, fine=1, coarse=1)
    ink = page[0, 0] - rng.uniform(14, 30)
    page = p.inked(page, _cover(strokes, 240, rng), tuple(ink))
    return p.saved_as_jpeg(p.to_picture(page), int(rng.integers(60, 91)))


def _highlighter(strokes: Strokes, rng: Rng) -> Image.Image:
    marker = [(250, 240, 60), (255, 150, 190), (150, 250, 130), (255, 190, 90)]
    cover = _cover(strokes, 240, rng) * rng.uniform(0.7, 1)
    page = p.inked(p.paper(240, _white(rng)), cover, marker[rng.integers(4)])
    return _shot(p.lit(page, p.gradient(240, rng, rng.uniform(0, 0.3))), rng)


def _phone(strokes: Strokes, rng: Rng) -> Image.Image:
    """Everything at once, each in a measure."""
    page = p.paper(240, _white(rng))
    if rng.random() < 0.5:
        rules = _RULES[rng.integers(len(_RULES))]
        page = p.ruled(page, rng, colour=rules, pitch=rng.uniform(0.25, 0.8),
                       squared=rng.random() < 0.3, strength=0.8)  # fmt: skip
    page = _page(strokes, rng, paper=page)
    page = p.specked(page, rng, int(rng.integers(0, 4)))
    page = p.lit(page, p.gradient(240, rng, rng.uniform(0, 0.4)))
    if rng.random() < 0.5:
        page = p.lit(page, p.half_shadow(240, rng, rng.uniform(0.15, 0.45)))
    return _shot(page, rng)


PAINTED: Final[dict[str, Making]] = {
    "soft 28x28": _painted(28, hard=False),
    "hard 28x28": _painted(28, hard=True),
    "soft 100x100": _painted(100, hard=False),
    "hard 100x100": _painted(100, hard=True),
    "faint": _faint,
    "grey paper": _on_grey,
    "textured paper": _on_texture,
    "frame": _in_frame,
    "screenshot": _in_screenshot,
    "light on dark": _light_on_dark,
    "transparent": _transparent,
}
PHOTOGRAPHED: Final[dict[str, Making]] = {
    "gradient": _gradient,
    "half shadow": _half_shadow,
    "vignette": _vignette,
    "ruled": _ruled,
    "squared": _squared,
    "black rule": _ruled_black,
    "specks": _specked,
    "pencil": _pencil,
    "highlighter": _highlighter,
    "phone": _phone,
}
