"""Copies, pastes, and takes what is dropped on the window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QImage

from digitpad.errors import DigitpadError, PictureError
from digitpad.ui.ink_layer import is_large
from digitpad.ui.verdict import plain_answer
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PySide6.QtCore import QMimeData

    from digitpad.ui.background import Background
    from digitpad.ui.main_window import MainWindow

_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Exchange(QObject):
    """Files and pictures come in by a drop or from the clipboard, answers go out."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._background: Background | None = None
        self._painted: Callable[[], QImage] | None = None  # to be copied
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def copy_answer(self) -> None:
        """Put the digit or the number on the clipboard, as text."""
        answer = plain_answer(self._window.reading)
        if answer:
            self._painted = None
            QGuiApplication.clipboard().setText(answer)
            self._window.say(tr("Copied {answer}.", answer=" ".join(answer.split())))
        else:
            self._window.say(tr("There is no digit to copy."))

    def copy_picture(self) -> None:
        """Put what is on the pad on the clipboard, as a picture."""
        pad = self._window.pad
        if pad.is_empty:
            self._window.say(tr("There is nothing on the pad to copy."))
            return
        if pad.picture:
            from digitpad.ui.pad_picture import to_qimage

            self._copy(to_qimage(pad.picture.source))
        elif is_large(pad.drawing):
            self._copy_later(pad.surface.painting())
        else:
            self._copy(pad.picture_to_save())

    def shut_down(self) -> None:
        """Copy nothing any more."""
        self._painted = None
        if self._background is not None:
            self._background.finish()
            self._background = None

    def paste(self) -> None:
        """Open what is on the clipboard: a picture, or files."""
        content = QGuiApplication.clipboard().mimeData()
        if _is_welcome(content):
            self._take(content, tr("the picture from the clipboard"))
        else:
            self._window.show_error(
                DigitpadError(
                    "There is no picture on the clipboard: copy one first, or the "
                    "file of one."
                )
            )

    def _copy(self, image: QImage) -> None:
        self._painted = None
        QGuiApplication.clipboard().setImage(image)
        self._window.say(tr("Copied the picture."))

    def _copy_later(self, paint: Callable[[], QImage]) -> None:
        """Copy a large drawing when it is painted, if nothing else was copied since."""
        if self._background is None:
            from digitpad.ui.background import Background

            self._background = Background()

        def copy(result: Callable[[], QImage]) -> None:
            if self._painted is paint:
                self._copy(result())

        self._painted = paint
        self._window.say(tr("Painting the picture…"))
        self._background.run(paint, copy)

    def _take(self, content: "QMimeData", name: str) -> None:
        """Open files, or else a picture; a file manager's drag brings an icon too."""
        if files := _files(content):
            self._window.files.open_files(files)
            return
        image = content.imageData()
        try:
            picture = _picture_of(image)
        except DigitpadError as error:
            self._window.show_error(error)
            return
        self._window.files.show_picture(picture, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome a drag that brings files or a picture, and take what is dropped."""
        if event.type() not in _DRAGS:
            return super().eventFilter(watched, event)
        # Imported late: the first paint waits for no drop. One is such a move too.
        from PySide6.QtGui import QDropEvent

        if isinstance(event, QDropEvent) and _is_welcome(event.mimeData()):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take(event.mimeData(), tr("the picture"))
                self._window.activateWindow()
            return True
        return super().eventFilter(watched, event)


def _is_welcome(content: "QMimeData | None") -> bool:
    # A clipboard whose owner is gone has no content at all.
    if content is None:
        return False
    return content.hasImage() or bool(_files(content))


def _files(content: "QMimeData") -> list[Path]:
    urls = content.urls() if content.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _picture_of(image: object) -> "Picture":
    """What the clipboard has, as a picture of the size in which files are opened.

    Raises:
        PictureError: It has no pixels, or too many.
    """
    from PIL import Image

    from digitpad.picture import MAX_PIXELS
    from digitpad.picture.modes import shrunk

    if not isinstance(image, QImage) or image.isNull():
        raise PictureError("The picture cannot be read: save it and open the file.")
    if image.width() * image.height() > MAX_PIXELS:
        raise PictureError(
            "The picture has more than {limit} million pixels: make it smaller first.",
            limit=MAX_PIXELS // 1_000_000,
        )
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    size = rgba.width(), rgba.height()
    # A line of this format has no padding.
    return shrunk(Image.frombytes("RGBA", size, bytes(rgba.constBits())))
