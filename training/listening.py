"""How a command that may end at any moment hears that it is not wanted any more.

The end comes as Ctrl+C does, as a `KeyboardInterrupt` in the main thread: whatever the
command has begun is ended and removed on the way out.
"""

import _thread
import signal
import threading

from training.control import commands_on_stdin


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
    for _ in commands_on_stdin():
        pass  # there is nothing else to command
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        # Wakes a thread that waits for a lock, which `interrupt_main` does not.
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()
