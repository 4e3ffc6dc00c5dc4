"""What a killed run goes on from: all of its state, written after each epoch.

Neither Keras' .h5 nor its own format hold all of it: the states of the random numbers
that dropout draws are in neither.
"""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.atomic import remove_abandoned, write_bytes
from digitpad.errors import TrainingError
from digitpad.npz import Npz
from digitpad.regular import read_regular

_META: Final = "meta"
_ENDING: Final = ".unfinished"

_LARGEST: Final = 2**30  # bytes
# What is raised where something else stands than was written.
_DAMAGED: Final = (OSError, ValueError, LookupError, TypeError, AttributeError)

Arrays = list[npt.NDArray[Any]]


@dataclass(frozen=True)
class State:
    """A run between two epochs.

    Attributes:
        facts: JSON values: history, counts, seconds.
        arrays: Lists of arrays by name: variables in their order.
    """

    facts: dict[str, Any]
    arrays: dict[str, Arrays]


class Checkpoint:
    """Keeps a run's state in a file beside the model that it is to become.

    Args:
        model: Where the model will go.
        conditions: JSON values that a result follows from; a run goes on only under
            the same.
    """

    def __init__(self, model: Path, conditions: dict[str, Any]) -> None:
        self._model = model
        self.path = model.with_name(model.name + _ENDING)
        self._conditions = json.loads(json.dumps(conditions))

    def read(self) -> State | None:
        """The state to go on from; None if there is no unfinished run.

        Raises:
            TrainingError: The file cannot be read, or the run was begun otherwise.
        """
        try:
            content = read_regular(self.path, _LARGEST)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error.strerror or error) from error
        try:
            meta, arrays = _unpacked(content)
            state = State(dict(meta["facts"]), arrays)
            begun = dict(meta["conditions"])
        except _DAMAGED as error:
            raise self._unreadable(error) from error
        self._refuse_other(begun)
        return state

    def write(self, state: State) -> None:
        """Replace the state before; a kill leaves that one or this one.

        Raises:
            OSError: The file cannot be written.
        """
        meta = json.dumps({"facts": state.facts, "conditions": self._conditions})
        named = {
            f"{name}/{place}": array
            for name, arrays in state.arrays.items()
            for place, array in enumerate(arrays)
        }
        counts = {name: len(arrays) for name, arrays in state.arrays.items()}
        out = io.BytesIO()
        header = np.frombuffer(json.dumps([meta, counts]).encode(), np.uint8)
        np.savez(out, allow_pickle=False, **{_META: header}, **named)
        write_bytes(self.path, out.getvalue())

    def refuse_unfinished(self) -> None:
        """Do not let a fresh run write over an unfinished one.

        Raises:
            TrainingError: There is one.
        """
        if self.path.exists():
            raise TrainingError(
                "{path} holds an unfinished run: go on with it by --resume, or delete "
                "it to begin afresh.",
                path=self.path,
            )

    def tidy(self) -> None:
        """Remove what the killed run had begun to write and could not name."""
        for path in (self._model, self.path):
            remove_abandoned(path)

    def remove(self) -> None:
        """The run is over: nothing is left to go on from."""
        self.path.unlink(missing_ok=True)

    def _refuse_other(self, begun: dict[str, Any]) -> None:
        """Name the first condition that differs."""
        for name in sorted(self._conditions.keys() | begun.keys()):
            then, now = begun.get(name), self._conditions.get(name)
            if then != now:
                raise TrainingError(
                    "{path} holds a run that was begun with {name} {then}, not {now}: "
                    "start it as it was begun, or delete the file to begin afresh.",
                    path=self.path,
                    name=name.replace("_", " "),
                    then=then,
                    now=now,
                )

    def _unreadable(self, reason: object) -> TrainingError:
        return TrainingError(
            "The unfinished run {path} cannot be read ({reason}): delete it to begin "
            "afresh.",
            path=self.path,
            reason=reason,
        )


def _unpacked(content: bytes) -> tuple[dict[str, Any], dict[str, Arrays]]:
    with Npz(io.BytesIO(content)) as found:
        meta, counts = json.loads(found[_META].tobytes())
        arrays = {
            name: [found[f"{name}/{place}"] for place in range(count)]
            for name, count in counts.items()
        }
    return json.loads(meta), arrays
