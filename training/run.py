"""One training run from its request to the model file."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from digitpad.atomic import replacing
from digitpad.card import ModelCard
from digitpad.errors import TrainingError
from digitpad.progress import RunFinished, StageBegan
from training import backend, datasets, evaluate, facts, network, saved
from training.console import Report
from training.control import Control
from training.datasets import Dataset
from training.evaluate import Scores
from training.fit import Fit, Fitted
from training.network import Network
from training.request import Request


def train(request: Request, report: Report, control: Control) -> None:
    """Train, evaluate, and write the model whole or not at all.

    Raises:
        DigitpadError: The data, the model to start from or the place to write to
            cannot be used.
    """
    check_place(request.out)
    hyperparameters = network.choose(request)
    # Importing takes seconds; whoever watches should know at once.
    report(StageBegan("Starting TensorFlow"))
    backend.start(hyperparameters.seed, request.threads)
    report(StageBegan("Loading MNIST"))
    dataset = datasets.load_mnist(hyperparameters.validation, request.limit)
    report(StageBegan("Building the network"))
    prepared = network.make(request, hyperparameters)
    fitted = Fit(prepared, dataset, report, control).run()
    report(StageBegan("Reading the validation and test images"))
    with (
        saved.explaining_failure(request.out),
        replacing(request.out) as temporary,
        control.removing(temporary),
    ):
        saved.write(prepared.model, temporary)
        scores = evaluate.score(temporary, dataset, prepared.preparation)
        card = _card(request, prepared, dataset, fitted, scores)
        saved.write_card(temporary, card)
        control.finish()
    report(
        RunFinished(
            path=str(request.out),
            epochs=fitted.epochs,
            ended=fitted.ended,
            seconds=fitted.seconds,
            validation_accuracy=scores.validation,
            test_accuracy=scores.test,
            current_validation_accuracy=None,
            current_test_accuracy=None,
        )
    )


def check_place(out: Path) -> None:
    """Find out before the training, not after it, whether `out` can be written.

    Raises:
        TrainingError: It cannot.
    """
    if out.is_dir():
        raise TrainingError(
            "{path} is a folder. Name a file with --out.",
            path=out,
        )
    # The folder itself is made only when there is something to put into it.
    existing = next(folder for folder in out.absolute().parents if folder.exists())
    with saved.explaining_failure(out), tempfile.TemporaryFile(dir=existing):
        pass


def _card(
    request: Request,
    prepared: Network,
    dataset: Dataset,
    fitted: Fitted,
    scores: Scores,
) -> ModelCard:
    return ModelCard(
        recipe=prepared.hyperparameters.name,
        hyperparameters=asdict(prepared.hyperparameters)
        | {"epochs_before": prepared.epochs_before, "kept_epoch": fitted.kept_epoch},
        seed=prepared.hyperparameters.seed,
        data=dataset.facts,
        versions=facts.versions(request.threads or facts.available_threads()),
        history=fitted.history,
        validation_accuracy=scores.validation,
        test_accuracy=scores.test,
        date=facts.now(),
        seconds=fitted.seconds,
        input_range=prepared.preparation.input_range,
        ended=fitted.ended,
        trained_from=prepared.trained_from,
    )
