"""Runs the application: in this process, or in several that share one socket."""

import logging
import os
import signal
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Final

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors.multiprocess import Multiprocess

from digitpad.server.options import Options
from digitpad.server.protocol import ImpatientProtocol

_DRAIN: Final = 10
"""Seconds that requests on their way have at the end."""

_KEEP_ALIVE: Final = 30  # seconds between two requests on one connection
_START: Final = 60.0  # seconds that a worker has
# Of a worker, which may often have no more than 1,024 open files.
_CONNECTIONS: Final = 900


def serve(
    options: Options, listening: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve until SIGINT or SIGTERM; requests on their way are answered first.

    Args:
        options: How to serve.
        listening: Where to listen.
        ready: Called when requests are answered.

    Raises:
        ModelError: There is no model that can be read.
    """
    # At the end uvicorn raises once more the signal that ended it: this is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    if options.workers == 1:
        _Server(_config(_application(options), options), ready).run([listening])
        return
    from digitpad.recognizer import Recognizer
    from digitpad.server.metrics import FOLDER_VARIABLE

    # What is wrong with the model is told once, and not by each worker.
    Recognizer.load(options.model)
    with tempfile.TemporaryDirectory(prefix="digitpad-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        config = _config(partial(_application, options), options)
        _Workers(config, [listening], ready).run()


def _application(options: Options) -> FastAPI:
    # Imported late: what counts requests must know before whether it counts alone.
    from digitpad.server.app import create_app

    ImpatientProtocol.seconds = options.timeout
    logging.basicConfig(level=logging.WARNING, format="digitpad: %(message)s")
    # Nor that a stranger's form is damaged.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    return create_app(options)


def _config(application: Callable[..., object], options: Options) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        factory=options.workers > 1,
        workers=options.workers,
        http=ImpatientProtocol,
        limit_concurrency=_CONNECTIONS,
        lifespan="on",
        ws="none",
        log_config=None,
        # That a stranger speaks no HTTP is no affair of whoever reads the log.
        log_level="error",
        access_log=False,
        server_header=False,
        # Whoever stands between must count its clients itself.
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_DRAIN,
        timeout_worker_healthcheck=30,
    )


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


class _Workers(Multiprocess):
    """Several processes; one that dies is replaced, and each changes its own model."""

    def __init__(
        self,
        config: uvicorn.Config,
        sockets: list[socket.socket],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config, sockets)
        self._ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        if all(
            each.wait_until_ready(_START, self.should_exit) for each in self.processes
        ):
            self._ready()

    def handle_hup(self) -> None:
        """Let each worker take the new model in use; none is restarted for it."""
        for each in self.processes:
            if each.pid is not None:
                os.kill(each.pid, signal.SIGHUP)
