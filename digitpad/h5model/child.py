"""The child process that reads a stranger's .h5: bytes in on stdin, arrays out.

A damaged file can crash the HDF5 library, hang it, or make it ask for gigabytes. Here
that ends one short-lived process. Before the first byte is read, the process gives
up the means to do harm: memory, time, and writing files.
"""

import sys
from contextlib import suppress
from typing import Final

from digitpad.errors import ModelError
from digitpad.h5model.file import read
from digitpad.h5model.source import REFUSED
from digitpad.h5model.wire import pack, pack_refusal

_MEMORY: Final = 2 << 30
_PROCESSOR_SECONDS: Final = 5


def main() -> int:
    """Answer with the packed model, or with the packed refusal."""
    _give_up_means()
    try:
        reply, status = pack(read(sys.stdin.buffer.read())), 0
    except ModelError as error:
        reply, status = pack_refusal(error), REFUSED
    sys.stdout.buffer.write(reply)
    return status


def _give_up_means() -> None:
    if sys.platform == "win32":  # knows no such limits; the parent looks at the clock
        return
    import resource

    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: _PROCESSOR_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, value in limits.items():
        # A system that refuses a limit, or has a lower one already, keeps its own.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    sys.exit(main())
