"""The program that opens strangers' files, in place of the window or the server.

It is given lines of JSON, `{"kind": "mutation" or "cut", "index": n}` or `{"path": p}`,
and answers each with a line that says what came of it. Whatever ends this program has
reached the window.
"""

import hashlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from h5_mutations import Mutation, Mutations
from h5_reader import Reader

from digitpad.errors import ModelError
from digitpad.h5model import Network, load_network, source
from digitpad.paths import asset
from digitpad.recognizer import Recognizer

REFUSED: Final = "refused in a sentence"
READ: Final = "read, probabilities finite"
FAULT: Final = "fault"


@dataclass
class Outcome:
    """What came of one file.

    Attributes:
        kind: One of the above.
        told: The sentence, or what went wrong.
        seconds: Processor time of this process.
        megabytes: By how much this process grew at most.
        child: Exit status, processor time and memory of the reading process.
        answers: SHA-256 of the probabilities.
    """

    kind: str
    told: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    child: dict[str, Any] = field(default_factory=dict)
    answers: str = ""


class Window:
    """Opens strangers' files."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "strangers" / f"{os.getpid()}.h5"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._reader = Reader()
        self._real_run = source.subprocess.run
        blank, digit = np.zeros((2, 28, 28), np.float32)
        digit[4:24, 13:16] = 1
        self._drawings = np.stack([blank, digit])
        # What is imported late is no file's doing.
        load_network(asset("mnist_cnn_model.h5")).run(self._drawings)

    def open(self, content: bytes, *, really: bool) -> Outcome:
        """Open a file as the window does, and if it can be read, as one adopted.

        Args:
            content: The file.
            really: Through the real reading process and not a fork of one.
        """
        self._path.write_bytes(content)
        self._reader.last = {}
        run = self._real_run if really else self._reader.run
        source.subprocess.run = run  # type: ignore[assignment]
        outcome = self._measured(lambda: Recognizer.load(self._path).network)
        outcome.child = self._reader.last
        if outcome.kind != READ:
            return outcome
        # From its adoption on a model is read in this very process.
        digest = hashlib.sha256(content).hexdigest()
        again = self._measured(lambda: load_network(self._path, known=[digest]))
        if (again.kind, again.answers) != (outcome.kind, outcome.answers):
            return Outcome(FAULT, f"read in this process: {again}, else {outcome}")
        outcome.megabytes = max(outcome.megabytes, again.megabytes)
        outcome.seconds = max(outcome.seconds, again.seconds)
        return outcome

    def _measured(self, load: Callable[[], Network]) -> Outcome:
        before, begun = _reset_peak(), time.process_time()
        try:
            outcome = self._judged(load())
        except ModelError as error:
            outcome = self._refused(str(error))
        except Exception:
            outcome = Outcome(FAULT, traceback.format_exc())
        outcome.seconds = time.process_time() - begun
        outcome.megabytes = _megabytes("VmHWM") - before
        return outcome

    def _judged(self, network: Network) -> Outcome:
        probabilities, _ = network.run(self._drawings)
        if not np.allclose(probabilities.sum(axis=1), 1, atol=1e-3):
            return Outcome(FAULT, f"probabilities {probabilities.tolist()}")
        answers = hashlib.sha256(probabilities.tobytes()).hexdigest()
        return Outcome(READ, answers=answers)

    def _refused(self, sentence: str) -> Outcome:
        is_sentence = (
            sentence.startswith(f"{self._path.name}: ")
            and sentence.endswith(".")
            and sentence.isprintable()
            and len(sentence) < 1000
        )
        return Outcome(REFUSED if is_sentence else FAULT, sentence)


def _reset_peak() -> float:
    """Forget this process's peak of memory; returns what it takes now."""
    Path("/proc/self/clear_refs").write_text("5")
    return _megabytes("VmRSS")


def _megabytes(key: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def main() -> None:
    """Open what stdin asks for."""
    folder, *numbers = sys.argv[1:]
    mutations = Mutations(Path(folder), *map(int, numbers)) if numbers else None
    window = Window(Path(folder))
    for line in sys.stdin:
        asked = json.loads(line)
        if mutations is None:
            content = Path(asked["path"]).read_bytes()
            mutation = Mutation(asked["path"], "whole", content)
        else:
            mutation = mutations.one(asked["kind"], asked["index"])
        outcome = window.open(mutation.content, really=asked.get("really", False))
        told = asdict(outcome) | {"what": mutation.what, "where": mutation.where}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
