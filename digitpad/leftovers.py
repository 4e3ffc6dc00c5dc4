"""Removes what processes that were killed had begun to write in the user's folder."""

from digitpad import paths
from digitpad.atomic import remove_leftovers as remove_in


def remove_leftovers() -> None:
    """Remove it where it is older than any writing takes.

    Only in folders that nobody else writes into: `DIGITPAD_HOME` itself may be a folder
    that has other programs' files, too.
    """
    own = paths.lesson_file("").parent, paths.drawings_folder(), paths.models_folder()
    for folder in (*own, paths.reports_folder()):
        remove_in(folder)
