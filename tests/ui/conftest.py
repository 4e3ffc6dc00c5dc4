"""What the window's tests share."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[QClipboard]:
    """The clipboard, emptied afterwards.

    Content that Python has made would be destroyed when Python has ended already.
    """
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()
