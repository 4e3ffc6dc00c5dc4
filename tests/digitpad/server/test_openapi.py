"""The service as its own description has it."""

import subprocess
import sys
from pathlib import Path

import pytest
from serving import Service

PATHS = {
    "/v1/digit", "/v1/digits", "/v1/number", "/v1/reading", "/v1/model", "/health",
    "/metrics",
}  # fmt: skip


def test_every_path_that_programs_use_is_described(served: Service) -> None:
    described = served.client.get("/openapi.json").json()
    assert set(described["paths"]) == PATHS
    assert described["openapi"].startswith("3.1")


def test_the_paths_in_words_name_each_of_them(served: Service) -> None:
    page = served.client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for path in PATHS:
        assert f" {path}</code></h2>" in page.text
    assert "$" not in page.text
    assert "<script" not in page.text
    assert "https://" not in page.text


@pytest.mark.slow
def test_whatever_is_asked_no_answer_is_a_fault(
    served: Service, tmp_path: Path
) -> None:
    # What fits the schema may still be no ink, and more than it names does no harm.
    command = (
        "schemathesis.cli", "run", f"{served.url}openapi.json",
        "--phases", "coverage,fuzzing", "--max-examples", "10", "--seed", "1",
        "--exclude-checks", "positive_data_acceptance,negative_data_rejection",
        "--warnings", "off", "--no-color",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Tested: {len(PATHS)}" in done.stdout
    assert "No issues found" in done.stdout
