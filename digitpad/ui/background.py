"""Work that takes longer than a glance, done while the window stays alive."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Background(QObject):
    """Does one piece of work after the other in a thread of its own.

    It lives in the GUI thread, and there it hands the results over.
    """

    _done = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(max_workers=1)
        self._done.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], T], then: Callable[[Callable[[], T]], None]
    ) -> "Future[T]":
        """Do some work, then hand its result over.

        Args:
            work: Runs in the other thread and touches no widget.
            then: Gets a function that returns the result or raises what the work
                raised.

        Returns:
            The work's future, for those who cannot wait to be handed its result.
        """
        future = self._threads.submit(work)
        future.add_done_callback(lambda done: self._done.emit(done, then))
        return future

    def finish(self) -> None:
        """Do what is still to be done before this returns; then there is no more."""
        self._threads.shutdown(wait=True)

    def _hand_over(
        self, done: "Future[Any]", then: Callable[[Callable[[], Any]], None]
    ) -> None:
        then(done.result)
