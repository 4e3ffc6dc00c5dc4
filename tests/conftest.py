"""What every test gets: a private folder for user files, and Qt without a screen."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Set before Qt starts; QT_QPA_PLATFORM=xcb runs the same tests on a real display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no failure.
settings.register_profile("digitpad", deadline=None)
settings.load_profile("digitpad")


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what Qt says of a display that is none."""
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support \w+\(\)")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes every user file of this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DIGITPAD_HOME", str(folder))
    return folder
