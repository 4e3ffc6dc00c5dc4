"""The start of the windowed program, and its last resort when something goes wrong."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from digitpad.errors import DigitpadError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from digitpad.ui.main_window import MainWindow

# What a bare Debian lacks; found by taking one after the other away.
DEBIAN_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-dejavu-core"
)


def main(files: Sequence[str] = ()) -> int:
    """Open the window and return when it is closed.

    Args:
        files: What it shows, if anything.

    Returns:
        The exit status: 1 if Qt cannot be loaded or has no display, 130 after Ctrl+C,
        143 after SIGTERM.
    """
    # Start-up makes many objects and no garbage: looking for it delays the first paint.
    gc.disable()
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        complain(f"Qt cannot be loaded: {error}")
        return 1
    from digitpad.ui import create_window
    from digitpad.ui.ending import shut_down
    from digitpad.ui.log import start_logging

    log_file = start_logging(on_no_display=complain)
    application = QApplication(["digitpad"])
    application.setApplicationName("digitpad")
    application.setApplicationDisplayName("Digitpad")
    application.setDesktopFileName("digitpad")
    window = create_window()
    window.pad.first_painted.connect(log_file.open)
    window.pad.first_painted.connect(gc.enable)
    sys.excepthook = _Unexpected(window)
    window.pad.first_painted.connect(lambda: _after_first_paint(application))
    paths = [Path(file) for file in files]
    window.pad.first_painted.connect(lambda: window.files.open_files(paths))
    window.show()
    status = application.exec()
    # A signal leaves the window open, and nobody there to be asked or told.
    shut_down(window.retraining, window.files)
    window.close()
    return status


def _after_first_paint(application: "QApplication") -> None:
    # Imported late: the first paint waits neither for sockets nor for old folders.
    from digitpad.leftovers import remove_leftovers
    from digitpad.ui.interrupt import Interrupt
    from digitpad.ui.run_folder import remove_abandoned

    Interrupt(application)
    remove_abandoned()
    remove_leftovers()


def complain(reason: str) -> None:
    """Say in one sentence on stderr why there is no window, and what may help."""
    print(  # noqa: T201 (there is no window to say it in)
        f"digitpad: the window cannot be opened ({reason.rstrip('.')}): start it on a "
        f"desktop; on a bare Debian, first install {DEBIAN_PACKAGES}.",
        file=sys.stderr,
        flush=True,
    )


class _Unexpected:
    """Takes what nothing else caught: it goes to the log, a sentence to the user."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        import logging

        from digitpad.paths import log_file

        logging.getLogger(__name__).error("Unexpected", exc_info=(kind, error, trace))
        self._window.show_error(
            DigitpadError(
                "Something went wrong inside Digitpad ({kind}); your drawing is still "
                "here, and the details are in {log}.",
                kind=kind.__name__,
                log=log_file(),
            )
        )
