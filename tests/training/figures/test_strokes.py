"""Thickness and slant, measured on ink whose pen and slant are known."""

import numpy as np
import pytest
from some_digits import DATA

from digitpad.preprocess import strokes_to_model_input
from training.figures.groups import groups
from training.figures.strokes import quantiles, strokes

SEVEN = [(0, 0), (60, 0), (20, 90)]


def drawn(*lines: list[tuple[float, float]], pen: float = 2.5) -> np.ndarray:
    arrays = [np.array(line, float) for line in lines]
    return np.rint(strokes_to_model_input(arrays, pen=pen) * 255).astype(np.uint8)


@pytest.mark.parametrize("pen", [1.8, 2.5, 3.7])
def test_the_thickness_is_that_of_the_pen(pen: float) -> None:
    ring = [(30 * np.cos(t), 50 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 60)]
    ink = np.stack([drawn(SEVEN, pen=pen), drawn(ring, pen=pen)])
    assert strokes(ink).thickness == pytest.approx(pen, rel=0.12)


@pytest.mark.parametrize("degrees", [-30, -10, 0, 10, 30])
def test_the_slant_is_that_of_the_line_and_rightwards_is_positive(degrees: int) -> None:
    across = 100 * np.tan(np.radians(degrees))
    ink = drawn([(across, 0), (0, 100)])
    assert strokes(ink[None]).slant[0] == pytest.approx(degrees, abs=1.5)


def test_of_paper_nothing_is_measured() -> None:
    found = strokes(np.zeros((1, 28, 28), np.uint8))
    assert np.isnan(found.thickness).all()
    assert np.isnan(found.slant).all()


def test_faint_ink_is_as_thick_as_dark_ink() -> None:
    ink = drawn(SEVEN)
    dark, faint = strokes(np.stack([ink, ink // 2])).thickness
    assert faint == pytest.approx(dark, rel=0.02)


def test_mnists_lines_are_as_thick_as_the_pen_that_the_pad_reads_with() -> None:
    found = strokes(DATA.training_ink[:5000])
    assert np.median(found.thickness) == pytest.approx(2.5, abs=0.15)


def test_quantiles_leave_out_what_cannot_be_measured() -> None:
    values = np.array([1, 2, 3, np.nan, 7], np.float32)
    labels = np.array([0, 0, 0, 0, 4], np.uint8)
    found = quantiles(values, groups(labels, 5))
    assert found[0].tolist() == pytest.approx([1.1, 1.5, 2, 2.5, 2.9])
    assert found[4].tolist() == [7] * 5
    assert np.isnan(found[1]).all()
