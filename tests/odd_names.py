"""Names that files can have, and hardly anybody expects."""

from typing import Final

# Without an end; each is at most 250 bytes long.
ODD_NAMES: Final = (
    "new\nline", "tab\tulator", "carriage\rreturn", "quote\"and'", "back\\slash",
    "%41%s%n",
    "{name}{0}", "-n", "--help", "=1+1", "+1", "@x", " space ", "dot.", ".hidden",
    "&amp",
    "<b>bold", "$(x)`x`", "*?[a]", "a;b,c|d", "\x1b[31mred", "\x07bell", "\x7fdelete",
    "emoji😀", "family\U0001f468\u200d\U0001f469", "rtl\u202egnp", "line\u2028end",
    "nel\x85", "\ufeffbom", "e\u0301", "é", "\udcff\udcfe", "half\udc80", "a" * 250,
    "ä" * 125, "CON", "~", "file:", "C:x",
)  # fmt: skip
