"""The commands, and the menus and buttons in which they are found."""

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from digitpad.printable import printable
from digitpad.ui.action import make_action
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.pad import Pad

WHY: Final = "why"
FEATURE_MAPS: Final = "feature_maps"


class Actions(NamedTuple):
    """Every command of the menus; each has the object name `action_<field>`."""

    new: QAction
    open_image: QAction
    open_folder: QAction
    save_drawing: QAction
    quit: QAction
    copy_answer: QAction
    copy_picture: QAction
    paste: QAction
    undo: QAction
    redo: QAction
    clear: QAction
    adjust: QAction
    settings: QAction
    why: QAction
    feature_maps: QAction
    presentation: QAction
    previous_digit: QAction
    next_digit: QAction
    retrain: QAction
    cross_validate: QAction
    explore: QAction
    teach: QAction
    handwriting: QAction
    models: QAction
    open_model: QAction
    restore_model: QAction
    shortcuts: QAction
    report_problem: QAction
    about: QAction


def make_actions(window: "MainWindow") -> Actions:
    """Make the commands of a window."""
    keys = QKeySequence.StandardKey
    make = partial(make_action, window)
    files, models, exchange = window.files, window.models, window.exchange
    return Actions(
        new=make("new", tr("&New"), tr("Empty the pad"), window.clear, keys.New),
        open_image=make(
            "open_image", tr("&Open…"), tr("Read pictures or ink files"),
            files.choose_image, keys.Open,
        ),
        open_folder=make(
            "open_folder", tr("Open &folder…"),
            tr("Read all pictures and ink of a folder"),
            files.choose_folder, "Ctrl+Shift+O",
        ),
        save_drawing=make(
            "save_drawing", tr("&Save drawing…"),
            tr("Save the drawing as a picture or as ink"),
            files.choose_target, keys.Save,
        ),
        quit=make("quit", tr("&Quit"), tr("Close Digitpad"), window.close, "Ctrl+Q"),
        copy_answer=make(
            "copy_answer", tr("&Copy answer"),
            tr("Copy the digit or the number as text"),
            exchange.copy_answer, keys.Copy,
        ),
        copy_picture=make(
            "copy_picture", tr("Copy &picture"),
            tr("Copy what is on the pad as a picture"),
            exchange.copy_picture, "Ctrl+Shift+C",
        ),
        paste=make(
            "paste", tr("P&aste"), tr("Read the picture or the files on the clipboard"),
            exchange.paste, keys.Paste,
        ),
        undo=make(
            "undo", tr("&Undo"), tr("Take back the last change"),
            window.undo, keys.Undo,
        ),
        redo=make(
            "redo", tr("&Redo"), tr("Bring back what was taken back"),
            window.redo, keys.Redo, "Ctrl+Shift+Z", "Ctrl+Y",
        ),
        clear=make(
            "clear", tr("&Clear"), tr("Empty the pad"),
            window.clear, "Del", "Backspace",
        ),
        adjust=make(
            "adjust", tr("Ad&just picture…"),
            tr("Turn and cut the picture, tell its ink"),
            lambda: _adjust(window), "Ctrl+J",
        ),
        settings=make(
            "settings", tr("&Settings…"), tr("Colours and what is shown"),
            window.view.show_settings, keys.Preferences,
        ),
        why=make(
            "why", tr("&Why"), tr("Show which ink decides, and what it resembles"),
            lambda: window.show_insight(WHY), "Ctrl+E",
        ),
        feature_maps=make(
            "feature_maps", tr("&Feature maps"), tr("Show what each convolution sees"),
            lambda: window.show_insight(FEATURE_MAPS), "Ctrl+F",
        ),
        presentation=make(
            "presentation", tr("&Presentation"),
            tr("The pad, the answer and the bars alone"),
            window.view.present, "F11", "F5",
        ),
        previous_digit=make(
            "previous_digit", tr("&Previous digit"), tr("Look at the digit before"),
            lambda: window.step(-1), "Alt+Left",
        ),
        next_digit=make(
            "next_digit", tr("&Next digit"), tr("Look at the digit after"),
            lambda: window.step(1), "Alt+Right",
        ),
        retrain=make(
            "retrain", tr("&Retrain…"), tr("Train a new model on this machine"),
            window.retraining.open_dialog, "Ctrl+T",
        ),
        cross_validate=make(
            "cross_validate", tr("&Cross-validate…"),
            tr("Find out how well a recipe reads"),
            window.reporting.open_cross_validation,
        ),
        explore=make(
            "explore", tr("&Explore data…"), tr("See what is in images of digits"),
            window.reporting.open_exploration,
        ),
        teach=make(
            "teach", tr("&Teach my handwriting…"), tr("Write each digit a few times"),
            window.teaching.open_wizard, "Ctrl+Shift+T",
        ),
        handwriting=make(
            "handwriting", tr("My &handwriting…"),
            tr("All drawings that you have labelled"),
            window.teaching.open_handwriting, "Ctrl+H",
        ),
        models=make(
            "models", tr("&Models…"),
            tr("All models that are kept, and what each of them is"),
            models.open_library, "Ctrl+Shift+M",
        ),
        open_model=make(
            "open_model", tr("&Open model…"), tr("Look at a model file, and use it"),
            models.choose_model, "Ctrl+M",
        ),
        restore_model=make(
            "restore_model", tr("Restore the &built-in model"),
            tr("Read with the model that ships with Digitpad"), models.restore_builtin,
        ),
        shortcuts=make(
            "shortcuts", tr("&Shortcuts"), tr("All keys at a glance"),
            window.help.show_shortcuts, keys.HelpContents,
        ),
        report_problem=make(
            "report_problem", tr("&Report a problem"),
            tr("Copy the versions and the end of the log; nothing is sent"),
            window.help.report_problem,
        ),
        about=make(
            "about", tr("&About Digitpad"), tr("Version, model card and libraries"),
            window.help.show_about,
        ),
    )  # fmt: skip


def fill_menus(window: "MainWindow", actions: Actions) -> None:
    """Put the commands into the window's menu bar."""
    file = _menu(window, "file", tr("&File"))
    file.addActions([actions.new, actions.open_image, actions.open_folder])
    recent = _submenu(file, "recent", tr("Open &recent"))
    recent.aboutToShow.connect(lambda: fill_recent(window, recent))
    file.addActions([actions.save_drawing])
    file.addSeparator()
    file.addActions([actions.quit])
    edit = _menu(window, "edit", tr("&Edit"))
    edit.addActions([actions.undo, actions.redo])
    edit.addSeparator()
    edit.addActions([actions.copy_answer, actions.copy_picture, actions.paste])
    edit.addSeparator()
    edit.addActions([window.tools.eraser, actions.clear, actions.adjust])
    edit.addSeparator()
    edit.addActions([actions.settings])
    view = _menu(window, "view", tr("&View"))
    actions.why.setCheckable(True)
    actions.feature_maps.setCheckable(True)
    view.addActions([actions.why, actions.feature_maps])
    view.addSeparator()
    view.addActions([actions.previous_digit, actions.next_digit])
    view.addSeparator()
    window.tools.fill_view(view)
    view.addSeparator()
    actions.presentation.setCheckable(True)
    view.addActions([actions.presentation])
    _fill_tools(_menu(window, "tools", tr("&Tools")), window, actions)
    help_ = _menu(window, "help", tr("&Help"))
    help_.addActions([actions.shortcuts, actions.report_problem, actions.about])


def _fill_tools(tools: QMenu, window: "MainWindow", actions: Actions) -> None:
    tools.addActions([actions.retrain, actions.cross_validate, actions.explore])
    tools.addSeparator()
    tools.addActions([actions.teach, actions.handwriting])
    tools.addSeparator()
    tools.addActions([actions.models, actions.open_model, actions.restore_model])
    compare = _submenu(tools, "compare", tr("Compare &with"))
    compare.aboutToShow.connect(lambda: _fill_compare(window, compare))


def enable(actions: Actions, pad: "Pad") -> None:
    """Let those commands be chosen that have something to do on the pad."""
    actions.undo.setEnabled(pad.can_undo)
    actions.redo.setEnabled(pad.can_redo)
    actions.clear.setEnabled(not pad.is_empty)
    actions.adjust.setEnabled(pad.picture is not None)
    actions.copy_answer.setEnabled(not pad.is_empty)
    actions.copy_picture.setEnabled(not pad.is_empty)
    actions.save_drawing.setEnabled(not pad.is_empty and pad.picture is None)
    actions.previous_digit.setEnabled(len(pad.marks) > 1)
    actions.next_digit.setEnabled(len(pad.marks) > 1)


def fill_recent(window: "MainWindow", menu: QMenu) -> None:
    """List the files opened last."""
    menu.clear()
    paths = window.files.recent.paths
    names = [path.name for path in paths]
    for path in paths:
        is_shared = names.count(path.name) > 1
        name = f"{path.name} ({path.parent.name})" if is_shared else path.name
        action = menu.addAction(printable(name).replace("&", "&&"))
        action.setToolTip(printable(str(path)))
        action.triggered.connect(lambda _, path=path: window.files.open_image(path))
    if not paths:
        menu.addAction(tr("No files yet")).setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction(tr("&Clear the list"))
    clear.setObjectName("action_clear_recent")
    clear.setEnabled(bool(paths))
    clear.triggered.connect(window.files.recent.clear)


def _adjust(window: "MainWindow") -> None:
    from digitpad.ui.adjust_dialog import open_adjust_dialog

    open_adjust_dialog(window)


def _fill_compare(window: "MainWindow", menu: QMenu) -> None:
    from digitpad.ui.compare_menu import fill_compare

    fill_compare(window, menu)


def _submenu(menu: QMenu, name: str, title: str) -> QMenu:
    """A menu in another one, filled each time when it opens."""
    made = menu.addMenu(title)
    made.setObjectName(f"menu_{name}")
    made.setToolTipsVisible(True)
    return made


def _menu(window: "MainWindow", name: str, title: str) -> QMenu:
    menu = window.menuBar().addMenu(title)
    menu.setObjectName(f"menu_{name}")
    return menu
