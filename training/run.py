"""One training run from its request to the model file."""

import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

from digitpad import h5model
from digitpad.atomic import replacing
from digitpad.card import ModelCard
from digitpad.errors import TrainingError
from digitpad.progress import RunFinished, StageBegan
from training import backend, datasets, facts, network, report, saved
from training.console import Report
from training.control import Control
from training.datasets import Dataset, Images
from training.evaluate import Comparison, compare, score
from training.fit import Fit, Fitted
from training.lessons import lessons, synthetic_facts
from training.network import Network, Origin
from training.report import PicturesError
from training.request import Request
from training.trust import measured


def train(request: Request, tell: Report, control: Control) -> None:
    """Train, evaluate, and write the model whole or not at all.

    Raises:
        PicturesError: The model is written, its pictures are not.
        DigitpadError: The data, a model to start from or to compare with, or the
            place to write to cannot be used.
    """
    check_places(request)
    if request.start or request.compare:
        tell(StageBegan("Reading the models"))
    start = _origin(request.start) if request.start else None
    current = h5model.load_network(request.compare) if request.compare else None
    hyperparameters = network.choose(request, start)
    tell(StageBegan("Loading MNIST"))
    dataset = datasets.load_mnist(hyperparameters.validation, request.limit)
    first = network.epochs_before(start.card) if start else 0
    classes = start.classes if start else network.MOST_CLASSES
    # Begun early: synthetic ink is written while TensorFlow starts.
    with lessons(dataset.training, hyperparameters, first, classes) as shown:
        # Importing takes seconds; whoever watches should know before it begins.
        tell(StageBegan("Starting TensorFlow"))
        backend.start(hyperparameters.seed, request.threads)
        tell(StageBegan("Building the network"))
        if start:
            prepared = network.resume(start, request, hyperparameters)
        else:
            prepared = network.build(hyperparameters)
        fitted = Fit(prepared, shown, dataset.validation, tell, control).run()
        drawn = shown.drawn
    tell(StageBegan("Reading the validation and test images"))
    card = _card(request, prepared, dataset, fitted)
    made = _save(request.out, prepared, card, dataset, drawn, control)
    compared = compare(made, current, dataset, request.limit)
    tell(_finished(request.out, fitted, compared))
    if request.plots:
        _draw(request.plots, request.out, fitted)


def check_places(request: Request) -> None:
    """Find out before the training, not after it, whether its files can be written.

    Raises:
        TrainingError: They cannot.
    """
    if request.out.is_dir():
        raise TrainingError(
            "{path} is a folder. Name a file with --out.", path=request.out
        )
    folders = [request.out.absolute().parent]
    if request.plots:
        folders.append(request.plots.absolute())
    for folder in folders:
        # A folder is made only when there is something to put into it.
        existing = next(f for f in (folder, *folder.parents) if f.exists())
        with saved.explaining_failure(folder), tempfile.TemporaryFile(dir=existing):
            pass


def _origin(path: Path) -> Origin:
    """Check a model file as any stranger's; only then Keras may open it."""
    checked = h5model.load_network(path)
    return Origin(
        path, checked.sha256, checked.card, checked.input_range, checked.classes
    )


def _save(
    out: Path,
    prepared: Network,
    card: ModelCard,
    dataset: Dataset,
    drawn: Images | None,
    control: Control,
) -> h5model.Network:
    """Write the model, have the finished file judged, and put it in its place.

    Returns:
        What the program reads from the finished file.
    """
    with saved.explaining_failure(out), ExitStack() as files:
        with control.undisturbed():
            temporary = files.enter_context(replacing(out))
            files.enter_context(control.removing(temporary))
            saved.write(prepared.model, temporary)
            saved.write_card(temporary, card)
        made = h5model.load_network(temporary)
        if drawn is not None:
            saved.write_extras(temporary, measured(made, dataset, drawn))
        scores = score(made, dataset)
        judged = replace(
            card, validation_accuracy=scores.validation, test_accuracy=scores.test
        )
        saved.write_card(temporary, judged)
        made = h5model.load_network(temporary)
        control.finish()
    return made


def _draw(folder: Path, model: Path, fitted: Fitted) -> None:
    try:
        with saved.explaining_failure(folder):
            report.save_curves(fitted.history, folder, model.stem, fitted.kept_epoch)
    except TrainingError as error:
        raise PicturesError(
            "The model is saved as {model}, but its pictures are not all drawn: "
            "{sentence}",
            model=model,
            sentence=error,
        ) from error


def _card(
    request: Request, prepared: Network, dataset: Dataset, fitted: Fitted
) -> ModelCard:
    """All that is known before the finished file has been judged."""
    hyperparameters = prepared.hyperparameters
    return ModelCard(
        recipe=hyperparameters.name,
        hyperparameters=asdict(hyperparameters)
        | {
            "epochs_before": prepared.epochs_before,
            "kept_epoch": fitted.kept_epoch,
            "optimizer_restored": prepared.optimizer_restored,
            "precision": prepared.precision,
        },
        seed=hyperparameters.seed,
        data=dataset.facts | synthetic_facts(hyperparameters),
        versions=facts.versions(request.threads or facts.available_threads()),
        history=fitted.history,
        date=facts.now(),
        seconds=round(fitted.seconds, 1),
        input_range=prepared.preparation.input_range,
        ended=fitted.ended,
        trained_from=prepared.trained_from,
    )


def _finished(out: Path, fitted: Fitted, compared: Comparison) -> RunFinished:
    new, current = compared.new, compared.current
    return RunFinished(
        path=str(out),
        epochs=fitted.epochs,
        ended=fitted.ended,
        seconds=fitted.seconds,
        validation_images=compared.validation_images,
        validation_accuracy=new.validation,
        test_accuracy=new.test,
        current_validation_accuracy=current.validation if current else None,
        current_test_accuracy=current.test if current else None,
    )
