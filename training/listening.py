"""How a command that may end at any moment hears that it is not wanted any more.

The end comes as Ctrl+C does, as a `KeyboardInterrupt` in the main thread: whatever the
command has begun is ended and removed on the way out.
"""

import _thread
import io
import signal
import sys
import threading

from digitpad.progress import CANCEL


def end_when_unwanted(control: str | None) -> None:
    """Let SIGTERM end the command, and what comes on stdin if that is to be obeyed.

    Args:
        control: "stdin" to end at the line "cancel", or when stdin is closed.
    """
    # SIGINT too: a shell lets what it starts in the background ignore it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if control == "stdin":
        threading.Thread(target=_obey_stdin, name="stdin", daemon=True).start()


def _obey_stdin() -> None:
    # Not sys.stdin: at its end the interpreter would wait for the lock that a blocked
    # read holds.
    with io.FileIO(sys.stdin.fileno(), closefd=False) as stdin:
        for line in stdin:
            if line.decode(errors="replace").strip() == CANCEL:
                break
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        # Wakes a thread that waits for a lock, which `interrupt_main` does not.
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()
