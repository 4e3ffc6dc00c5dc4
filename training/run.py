"""One training run from its request to the model file."""

import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from digitpad import h5model
from digitpad.atomic import replacing
from digitpad.card import ModelCard
from digitpad.errors import TrainingError
from digitpad.progress import RunFinished, StageBegan
from training import backend, datasets, facts, network, report, saved
from training.advice import advice
from training.checkpoint import Checkpoint, State
from training.config import Recipe
from training.console import Report
from training.control import Control
from training.datasets import Dataset, Images
from training.evaluate import Comparison, compare, score
from training.fit import Fit
from training.lessons import lessons, synthetic_facts
from training.network import Network, Origin
from training.report import PicturesError
from training.request import Request
from training.running import Fitted
from training.trust import measured


@dataclass(frozen=True)
class Beginning:
    """What is known of a run before TensorFlow starts.

    Attributes:
        request: What is asked for.
        start: The model to train on from, if there is one.
        hyperparameters: The recipe's, with what is to differ.
        dataset: The images.
        checkpoint: Where the run keeps its state.
        state: The one to go on from, if there is one.
    """

    request: Request
    start: Origin | None
    hyperparameters: Recipe
    dataset: Dataset
    checkpoint: Checkpoint
    state: State | None

    @property
    def epochs_done(self) -> int:
        """Of this run, before it was killed."""
        return len(self.state.facts["history"]["loss"]) if self.state else 0


@dataclass(frozen=True)
class Trained:
    """What is there when the last epoch is over.

    Attributes:
        network: The network, with its weights.
        fitted: How the fit went.
        drawn: Synthetic ink it has seen, if it was shown any.
    """

    network: Network
    fitted: Fitted
    drawn: Images | None


def train(request: Request, tell: Report, control: Control) -> None:
    """Train, evaluate, and write the model whole or not at all.

    Raises:
        PicturesError: The model is written, its pictures are not.
        DigitpadError: The data, a model to start from or to compare with, or the
            place to write to cannot be used.
    """
    check_places(request)
    tensorflow = backend.Import()
    if request.start or request.compare:
        tell(StageBegan("Reading the models"))
    start = _origin(request.start) if request.start else None
    current = h5model.load_network(request.compare) if request.compare else None
    run = _begun(request, start, tell)
    with control.keeping(run.checkpoint.path):
        trained = _trained(run, tensorflow, tell, control)
        tell(StageBegan("Reading the validation and test images"))
        made = _save(run, trained, control)
        run.checkpoint.remove()
    compared = compare(made, current, run.dataset, request.limit)
    tell(_finished(run, trained.fitted, compared))
    if request.plots:
        _draw(request.plots, request.out, trained.fitted)


def _begun(request: Request, start: Origin | None, tell: Report) -> Beginning:
    hyperparameters = network.choose(request, start)
    tell(StageBegan("Reading the images"))
    dataset = datasets.load(
        request.data,
        hyperparameters.validation,
        request.limit,
        request.own,
        request.own_copies,
    )
    checkpoint = _checkpoint(request, hyperparameters, dataset, start)
    if not request.resume:
        checkpoint.refuse_unfinished()
    state = checkpoint.read() if request.resume else None
    if state:
        checkpoint.tidy()
    return Beginning(request, start, hyperparameters, dataset, checkpoint, state)


def _trained(
    run: Beginning, tensorflow: backend.Import, tell: Report, control: Control
) -> Trained:
    settings, start, request = run.hyperparameters, run.start, run.request
    first = network.epochs_before(start.card) if start else 0
    classes = start.classes if start else network.MOST_CLASSES
    training, held_back = run.dataset.training, run.dataset.validation
    # Begun early: synthetic ink is written while TensorFlow starts.
    with lessons(training, settings, first, classes, run.epochs_done) as shown:
        # It takes seconds; whoever watches should know.
        tell(StageBegan("Starting TensorFlow"))
        tensorflow.wait()
        backend.start(settings.seed, request.threads)
        tell(StageBegan("Building the network"))
        if start:
            prepared = network.resume(start, request, settings)
        else:
            prepared = network.build(settings)
        fit = Fit(prepared, shown, held_back, tell, control, run.checkpoint)
        if run.state:
            fit.resume(run.state)
        return Trained(prepared, fit.run(), shown.drawn)


def check_places(request: Request) -> None:
    """Find out before the training, not after it, whether its files can be written.

    Raises:
        TrainingError: They cannot.
    """
    with saved.explaining_failure(request.out):
        if request.out.is_dir():
            raise TrainingError(
                "{path} is a folder. Name a file with --out.", path=request.out
            )
    folders = [request.out.absolute().parent]
    if request.plots:
        folders.append(request.plots.absolute())
    for folder in folders:
        # A folder is made only when there is something to put into it.
        with saved.explaining_failure(folder):
            existing = next(f for f in (folder, *folder.parents) if f.exists())
            with tempfile.TemporaryFile(dir=existing):
                pass


def _checkpoint(
    request: Request, hyperparameters: Recipe, dataset: Dataset, start: Origin | None
) -> Checkpoint:
    """Where the run keeps its state, and what must be the same to go on with it."""
    conditions = {
        "recipe": hyperparameters.name,
        **asdict(hyperparameters),
        **dataset.facts,
        **synthetic_facts(hyperparameters),
        **facts.versions(request.threads or facts.available_threads()),
        "start": start.sha256 if start else None,
    }
    return Checkpoint(request.out, conditions)


def _origin(path: Path) -> Origin:
    """Check a model file as any stranger's; only then Keras may open it."""
    checked = h5model.load_network(path)
    return Origin(
        path, checked.sha256, checked.card, checked.input_range, checked.classes
    )


def _save(
    run: Beginning,
    trained: Trained,
    control: Control,
) -> h5model.Network:
    """Write the model, have the finished file judged, and put it in its place.

    Returns:
        What the program reads from the finished file.
    """
    out, dataset, drawn = run.request.out, run.dataset, trained.drawn
    card = _card(run.request, trained.network, dataset, trained.fitted)
    with saved.explaining_failure(out), ExitStack() as files:
        with control.undisturbed():
            temporary = files.enter_context(replacing(out))
            files.enter_context(control.removing(temporary))
            saved.write(trained.network.model, temporary)
            saved.write_card(temporary, card)
        made = h5model.load_network(temporary)
        if drawn is not None:
            saved.write_extras(temporary, measured(made, dataset, drawn))
        scores = score(made, dataset)
        judged = replace(
            card,
            validation_accuracy=scores.validation,
            test_accuracy=scores.test,
            data=card.data | scores.own_facts,
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
    threads = request.threads or facts.available_threads()
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
        versions=facts.versions(threads),
        fixed=facts.fixed(hyperparameters.seed, threads),
        history=fitted.history,
        date=facts.now(),
        seconds=round(fitted.seconds, 1),
        input_range=prepared.preparation.input_range,
        ended=fitted.ended,
        trained_from=prepared.trained_from,
    )


def _finished(run: Beginning, fitted: Fitted, compared: Comparison) -> RunFinished:
    new, current, own = compared.new, compared.current, run.dataset.own
    return RunFinished(
        path=str(run.request.out),
        epochs=fitted.epochs,
        ended=fitted.ended,
        seconds=fitted.seconds,
        validation_images=compared.validation_images,
        validation_accuracy=new.validation,
        test_accuracy=new.test,
        current_validation_accuracy=current.validation if current else None,
        current_test_accuracy=current.test if current else None,
        advice=advice(fitted.history),
        own_images=None if own is None else len(own),
        own_accuracy=new.own,
        current_own_accuracy=current.own if current else None,
    )
