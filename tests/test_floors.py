"""The floors of the requirements: stated, above every flaw known, true, and no more."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT: Final = Path(__file__).resolve().parent.parent
ADVISORIES: Final = CHECKOUT / "tests" / "data" / "advisories.toml"
ID: Final = re.compile(
    r"CVE-\d{4}-\d{4,}|GHSA(-[2-9a-z]{4}){3}|PYSEC-\d{4}-\d+|release notes"
)

IMPORTED_AS: Final = {"pillow": "PIL", "pyside6-essentials": "PySide6"}
WORK_FOR: Final = {
    "h11": "uvicorn",
    "msgpack": "distributed",
    "python-multipart": "starlette",
    "tornado": "distributed",
}
"""What Digitpad names for its floor only, and who brings or calls it."""

COME_WITH: Final = {"shiboken6": "pyside6-essentials"}
"""What is imported, and is one thing with what is named."""


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def requirements(*extras: str) -> dict[str, Requirement]:
    """What the program and these of its extras require, by canonical name."""
    project = read(CHECKOUT / "pyproject.toml")["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    found = map(Requirement, lines)
    return {
        canonicalize_name(each.name): each for each in found if each.name != "digitpad"
    }


PROGRAM: Final = requirements("cluster", "server")
ALL: Final = requirements("cluster", "server", "test")
CLOSED: Final = read(ADVISORIES)["closed"]
OPEN: Final = read(ADVISORIES)["open"]


def floor(requirement: Requirement) -> Version | None:
    """The oldest version that is permitted, if there is such a one."""
    floors = [
        Version(each.version)
        for each in requirement.specifier
        if each.operator in {">=", "=="}
    ]
    return max(floors, default=None)


@cache
def imported() -> frozenset[str]:
    """The packages that the program's own modules import, by their first names."""
    modules = [
        path
        for part in ("digitpad", "training")
        for path in (CHECKOUT / part).rglob("*.py")
    ]
    assert len(modules) > 100
    return frozenset(name for path in modules for name in _imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def import_name(package: str) -> str:
    return IMPORTED_AS.get(package, package.replace("-", "_"))


def needed_by(package: str) -> Iterable[Requirement]:
    return map(Requirement, requires(package) or ())


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_requirement_has_a_floor(name: str) -> None:
    assert floor(ALL[name]) is not None


@pytest.mark.parametrize("name", sorted(PROGRAM))
def test_the_program_pins_nothing(name: str) -> None:
    assert {each.operator for each in PROGRAM[name].specifier} <= {">=", "<", "!="}


@pytest.mark.parametrize(
    "flaw", CLOSED, ids=lambda flaw: f"{flaw['package']}-{flaw['fixed']}"
)
def test_no_floor_lets_in_a_release_with_a_known_flaw(flaw: dict[str, Any]) -> None:
    lowest = floor(ALL[flaw["package"]])
    assert lowest is not None
    assert lowest >= Version(flaw["fixed"]), f"{flaw['ids']}: {flaw['what']}"


def test_every_flaw_is_named_and_told() -> None:
    for flaw in [*CLOSED, *OPEN]:
        assert flaw["package"] in ALL
        assert flaw["ids"]
        assert all(ID.fullmatch(each) for each in flaw["ids"]), flaw["ids"]
        assert flaw["what"]


@pytest.mark.parametrize("flaw", OPEN, ids=lambda flaw: flaw["package"])
def test_what_is_left_open_cannot_be_closed_yet(flaw: dict[str, Any]) -> None:
    [caps] = [
        each
        for each in needed_by(flaw["refused_by"])
        if canonicalize_name(each.name) == flaw["package"]
    ]
    assert not caps.specifier.contains(flaw["refused"]), (
        f"{flaw['refused_by']} takes {flaw['package']} {flaw['refused']} now: "
        f"raise the floor, and close {flaw['ids']}"
    )


@pytest.mark.parametrize("name", sorted(ALL))
def test_what_is_installed_is_what_is_required(name: str) -> None:
    assert ALL[name].specifier.contains(version(name))


@pytest.mark.parametrize("name", sorted(PROGRAM))
def test_nothing_is_required_that_is_not_used(name: str) -> None:
    if (user := WORK_FOR.get(name)) is None:
        assert import_name(name) in imported()
    else:
        assert user in PROGRAM
        assert name in {canonicalize_name(each.name) for each in needed_by(user)}
        assert import_name(name) not in imported()


def test_nothing_is_imported_that_is_not_required() -> None:
    foreign = imported() - {*sys.stdlib_module_names, "digitpad", "training"}
    required = {import_name(name) for name in PROGRAM}
    assert COME_WITH.keys() <= foreign
    assert foreign - COME_WITH.keys() - required == set()
    assert set(COME_WITH.values()) <= PROGRAM.keys()
