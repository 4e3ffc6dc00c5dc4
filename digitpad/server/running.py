"""Runs the application: in this process, or in several that share one socket."""

import logging
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from typing import Final

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors.multiprocess import Multiprocess

from digitpad.server.options import FOLDER_VARIABLE, Options
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
    """Serve until SIGINT or SIGTERM; requests on their way have ten seconds yet.

    Args:
        options: How to serve.
        listening: Where to listen.
        ready: Called when requests are answered.

    Raises:
        ModelError: There is no model that can be read.
    """
    # While the model is loaded, and at the end, when uvicorn raises once more the
    # signal that ended it: neither is a failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # A script's background ignores it, but uvicorn ends there too: let both end alike.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):  # Windows has none
        # Until the model is watched, which sees what has changed since it was loaded.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if options.workers == 1:
        # It counts alone, whatever other programs do.
        os.environ.pop(FOLDER_VARIABLE, None)
        _Server(_config(_application(options), options), ready).run([listening])
        return
    from digitpad.recognizer import Recognizer

    # What is wrong with the model is told once, and not by each worker.
    Recognizer.load(options.model)
    with tempfile.TemporaryDirectory(prefix="digitpad-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        config = _config(partial(_application, options), options)
        _Workers(config, [listening], ready).run()


def _application(options: Options) -> FastAPI:
    # Imported late: what counts requests must know before whether it counts alone.
    from digitpad.server.app import create_app

    _end_with_parent()
    ImpatientProtocol.seconds = options.timeout
    logging.basicConfig(level=logging.WARNING, format="digitpad: %(message)s")
    # That a stranger's form is damaged is no affair of whoever reads the log.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    return create_app(options)


def _end_with_parent() -> None:
    """Let a worker end when what started it is gone, killed perhaps."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="digitpad-parent", daemon=True).start()


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
        # Nor that a stranger speaks no HTTP.
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

    def keep_subprocess_alive(self) -> None:
        from digitpad.server.metrics import forget_worker

        before = {each.pid for each in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {each.pid for each in self.processes}:
            if pid is not None:
                forget_worker(pid)

    def handle_hup(self) -> None:
        """Let each worker take the new model in use; none is restarted for it."""
        for each in self.processes:
            # One that starts would end, and sees by itself what changes meanwhile.
            if each.pid is not None and each.is_ready(timeout=1):
                os.kill(each.pid, signal.SIGHUP)
