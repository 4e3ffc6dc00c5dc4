"""The command line: opens the window, classifies files, starts training."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from digitpad import __version__
from digitpad.errors import DigitpadError

if TYPE_CHECKING:
    import argparse

# These are the training program's own; it has its own options and its own help.
_TRAINING_COMMANDS: Final = {
    "train": "train a network and save it as one .h5 file",
    "evaluate": "say how well a model reads labelled images",
    "explore": "show what is in a data set",
    "cv": "cross-validate a recipe, and answer test images with all folds",
    "predict": "read images with one model or several; a table as Kaggle takes it",
    "export": "write a model as ONNX, Keras, SavedModel or LiteRT",
}

_INSTALL: Final = "install-desktop"
_COMMANDS: Final = ("classify", "models", "serve", _INSTALL, *_TRAINING_COMMANDS)

_EPILOG: Final = """\
exit status: 0 all well ("not a digit" is an answer), 1 a run failed or some input
could not be read, 2 wrong usage, 130 interrupted"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the console script's entry.

    Returns:
        The exit status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] and arguments[0] in _TRAINING_COMMANDS:
            from digitpad.retraining.command import run_training

            return run_training(arguments)
        # The window need not wait for argparse.
        if not arguments or _are_files(arguments):
            return _open_window(arguments)
        return _run(_parser().parse_args(arguments))
    except DigitpadError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        # Python's last flush must not fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # then the reader has enough
            _say(f"the output cannot be written ({error.strerror})")
        return 1


def _say(sentence: str) -> None:
    print(f"digitpad: {sentence}", file=sys.stderr)  # noqa: T201 (a command's output)


def _run(options: "argparse.Namespace") -> int:
    if options.command == "classify":
        from digitpad.classify import classify

        return classify(
            options.files,
            number=options.number,
            as_json=options.json,
            model=options.model,
        )
    if options.command == "models":
        from digitpad import models_command

        return models_command.run(options)
    if options.command == "serve":
        from digitpad.server import command

        return command.run(options)
    if options.command == _INSTALL:
        from digitpad.desktop import install

        return install.run(options)
    return _open_window([])


def _are_files(arguments: Sequence[str]) -> bool:
    """Whether these are files to open, and not a command or its misspelling."""
    first = arguments[0]
    if first in _COMMANDS or any(each.startswith("-") for each in arguments):
        return False
    # A file that is missing is told in the window.
    return os.path.exists(first) or os.sep in first or "." in first  # noqa: PTH110 (never raises)


def _open_window(files: Sequence[str]) -> int:
    from digitpad.ui.app import main as open_window  # noqa: TID251 (the one place)

    return open_window(files)


def _parser() -> "argparse.ArgumentParser":
    import argparse

    from digitpad.desktop.install import add as add_desktop
    from digitpad.models_options import add as add_models
    from digitpad.server.options import add as add_serve

    parser = argparse.ArgumentParser(
        prog="digitpad",
        description="Draw a digit and see what a small neural network reads in it. "
        "Without a command the window opens, and in it the files that are named.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"digitpad {__version__}"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    classify = commands.add_parser(
        "classify",
        help="read digits in pictures and ink files",
        description="Print a line a picture or drawing: name, digit, confidence.",
    )
    classify.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a picture, an ink file (.jsonl, .jsonl.gz, .inkml), a folder (with all "
        "below it), or - for standard input",
    )
    classify.add_argument(
        "--number", action="store_true", help="read several digits, left to right"
    )
    classify.add_argument(
        "--json", action="store_true", help="print one JSON object a line"
    )
    classify.add_argument(
        "--model", metavar="H5", help="read with this model instead of the one in use"
    )
    add_models(
        commands.add_parser(
            "models",
            help="list the kept models; adopt, compare, remove or restore them",
        )
    )
    add_serve(
        commands.add_parser(
            "serve", help="serve a page to draw on, and readings to programs"
        )
    )
    add_desktop(
        commands.add_parser(
            _INSTALL,
            help="put Digitpad into the menu of programs (Linux), or out of it",
        )
    )
    for name, purpose in _TRAINING_COMMANDS.items():
        commands.add_parser(name, help=purpose, add_help=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
