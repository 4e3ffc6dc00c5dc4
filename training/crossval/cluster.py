"""Trains folds on a Dask cluster: `digitpad cv --cluster tcp://host:8786`.

Only arrays, numbers and bytes travel, never a Keras object. The images are sent once to
each worker; a worker that is killed costs the time of the folds it was at.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import digitpad
from digitpad.errors import TrainingError
from digitpad.progress import EpochFinished, Message
from training.crossval.child import Children, in_a_file, train_in_child
from training.crossval.task import Data, FoldResult, Plan, Tell, packed, unpacked

TOPIC: Final = "digitpad-folds"
# Seconds until a scheduler counts as absent.
_PATIENCE: Final = 20


@dataclass(frozen=True)
class Cluster:
    """A Dask scheduler and how to speak to it.

    Attributes:
        address: "tcp://host:8786", or "tls://host:8786" with the three files.
        ca: The certificate that all others are signed by.
        certificate: This side's own.
        key: This side's private key.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

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
            # Not pure: nothing of an earlier command is taken for this one's.
            futures = [
                client.submit(_train, sent, plan, fold, pure=False) for fold in folds
            ]
            for future in as_completed(futures, loop=client.loop):
                yield unpacked(_result(future))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            from distributed import Client
            from distributed.security import Security
        except ModuleNotFoundError as error:
            raise TrainingError(
                "--cluster needs Dask: install it with pip install 'digitpad[cluster]'."
            ) from error
        # A Dask client that finds nobody complains beside our sentence.
        self._refuse_silence()
        files = (self.ca, self.certificate, self.key)
        security = Security(
            tls_ca_file=_text(self.ca),
            tls_client_cert=_text(self.certificate),
            tls_client_key=_text(self.key),
            require_encryption=any(files),
        )
        try:
            client = Client(
                self.address,
                security=security if any(files) else None,
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
            parts = urlsplit(self.address)
            place = (parts.hostname or "", parts.port or 8786)
            with socket.create_connection(place, timeout=_PATIENCE):
                pass
        except (OSError, ValueError) as error:
            raise self._silence(error) from error

    def _silence(self, error: Exception) -> TrainingError:
        return TrainingError(
            "No Dask scheduler answers at {address} ({reason}): start one there with "
            "dask scheduler, or correct --cluster.",
            address=self.address,
            reason=str(error).splitlines()[0] if str(error) else "no answer",
        )


def _train(data: Data, plan: Plan, fold: int) -> bytes:
    """Runs on a worker."""
    from distributed import get_worker

    worker = get_worker()

    def tell(number: int, message: Message) -> None:
        # Batches would fill the scheduler's memory.
        if isinstance(message, EpochFinished):
            worker.log_event(TOPIC, {"fold": number, "epoch": asdict(message)})

    # Not in the worker's own process, whose threads draw random numbers too.
    with in_a_file(data) as path:
        return packed(train_in_child(path, plan, fold, tell, Children()))


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


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
