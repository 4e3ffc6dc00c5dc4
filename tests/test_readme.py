"""The README says what is there."""

import re
from pathlib import Path

from digitpad.ui.app import DEBIAN_PACKAGES

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_are_single_lines_that_do_all_the_setting_up() -> None:
    commands = re.findall(r"^python3 -m venv \.venv && (.+)$", README, re.MULTILINE)
    assert commands == [
        ".venv/bin/pip install . && .venv/bin/digitpad",
        ".venv/bin/pip install -e '.[test]' && .venv/bin/pytest -n logical",
    ]


def test_the_debian_packages_that_the_program_names_stand_in_the_readme() -> None:
    installed = " ".join(re.findall(r"^sudo apt install (.+)$", README, re.MULTILINE))
    assert set(DEBIAN_PACKAGES.split()) <= set(installed.split())


def test_every_file_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\((?!https://)([^)]+)\)", README)
    assert links
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


def test_nothing_waits_to_be_filled_in() -> None:
    assert re.findall(r"@[A-Z]+@|[A-Z]{4,} %|TODO|TBD|XXX", README) == []
