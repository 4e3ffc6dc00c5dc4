"""What the table of many pictures asks for, done."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QTimer

from digitpad import paths
from digitpad.errors import DigitpadError, InkError
from digitpad.table.export import Pieces, all_as_csv, pieces_for
from digitpad.table.row import MOST_ROWS, Row
from digitpad.ui.background import Background
from digitpad.ui.placement import come_up
from digitpad.ui.saving import Saving
from digitpad.ui.table_model import TableModel
from digitpad.ui.table_process import TableProcess
from digitpad.ui.table_window import TableWindow
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from digitpad.ink import Drawing
    from digitpad.ui.main_window import MainWindow

_log: Final = logging.getLogger(__name__)


class TableCommands(QObject):
    """Owns the table's window, and the program that reads for it.

    Attributes:
        window: Shows the table.
        model: What it shows.
        process: Reads.
    """

    def __init__(
        self, main_window: "MainWindow", process: TableProcess | None = None
    ) -> None:
        super().__init__(main_window)
        self.model = TableModel()
        self.window = TableWindow(self.model, main_window)
        self.process = process or TableProcess(self)
        self._main_window = main_window
        self._background = Background()
        self._saving = Saving()
        self._paths: Sequence[Path] = ()
        self._files = 0
        self._export: tuple[Path, Pieces, list[str]] | None = None
        self._news = ""  # of the last export
        self._is_corrected = False  # since then
        # Makes one piece of an export each time nothing else is to be done.
        self._next_piece = QTimer(self, interval=0)
        self._next_piece.timeout.connect(self._make_piece)
        self._listen()

    def open(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show their rows as they come."""
        wanted, kept = [_absolute(path) for path in paths], ""
        try:
            if wanted != self._paths:
                kept = self._keep_corrected()
        except OSError as error:
            self._tell(
                tr(
                    "The corrected table cannot be kept ({reason}): export it before "
                    "you open other files.",
                    reason=error.strerror or error,
                )
            )
        else:
            self._paths = wanted
            self._read()
            self._news = kept
            self.window.resize(self.window.sizeHint())
        come_up(self.window)

    def export(self, path: Path) -> None:
        """Save what is shown as CSV or JSON, as the name's end says."""
        pieces = pieces_for(path)
        if pieces is None:
            self._tell(
                tr(
                    "{name} cannot be saved: give it a name that ends in .csv or "
                    ".json.",
                    name=path.name,
                )
            )
            return
        self._finish_export()  # of another file
        self._is_corrected = False
        self._export = path, pieces(self.model.table), []
        self._next_piece.start()

    def choose_target(self) -> None:
        """Ask where to save what is shown, then save it."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, tr("Export table"))
        dialog.setObjectName("export_table_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Table (*.csv);;JSON (*.json)"))
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(
                "json" if "json" in chosen else "csv"
            )
        )
        dialog.selectFile("readings")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def shut_down(self) -> None:
        """End what goes on before the window closes."""
        self.process.stop()
        self.window.hide()
        # An export that has begun is written to its end.
        self._finish_export()
        self._is_corrected |= not self._saving.finish()
        try:
            self._keep_corrected()
        except OSError as error:
            _log.warning("The corrected table is lost: %s", error)

    def _keep_corrected(self) -> str:
        """Write the table down that nobody has exported: its corrections are work.

        Returns:
            What is to be said of it, if anything is.

        Raises:
            OSError: It cannot be written.
        """
        if not self._is_corrected:
            return ""
        name = f"corrected-{datetime.now():%Y-%m-%d-%H%M%S}.csv"
        place = paths.free_place(paths.reports_folder(), Path(name))
        _write(place, [all_as_csv(self.model.table)])
        self._is_corrected = False
        return tr("The corrected table is kept as {name}.", name=place.name)

    def _listen(self) -> None:
        window, process = self.window, self.process
        window.open_wanted.connect(self._on_open)
        window.export_wanted.connect(self.choose_target)
        window.stop_wanted.connect(self._on_stop)
        window.several_wanted.connect(lambda _: self._read())
        window.closed.connect(process.stop)
        process.counted.connect(self._on_counted)
        process.came.connect(self._on_came)
        process.ended.connect(self._on_ended)
        self.model.dataChanged.connect(self._on_corrected)
        self.model.modelReset.connect(self._count)

    def _read(self) -> None:
        """Read all anew; what was corrected stays so."""
        # It would go on with the new rows.
        self._finish_export()
        self._news = ""
        self.model.begin()
        first = self._paths[0]
        more = (
            tr(" and {count} more", count=len(self._paths) - 1)
            if len(self._paths) > 1
            else ""
        )
        self.window.begin(tr("Pictures: {name}{more}", name=first.name, more=more))
        self._tell(tr("Looking for pictures and ink…"))
        self._files = 0
        self.process.start(self._paths, several=self.window.is_several)

    def _on_counted(self, files: int) -> None:
        self._files = files
        self.window.show_progress(0, files)

    def _on_came(self, done: int, rows: list[Row]) -> None:
        self.model.add(rows)
        self.window.show_progress(done, self._files)
        self._count()

    def _on_corrected(self) -> None:
        # What was saved is not what is shown any more.
        self._news = ""
        self._is_corrected = True
        self._count()

    def _on_stop(self) -> None:
        self.process.stop()
        self.window.end()
        self._count(tr("Stopped: "))

    def _on_ended(self, error: DigitpadError | None) -> None:
        self.window.end()
        if error is not None:
            self._tell(told(error))
        elif len(self.model.table.rows) >= MOST_ROWS:
            self._count(tr("Only the first {limit:,} are read: ", limit=MOST_ROWS))
        else:
            self._count()

    def _count(self, lead: str = "") -> None:
        """Say how many rows there are; signals of the model bring other arguments."""
        table = self.model.table
        text = tr("{count:,} read", count=len(table.rows))
        if len(table.order) < len(table.rows):
            text += tr(", {shown:,} of them shown", shown=len(table.order))
        if table.corrected:
            text += tr(", {corrected:,} corrected", corrected=table.corrected)
        news = f"{self._news} " if self._news else ""
        self._tell(f"{news}{lead if isinstance(lead, str) else ''}{text}")

    def _tell(self, sentence: str) -> None:
        self.window.status.setText(sentence)

    def _on_open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if not row.line:
            self._main_window.files.open_image(Path(row.path))
            come_up(self._main_window)
            return

        def show(result: "Callable[[], Drawing]") -> None:
            try:
                drawing = result()
            except DigitpadError as error:
                self._tell(told(error))
                return
            self._main_window.files.show_drawing(drawing, row.name)
            come_up(self._main_window)

        self._background.run(lambda: _drawing_at(Path(row.path), row.line), show)

    def _finish_export(self) -> None:
        """Make now what an export still lacks, if one goes on."""
        while self._export is not None:
            self._make_piece()

    def _tell_of_export(self, sentence: str) -> None:
        """Say how an export went; more rows that come leave that in sight."""
        self._news = sentence
        self._tell(sentence)

    def _make_piece(self) -> None:
        if self._export is None:
            self._next_piece.stop()
            return
        path, pieces, made = self._export
        piece = next(pieces, None)
        if piece is not None:
            made.append(piece)
            return
        self._export = None

        def done(result: Callable[[], None]) -> None:
            try:
                result()
            except OSError as error:
                from digitpad.ui.file_commands import cannot_save

                news = told(cannot_save(tr("table"), path, error))
                self._is_corrected = True
            else:
                news = tr("Saved {name}.", name=path.name)
            self._tell_of_export(news)

        self._saving.begin(path, lambda: _write(path, made), done)


def _absolute(path: Path) -> Path:
    """What a path leads to, wherever the program works later."""
    try:
        return path.absolute()
    except OSError:
        # The working folder is gone, and what was in it: that is told in the table.
        return path


def _write(path: Path, pieces: list[str]) -> None:
    from digitpad.atomic import write_bytes

    write_bytes(path, "".join(pieces).encode())


def _drawing_at(path: Path, line: int) -> "Drawing":
    """The drawing in a line of an ink file.

    Raises:
        InkError: It is not there any more, or damaged.
    """
    from digitpad.inkfiles import no_drawing_in, read_ink_file

    for number, found in read_ink_file(path):
        if number == line:
            if isinstance(found, InkError):
                raise found
            return found.drawing
    raise no_drawing_in(path)
