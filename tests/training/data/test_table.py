"""Tables of images: what is read from sound ones, and what is said of others."""

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import DataError
from training.data.samples import Samples
from training.data.table import read_table

NAMES = ["label", *(f"pixel{i}" for i in range(784))]
ROWS = 12

Table = list[list[str]]
Write = Callable[[Table], Path]


@pytest.fixture
def rows() -> Table:
    """Kaggle's names, and the first images of MNIST."""
    data = mnist.load()
    ink = data.training_ink[:ROWS].reshape(ROWS, 784)
    cells = np.column_stack([data.training_labels[:ROWS], ink])
    return [list(NAMES), *(list(map(str, row)) for row in cells.tolist())]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(rows: Table) -> Path:
        path = tmp_path / "train.csv"
        path.write_text("".join(",".join(row) + "\n" for row in rows))
        return path

    return to_file


def said(path: Path) -> str:
    with pytest.raises(DataError) as error:
        read_table(path)
    return str(error.value)


def is_mnist(samples: Samples, count: int = ROWS) -> bool:
    data = mnist.load()
    assert samples.labels is not None
    return bool(
        np.array_equal(samples.ink, data.training_ink[:count])
        and np.array_equal(samples.labels, data.training_labels[:count])
    )


def test_kaggles_table_is_read_as_it_is(rows: Table, write: Write) -> None:
    samples = read_table(write(rows))
    assert is_mnist(samples)
    assert samples.place(0).endswith("train.csv, row 2")


def test_a_table_without_labels_has_none(rows: Table, write: Write) -> None:
    samples = read_table(write([row[1:] for row in rows]))
    assert samples.labels is None
    assert np.array_equal(samples.ink, mnist.load().training_ink[:ROWS])


def test_columns_may_stand_in_any_order(rows: Table, write: Write) -> None:
    order = np.random.default_rng(3).permutation(785)
    assert is_mnist(read_table(write([[row[i] for i in order] for row in rows])))


def test_other_names_are_taken_by_their_place(rows: Table, write: Write) -> None:
    rows[0] = ["label", *(f"{y}x{x}" for y in range(28) for x in range(28))]
    assert is_mnist(read_table(write(rows)))


def test_a_table_may_have_no_names(rows: Table, write: Write) -> None:
    samples = read_table(write(rows[1:]))
    assert is_mnist(samples)
    assert samples.place(0).endswith("row 1")


def test_whole_numbers_may_be_written_with_a_point(rows: Table, write: Write) -> None:
    decimal = [rows[0], *([f"{cell}.0" for cell in row] for row in rows[1:])]
    assert is_mnist(read_table(write(decimal)))


def test_empty_lines_at_the_end_are_no_rows(rows: Table, write: Write) -> None:
    path = write(rows)
    path.write_text(path.read_text() + "\n\n")
    assert is_mnist(read_table(path))
    rows[1][5] = "0.0"  # read the other way
    path = write(rows)
    path.write_text(path.read_text() + "\n\n")
    assert is_mnist(read_table(path))


def test_a_packed_table_is_read_too(rows: Table, write: Write) -> None:
    plain = write(rows)
    packed = plain.with_name("train.csv.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert is_mnist(read_table(packed))


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("x", 'row 4, column pixel6: "x" is no number'),
        ("", "row 4, column pixel6: the cell is empty"),
        ("nan", "row 4, column pixel6: it is NaN"),
        ("256", "row 4, column pixel6: 256 is outside 0 to 255"),
        ("-1", "row 4, column pixel6: -1 is outside 0 to 255"),
        ("0.5", "row 4, column pixel6: 0.5 is no whole number"),
    ],
)
def test_a_wrong_cell_is_named(
    rows: Table, write: Write, cell: str, sentence: str
) -> None:
    rows[3][7] = cell
    assert f"(1 problem): {sentence}." in said(write(rows))


@pytest.mark.parametrize("label", ["10", "-1"])
def test_a_label_that_is_no_digit_is_named(
    rows: Table, write: Write, label: str
) -> None:
    rows[5][0] = label
    assert f"row 6, column label: {label} is outside 0 to 9" in said(write(rows))


def test_all_is_told_at_once_the_first_ten_by_name(rows: Table, write: Write) -> None:
    for row in range(1, ROWS + 1):
        rows[row][20] = "?"
    rows[2][3] = "nan"
    sentence = said(write(rows))
    assert "(13 problems)" in sentence
    assert sentence.count("row ") == 10
    assert sentence.index("row 2,") < sentence.index("row 3, column pixel2: it is NaN")
    assert "and 3 more" in sentence


def test_rows_of_another_length_are_named_and_shift_no_other(
    rows: Table, write: Write
) -> None:
    rows[2] = rows[2][:-1]
    rows[4][9] = "x"
    sentence = said(write(rows))
    assert "row 3 has 784 cells, and 785 are needed" in sentence
    assert 'row 5, column pixel8: "x" is no number' in sentence


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (NAMES[:-2], "columns pixel782, pixel783 are missing"),
        ([*NAMES[:-1], "pixel784"], 'column "pixel784" is not known'),
        ([*NAMES[:-1], "pixel0"], '2 columns are named "pixel0"'),
        (["label", "a", "b"], "row 1 names 2 columns for pixels, and 784 are needed"),
    ],
)
def test_wrong_columns_are_named(
    rows: Table, write: Write, names: Sequence[str], sentence: str
) -> None:
    assert sentence in said(write([list(names), *rows[1:]]))


def test_a_row_that_repeats_another_is_named(rows: Table, write: Write) -> None:
    assert "row 14 repeats row 3" in said(write([*rows, rows[2]]))


def test_equal_images_with_two_labels_are_named(rows: Table, write: Write) -> None:
    assert rows[2][0] == "0"
    other = ["3", *rows[2][1:]]
    sentence = said(write([*rows, other]))
    assert (
        f"row 14 is labelled 3, and row 3, which has the same pixels, {rows[2][0]}"
        in (sentence)
    )


def test_a_table_of_names_alone_has_no_rows(rows: Table, write: Write) -> None:
    assert "it has no rows" in said(write(rows[:1]))


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe\x00" * 50, b"\x89PNG\r\n\x1a\n" + bytes(500)]
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "train.csv"
    path.write_bytes(content)
    assert str(path) in said(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "No such file" in said(tmp_path / "none.csv")


@pytest.mark.parametrize("damage", ["torn", "changed inside"])
def test_a_damaged_packed_file_is_refused(
    rows: Table, write: Write, damage: str
) -> None:
    plain = write(rows)
    content = bytearray(gzip.compress(plain.read_bytes()))
    if damage == "torn":
        del content[-9:]
    else:
        content[200:260] = bytes(60)
    packed = plain.with_name("train.csv.gz")
    packed.write_bytes(content)
    assert "cannot be read" in said(packed)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b"\n\r\n", "it is empty"),
        (
            "label,pixel0\n".encode("utf-16"),
            "it is text in UTF-16, and UTF-8 is needed",
        ),
        (b"label;pixel0\n1;0\n", "row 1 has no comma, and commas have to divide its"),
        (b"\n1,2\n", "row 1 has no comma, and commas have to divide its cells"),
    ],
)
def test_what_is_no_such_table_is_told_by_its_form(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "train.csv"
    path.write_bytes(content)
    assert f"train.csv cannot be used (1 problem): {problem}" in said(path)
