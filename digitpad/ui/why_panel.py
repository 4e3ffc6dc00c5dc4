"""Why: which ink speaks for the answer, and which training digits it resembles."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from digitpad.ui import theme
from digitpad.ui.background import Background
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.influence_view import InfluenceView, Swatch
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.named import named
from digitpad.ui.nearest_view import NearestView
from digitpad.ui.verdict import NO_DIGIT
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from digitpad.explain import Explanation, Likeness
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading

NOTHING_DRAWN: Final = mark("Draw a digit, and see here which ink decides.")
REFUSED: Final = mark(
    "This is refused for its ink alone, whatever the network answers."
)
NO_BANK: Final = mark(
    "This model brings no training digits to compare with; one that you train with "
    "Tools → Retrain… does."
)


class WhyPanel(QWidget):
    """Explains one digit's reading, a moment after the pen is lifted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "why", tr("Why"))
        self._network: Network | None = None
        self._compared: Network | None = None
        self._likeness: Likeness | None = None
        self._digit: DigitReading | None = None
        # A large network takes its time, and the next stroke does not wait for it.
        self._background = Background()
        # The answer comes to the screen first.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._explain)
        self._influence = named(
            InfluenceView(self), "influence", tr("Ink for and against")
        )
        self._asked = named(QLabel(self), "why_asked")
        self._legend = QWidget(self)
        self._sentence = named(MutedLabel("", self), "why_sentence")
        self._sentence.setWordWrap(True)
        self._caption = MutedLabel(tr("The training digits most like it:"), self)
        self._nearest = NearestView(self)
        self._lay_out()
        self.show_explanation(None)

    def follow(
        self,
        network: "Network | None",
        digit: "DigitReading | None",
        *,
        is_settled: bool,
    ) -> None:
        """Explain another reading, unless the pen still draws on it.

        Args:
            network: What has read it.
            digit: The reading; None for none.
            is_settled: Whether the pen is up.
        """
        self._network, self._digit = network, digit
        if digit is None or network is None:
            self._soon.stop()
            self.show_explanation(None)
        elif is_settled:
            self._soon.start()

    def fit(self, room: int) -> None:
        """Let the picture be as high as goes into `room` pixels."""
        self._influence.fit(room)

    def show_explanation(self, explanation: "Explanation | None") -> None:
        """Show an explanation; None for none."""
        question, told = _question(explanation, self._digit), _told(explanation)
        self._influence.show_explanation(explanation)
        self._influence.setAccessibleDescription(told)
        self._influence.setToolTip(told if question else "")
        self._asked.setText(question)
        self._legend.setVisible(bool(question))
        nearest = explanation.nearest if explanation else ()
        self._nearest.show_neighbours(nearest)
        self._sentence.setText(tr(NO_BANK) if question else told)
        self._caption.setVisible(bool(nearest))
        self._nearest.setVisible(bool(nearest))
        self._sentence.setVisible(not nearest)

    def _explain(self) -> None:
        network, digit = self._network, self._digit
        if network is None or digit is None:
            return

        def show(result: "Callable[[], Explanation | None]") -> None:
            # Meanwhile the user has gone on, or has closed the panel.
            if isValid(self) and digit is self._digit:
                self.show_explanation(result())

        self._background.run(lambda: self._explained(network, digit), show)

    def _explained(
        self, network: "Network", digit: "DigitReading"
    ) -> "Explanation | None":
        """Runs in the background, one at a time; None if the user has gone on."""
        if digit is not self._digit:
            return None
        # Imported late: only who asks why waits for it.
        from digitpad.explain import Likeness, explain

        if network is not self._compared:
            bank = network.trust.bank
            self._likeness = None if bank is None else Likeness(bank)
            self._compared = network
        return explain(network, digit, self._likeness)

    def _lay_out(self) -> None:
        legend = QHBoxLayout(self._legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(theme.GRID)
        legend.addWidget(self._asked)
        legend.addSpacing(theme.GRID)
        for text, speaks_for in (
            (tr("ink for it"), True),
            (tr("ink against it"), False),
        ):
            legend.addWidget(Swatch(speaks_for=speaks_for))
            legend.addWidget(ElidedLabel(text, is_muted=True))
        legend.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.GRID)
        column.addWidget(self._legend)
        column.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._caption)
        column.addWidget(self._nearest, 1)
        column.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self._influence, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


def _question(explanation: "Explanation | None", digit: "DigitReading | None") -> str:
    """What is answered; empty if there is no answer."""
    if explanation is None or explanation.subject is None:
        return ""
    from digitpad.explain import NO_DIGIT as NO_DIGIT_CLASS

    subject, is_guess = explanation.subject, digit is None or not digit.is_digit
    if subject == NO_DIGIT_CLASS:
        return tr("Why {no_digit}?", no_digit=tr(NO_DIGIT))
    return (
        tr("Why perhaps {subject}?", subject=subject)
        if is_guess
        else tr("Why {subject}?", subject=subject)
    )


def _told(explanation: "Explanation | None") -> str:
    """The picture in words, for those who do not see it."""
    if explanation is None:
        return tr(NOTHING_DRAWN)
    if explanation.subject is None:
        return tr(REFUSED)
    from digitpad.explain import strongest_places

    speaks_for, against = strongest_places(explanation.influence)
    told = [
        tr("{what} most: {where}.", what=what, where=where)
        for what, where in ((tr("For it"), speaks_for), (tr("Against it"), against))
        if where
    ]
    return " ".join(told) or tr("No ink decides alone.")
