"""The application: which path answers what."""

import asyncio
import gc
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

import digitpad
from digitpad.library import name_of
from digitpad.reading_facts import facts_of
from digitpad.readings import DigitReading
from digitpad.recognizer import Recognizer
from digitpad.server import pages, schema
from digitpad.server.bodies import Source, source_in, sources_in
from digitpad.server.gate import Gate
from digitpad.server.metrics import MEDIA_TYPE, Metrics
from digitpad.server.options import Options
from digitpad.server.problems import Problem
from digitpad.server.reader import Answer, Reader
from digitpad.server.receiving import Limits
from digitpad.server.watch import State, Watch, state_of

_HEALTH: Final = "/health"
_MANY: Final = "Read many digits"
_NUMBER: Final = "Read a number, line by line"
_PAD: Final = "Read what a pad shows: a digit, or a number from two digits on"

_log: Final = logging.getLogger(__name__)


def create_app(options: Options) -> FastAPI:
    """The service as an ASGI application.

    Raises:
        ModelError: There is no model that can be read.
    """
    # Looked at first: what changes while it is read is another change.
    seen = state_of(options.model)
    recognizer = Recognizer.load(options.model)
    if recognizer.notice:
        _log.warning("%s", recognizer.notice)
    service = _Service(recognizer, options, seen)
    app = FastAPI(
        title="Digitpad",
        version=digitpad.__version__,
        description="Reads handwritten digits in pictures and ink.",
        docs_url=None,
        redoc_url=None,
        # It would lead to the name in the request, and to http behind a proxy with TLS.
        redirect_slashes=False,
        lifespan=service.lifespan,
    )
    service.answer_paths(app)
    pages.answer_paths(app)
    _tell_problems(app)
    describe = app.openapi
    app.openapi = lambda: schema.completed(describe())  # type: ignore[method-assign]
    paths = [route.path for route in app.routes if hasattr(route, "path")]
    app.add_middleware(
        Gate,
        options=options,
        metrics=service.metrics,
        paths=paths,
        open_paths={_HEALTH, *pages.OPEN_PATHS},
    )
    if options.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=options.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
        )
    return app


class _Service:
    """Answers the paths that read, and those that tell of it."""

    def __init__(self, recognizer: Recognizer, options: Options, seen: State) -> None:
        self.metrics = Metrics()
        self._reader = Reader(recognizer)
        self._limits = Limits(options.max_body, options.max_pixels, options.timeout)
        self._model = options.model
        self._seen = seen

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Watch the model's files from the first request to the last."""
        del app
        # What is there for good need not be looked through for garbage.
        gc.collect()
        gc.freeze()
        watch = Watch(self._model, self._take, self.metrics.model, self._seen)
        watch.listen()
        watching = asyncio.create_task(watch.run())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        self._reader.close()

    def answer_paths(self, app: FastAPI) -> None:
        """Give the application its paths."""
        post = partial(app.post, response_class=Response)
        get = partial(app.get, response_class=Response)

        for path, endpoint, answer, body, summary in (
            ("/v1/digit", self.digit, "DigitReading", schema.ONE, "Read one digit"),
            ("/v1/digits", self.digits, "DigitReadings", schema.MANY, _MANY),
            ("/v1/number", self.number, "NumberReading", schema.ONE, _NUMBER),
            ("/v1/reading", self.reading, "Reading", schema.ONE, _PAD),
        ):
            post(
                path,
                summary=summary,
                responses=schema.answers(answer, has_body=True),
                openapi_extra=body,
            )(endpoint)
        get(
            "/v1/model",
            summary="Tell of the model that reads",
            responses=schema.answers("Model", has_body=False),
        )(self.model)
        get(
            _HEALTH,
            summary="Say that all is well",
            responses=schema.answers("Health", has_body=False),
        )(self.health)
        # Who only wants to know whether it lives asks so.
        app.head(_HEALTH, include_in_schema=False)(self.health)
        get("/metrics", summary="Count requests and readings, for Prometheus")(
            self.count
        )

    async def digit(self, request: Request) -> Response:
        """A picture or a drawing is read as one digit."""
        return self._told(
            await self._reader.digit(await source_in(request, self._limits))
        )

    async def number(self, request: Request) -> Response:
        """Digits are read from left to right, lines from top to bottom."""
        return self._told(
            await self._reader.number(await source_in(request, self._limits))
        )

    async def reading(self, request: Request) -> Response:
        """Made for pages that show an answer while one draws."""
        answer = await self._reader.reading(await source_in(request, self._limits))
        kind = "digit" if isinstance(answer.reading, DigitReading) else "number"
        return self._told(answer, {"kind": kind})

    async def digits(self, request: Request) -> Response:
        """Each is answered in its place, by a reading or by its problem."""
        found = await sources_in(request, self._limits)
        # One model reads them all, whatever is adopted meanwhile.
        recognizer = self._reader.recognizer
        read = partial(
            self._answer_or_problem,
            recognizer=recognizer,
            is_alone=len(found) == 1,
        )
        answers = await asyncio.gather(*map(read, found))
        readings = [
            {"problem": each.facts}
            if isinstance(each, Problem)
            else facts_of(each.reading)
            for each in answers
        ]
        return _json({"readings": readings, "model": recognizer.network.sha256})

    async def model(self) -> Response:
        """The card says how the model was made."""
        recognizer = self._reader.recognizer
        return _json(
            {
                "name": name_of(recognizer.path),
                "sha256": recognizer.network.sha256,
                "description": recognizer.description,
                "calibrated": recognizer.calibrated,
                "accuracy": recognizer.card.test_accuracy,
                "card": asdict(recognizer.card),
            }
        )

    async def health(self) -> Response:
        """It costs nothing, and needs no token."""
        return _json(
            {
                "status": "ok",
                "version": digitpad.__version__,
                "model": self._reader.recognizer.network.sha256,
            }
        )

    async def count(self) -> Response:
        """Counts of all workers together."""
        return Response(self.metrics.text(), media_type=MEDIA_TYPE)

    def _take(self, recognizer: Recognizer) -> None:
        self._reader.recognizer = recognizer

    async def _answer_or_problem(
        self, source: Source | Problem, *, recognizer: Recognizer, is_alone: bool
    ) -> Answer | Problem:
        if isinstance(source, Problem):
            return source
        try:
            answer = await self._reader.digit(source, recognizer, is_alone=is_alone)
        except Problem as problem:
            return problem.without_cause()
        self.metrics.reading(answer.reading)
        return answer

    def _told(self, answer: Answer, more: dict[str, object] | None = None) -> Response:
        self.metrics.reading(answer.reading)
        facts = facts_of(answer.reading)
        return _json((more or {}) | facts | {"model": answer.model})


def _json(facts: dict[str, object]) -> Response:
    return Response(json.dumps(facts), media_type="application/json")


def _tell_problems(app: FastAPI) -> None:
    """Answer whatever goes wrong with problem+json."""

    async def tell(_: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            status = HTTPStatus(error.status_code)
            detail = f"{status.phrase}: look at /docs for what there is."
            return Problem(status, detail, error.headers).response()
        assert isinstance(error, Problem)
        return error.response()

    # What else goes wrong, the gate tells.
    for kind in (Problem, HTTPException):
        app.add_exception_handler(kind, tell)
