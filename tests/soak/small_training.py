"""The training program itself, on a few images wherever it trains."""

import sys
from pathlib import Path

from digitpad.retraining import command

PROGRAM = (sys.executable, "-P", str(Path(__file__)))


def train_little() -> None:
    """Have all windows that are made from now on train with it."""
    command.PROGRAM = PROGRAM  # type: ignore[misc, assignment]


def _main() -> int:
    from training.__main__ import main

    if sys.argv[1:2] in (["train"], ["cv"]):
        sys.argv += ["--limit", "300"]
    return main()


if __name__ == "__main__":
    sys.exit(_main())
