"""Small grey pictures of pictures and drawings."""

from typing import Final

from PIL import Image, ImageDraw

from digitpad.ink import Drawing
from digitpad.picture.modes import opacity, with_alpha_channel
from digitpad.table.row import THUMBNAIL, Thumbnail

_FINE: Final = 4  # a drawing is drawn so many times larger
_PEN: Final = 3  # pixels of the thumbnail
_MARGIN: Final = 5
_PAPER: Final = 255


def of_picture(picture: Image.Image) -> Thumbnail:
    """A picture made small, on white where it is transparent."""
    if opacity(picture) is not None:
        above = with_alpha_channel(picture).convert("RGBA")
        paper = Image.new("RGBA", above.size, "white")
        picture = Image.alpha_composite(paper, above)
    grey = picture.convert("L")
    grey.thumbnail((THUMBNAIL, THUMBNAIL))
    return Thumbnail(grey.width, grey.height, grey.tobytes())


def of_drawing(drawing: Drawing) -> Thumbnail:
    """A drawing, dark on white, as large as fits."""
    side = THUMBNAIL * _FINE
    image = Image.new("L", (side, side), _PAPER)
    xs = [x for stroke in drawing.strokes for x in stroke.xy[::2]]
    ys = [y for stroke in drawing.strokes for y in stroke.xy[1::2]]
    if xs:
        left, top = min(xs), min(ys)
        width, height = max(xs) - left, max(ys) - top
        scale = (side - 2 * _MARGIN * _FINE) / (max(width, height) or 1.0)
        dx, dy = (side - width * scale) / 2, (side - height * scale) / 2
        pen = ImageDraw.Draw(image)
        for stroke in drawing.strokes:
            places = [
                ((x - left) * scale + dx, (y - top) * scale + dy)
                for x, y in zip(stroke.xy[::2], stroke.xy[1::2], strict=True)
            ]
            pen.line(places, fill=0, width=_PEN * _FINE, joint="curve")
            for x, y in places[:1] + places[-1:]:
                half = _PEN * _FINE / 2
                pen.ellipse((x - half, y - half, x + half, y + half), fill=0)
    small = image.reduce(_FINE)
    return Thumbnail(small.width, small.height, small.tobytes())
