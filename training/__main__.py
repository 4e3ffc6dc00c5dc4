"""Starts the training program: `python -m training COMMAND ...`."""

import sys

from training.arguments import COMMANDS, parser


def main() -> int:
    """Do what the command line asks.

    Returns:
        0 if all went well, 1 if not; wrong usage and cancelling leave by themselves.
    """
    options = parser().parse_args()
    status: int = COMMANDS[options.command].run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
