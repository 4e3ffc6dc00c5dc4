"""The child process that reads a stranger's .h5: bytes in on stdin, arrays out.

A damaged file can crash the HDF5 library, hang it, or make it ask for gigabytes. Here
that ends one short-lived process. Before the first byte is read, the process gives
up the means to do harm: memory, time, and files, to write and to open.
"""

import codecs
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from digitpad.errors import ModelError
from digitpad.h5model.file import read
from digitpad.h5model.source import REFUSED
from digitpad.h5model.wire import pack, pack_refusal

# The largest file and all that it may hold take 350 MB; the libraries' code, which is
# not counted, 40.
_MEMORY: Final = 400 << 20
# Where a system does not count the above. It counts what is merely mapped, too, which
# may be hundreds of megabytes before the first byte is read.
_ADDRESSES: Final = 1 << 30
_PROCESSOR_SECONDS: Final = 3


def main() -> int:
    """Answer with the packed model, or with the packed refusal."""
    _give_up_means()
    reply: Iterable[bytes | memoryview]
    try:
        reply, status = pack(read(sys.stdin.buffer.read())), 0
    except ModelError as error:
        reply, status = [pack_refusal(error)], REFUSED
    sys.stdout.buffer.writelines(reply)
    return status


def _give_up_means() -> None:
    if sys.platform == "win32":  # knows no such limits; the parent looks at the clock
        return
    import resource

    # Python loads it from a file when h5py first asks for it.
    codecs.lookup("ascii")
    limits = {
        resource.RLIMIT_DATA: _MEMORY,
        resource.RLIMIT_AS: _ADDRESSES,
        resource.RLIMIT_CPU: _PROCESSOR_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for limit, value in limits.items():
        # A system that refuses a limit, or has a lower one already, keeps its own.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    sys.exit(main())
