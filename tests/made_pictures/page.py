"""Paper, light and lens: what lies between a written digit and its picture."""

import io
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from made_pictures.hands import Strokes

Page = npt.NDArray[np.float64]  # (height, width, 3), 0 to 255
Cover = npt.NDArray[np.float64]  # (height, width), 0 paper to 1 ink
Rng = np.random.Generator

_FINE = 3  # strokes are drawn this much larger and reduced


def cover_of(
    strokes: Strokes,
    side: int,
    *,
    share: float = 0.6,
    pen: float = 0.06,
    at: tuple[float, float] = (0.5, 0.5),
    hard: bool = False,
) -> Cover:
    """Where the pen has been, on a square.

    Args:
        strokes: In the unit box.
        side: Of the square, in pixels.
        share: Of the square that the longer side of the digit takes.
        pen: Its width as a share of the square.
        at: Where the middle of the digit lies, as shares.
        hard: Draw without soft edges, as the simplest paint programs do.
    """
    fine = 1 if hard else _FINE
    whole = side * fine
    image = Image.new("L", (whole, whole))
    draw = ImageDraw.Draw(image)
    extent = np.concatenate(strokes).max(0)
    offset = (np.array(at) - extent * share / 2) * whole
    width = max(1, round(pen * whole))
    for stroke in strokes:
        places = [tuple(p) for p in stroke * share * whole + offset]
        draw.line(places, fill=255, width=width, joint="curve")
        for x, y in places if width > 2 else ():
            r = width / 2 - 0.5
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    return np.asarray(image.reduce(fine), np.float64) / 255


def paper(side: int, colour: tuple[float, float, float]) -> Page:
    """A square of one colour."""
    return np.broadcast_to(np.array(colour, float), (side, side, 3)).copy()


def inked(page: Page, cover: Cover, colour: tuple[float, float, float]) -> Page:
    """The page with ink of this colour on it."""
    return page + cover[..., None] * (np.array(colour, float) - page)


def ruled(
    page: Page,
    rng: Rng,
    *,
    colour: tuple[float, float, float],
    pitch: float,
    squared: bool = False,
    strength: float = 1.0,
) -> Page:
    """The page with straight lines all across, slightly tilted."""
    side = len(page)
    tilt = np.tan(np.radians(rng.uniform(-3, 3)))
    cover = _lines(side, pitch * side, rng.uniform(0, pitch) * side, tilt, rng)
    if squared:
        upright = _lines(side, pitch * side, rng.uniform(0, pitch) * side, -tilt, rng)
        cover = np.maximum(cover, upright.T)
    return inked(page, cover * strength, colour)


def _lines(side: int, pitch: float, first: float, tilt: float, rng: Rng) -> Cover:
    fine = side * _FINE
    image = Image.new("L", (fine, fine))
    draw = ImageDraw.Draw(image)
    width = max(1, round(rng.uniform(0.006, 0.016) * fine))
    for level in np.arange(first - 2 * pitch, side + 2 * pitch, pitch) * _FINE:
        draw.line([(0, level), (fine, level + tilt * fine)], fill=255, width=width)
    return np.asarray(image.reduce(_FINE), np.float64) / 255


def lit(page: Page, light: npt.NDArray[np.float64]) -> Page:
    """The page under a light, 1 where it is full."""
    return page * light[..., None]


def gradient(side: int, rng: Rng, depth: float) -> npt.NDArray[np.float64]:
    """Light that falls off from one side to the other."""
    along = _along(side, rng.uniform(0, 2 * np.pi))
    return 1 - depth * (along + 0.5)


def half_shadow(side: int, rng: Rng, depth: float) -> npt.NDArray[np.float64]:
    """A shadow over a part of the page, its edge softer or harder."""
    along = _along(side, rng.uniform(0, 2 * np.pi)) - rng.uniform(-0.3, 0.3)
    soft = rng.uniform(0.015, 0.1)
    return 1 - depth / (1 + np.exp(-along / soft))


def vignette(side: int, depth: float) -> npt.NDArray[np.float64]:
    """Light that falls off towards the corners."""
    x, y = np.meshgrid(np.linspace(-1, 1, side), np.linspace(-1, 1, side))
    return 1 - depth * (x**2 + y**2) / 2


def _along(side: int, angle: float) -> npt.NDArray[np.float64]:
    """How far each pixel lies in a direction, about -0.5 to 0.5."""
    at = (np.arange(side) + 0.5) / side - 0.5
    return at[None] * np.cos(angle) + at[:, None] * np.sin(angle)


def textured(page: Page, rng: Rng, *, fine: float, coarse: float) -> Page:
    """The page with grain: pixel by pixel, and in clouds of a few pixels."""
    side = len(page)
    clouds = rng.normal(0, 1, (side // 4 + 2, side // 4 + 2))
    cloudy = Image.fromarray(clouds.astype(np.float32)).resize((side, side))
    grain = rng.normal(0, fine, page.shape[:2]) + coarse * np.asarray(cloudy)
    return page + grain[..., None]


def specked(page: Page, rng: Rng, count: int, darkness: float = 120) -> Page:
    """The page with a few small dark spots."""
    side = len(page)
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    cover = np.zeros((side, side))
    for _ in range(count):
        radius = rng.uniform(0.006, 0.018) * side
        at = rng.uniform(0, side, 2)
        distance = np.hypot(x - at[0], y - at[1])
        cover = np.maximum(cover, np.clip(radius + 0.5 - distance, 0, 1))
    return page - cover[..., None] * darkness


def framed(page: Page, rng: Rng, colour: tuple[float, float, float]) -> Page:
    """The page with a frame at or near its border."""
    side = len(page)
    inset = int(rng.integers(0, max(1, side // 20) + 1))
    width = int(rng.integers(1, max(1, side // 40) + 2))
    page = page.copy()
    for turn in range(4):
        turned = np.rot90(page, turn)
        turned[inset : inset + width, inset : side - inset] = colour
    return page


def screenshot(page: Page, rng: Rng) -> Page:
    """The page in a window: a title bar with marks, and borders."""
    side = len(page)
    page = page.copy()
    bar = int(rng.uniform(0.08, 0.16) * side)
    page[:bar] = rng.choice([[70, 110, 190], [225, 225, 228], [40, 42, 46]])
    for mark in range(3):
        left = side - (mark + 1) * bar
        page[bar // 3 : 2 * bar // 3, left + bar // 4 : left + 3 * bar // 4] = 128
    edge = rng.uniform(90, 200)
    for strip in (page[:, :1], page[:, -1:], page[-1:]):
        strip[:] = edge
    return page


def blurred(page: Page, radius: float) -> Page:
    """The page out of focus."""
    picture = to_picture(page).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(picture, np.float64)


def noisy(page: Page, rng: Rng, sigma: float) -> Page:
    """The page as a small sensor sees it."""
    return page + rng.normal(0, sigma, page.shape)


def to_picture(page: Page) -> Image.Image:
    """The page as an RGB picture."""
    return Image.fromarray(page.round().clip(0, 255).astype(np.uint8))


def saved_as_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """The picture after it has been a JPEG file."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue()))


Making = Callable[[Strokes, Rng], Image.Image]
