"""Where files live: the user's own folder, and what ships with the program."""

import os
from itertools import chain, count
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "DIGITPAD_HOME"
# Where a program looks for the place of its temporary files, system by system.
TEMPORARY_VARIABLES: Final = ("TMPDIR", "TEMP", "TMP")


def home() -> Path:
    """The folder of every user file; `DIGITPAD_HOME` moves it. Not created here."""
    if moved := os.environ.get(HOME_VARIABLE):
        return Path(os.path.expanduser(moved))  # noqa: PTH111 (never raises)
    # Imported late: the window paints its first frame without it.
    from platformdirs import user_data_path

    try:
        return user_data_path("digitpad", appauthor=False)
    except RuntimeError:
        # Neither HOME nor the system knows one: a place where nothing can be kept.
        return Path(os.devnull, "digitpad")


def models_folder() -> Path:
    """Where adopted models are kept."""
    return home() / "models"


def runs_folder() -> Path:
    """Where training runs started from the window write until they are adopted."""
    return home() / "runs"


def reports_folder() -> Path:
    """Where reports started from the window go unless another place is chosen."""
    return home() / "reports"


def samples_file() -> Path:
    """The user's own labelled drawings."""
    return home() / "samples.sqlite3"


def own_ink_file() -> Path:
    """A copy of the user's drawings for the training program, made when needed."""
    return home() / "my-handwriting.jsonl"


def lessons_folder() -> Path:
    """Where what was learnt of the user's hand is kept."""
    return home() / "lessons"


def lesson_file(model: str) -> Path:
    """What a model has learnt of the user's hand.

    Args:
        model: SHA-256 of the model's file.
    """
    return lessons_folder() / f"{model}.npz"


def drawings_folder() -> Path:
    """Where the drawing on the pad is kept in case of a crash, and the last ones."""
    return home() / "drawings"


def log_file() -> Path:
    """The program's log."""
    return home() / "digitpad.log"


def window_state_file() -> Path:
    """Geometry, recently opened files, and what is chosen for the pad."""
    return home() / "window.ini"


def free_place(folder: Path, path: Path) -> Path:
    """A place of a file's name, or of a name like it, where no other file is.

    Raises:
        OSError: The folder cannot be looked at.
    """
    names = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
    return next(
        place
        for place in map(folder.joinpath, chain([path.name], names))
        if not place.exists()
    )


def is_there(path: Path) -> bool:
    """Whether something is there; what may not be looked at is not."""
    return os.path.exists(path)  # noqa: PTH110 (never raises)


def asset(name: str) -> Path:
    """A file that ships with the program.

    A wheel carries the assets inside the package, a checkout beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "assets" / name
    return inside if inside.exists() else package.parent / "assets" / name
