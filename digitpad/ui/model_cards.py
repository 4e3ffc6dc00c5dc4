"""The cards of one model or of two side by side, and how two read the same images."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from digitpad import comparison
from digitpad.lessons import learnt_by
from digitpad.library import KeptModel
from digitpad.model_facts import FILE, SHA256, answers_of, every_fact
from digitpad.progress import ModelsCompared
from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.named import named
from digitpad.ui.words import told, tr
from digitpad.words import mark

_UNKNOWN: Final = "–"
_NETWORK: Final = mark("Network")
_ANSWERS: Final = mark("Answers")
_LEARNT: Final = mark("Learnt of your hand")
_OWN: Final = (FILE, SHA256)  # no two models share these


class ModelCards(QWidget):
    """A table: a row for each fact, a column for each model.

    Where two models differ, the values stand out in weight; where they are the same
    these are muted.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "model_cards", tr("What the files say"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._table: QWidget | None = None

    def say(self, sentence: str) -> None:
        """Show a sentence in place of cards."""
        label = QLabel(sentence, wordWrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._replace(label)

    def show_cards(
        self, models: Sequence[KeptModel], compared: ModelsCompared | None = None
    ) -> None:
        """Show the cards of one or two models.

        Args:
            models: One or two.
            compared: How two read the same images, if that is known.
        """
        table = _Table(len(models))
        table.add_names([model.name for model in models])
        if any(model.problem for model in models):
            table.add_texts([model.problem for model in models])
        if compared is not None:
            # Above the rest: it is what was asked for last.
            _add_comparison(table, models, compared)
            table.add_heading(tr("What the files say"))
        for name, values in _facts(models):
            said = [told(value) for value in values]
            table.add_row(tr(name), said, may_stand_out=name not in _OWN)
        self._replace(table)

    def _replace(self, widget: QWidget) -> None:
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = widget
        self._column.addWidget(widget)
        # What comes into a visible place is else shown only with the next event.
        widget.show()


def _facts(models: Sequence[KeptModel]) -> list[tuple[str, list[str]]]:
    """The facts that are known of one of the models at least."""
    columns = [_facts_of(model) for model in models]
    rows = [
        (facts[0][0], [value for _, value in facts])
        for facts in zip(*columns, strict=True)
    ]
    return [(name, values) for name, values in rows if any(values)]


def _facts_of(model: KeptModel) -> list[tuple[str, str]]:
    if model.problem:
        known = {FILE: dict(every_fact(model))[FILE], SHA256: model.sha256}
    else:
        known = {
            _NETWORK: model.description,
            _ANSWERS: answers_of(model.classes),
            **dict(every_fact(model)),
            _LEARNT: learnt_by(model.sha256),
            SHA256: model.sha256,
        }
    said = (name for name, _ in every_fact(model))
    names = (_NETWORK, _ANSWERS, *said, _LEARNT, SHA256)
    return [(name, known.get(name, "")) for name in names]


def _add_comparison(
    table: "_Table", models: Sequence[KeptModel], compared: ModelsCompared
) -> None:
    first, second = (model.name for model in models)
    table.add_heading(tr("On {images:,} MNIST test images", images=compared.images))
    said = [told(comparison.sentence(compared, first, second)), *compared.notes]
    table.add_sentence(" ".join(said))
    *figures, pace = comparison.rows(compared)
    for name, *values in (*figures, comparison.digits_in_words(compared), pace):
        table.add_row(tr(name), values, may_stand_out=True)


class _Table(QWidget):
    """Rows that are added from top to bottom."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._row = 0
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        for column in range(columns):
            self._grid.setColumnStretch(1 + column, 1)

    def add_names(self, names: Sequence[str]) -> None:
        """Add the heading of each column."""
        for column, name in enumerate(names):
            label = ElidedLabel(name, Qt.TextElideMode.ElideMiddle)
            label.setFont(theme.scaled_font(self.font(), 1.25, bold=True))
            named(label, f"card_name_{column}", tr("Model: {name}", name=name))
            self._grid.addWidget(label, self._row, *self._place(column))
        self._row += 1

    def add_texts(self, texts: Sequence[str]) -> None:
        """Add a text of several lines to each column that has one."""
        for column, text in enumerate(texts):
            label = QLabel(text, wordWrap=True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            named(label, f"card_problem_{column}")
            self._grid.addWidget(
                label, self._row, *self._place(column), Qt.AlignmentFlag.AlignTop
            )
        self._row += 1

    def add_row(self, name: str, values: Sequence[str], *, may_stand_out: bool) -> None:
        """Add a fact, its value in each column."""
        label = MutedLabel(name, self)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, self._row, 0, top)
        is_compared = may_stand_out and len(values) > 1
        differs = len(set(values)) > 1
        for column, value in enumerate(values):
            shown = _value(value or _UNKNOWN, is_muted=is_compared and not differs)
            if is_compared and differs:
                shown.setFont(theme.scaled_font(self.font(), 1.0, bold=True))
            said = value or tr("unknown")
            shown.setAccessibleName(f"{name}: {said}")
            self._grid.addWidget(shown, self._row, 1 + column, top)
        # A low screen must not cut the letters.
        self._grid.setRowMinimumHeight(self._row, label.sizeHint().height())
        self._row += 1

    def add_heading(self, text: str) -> None:
        """Add a heading over all columns, with air above it."""
        self._grid.setRowMinimumHeight(self._row, theme.GRID)
        label = named(QLabel(text), "comparison_heading")
        label.setFont(theme.scaled_font(self.font(), 1.15, bold=True))
        self._grid.addWidget(label, self._row + 1, 0, 1, 1 + self._columns)
        self._row += 2

    def add_sentence(self, text: str) -> None:
        """Add a text over all columns."""
        label = named(QLabel(text, wordWrap=True), "comparison_sentence")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(label, self._row, 0, 1, 1 + self._columns)
        self._row += 1

    def _place(self, column: int) -> tuple[int, int, int]:
        """Column and span of a heading; a single one begins at the left edge."""
        return (0, 1, 2) if self._columns == 1 else (1 + column, 1, 1)


def _value(text: str, *, is_muted: bool) -> QLabel:
    """A value: words go on in a second line, a path gives way in its middle."""
    if " " not in text or is_muted:
        return ElidedLabel(text, Qt.TextElideMode.ElideMiddle, is_muted=is_muted)
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
