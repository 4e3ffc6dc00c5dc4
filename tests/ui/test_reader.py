"""What a reading is marked by: boxes in the picture that was read."""

import numpy as np
from PIL import Image

from digitpad import Recognizer
from digitpad.ui.reader import Reader


def picture(left: int) -> Image.Image:
    grey = np.full((60, 60), 255, np.uint8)
    grey[10:50, left : left + 6] = 0
    return Image.fromarray(grey)


def test_a_lone_digit_is_marked_where_its_ink_is_in_each_picture() -> None:
    reader, recognizer = Reader(), Recognizer.load()
    found = []
    first, second = picture(20), picture(40)
    for each in (first, first, second, first):
        reading = recognizer.read(each)
        (mark,) = reader.marks(each, reading)
        assert mark.text == "1"
        found.append(mark.box[0])
    assert found == [20, 20, 40, 20]


def test_a_lone_digit_that_is_drawn_needs_no_mark() -> None:
    reading = Recognizer.load().read([[(0.0, 0.0), (1.0, 30.0)]])
    assert Reader().marks(None, reading) == []
