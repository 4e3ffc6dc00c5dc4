"""The wheel, built from this checkout and run outside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, folder: Path, **variables: str) -> str:
    """Run a program in a folder and return what it printed."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT)
    run(*build, folder=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder with nothing but the installed wheel, found before everything else."""
    folder = wheel.parent / "installed"
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
    run(*install, "--target", folder, wheel, folder=wheel.parent)
    return folder


@pytest.mark.slow
def test_the_wheel_brings_both_packages_and_every_asset(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"digitpad/ui/app.py", "training/__main__.py", "digitpad/py.typed"} <= names
    assets = {
        f"digitpad/assets/{path.relative_to(CHECKOUT / 'assets')}"
        for path in (CHECKOUT / "assets").rglob("*")
        if path.is_file()
    }
    assert assets <= names
    assert {"mnist.npz", "mnist_cnn_model.h5"} <= {
        name.split("/")[-1] for name in names
    }
    page = CHECKOUT / "digitpad" / "server" / "web"
    assert {str(file.relative_to(CHECKOUT)) for file in page.iterdir()} <= names
    assert any(name.endswith(".svg") for name in assets)
    assert not [name for name in names if name.startswith("tests")]


@pytest.mark.slow
def test_the_installed_program_reads_without_the_checkout(installed: Path) -> None:
    code = (
        "import digitpad, training, pathlib\n"
        "from digitpad import Recognizer, mnist\n"
        "seven = [[(10, 10), (60, 10), (30, 90)]]\n"
        "assert Recognizer.load().read_digit(seven).digit == 7\n"
        "assert len(mnist.load().training_ink) == 60000\n"
        "print(pathlib.Path(digitpad.__file__).parent, training.__path__[0])"
    )
    printed = run("-c", code, folder=installed.parent, PYTHONPATH=str(installed))
    assert printed.split() == [str(installed / "digitpad"), str(installed / "training")]


@pytest.mark.slow
def test_the_installed_command_shows_its_version(installed: Path) -> None:
    [script] = (installed / "bin").glob("digitpad*")
    printed = run(
        script, "--version", folder=installed.parent, PYTHONPATH=str(installed)
    )
    assert printed.startswith("digitpad ")


@pytest.mark.slow
def test_the_installed_window_opens_and_reads(installed: Path) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from digitpad.ui import create_window\n"
        "from digitpad.ink import Drawing\n"
        "application = QApplication(['digitpad', '-platform', 'offscreen'])\n"
        "window = create_window()\n"
        "window.show()\n"
        "window.pad.show_drawing(Drawing.of([[(10, 10), (60, 10), (30, 90)]]))\n"
        "print(window.reading.digit)"
    )
    printed = run("-c", code, folder=installed.parent, PYTHONPATH=str(installed))
    assert printed == "7\n"
