"""Keeps the library that reads TIFF files from printing of its own accord."""

import ctypes
import os
from functools import cache
from pathlib import Path

import PIL


@cache
def silence_libtiff() -> None:
    """Let it say nothing on stderr from now on.

    Of a damaged file it writes lines of its own there, beside the sentence that is told
    of it. Pillow silences its warnings and not its errors, and has no way to ask for
    that. Where the library is not found, it goes on printing.
    """
    if not hasattr(os, "RTLD_NOLOAD"):
        return
    # Pillow's wheels bring it, elsewhere it is the system's.
    wheel = Path(PIL.__file__).parent.with_name("pillow.libs")
    for name in (*map(str, wheel.glob("libtiff*")), "libtiff.so.6", "libtiff.so.5"):
        try:
            # Only the copy that is in use already.
            libtiff = ctypes.CDLL(name, mode=os.RTLD_NOLOAD | os.RTLD_NOW)
        except OSError:
            continue
        set_handler = libtiff.TIFFSetErrorHandler
        set_handler.argtypes, set_handler.restype = (ctypes.c_void_p,), ctypes.c_void_p
        set_handler(None)
        return
