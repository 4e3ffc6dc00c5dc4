"""Reads what requests bring: small things together, large ones beside the others."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Final, TypeVar

from PIL import Image

from digitpad.errors import DigitpadError
from digitpad.model_inputs import model_input_of
from digitpad.preprocess import ModelInput
from digitpad.readings import DigitReading, NumberReading
from digitpad.recognizer import Recognizer
from digitpad.server.bodies import Source
from digitpad.server.problems import Problem
from digitpad.sources import ink_in

T = TypeVar("T")

_MOST_TOGETHER: Final = 32
"""Digits that are read at one go, which takes some five milliseconds."""

_SECONDS: Final = 30.0
"""In which a large thing must be read, with those that wait before it."""


@dataclass(frozen=True)
class Answer:
    """A reading, and the SHA-256 of the model that it is of."""

    reading: DigitReading | NumberReading
    model: str


@dataclass(frozen=True)
class _Waiting:
    recognizer: Recognizer
    model_input: ModelInput
    answer: "asyncio.Future[Answer]"


class Reader:
    """Reads with one recognizer, until another one takes its place.

    Requests that come in together are read together: one call of the network costs
    less than several. What is large is read in a thread, one after the other.

    Attributes:
        recognizer: The one in use.
    """

    def __init__(self, recognizer: Recognizer) -> None:
        self.recognizer = recognizer
        self._waiting: list[_Waiting] = []
        self._thread = ThreadPoolExecutor(1, "digitpad-large")

    async def digit(
        self,
        source: Source,
        recognizer: Recognizer | None = None,
        *,
        is_alone: bool = True,
    ) -> Answer:
        """Read one digit.

        Args:
            source: What to read; a picture is closed.
            recognizer: Who is to read it; without one the one in use.
            is_alone: Whether it is all that a request brings; of many, each is read
                beside the small requests.

        Raises:
            Problem: There is no ink, or the picture cannot be read.
        """
        if source.is_large or not is_alone:
            model_input = await self.beside(lambda: _model_input(source))
        else:
            model_input = _model_input(source)
        loop = asyncio.get_running_loop()
        if not self._waiting:
            # All that has come in by now is looked at before this is done.
            loop.call_soon(self._read_waiting)
        who = recognizer or self.recognizer
        waiting = _Waiting(who, model_input, loop.create_future())
        self._waiting.append(waiting)
        return await waiting.answer

    async def number(self, source: Source) -> Answer:
        """Read any number of digits.

        Raises:
            Problem: There is no ink, or the picture cannot be read.
        """
        recognizer = self.recognizer
        number = await self.beside(lambda: recognizer.read_number(source.ink))
        return Answer(number, recognizer.network.sha256)

    async def reading(self, source: Source) -> Answer:
        """Read what a pad shows: a digit, or a number from two digits on.

        Raises:
            Problem: There is no ink.
        """
        recognizer = self.recognizer
        found = await self.beside(
            lambda: recognizer.read(
                source.ink, pen_width=source.pen_width, pen_is_down=source.pen_is_down
            )
        )
        if found is None:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, "There is no ink: draw a digit first."
            )
        return Answer(found, recognizer.network.sha256)

    def close(self) -> None:
        """Let go of the thread; what has begun is finished."""
        self._thread.shutdown(cancel_futures=True)

    async def beside(self, work: Callable[[], T]) -> T:
        """Do something that takes long, beside the small requests.

        Raises:
            Problem: What is to be read cannot be, or takes too long.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_SECONDS):
                return await loop.run_in_executor(self._thread, work)
        except DigitpadError as error:
            raise Problem.of(error) from error
        except TimeoutError as error:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "There is too much to read: try again later, or send less.",
                {"Retry-After": "5"},
            ) from error

    def _read_waiting(self) -> None:
        now, self._waiting = (
            self._waiting[:_MOST_TOGETHER],
            self._waiting[_MOST_TOGETHER:],
        )
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._read_waiting)
        # There are two kinds at most, while another model takes its place.
        for recognizer, those in groupby(now, key=lambda each: each.recognizer):
            _read_together(recognizer, list(those))


def _read_together(recognizer: Recognizer, now: Sequence[_Waiting]) -> None:
    try:
        readings = recognizer.read_model_inputs([each.model_input for each in now])
    except Exception as error:
        for each in now:
            if not each.answer.done():
                each.answer.set_exception(error)
        return
    for each, reading in zip(now, readings, strict=True):
        if not each.answer.done():  # its client may have gone
            each.answer.set_result(Answer(reading, recognizer.network.sha256))


def _model_input(source: Source) -> ModelInput:
    try:
        return model_input_of(ink_in(source.ink), source.pen_width)
    except DigitpadError as error:
        raise Problem.of(error) from error
    finally:
        if isinstance(source.ink, Image.Image):
            # Else the pixels of many pictures would stay until the last one is read.
            source.ink.close()
