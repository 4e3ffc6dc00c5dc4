"""The Help menu: a report of a problem is copied and never sent."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from user import shown_window

from digitpad import paths


def test_the_report_is_in_the_clipboard_and_that_is_said(qtbot: QtBot) -> None:
    log = paths.log_file()
    log.parent.mkdir(parents=True)
    log.write_text("ERROR the last line\n")
    window = shown_window(qtbot)
    QGuiApplication.clipboard().clear()
    window.commands.report_problem.trigger()
    text = QGuiApplication.clipboard().text()
    assert window.recognizer is not None
    assert window.recognizer.network.sha256 in text
    assert "built-in" in text
    assert "scale 1" in text
    assert text.endswith("ERROR the last line\n")
    status = window.findChild(QLabel, "status")
    assert isinstance(status, QLabel)
    assert "clipboard" in status.text()
    assert "Nothing was sent" in status.text()
