"""Which part may load which: checked in fresh interpreters."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("tensorflow", "keras", "PySide6", "onnx", "scipy", "matplotlib", "sklearn")


def loaded_after(code: str, *names: str) -> set[str]:
    """Those of the packages that a fresh interpreter has loaded after the code."""
    report = f"import sys; print(*(n for n in {names!r} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_nothing_heavy_is_loaded_on_the_way_to_the_first_answer() -> None:
    code = (
        "from digitpad import Recognizer\n"
        "assert Recognizer.load().read_digit([[(10, 10), (60, 10), (30, 90)]])"
    )
    assert loaded_after(code, *HEAVY, "numpy") == {"numpy"}


def test_reading_leaves_nothing_in_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # ONNX Runtime would keep an identity there, for its reports.
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    code = (
        "from digitpad import Recognizer\n"
        "assert Recognizer.load().read_digit([[(10, 10), (60, 10), (30, 90)]])"
    )
    assert loaded_after(code, "onnxruntime") == {"onnxruntime"}
    assert list(tmp_path.iterdir()) == []


def test_the_package_alone_loads_not_even_numpy() -> None:
    code = "import digitpad, digitpad.cli, digitpad.ink, digitpad.paths"
    assert loaded_after(code, *HEAVY, "numpy", "onnxruntime", "h5py") == set()


def test_the_window_is_built_without_numpy() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication(['digitpad', '-platform', 'offscreen'])\n"
        "from digitpad.ui import create_window\n"
        "window = create_window()"
    )
    assert loaded_after(code, "numpy", "onnxruntime", "h5py", "tensorflow") == set()


def test_the_training_program_loads_no_qt() -> None:
    code = (
        "import importlib, pkgutil, training\n"
        "for module in pkgutil.walk_packages(training.__path__, 'training.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)"
    )
    assert loaded_after(code, "PySide6", "tensorflow", "keras") == set()


def test_digitpad_outside_its_window_loads_no_qt_and_no_training() -> None:
    code = (
        "import importlib, pkgutil, digitpad\n"
        "for module in pkgutil.walk_packages(digitpad.__path__, 'digitpad.'):\n"
        "    name = module.name\n"
        "    if not name.startswith('digitpad.ui') and '__main__' not in name:\n"
        "        importlib.import_module(name)"
    )
    assert loaded_after(code, "PySide6", "training", "tensorflow", "keras") == set()


def test_what_is_not_there_is_named() -> None:
    import digitpad

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        digitpad.nothing  # noqa: B018
    assert all(hasattr(digitpad, name) for name in digitpad.__all__)
