"""Charts: drawn in two looks, and of the right things."""

import io

import numpy as np
from PIL import Image
from some_digits import DATA

from training.charts.calibration import calibration
from training.charts.confusion import confusion
from training.charts.picture import DARK, LIGHT
from training.charts.sheets import captioned_sheet, png, rows_sheet
from training.figures.agreement import agreement
from training.figures.reliability import reliability


def pixels(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def colour(text: str) -> list[int]:
    return [int(text[i : i + 2], 16) for i in (1, 3, 5)]


def test_each_look_has_its_own_paper_and_ink() -> None:
    labels = np.arange(10, dtype=np.uint8)
    drawn = confusion(agreement(labels, labels))
    assert pixels(drawn.light)[0, 0].tolist() == colour(LIGHT.paper)
    assert pixels(drawn.dark)[0, 0].tolist() == colour(DARK.paper)
    assert drawn.file == "confusion.png"


def test_mistakes_are_tinted_and_what_is_right_is_not() -> None:
    labels = np.repeat(np.arange(10, dtype=np.uint8), 3)
    digits = labels.copy()
    digits[:3] = 9  # the upper right corner

    def redness(found: np.ndarray) -> np.ndarray:
        return (found[..., 0] - found[..., 1]).clip(0)

    tinted = redness(pixels(confusion(agreement(labels, digits)).light))
    middle_y, middle_x = (side // 2 for side in tinted.shape)
    assert tinted[:middle_y, middle_x:].sum() > 0.99 * tinted.sum() > 0
    assert redness(pixels(confusion(agreement(labels, labels)).light)).sum() == 0
    assert "most often a 0 was read as a 9 (3 times)" in (
        confusion(agreement(labels, digits)).alt
    )


def test_a_calibration_curve_of_a_single_image_can_be_drawn() -> None:
    found = reliability(np.array([0.9], np.float32), np.array([True]))
    assert calibration(found).alt.endswith("in 1 bins; on average 10.00 points apart")


def test_an_image_on_a_page_is_dark_ink_on_light_paper() -> None:
    shown = pixels(png(DATA.test_ink[0]))[..., 0]
    assert (shown == 255 - DATA.test_ink[0].astype(int)).all()


def test_sheets_hold_rows_of_different_lengths_and_empty_ones() -> None:
    sheet = rows_sheet(
        "sheet",
        "Images",
        "images",
        [DATA.test_ink[:5], DATA.test_ink[:0], DATA.test_ink[5:7]],
        ["a", "b", "c"],
    )
    found = pixels(sheet.light)
    ink = 255 * 3 - found[90:, 200:].sum(axis=2)  # without the title and the names
    assert ink[: len(ink) // 4].any()
    assert not ink[len(ink) * 4 // 10 : len(ink) * 5 // 10].any()
    assert ink[len(ink) * 3 // 4 :].any()


def test_words_stand_below_the_images_of_a_sheet() -> None:
    ink = DATA.test_ink[:12]
    with_words = captioned_sheet("s", "h", "a", ink, [("4 → 9", "row 17")] * 12)
    without = captioned_sheet("s", "h", "a", ink, [("", "")] * 12)
    assert pixels(with_words.light).sum() < pixels(without.light).sum()
    assert pixels(with_words.light).shape == pixels(without.light).shape
