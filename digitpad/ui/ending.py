"""How the parts of a window end."""

import logging
from typing import Final, Protocol

_log: Final = logging.getLogger(__name__)


class _Part(Protocol):
    def shut_down(self) -> None:
        """End what goes on."""


def shut_down(*parts: _Part) -> None:
    """Let one part after the other end what it does."""
    for part in parts:
        try:
            part.shut_down()
        except Exception:
            # A run of another part would go on without a window.
            _log.exception("A part of the window did not end well")
