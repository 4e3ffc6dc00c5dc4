"""Fits a network: epoch after epoch, until the last, the patience's end or a stop."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np

from digitpad.errors import TrainingError
from digitpad.progress import BatchFinished, EpochFinished, RunStarted
from training import saved
from training.augment import Distortion
from training.averages import Averages
from training.batches import Plan, training_batches, validation_batches
from training.best import BestEpoch
from training.calibration import DIGITS
from training.checkpoint import Checkpoint, State
from training.config import Hyperparameters, OneCycle
from training.console import Report, counted
from training.control import Control
from training.datasets import Images
from training.lessons import Lessons
from training.network import Model, Network
from training.pace import Pace
from training.running import Fitted, Running
from training.schedule import one_cycle

SECONDS_BETWEEN_REPORTS: Final = 0.2
# Batches that TensorFlow takes without coming back to Python, which saves a seventh of
# the time. A wish to stop is heard in between.
BATCHES_AT_ONCE: Final = 10

STOPPED: Final = "stopped by the user"
PATIENCE: Final = "no lower validation loss for {epochs}"
NOT_A_NUMBER: Final = "the loss was no longer a number"

# Takes an iterator of batches and how many to train on.
Train = Callable[[Iterator[Any], int], None]


class Fit:
    """Fits one network to one dataset.

    Args:
        network: What to fit; its model has the kept epoch's weights at the end.
        lessons: The images of every epoch.
        validation: The images to judge by.
        report: Hears of batches and epochs.
        control: Asked between batches whether to stop.
    """

    def __init__(
        self,
        network: Network,
        lessons: Lessons,
        validation: Images,
        report: Report,
        control: Control,
        checkpoint: Checkpoint | None,
    ) -> None:
        hyperparameters = network.hyperparameters
        self._network, self._model = network, network.model
        self._trainee, self._lessons = network.trainee, lessons
        self._report, self._control = report, control
        self._checkpoint = checkpoint
        self._epochs = hyperparameters.epochs
        self._plan = Plan(
            hyperparameters.batch_size,
            1,
            network.epochs_before,
            hyperparameters.seed,
            Distortion.of(hyperparameters),
        )
        self._batches = self._plan.steps(lessons.size)
        self._validation = validation_batches(validation, network.preparation)
        self._labels = validation.labels
        self._train = _train_function(network.trainee)
        self._averages = Averages(
            network.trainee, network.model, _kept_share(hyperparameters)
        )
        self._pace = Pace(self._epochs, self._batches)
        self._best = BestEpoch(hyperparameters.patience)
        self._reported = 0.0
        self._is_cut_short = False
        self._fitted = Fitted()
        self._running = Running(
            network, self._averages, self._best, self._pace, self._fitted
        )

    def run(self) -> Fitted:
        """Train until an end is reached.

        Raises:
            TrainingError: The loss was not a number from the first epoch on.
        """
        self._report(
            RunStarted(
                self._network.hyperparameters.name,
                self._epochs,
                self._batches,
                self._model.count_params(),
            )
        )
        while not self._is_over():
            epoch = self._fitted.epochs + 1
            self._train_epoch(epoch)
            figures = self._figures()
            if not all(map(math.isfinite, figures.values())):
                self._fitted.ended = NOT_A_NUMBER
                break
            self._note(epoch, figures)
            if not self._is_cut_short:
                self._write_state()
        self._keep()
        self._fitted.seconds = self._pace.seconds
        return self._fitted

    def resume(self, state: State) -> None:
        """Go on from the state that a run of the same settings was killed in."""
        self._running.resume(state)

    def _write_state(self) -> None:
        """Keep what a run needs that goes on after a kill."""
        if self._checkpoint is None:
            return
        with saved.explaining_failure(self._checkpoint.path):
            self._checkpoint.write(self._running.state())

    def _train_epoch(self, epoch: int) -> None:
        self._trainee.reset_metrics()
        self._pace.begin_epoch()
        batches = self._batches_of(epoch)
        done = 0
        while done < self._batches:
            count = min(BATCHES_AT_ONCE, self._batches - done)
            self._set_rate(epoch - 1 + done / self._batches)
            self._train(batches, count)
            self._averages.follow()
            done += count
            self._pace.finish_batches(done)
            self._report_batch(epoch, done)
            if self._control.stop_requested:
                self._is_cut_short = done < self._batches
                break
        self._averages.settle()

    def _batches_of(self, epoch: int) -> Iterator[Any]:
        """The batches of an epoch; it is counted from 1, and here on from 0."""
        number = self._network.epochs_before + epoch - 1
        plan = replace(self._plan, epochs_before=number)
        images = self._lessons.of(number)
        return iter(training_batches(images, plan, self._network.preparation))

    def _set_rate(self, epochs_done: float) -> None:
        """Choose the size of the next steps, where the recipe changes it."""
        hyperparameters = self._network.hyperparameters
        if isinstance(hyperparameters, OneCycle):
            share = one_cycle(epochs_done / self._epochs)
            rate = self._trainee.optimizer.learning_rate
            rate.assign(hyperparameters.learning_rate * share)

    def _figures(self) -> dict[str, float]:
        """Loss and accuracy of the epoch just trained, and of the validation images."""
        trained = self._trainee.get_metrics_result()
        loss, accuracy = self._judged()
        self._pace.finish_validation()
        return {
            "loss": float(trained["loss"]),
            "accuracy": float(trained["accuracy"]),
            "validation_loss": loss,
            "validation_accuracy": accuracy,
        }

    def _judged(self) -> tuple[float, float]:
        """Loss and accuracy over the validation images."""
        answers = self._model.predict(self._validation, verbose=0)
        # What is trained for, smoothed labels too: only so the two curves compare.
        loss = float(np.mean(self._trainee.loss(self._labels, answers)))
        # The best of the ten digits counts, also where "no digit" was likelier.
        digits = answers[:, :DIGITS].argmax(axis=1)
        return loss, float(np.mean(digits == self._labels))

    def _note(self, epoch: int, figures: dict[str, float]) -> None:
        """Write an epoch down, remember the best, and tell."""
        for name, figure in figures.items():
            self._fitted.history[name].append(figure)
        self._best.judge(epoch, figures["validation_loss"], self._model)
        self._report(
            EpochFinished(
                epoch,
                self._epochs,
                **figures,
                seconds=self._pace.epoch_seconds,
                seconds_left=self._pace.seconds_left or 0.0,
            )
        )

    def _is_over(self) -> bool:
        """Whether no more epochs are to be trained; notes why."""
        if not self._fitted.epochs:
            return False
        if ended := self._reason_to_end():
            self._fitted.ended = ended
            return True
        return self._fitted.epochs == self._epochs

    def _reason_to_end(self) -> str | None:
        is_last = self._fitted.epochs == self._epochs
        if self._is_cut_short or (self._control.stop_requested and not is_last):
            return STOPPED
        patience = self._network.hyperparameters.patience
        if patience and self._best.is_patience_exhausted and not is_last:
            return PATIENCE.format(epochs=counted(patience, "epoch"))
        return None

    def _keep(self) -> None:
        """Choose whose weights the model has at the end."""
        if self._best.epoch == 0:
            raise TrainingError(
                "Training failed: the loss is not a number. "
                "Choose a lower --learning-rate than {rate:g}.",
                rate=self._network.hyperparameters.learning_rate,
            )
        self._fitted.kept_epoch = self._fitted.epochs
        keeps_last = self._network.hyperparameters.patience is None
        if not keeps_last or self._fitted.ended in (STOPPED, NOT_A_NUMBER):
            self._best.restore(self._model)
            self._fitted.kept_epoch = self._best.epoch

    def _report_batch(self, epoch: int, done: int) -> None:
        now = time.monotonic()
        if now - self._reported < SECONDS_BETWEEN_REPORTS and done < self._batches:
            return
        self._reported = now
        so_far = self._trainee.get_metrics_result()
        loss, accuracy = float(so_far["loss"]), float(so_far["accuracy"])
        # JSON has no word for what is not a number; the epoch's end will tell.
        if math.isfinite(loss):
            self._report(
                BatchFinished(
                    epoch,
                    self._epochs,
                    done,
                    self._batches,
                    loss,
                    accuracy,
                    self._pace.seconds_left,
                )
            )


def _kept_share(hyperparameters: Hyperparameters) -> float:
    return hyperparameters.averaging if isinstance(hyperparameters, OneCycle) else 0.0


def _train_function(model: Model) -> Train:
    """Several training steps as one graph: the way back to Python costs time."""
    import tensorflow as tf

    def train(batches: Iterator[Any], count: Any) -> None:  # noqa: ANN401, a tensor
        for _ in tf.range(count):
            model.train_step(next(batches))

    graph = tf.function(train, reduce_retracing=True)
    # As a tensor, or each other count would build another graph.
    return lambda batches, count: graph(batches, tf.constant(count))
