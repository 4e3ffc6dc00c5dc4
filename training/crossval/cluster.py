"""Trains folds on a Dask cluster: `digitpad cv --cluster tcp://host:8786`.

Only arrays, numbers and bytes travel, never a Keras object. The images are sent once to
each worker; a worker that is killed costs the time of the folds it was at.
"""

import socket
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

import digitpad
from digitpad.errors import TrainingError
from digitpad.printable import printable
from digitpad.progress import EpochFinished, Message
from training.crossval.child import Children, in_a_file, train_in_child
from training.crossval.task import Data, FoldResult, Plan, Tell, packed, unpacked
from training.crossval.tls import Tls

TOPIC: Final = "digitpad-folds"
_SCHEMES: Final = ("tcp", "tls")
# Seconds until a scheduler counts as absent.
_PATIENCE: Final = 20


@dataclass(frozen=True)
class Cluster:
    """A Dask scheduler and how to speak to it.

    Attributes:
        address: "tcp://host:8786", or "tls://host:8786" with files for TLS.
        tls: These files.
    """

    address: str
    tls: Tls

    def refuse_unusable(self) -> None:
        """Do nothing if this machine could speak to such a scheduler.

        Raises:
            TrainingError: Dask is not installed, or address or files are no such.
        """
        if find_spec("distributed") is None:
            raise TrainingError(
                "--cluster needs Dask: install it with pip install 'digitpad[cluster]'."
            )
        _place(self.address)
        self.tls.security(self.address)

    def train_folds(
        self, data: Data, plan: Plan, folds: list[int], tell: Tell
    ) -> Iterator[FoldResult]:
        """Train folds on whatever workers there are.

        Args:
            data: All images.
            plan: How to train.
            folds: Which folds, from 0.
            tell: Hears of every epoch.

        Yields:
            The results as they come.

        Raises:
            TrainingError: No scheduler answers, it has no workers, they have another
                version of Digitpad, or a fold failed on them.
        """
        from distributed import as_completed

        with self._client() as client, _listening(client, tell):
            _refuse_other_workers(client)
            (sent,) = client.scatter([data], broadcast=True, hash=True)
            run = uuid.uuid4().hex
            # Not pure: nothing of an earlier command is taken for this one's.
            futures = [
                client.submit(_train, sent, plan, fold, run, pure=False)
                for fold in folds
            ]
            with _ending_the_rest(client, futures, run):
                for future in as_completed(futures, loop=client.loop):
                    yield unpacked(_result(future))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        from distributed import Client

        security = self.tls.security(self.address)
        # A Dask client that finds nobody complains beside our sentence.
        self._refuse_silence()
        try:
            client = Client(
                self.address,
                security=security,
                timeout=_PATIENCE,
                set_as_default=False,
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise self._silence(error) from error
        try:
            yield client
        finally:
            client.close()

    def _refuse_silence(self) -> None:
        """Do nothing if somebody answers at the address."""
        try:
            with socket.create_connection(_place(self.address), _PATIENCE):
                pass
        except OSError as error:
            raise self._silence(error) from error

    def _silence(self, error: Exception) -> TrainingError:
        return TrainingError(
            "No Dask scheduler answers at {address} ({reason}): start one there with "
            "dask scheduler, or correct --cluster and the options for TLS.",
            address=self.address,
            reason=str(error).splitlines()[0] if str(error) else "no answer",
        )


def _place(address: str) -> tuple[str, int]:
    """Host and port of an address."""
    try:
        parts = urlsplit(address)
        if parts.scheme in _SCHEMES and parts.hostname and parts.port:
            return parts.hostname, parts.port
    except ValueError:  # a port that is no number
        pass
    raise TrainingError(
        "{address} is no address of a Dask scheduler: write it as tcp://host:8786, or "
        "tls://host:8786.",
        address=printable(address) or "An empty text",
    )


# On a worker: the processes of each run's folds.
_running: defaultdict[str, Children] = defaultdict(Children)


def _train(data: Data, plan: Plan, fold: int, run: str) -> bytes:
    """Runs on a worker."""
    from distributed import get_worker

    worker = get_worker()

    def tell(number: int, message: Message) -> None:
        # Batches would fill the scheduler's memory.
        if isinstance(message, EpochFinished):
            worker.log_event(TOPIC, {"fold": number, "epoch": asdict(message)})

    # Not in the worker's own process, whose threads draw random numbers too.
    with in_a_file(data) as path:
        return packed(train_in_child(path, plan, fold, tell, _running[run]))


def _end(run: str) -> None:
    """Runs on a worker, beside the fold that it trains."""
    _running[run].end()


@contextmanager
def _ending_the_rest(client: Any, futures: list[Any], run: str) -> Iterator[None]:  # noqa: ANN401, Dask has no types
    """If the block does not end well, no worker trains on for nobody."""
    try:
        yield
    except BaseException:
        # Whoever is gone has nothing to end.
        with suppress(Exception):
            client.cancel(futures)
            client.run(_end, run, on_error="ignore")
        raise


def _version() -> str:
    """Runs on a worker."""
    return digitpad.__version__


def _refuse_other_workers(client: Any) -> None:  # noqa: ANN401, Dask has no types
    """Do nothing if there are workers that train as this machine would."""
    try:
        versions = client.run(_version)
    except Exception as error:  # whatever a worker raises when it lacks the program
        raise TrainingError(
            "A worker cannot run Digitpad ({reason}): install the same version on all "
            "of them.",
            reason=error,
        ) from error
    if not versions:
        raise TrainingError(
            "The cluster has no workers: start some with dask worker, one thread each."
        )
    if other := set(versions.values()) - {digitpad.__version__}:
        raise TrainingError(
            "A worker has Digitpad {theirs}, and this is {ours}: install the same "
            "version on all of them.",
            theirs=other.pop(),
            ours=digitpad.__version__,
        )


def _result(future: Any) -> bytes:  # noqa: ANN401, as above
    try:
        content: bytes = future.result()
    except Exception as error:  # whatever was raised on the worker
        raise TrainingError(
            "A fold failed on the cluster ({reason}): look at the worker's log, then "
            "start the same command again; finished folds are kept.",
            reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
    return content


@contextmanager
def _listening(client: Any, tell: Tell) -> Iterator[None]:  # noqa: ANN401, as above
    """Pass on what the workers tell."""

    def hear(event: tuple[float, dict[str, Any]]) -> None:
        _, told = event
        tell(told["fold"], EpochFinished(**told["epoch"]))

    client.subscribe_topic(TOPIC, hear)
    try:
        yield
    finally:
        client.unsubscribe_topic(TOPIC)
