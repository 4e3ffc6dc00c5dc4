"""The parts of a window end, whatever becomes of one of them."""

import logging

import pytest
from pytestqt.qtbot import QtBot
from user import shown_window


def test_a_part_that_fails_keeps_no_other_from_ending(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    window = shown_window(qtbot)
    ended = []

    def fail() -> None:
        raise RuntimeError("already deleted")

    monkeypatch.setattr(window.keeping, "shut_down", fail)
    monkeypatch.setattr(window.reporting, "shut_down", lambda: ended.append(True))
    with caplog.at_level(logging.ERROR):
        assert window.close()
    assert ended
    assert "already deleted" in caplog.text
