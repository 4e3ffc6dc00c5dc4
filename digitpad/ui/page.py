"""Opens a report in the browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_page(path: str) -> None:
    """Show an HTML file with the program that the user has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
