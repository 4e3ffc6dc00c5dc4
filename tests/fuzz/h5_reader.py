"""The reading process many times over: a copy of it, fully started, for each file.

Starting the real one takes 0.15 s. This program has imported what it imports, and
forks for each file a process that does what the real one does from its first line on.
On stdin come a size and a file, again and again; on stdout go for each file a line of
JSON, what has become of the process, and its reply.
"""

import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from typing import IO, Any, Final

SIZE: Final = struct.Struct("<Q")


class Reader:
    """Stands in for `subprocess.run` where a file is given to the reading process.

    Attributes:
        last: What became of the last process: its exit status, seconds and megabytes.
    """

    def __init__(self) -> None:
        self.last: dict[str, Any] = {}
        self._program = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(
        self, command: list[str], *, input: bytes, timeout: float, **_: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """Let a process read a file."""
        source, reply = self._program.stdin, self._program.stdout
        assert source is not None
        assert reply is not None
        source.write(SIZE.pack(len(input)))
        source.write(input)
        source.flush()
        self.last = json.loads(reply.readline())
        answer = reply.read(self.last["size"])
        if self.last["late"]:
            raise subprocess.TimeoutExpired(command, timeout)
        return subprocess.CompletedProcess(command, self.last["status"], answer)

    def close(self) -> None:
        """End the program."""
        self._program.communicate()


def main() -> None:
    """Serve until stdin ends."""
    from digitpad.h5model import child
    from digitpad.h5model.source import _CHILD_SECONDS

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with os.fdopen(os.memfd_create("file"), "r+b") as file:
        while _take(sys.stdin.buffer, file):
            status, reply, facts = _read_in_fork(child.main, file, _CHILD_SECONDS)
            facts |= {"status": status, "size": len(reply)}
            sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + reply)
            sys.stdout.buffer.flush()


def _take(source: IO[bytes], file: IO[bytes]) -> bool:
    header = source.read(SIZE.size)
    if not header:
        return False
    file.seek(0)
    file.truncate()
    file.write(source.read(SIZE.unpack(header)[0]))
    file.flush()
    return True


def _read_in_fork(work: Any, file: IO[bytes], limit: float) -> tuple[int, bytes, Any]:
    """The process's exit status, its reply, and what it took."""
    receiver, sender = os.pipe()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    begun = time.monotonic()
    process = os.fork()
    if process == 0:
        _become(work, file.fileno(), sender)
    os.close(sender)
    reply, is_late = _received(receiver, begun + limit)
    if is_late:
        os.kill(process, signal.SIGKILL)
    _, status, usage = os.wait4(process, 0)
    facts = {
        "late": is_late,
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
    }
    return os.waitstatus_to_exitcode(status), reply, facts


def _become(work: Any, source: int, sender: int) -> None:
    """Go on as the reading process."""
    status = 1
    try:
        os.dup2(source, 0)
        os.dup2(sender, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        status = work()
        sys.stdout.buffer.flush()
    finally:
        os._exit(status)


def _received(receiver: int, end: float) -> tuple[bytes, bool]:
    parts = []
    with selectors.DefaultSelector() as selector, os.fdopen(receiver, "rb", 0) as pipe:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(0, end - time.monotonic())):
            part = pipe.read(1 << 20)
            if not part:
                return b"".join(parts), False
            parts.append(part)
    return b"", True


if __name__ == "__main__":
    main()
