"""The state of a run between two epochs: taken from its parts, and put back."""

from dataclasses import dataclass, field
from typing import Any, Final

from training.averages import Averages
from training.best import BestEpoch
from training.checkpoint import State
from training.network import Network
from training.pace import Pace

ALL_EPOCHS: Final = "all epochs"


@dataclass
class Fitted:
    """How a fit went.

    Attributes:
        history: By epoch: loss, accuracy, validation_loss, validation_accuracy.
        ended: Why it ended, for people.
        seconds: How long it took.
        kept_epoch: The epoch whose weights the model has, counted from 1.
    """

    history: dict[str, list[float]] = field(
        default_factory=lambda: {
            "loss": [],
            "accuracy": [],
            "validation_loss": [],
            "validation_accuracy": [],
        }
    )
    ended: str = ALL_EPOCHS
    seconds: float = 0.0
    kept_epoch: int = 0

    @property
    def epochs(self) -> int:
        """How many epochs were trained and judged, the last one perhaps in part."""
        return len(self.history["loss"])


@dataclass(frozen=True)
class Running:
    """The parts of a run that change while it goes on.

    What is not among them follows from the settings: the images of an epoch and their
    order from (seed, epoch), the step size from how much is done.

    Attributes:
        network: The networks in training and averaged, the optimizer with them.
        averages: How often they were averaged.
        best: The best epoch so far.
        pace: The seconds so far.
        fitted: The history so far.
    """

    network: Network
    averages: Averages
    best: BestEpoch
    pace: Pace
    fitted: Fitted

    def state(self) -> State:
        """All of it, as values."""
        best, kept = self.best.state()
        trainee, model = (
            [variable.numpy() for variable in variables]
            for variables in self._variables()
        )
        facts = {
            "history": self.fitted.history,
            "averaged": self.averages.steps,
            "best": best,
            "seconds": self.pace.seconds,
        }
        return State(facts, {"trainee": trainee, "model": model, "best": kept})

    def resume(self, state: State) -> None:
        """Put all of it back."""
        facts, arrays = state.facts, state.arrays
        self.fitted.history = facts["history"]
        self.averages.steps = facts["averaged"]
        self.best.resume(facts["best"], arrays["best"])
        self.pace.resume(self.fitted.epochs, facts["seconds"])
        saved = (arrays["trainee"], arrays["model"])
        for variables, values in zip(self._variables(), saved, strict=True):
            for variable, value in zip(variables, values, strict=True):
                variable.assign(value)
        # There may be no more epochs, at whose end this happens.
        self.averages.settle()

    def _variables(self) -> tuple[list[Any], list[Any]]:
        """Of the network in training with its optimizer, and of its averages."""
        trainee, model = self.network.trainee, self.network.model
        optimizer = trainee.optimizer
        if not optimizer.built:
            optimizer.build(trainee.trainable_variables)
        averaged = [] if model is trainee else model.variables
        # All variables: the weights leave out where dropout's random numbers stand.
        return [*trainee.variables, *optimizer.variables], averaged
