"""What a Linux desktop reads of a program: its entry in the menu, its file types.

The forms are those of freedesktop.org: the Desktop Entry and the Shared MIME-info
Database specification.
"""

from collections.abc import Sequence
from typing import Final

NAME: Final = "digitpad"  # the window gives it to the desktop too

_INK_TYPES: Final = (
    "application/x-digitpad-ink",
    "application/x-digitpad-ink-compressed",
    "application/inkml+xml",
)
_PICTURE_TYPES: Final = tuple(
    f"image/{kind}" for kind in ("png", "jpeg", "webp", "bmp", "gif", "tiff")
)

# What is special in double quotes, and what makes an argument need them.
_ESCAPED: Final = '\\"`$'
_RESERVED: Final = " \t\n\"'\\><~|&;$*?#()`"

_MIME_TYPES: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-digitpad-ink">
    <comment>Digital ink</comment>
    <sub-class-of type="text/plain"/>
    <magic priority="60">
      <match type="string" offset="0" value='{"strokes"'/>
    </magic>
    <glob pattern="*.jsonl"/>
  </mime-type>
  <mime-type type="application/x-digitpad-ink-compressed">
    <comment>Digital ink, compressed</comment>
    <sub-class-of type="application/gzip"/>
    <glob pattern="*.jsonl.gz"/>
  </mime-type>
  <mime-type type="application/inkml+xml">
    <comment>W3C InkML</comment>
    <sub-class-of type="application/xml"/>
    <root-XML namespaceURI="http://www.w3.org/2003/InkML" localName="ink"/>
    <glob pattern="*.inkml"/>
  </mime-type>
</mime-info>
"""


def desktop_entry(command: Sequence[str]) -> str:
    """The entry in the menu of programs.

    Args:
        command: Starts the program; files to open come after it.
    """
    types = "".join(f"{kind};" for kind in (*_PICTURE_TYPES, *_INK_TYPES))
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Digitpad\n"
        "GenericName=Digit Pad\n"
        "Comment=Draw a digit and see what a small neural network reads in it\n"
        "Keywords=digit;handwriting;drawing;neural network;MNIST;\n"
        "Categories=Education;ArtificialIntelligence;\n"
        f"Exec={' '.join(map(_argument, command))} %F\n"
        f"TryExec={_value(command[0])}\n"
        f"Icon={NAME}\n"
        f"MimeType={types}\n"
        "Terminal=false\n"
        "StartupNotify=true\n"
        f"StartupWMClass={NAME}\n"
    )


def mime_types() -> str:
    """The types of ink files, for desktops that do not know them."""
    return _MIME_TYPES


def _argument(text: str) -> str:
    """One argument of a command line in a desktop entry."""
    quoted = "".join(f"\\{c}" if c in _ESCAPED else c for c in text)
    if any(c in _RESERVED for c in text):
        quoted = f'"{quoted}"'
    # A lone % would be the beginning of a field code.
    return _value(quoted).replace("%", "%%")


def _value(text: str) -> str:
    """A text as the value of a key."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
