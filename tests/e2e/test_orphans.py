"""A window that is killed leaves no child behind, nor a child of a child."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from some_digits import WRITTEN
from troubled import environment

from digitpad import models

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]

PATIENCE_S = 30

# A window's own way to start a child, and the moment at which the window is killed.
_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QObject

def now(*_):
    print("now", flush=True)

application = QCoreApplication([])
{start}
application.exec()
"""
_STARTS = {
    "training": """
from digitpad.retraining.choices import TrainingRequest
from digitpad.ui.training_process import TrainingProcess
work = TrainingProcess()
work.stage_began.connect(lambda told: "TensorFlow" in told.text and now())
work.start(TrainingRequest("quick", 3, 28))
""",
    "cross-validation": """
from digitpad.progress import FoldStarted
from digitpad.reporting.folds import CrossValidationRecord
from digitpad.ui.report_run import ReportRun

class Record(CrossValidationRecord):
    begun = 0
    def take(self, message):
        Record.begun += isinstance(message, FoldStarted)
        if Record.begun == 2:
            now()

work = ReportRun("", "")
few = "--folds 2 --limit 200 --epochs 50 --workers 2 --out folds"
talking = "--progress json --control stdin"
work.start(["cv", *few.split(), *talking.split()], Record())
""",
    "comparison": """
from digitpad.models import builtin_model
from digitpad.ui.comparison_process import ComparisonProcess
work = ComparisonProcess()
work.progressed.connect(now)
work.start(builtin_model(), Path(sys.argv[1]))
""",
    "table": """
from digitpad.ui.table_process import TableProcess
work = TableProcess()
work.came.connect(now)
work.start([Path(sys.argv[1])], several=True)
""",
}


@pytest.fixture
def material(tmp_path: Path) -> dict[str, Path]:
    """What a child works at for long."""
    ink = tmp_path / "many.jsonl.gz"
    ink.write_bytes(WRITTEN.read_bytes() * 8)
    return {"table": ink, "comparison": models.builtin_model()}


@pytest.mark.parametrize("work", _STARTS)
def test_a_killed_window_leaves_no_orphan(
    tmp_path: Path, material: dict[str, Path], work: str
) -> None:
    code = _WINDOW.format(start=_STARTS[work])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(material.get(work, ""))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env=environment(TMPDIR=str(temporary)),
    ) as window:
        assert window.stdout
        assert window.stdout.readline() == b"now\n"
        family = psutil.Process(window.pid).children(recursive=True)
        window.kill()
    assert len(family) == (3 if work == "cross-validation" else 1)
    _, alive = psutil.wait_procs(family, PATIENCE_S)
    assert alive == []
