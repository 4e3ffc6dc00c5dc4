"""Gives a widget its names: one for the program, one for assistive technology."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, object_name: str, accessible_name: str = "") -> W:
    """The widget itself, with its names set.

    Args:
        widget: Any widget.
        object_name: How the program finds it.
        accessible_name: How a screen reader calls it; not needed where its own text
            says it all.
    """
    widget.setObjectName(object_name)
    if accessible_name:
        widget.setAccessibleName(accessible_name)
    return widget
