"""How often a JPEG file goes over its picture."""

import re
from typing import Final

MOST_SCANS: Final = 100
"""A progressive picture has ten or so; each costs as much as decoding a whole one."""

# A marker before a segment; within a scan 0xFF is followed by 0 or by a sign alone.
_MARKER: Final = re.compile(rb"\xff([^\x00\x01\xff\xd0-\xd8])")
_END, _SCAN = 0xD9, 0xDA


def has_too_many_scans(content: bytes) -> bool:
    """Whether some bytes of scans make a decoder go over all pixels for minutes.

    Args:
        content: A whole JPEG file.
    """
    place, scans = 0, 0
    while scans <= MOST_SCANS and (found := _MARKER.search(content, place)):
        place = found.end()
        kind = found[1][0]
        if kind == _END:
            break
        scans += kind == _SCAN
        # What stands in a segment, as in a picture within it, is no marker.
        place += int.from_bytes(content[place : place + 2])
    return scans > MOST_SCANS
