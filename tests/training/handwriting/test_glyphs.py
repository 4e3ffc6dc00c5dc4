"""A table's line is drawn as it says, a little otherwise each time."""

from pathlib import Path

import numpy as np
import pytest

from training.handwriting.glyphs import glyph, read_table


def test_a_straight_stroke_passes_its_landmarks() -> None:
    (stroke,) = glyph("L | - 0,0 0,100 60,100").drawn(np.random.default_rng(0), care=0)

    corner = stroke[np.hypot(*(stroke - stroke[0]).T).argmin() + 6]
    assert len(stroke) == 14
    assert np.ptp(stroke[:7, 0]) == pytest.approx(0, abs=1e-9)
    assert np.ptp(stroke[7:, 1]) == pytest.approx(0, abs=1e-9)
    assert corner.tolist() == pytest.approx(stroke[7].tolist())


def test_a_closed_stroke_ends_near_its_start() -> None:
    random = np.random.default_rng(1)

    for _ in range(50):
        (stroke,) = glyph("ring | o 50,50 50,50").drawn(random, care=0.2)
        assert np.linalg.norm(stroke - stroke[0], axis=1)[-4:].min() < 0.6
        assert np.ptp(stroke, axis=0).min() > 0.7


def test_the_manner_may_change_within_a_stroke() -> None:
    (stroke,) = glyph("J | - 40,0 40,70 ~ 40,70 20,100 0,80").drawn(
        np.random.default_rng(2)
    )

    assert np.linalg.norm(np.diff(stroke, axis=0), axis=1).max() < 0.3


def test_some_leave_an_optional_stroke_out() -> None:
    plus = glyph("plus | - 0,50 100,50 | ?- 50,0 50,100")
    random = np.random.default_rng(3)

    counts = {len(plus.drawn(random)) for _ in range(60)}

    assert counts == {1, 2}


def test_more_carelessness_moves_landmarks_further() -> None:
    square = glyph("square | p 0,0 100,0 100,100 0,100")
    random = np.random.default_rng(4)

    def spread(care: float) -> float:
        widths = [np.ptp(square.drawn(random, care)[0][:, 0]) for _ in range(300)]
        return float(np.std(widths))

    assert spread(2.0) > 1.3 * spread(0.2)


@pytest.mark.parametrize("line", ["A", "A | ", "A | 0,0 1,1", "A | - 0,0"])
def test_a_line_without_strokes_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"No stroke"):
        glyph(line)


def test_remarks_and_empty_lines_are_no_glyphs(tmp_path: Path) -> None:
    path = tmp_path / "signs.txt"
    path.write_text("# A sign.\n\nbar | - 0,0 0,100\n", encoding="utf-8")

    assert [each.name for each in read_table(path)] == ["bar"]
