"""A child that goes wrong in one of several ways, whatever it was to do.

Usage: fake_trouble.py PART ... (and whatever the window adds)
"""

import os
import signal
import sys
import time

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    FoldsBegan,
    FoldStarted,
    ImagesRead,
    Message,
    RunStarted,
    StageBegan,
    to_line,
)

FLOOD = 100 << 20  # bytes
_PIECE = 1 << 20

NAN = float("nan")
LIES: tuple[Message, ...] = (
    RunStarted("notebook", 0, 0, -1),
    BatchFinished(-1, 2, 1, 4, 0.5, 0.9, None),
    BatchFinished(1, 0, 1, 0, 0.5, 0.9, None),
    BatchFinished(1, 2, 1, 4, NAN, NAN, NAN),
    BatchFinished(1, 2, 10**30, 4, 0.5, 0.9, float("inf")),
    EpochFinished(-1, 2, 0.2, 0.9, 0.1, 0.9, 1.0, 1.0),
    EpochFinished(1, 2, 0.2, 0.9, 0.1, 0.9, NAN, -1.0),
    FoldsBegan("notebook", 10**9, 5, 100),
    FoldsBegan("notebook", 0, 0, 0),
    FoldStarted(10**9, 10**9),
    FoldStarted(-3, 2),
    ImagesRead(-1, 10**12),
)
ROWS = (
    '{"files": -1}', '{"files": 1e400}', f'{{"files": {10**20}}}', '{"row": 3}',
    '{"done": 1, "row": ["/a", 5, 0, "7", "sure", 1, 2, 3, 0, 0, ""]}',
    '{"done": -1, "row": ["/a", "a", 0, "7", NaN, false, "", false, 0, 0, ""]}',
    '{"done": 1, "row": ["/a", "a", 0, "7", 0.5, false, "", false, -2, -3, "AAAA"]}',
)  # fmt: skip


def write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def segfault() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def half() -> None:
    """Breaks off within a message."""
    write(to_line(StageBegan("Reading"))[:20].encode())
    sys.exit(3)


def lying() -> None:
    write("".join(f"{to_line(lie)}\n" for lie in LIES).encode())
    write("\n".join([*ROWS, ""]).encode())
    sys.exit(3)


def endless_line() -> None:
    for _ in range(FLOOD // _PIECE):
        write(os.urandom(_PIECE).replace(b"\n", b""))
    sys.exit(3)


def flood() -> None:
    """Far more lines than it could have to tell; each is looked at."""
    lines = (b'{"event": 3}\n' + b"\xff\x00rubbish\n{}\n") * (_PIECE // 27)
    for _ in range(FLOOD // len(lines) // 5):
        write(lines)
    sys.exit(3)


def loud() -> None:
    """Floods stderr, and says last why it ended."""
    for _ in range(FLOOD // _PIECE):
        sys.stderr.buffer.write(b"warning\n" * (_PIECE // 8))
    sys.stderr.buffer.write(b"the last words\n")
    sys.stderr.buffer.flush()
    sys.exit(3)


def stubborn() -> None:
    """Hears nothing and nobody."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    write(to_line(StageBegan("Sleeping")).encode() + b"\n")
    while True:
        time.sleep(3600)


globals()[sys.argv[1]]()
