"""Open and save: pictures and ink between the pad and files."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QSettings
from PySide6.QtGui import QImage

from digitpad.errors import DigitpadError, InkError
from digitpad.ink import Drawing
from digitpad.ui.ink_layer import is_large
from digitpad.ui.pad_picture import PadPicture
from digitpad.ui.recent_files import RecentFiles
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtWidgets import QFileDialog

    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.saving import Saving
    from digitpad.ui.table_commands import TableCommands

_SAVE_FILTERS: Final = mark(
    "Picture (*.png);;SVG picture (*.svg);;Ink (*.jsonl);;W3C InkML (*.inkml)"
)


def _open_filters() -> str:
    """What can be opened, as the dialog wants it."""
    # Imported late: the first window does not wait for them.
    from digitpad import inkfiles, picture

    pictures, ink = (
        " ".join(f"*{suffix}" for suffix in suffixes)
        for suffixes in (picture.SUFFIXES, inkfiles.SUFFIXES)
    )
    return tr(
        "Pictures and ink ({pictures} {ink});;Pictures ({pictures});;"
        "Ink ({ink});;All files (*)",
        pictures=pictures,
        ink=ink,
    )


class FileCommands:
    """What the File menu does.

    Attributes:
        recent: The files opened last.
    """

    def __init__(self, window: "MainWindow", state: QSettings) -> None:
        self.recent = RecentFiles(state)
        self._table: TableCommands | None = None
        self._window = window
        self._saving: Saving | None = None
        self._closes_window = False
        window.pad.pen_put_down.connect(self._stay_open)

    def choose_image(self) -> None:
        """Ask for pictures or ink files, then open them."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, tr("Open"))
        dialog.setObjectName("open_image_dialog")
        dialog.setNameFilter(_open_filters())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        _ask(dialog, self.open_files)

    def choose_folder(self) -> None:
        """Ask for a folder, then read all pictures and ink in it into a table."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, tr("Open folder"))
        dialog.setObjectName("open_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        _ask(dialog, self.open_files)

    def choose_target(self) -> None:
        """Ask where to save the drawing, then save it."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, tr("Save drawing"))
        dialog.setObjectName("save_drawing_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr(_SAVE_FILTERS))
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(
                chosen.rpartition("*.")[2].rstrip(")")
            )
        )
        # Without an end, which then follows from the kind that is chosen.
        dialog.selectFile("drawing")
        _ask(dialog, lambda paths: self.save_drawing(paths[0]))

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open one file on the pad; several, or a folder, as a table."""
        if len(paths) == 1 and not os.path.isdir(paths[0]):  # noqa: PTH112 (never raises)
            self.open_image(paths[0])
        elif paths:
            self.open_table(paths)

    def open_table(self, paths: Sequence[Path]) -> "TableCommands":
        """Read many files, and all in folders, into a table."""
        if self._table is None:
            # Imported late: most windows open without it.
            from digitpad.ui.table_commands import TableCommands

            self._table = TableCommands(self._window)
        self._table.open(paths)
        return self._table

    def may_close(self) -> bool:
        """Whether nothing is being saved.

        If something is, the window closes once it is saved, unless that fails or one
        draws on.
        """
        if not self._is_saving:
            return True
        self._closes_window = True
        self._window.say(tr("Saving the drawing; then the window closes."))
        return False

    def shut_down(self) -> None:
        """End what goes on before the window closes."""
        if self._saving is not None:
            self._saving.finish()
            self._saving = None
        if self._table is not None:
            self._table.shut_down()

    def open_image(self, path: Path) -> None:
        """Show a picture or an ink file on the pad, and read it."""
        from digitpad.inkfiles import is_ink_file

        try:
            if is_ink_file(path):
                self._open_ink(path)
            else:
                self._open_picture(path)
        except DigitpadError as error:
            self._window.show_error(error.about(path.name))
            return
        self.recent.add(path)

    def save_drawing(self, path: Path) -> None:
        """Save the drawing as the name's end says: as a picture or as ink."""
        from digitpad.drawing_files import writer_for

        pad, write = self._window.pad, writer_for(path)
        self._window.say("")
        if path.suffix.lower() == ".png":
            self._save_png(path)
        elif write is not None:
            self._save(path, lambda: write(path, pad.drawing, pad.pen_width))
        else:
            self._window.show_error(
                DigitpadError(
                    "{name} cannot be saved: give it a name that ends in .png or .svg "
                    "for a picture, in .jsonl or .inkml for ink.",
                    name=path.name,
                )
            )

    def _save_png(self, path: Path) -> None:
        """Save the drawing as a picture; a large one takes its time, in its turn."""
        paint = self._window.pad.surface.painting()

        def write() -> None:
            _write_png(path, paint())

        if not self._is_saving and not is_large(self._window.pad.drawing):
            self._save(path, write)
            return
        if self._saving is None:
            from digitpad.ui.saving import Saving

            self._saving = Saving()

        self._window.say(tr("Saving {name}…", name=path.name))
        self._saving.begin(
            path, write, lambda result: self._save(path, result, is_late=True)
        )

    @property
    def _is_saving(self) -> bool:
        return self._saving is not None and self._saving.is_going_on

    def _stay_open(self) -> None:
        self._closes_window = False

    def _save(
        self, path: Path, write: Callable[[], None], *, is_late: bool = False
    ) -> None:
        """Save the drawing, and say how that went; perhaps somebody waits to close.

        Args:
            path: The file.
            write: Writes it.
            is_late: The user has gone on since, and what was told of that stays.
        """
        closes_window, self._closes_window = self._closes_window, False
        tell = self._window.status_line.tell
        tell("")
        try:
            write()
        except OSError as error:
            failure = cannot_save(tr("drawing"), path, error)
            self._window.show_error(failure, is_late=is_late)
            return
        if path.suffix.lower() != ".svg":  # which is for other programs
            self.recent.add(path)
        tell(tr("Saved {name}.", name=path.name))
        if closes_window:
            self._window.close()  # which may have to wait for another one

    def show_picture(self, picture: "Image", name: str) -> None:
        """Put a picture on the pad; the drawing there is one of the last then."""
        shown = PadPicture(picture)
        self._window.keeping.put_away()
        self._window.say(tr("Opened {name}.", name=name))
        self._window.pad.show_picture(shown)

    def show_drawing(self, drawing: Drawing, name: str) -> None:
        """Put a drawing on the pad; the one there is one of the last then."""
        self._window.keeping.put_away()
        self._window.say(tr("Opened {name}.", name=name))
        self._window.pad.show_drawing(drawing)

    def _open_picture(self, path: Path) -> None:
        from digitpad.picture import open_picture

        self.show_picture(open_picture(path), path.name)

    def _open_ink(self, path: Path) -> None:
        from digitpad.inkfiles import no_drawing_in, read_ink_file

        samples = read_ink_file(path)
        sample = next((sample for _, sample in samples), None)
        if isinstance(sample, InkError):
            raise sample
        if sample is None or sample.drawing.is_empty:
            raise no_drawing_in(path)
        is_only = next(samples, None) is None
        what = (
            path.name if is_only else tr("the first drawing of {name}", name=path.name)
        )
        self.show_drawing(sample.drawing, what)


def _write_png(path: Path, picture: QImage) -> None:
    from PySide6.QtGui import QImageWriter

    from digitpad.atomic import write_bytes

    # Qt itself would write to another name where this one is no UTF-8.
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    if not writer.write(picture):
        raise OSError(writer.errorString())
    write_bytes(path, bytes(buffer.data().data()))


def cannot_save(what: str, path: Path, error: OSError) -> DigitpadError:
    """The error of a file that cannot be written."""
    return DigitpadError(
        "The {what} cannot be saved as {path} ({reason}): choose another folder or "
        "name.",
        what=what,
        path=path.name,
        reason=error.strerror or error,
    )


def _ask(dialog: "QFileDialog", command: Callable[[list[Path]], object]) -> None:
    """Run a command on the files that are chosen, if any are."""
    dialog.filesSelected.connect(lambda names: command([Path(n) for n in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
