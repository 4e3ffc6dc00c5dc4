"""Copies what helps to understand a problem; nothing is ever sent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from digitpad import paths
from digitpad.problem_report import Fact, problem_report

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer
    from digitpad.ui.main_window import MainWindow


def copy_report(window: "MainWindow") -> None:
    """Put the versions, the screen, the model and the log's end into the clipboard."""
    facts = [*_screen_of(window), *_model_of(window.recognizer)]
    QGuiApplication.clipboard().setText(problem_report(facts, paths.log_file()))


def _screen_of(window: "MainWindow") -> list[Fact]:
    size = window.screen().size()
    scale = window.devicePixelRatioF()
    platform = QGuiApplication.platformName()
    return [
        ("Qt", f"{qVersion()} on {platform}"),
        ("Screen", f"{size.width()} x {size.height()}, scale {scale:g}"),
        ("Window", f"{window.width()} x {window.height()}"),
    ]


def _model_of(recognizer: "Recognizer | None") -> list[Fact]:
    if recognizer is None:
        return [("Model", "none")]
    from digitpad.library import name_of

    return [
        ("Model", name_of(recognizer.path)),
        ("SHA-256", recognizer.network.sha256),
    ]
