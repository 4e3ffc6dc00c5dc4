"""Opening pictures and telling ink from paper."""

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from digitpad.errors import EmptyDrawingError, PictureError
from digitpad.picture import (
    MAX_FILE,
    array_to_picture,
    ink_of,
    longer_side_of,
    open_picture,
)
from digitpad.sources import ink_in


def picture(paper: object = 255, ink: object = 0, mode: str = "L") -> Image.Image:
    """A picture of a 7: paper and ink in colours of the mode."""
    image = Image.new(mode, (120, 160), paper)  # type: ignore[arg-type]
    draw = ImageDraw.Draw(image)
    draw.line([(30, 30), (90, 30), (50, 130)], fill=ink, width=12)  # type: ignore[arg-type]
    return image


def inked() -> npt.NDArray[np.bool_]:
    """Where the 7 is."""
    return np.asarray(picture()) == 0


@pytest.mark.parametrize(
    "image",
    [
        picture(),
        picture(0, 255),
        picture(200, 90),
        picture(90, 200),
        picture("white", "red", "RGB"),
        picture("white", "yellow", "RGB"),
        picture("black", "blue", "RGB"),
        picture("#305030", "#e0e0a0", "RGB"),
        picture("white", "navy", "RGB").convert("P"),
        picture(1, 0, "1"),
        picture((0, 0, 0, 0), (0, 0, 0, 255), "RGBA"),
        picture((0, 0, 0, 0), (255, 255, 255, 255), "RGBA"),
        picture((255, 255, 255, 0), (20, 40, 200, 255), "RGBA"),
        picture((255, 255, 255, 255), (200, 40, 20, 128), "RGBA"),
        picture((0, 0), (0, 255), "LA"),
        picture(60000, 100, "I;16"),
        picture(3, 900, "I;16"),
        picture(70000, 0, "I"),
        picture(1.0, 0.25, "F"),
        picture((0, 0, 0, 0), (0, 0, 0, 255), "CMYK"),
        picture((128, 0, 0), (20, 0, 0), "LAB"),
    ],
    ids=lambda image: f"{image.mode}-{image.getpixel((0, 0))}",
)
def test_ink_is_found_on_any_paper(image: Image.Image) -> None:
    ink = ink_of(image)
    assert ink.dtype == np.uint8
    np.testing.assert_array_equal(ink > 127, inked())
    assert ink.max() == 255
    assert ink[0, 0] == 0


def test_transparency_in_a_palette_is_paper() -> None:
    image = picture("white", "black", "RGB").quantize(2)
    image.info["transparency"] = image.getpixel((0, 0))
    np.testing.assert_array_equal(ink_of(image) > 127, inked())


@pytest.mark.parametrize("least", [0, 254, 255])
def test_a_palette_with_an_opacity_for_each_colour_is_read(
    tmp_path: Path, least: int
) -> None:
    clear = bytes([least, 255])
    image = picture("white", "black", "RGB").quantize(2)
    paper = image.getpixel((0, 0))
    image.save(tmp_path / "p.png", transparency=clear if paper == 0 else clear[::-1])
    with Image.open(tmp_path / "p.png") as opened:
        np.testing.assert_array_equal(ink_of(opened) > 127, inked())


def test_a_picture_premultiplied_with_its_opacity_is_read() -> None:
    image = picture((0, 0), (0, 255), "LA").convert("La")
    np.testing.assert_array_equal(ink_of(image) > 127, inked())


def test_a_tie_of_dark_and_light_is_dark_ink_on_light_paper() -> None:
    grey = np.zeros((20, 20), np.uint8)
    grey[:, 10:] = 255
    assert ink_of(Image.fromarray(grey))[5, 2] == 255


def test_the_grain_of_the_paper_is_no_ink() -> None:
    grain = np.random.default_rng(1).integers(-8, 9, (160, 120))
    grey = np.where(inked(), 40, 200) + grain
    ink = ink_of(Image.fromarray(grey.astype(np.uint8)))
    assert (ink[~inked()] == 0).mean() > 0.95
    assert ink[inked()].min() > 200


@pytest.mark.parametrize("image", [picture(255, 255), picture(0, 0), picture(128, 131)])
def test_empty_paper_has_no_ink(image: Image.Image) -> None:
    with pytest.raises(
        EmptyDrawingError, match=r"nothing stands out .*: crop the picture"
    ):
        ink_of(image)


def test_a_picture_that_is_wholly_transparent_has_no_ink() -> None:
    with pytest.raises(EmptyDrawingError):
        ink_of(Image.new("RGBA", (30, 30), (0, 0, 0, 0)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"])
def test_formats_are_known_by_content_not_by_name(tmp_path: Path, form: str) -> None:
    picture("white", "black", "RGB").save(tmp_path / "wrong.txt", form)
    ink = ink_of(open_picture(tmp_path / "wrong.txt"))
    assert ((ink > 127) == inked()).mean() > 0.99


def test_a_turned_photograph_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    picture().transpose(Image.Transpose.ROTATE_90).save(tmp_path / "t.png", exif=exif)
    np.testing.assert_array_equal(
        ink_of(open_picture(tmp_path / "t.png")) > 127, inked()
    )


@pytest.mark.parametrize(
    "exif", [b"garbage", b"MM\0*\0V\0", b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03"]
)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_damaged_metadata_does_not_keep_a_picture_from_being_read(
    tmp_path: Path, form: str, exif: bytes
) -> None:
    path = tmp_path / "photo"
    picture().save(path, form, exif=b"Exif\0\0" + exif)
    assert ((ink_in(path) > 127) == inked()).mean() > 0.99
    assert longer_side_of(path) == 160


def test_of_an_animation_the_first_picture_counts(tmp_path: Path) -> None:
    frames = [picture(0, 255), picture(255, 255)]
    picture().save(tmp_path / "a.gif", save_all=True, append_images=frames)
    assert ((ink_of(open_picture(tmp_path / "a.gif")) > 127) == inked()).mean() > 0.99


@pytest.mark.parametrize(
    "image",
    [
        picture(),
        picture("white", "navy", "RGB").convert("P"),
        picture(1, 0, "1"),
        picture((0, 0), (0, 255), "LA"),
        picture(60000, 100, "I;16"),
    ],
    ids=lambda image: image.mode,
)
def test_a_large_picture_is_brought_to_working_size(
    tmp_path: Path, image: Image.Image
) -> None:
    nearest = Image.Resampling.NEAREST
    image.resize((2400, 3200), nearest).save(tmp_path / "large.png")
    found = open_picture(tmp_path / "large.png")
    assert max(found.size) <= 1600
    small = Image.fromarray(ink_of(found)).resize((120, 160), Image.Resampling.BOX)
    assert ((np.asarray(small) > 127) == inked()).mean() > 0.99


def test_an_infinite_pixel_does_not_hide_the_ink() -> None:
    grey = np.where(inked(), 0.0, 1.0).astype(np.float32)
    grey[0, 0] = np.inf
    np.testing.assert_array_equal(ink_of(Image.fromarray(grey)) > 127, inked())


def _claiming(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels, and brings few."""
    png = io.BytesIO()
    Image.new("L", (1, 1)).save(png, "PNG")
    content = bytearray(png.getvalue())
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def _truncated() -> bytes:
    png = io.BytesIO()
    picture().save(png, "PNG")
    return png.getvalue()[:-200]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no picture that Digitpad can open"),
        (b"no picture at all", "is no picture that Digitpad can open"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "is no picture that Digitpad can open"),
        (_truncated(), "cannot be read"),
        (_claiming(20_000, 20_000), "has more than 60 million pixels"),
        (_claiming(8_000, 8_000), "has more than 60 million pixels"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "bad.png").write_bytes(content)
    with pytest.raises(PictureError, match=sentence) as caught:
        open_picture(tmp_path / "bad.png")
    assert "bad.png" in str(caught.value)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(PictureError, match="make the picture smaller"):
        open_picture(tmp_path / "huge.png")


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    for name in ("none.png", "", "pipe.png"):
        with pytest.raises(PictureError):
            open_picture(tmp_path / name)


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((2, 2), np.float32),
        np.zeros((2, 2, 3), np.uint8),
        np.zeros((0, 3), np.uint8),
    ],
)
def test_an_array_that_is_no_picture_is_refused(array: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(PictureError, match="2-D"):
        array_to_picture(array)
