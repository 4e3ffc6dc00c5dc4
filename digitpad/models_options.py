"""The options of `digitpad models`."""

import argparse
from typing import Final

_DESCRIPTION: Final = """\
Without an action, list the models that are kept: the built-in one and your own. The
files lie in the folder "models" of the user's files. Nothing is deleted: a model that
is removed goes to the folder "removed" there, and adopting its file brings it back."""
_MODEL: Final = (
    '"built-in", the name of a kept model, the path of an .h5 file, or an unambiguous '
    "beginning of the name or the SHA-256 of a kept model"
)
_DATA: Final = (
    "also read these labelled images with both: mnist-test, or whatever digitpad "
    "evaluate takes"
)
_JSON: Final = "print JSON"


def add(parser: argparse.ArgumentParser) -> None:
    """Give the command its actions and their options."""
    parser.description = _DESCRIPTION
    parser.add_argument("--json", action="store_true", help=_JSON)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    adopt = actions.add_parser("adopt", help="read with another model from now on")
    adopt.add_argument("model", metavar="MODEL", help=_MODEL)
    compare = actions.add_parser(
        "compare",
        help="two models side by side: their cards, and how well they read images",
    )
    compare.add_argument("first", metavar="A", help=_MODEL)
    compare.add_argument("second", metavar="B", help="likewise")
    compare.add_argument("--data", nargs="+", metavar="NAME", help=_DATA)
    # Without a default of its own, which would undo one given before the action.
    compare.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help=_JSON
    )
    remove = actions.add_parser(
        "remove", help='take a model out of the library, to its folder "removed"'
    )
    remove.add_argument(
        "model",
        metavar="NAME",
        help="a kept model's name, or an unambiguous beginning of it or its SHA-256",
    )
    remove.add_argument("--yes", action="store_true", help="do not ask first")
    actions.add_parser("restore", help="read with the built-in model again")
