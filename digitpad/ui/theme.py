"""The grid, colours, type and icons that all widgets share."""

from math import ceil
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QImageReader,
    QPainter,
    QPalette,
    QPixmap,
)

from digitpad.paths import asset

GRID: Final = 8  # every distance is a multiple of it
ICON_SIDE: Final = 20
CORNER: Final = 8.0
WIDEST_DIALOG: Final = 80 * GRID

_LEAST_CONTRAST: Final = 3.0  # what WCAG asks of all that is not text


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """The colour that lies `share` of the way from the first to the second."""
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
    )


def accent(palette: QPalette) -> QColor:
    """The one colour that stands out: the winning bar, boxes, the progress.

    A palette may bring one that does not; then its highlight does, or else its text.
    """
    return palette.color(accent_role(palette))


def accent_role(palette: QPalette) -> QPalette.ColorRole:
    """Which of a palette's colours stands out."""
    roles = QPalette.ColorRole
    paper = palette.window().color()
    found = (roles.Accent, roles.Highlight)
    seen = (r for r in found if contrast(palette.color(r), paper) >= _LEAST_CONTRAST)
    return next(seen, roles.WindowText)


def contrast(first: QColor, second: QColor) -> float:
    """How far two colours stand apart, 1 to 21, as WCAG 2 measures it."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def on_accent(palette: QPalette) -> QColor:
    """Text on the accent colour."""
    dark = accent(palette).lightness() < 150
    return QColor("white") if dark else QColor("black")


def muted(palette: QPalette) -> QColor:
    """Text of second rank, still readable (above 4.5 to 1)."""
    return mixed(palette.windowText().color(), palette.window().color(), 0.35)


def faint(palette: QPalette) -> QColor:
    """Tracks and borders: there when looked for."""
    return mixed(palette.window().color(), palette.windowText().color(), 0.07)


def scaled_font(font: QFont, share: float, *, bold: bool = False) -> QFont:
    """The font, larger or smaller by `share`."""
    scaled = QFont(font)
    if font.pixelSize() > 0:
        scaled.setPixelSize(round(font.pixelSize() * share))
    else:
        scaled.setPointSizeF(font.pointSizeF() * share)
    if bold:
        scaled.setWeight(QFont.Weight.DemiBold)
    return scaled


def icon(name: str, palette: QPalette) -> QIcon:
    """One of the program's own drawings in the palette's text colour."""
    drawn = QIcon()
    ratio = ceil(max(screen.devicePixelRatio() for screen in QGuiApplication.screens()))
    shape = _rendered(asset(f"icons/{name}.svg").read_bytes(), ratio)
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        drawn.addPixmap(_tinted(shape, colour), mode)
    return drawn


def _tinted(shape: QPixmap, colour: QColor) -> QPixmap:
    """The same shape in another colour: quicker than to draw it anew."""
    tinted = QPixmap(shape)
    with QPainter(tinted) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(tinted.rect(), colour)
    return tinted


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rendered(svg: bytes, ratio: int) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(ICON_SIDE, ICON_SIDE) * ratio)
    pixmap = QPixmap.fromImageReader(reader)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
