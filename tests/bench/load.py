"""Asks a service as fast as it answers, or so many times a second, and keeps time."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle


@dataclass
class Answers:
    """What came back.

    Attributes:
        seconds: From question to answer, of those answered with 200.
        statuses: How many of each status; 0 is a connection that broke.
        took: Seconds from the first question to the last answer.
        refused_after: Seconds from question to answer of the others.
    """

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    took: float = 0.0
    refused_after: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Readings a second."""
        return len(self.seconds) / self.took

    def percentile(self, share: float) -> float:
        """Seconds in which this share of the readings came."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


def questions(path: str, media_type: str, bodies: Sequence[bytes]) -> list[bytes]:
    """Whole HTTP requests."""
    return [
        b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
        b"Content-Length: %d\r\n\r\n%s"
        % (path.encode(), media_type.encode(), len(body), body)
        for body in bodies
    ]


class Client(asyncio.Protocol):
    """One connection that is kept open, with one question on its way."""

    def __init__(self) -> None:
        self._received = b""
        self._answer: asyncio.Future[int] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what the questions go out on."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Tell who waits as soon as the answer is whole."""
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank:
            return
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if len(body) >= int(length or 0):
            self._received = b""
            if self._answer and not self._answer.done():
                self._answer.set_result(int(head[9:12]))

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits that no answer comes."""
        if self._answer and not self._answer.done():
            self._answer.set_result(0)
        self._transport = None

    @property
    def is_open(self) -> bool:
        """Whether it can be asked."""
        return self._transport is not None

    async def ask(self, question: bytes) -> int:
        """The status of the answer; 0 if the connection broke."""
        if self._transport is None:
            return 0
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(question)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


async def connected(port: int) -> Client:
    """A new connection to this machine."""
    loop = asyncio.get_running_loop()
    return (await loop.create_connection(Client, "127.0.0.1", port))[1]


async def closed_loop(
    port: int, asked: Sequence[bytes], connections: int, seconds: float, most: int
) -> Answers:
    """Each connection asks again once it is answered; bounded in time and count."""
    answers = Answers()
    clients = await asyncio.gather(*(connected(port) for _ in range(connections)))
    source = cycle(asked)
    began = time.perf_counter()

    async def ask_on(client: Client) -> None:
        while time.perf_counter() - began < seconds:
            if answers.statuses.total() >= most:
                return
            await _ask(client, next(source), time.perf_counter(), answers)
            if not client.is_open:
                return

    await asyncio.gather(*map(ask_on, clients))
    answers.took = time.perf_counter() - began
    for client in clients:
        client.close()
    return answers


async def open_loop(
    port: int, asked: Sequence[bytes], rate: float, seconds: float, connections: int
) -> Answers:
    """So many questions a second, whether or not earlier ones are answered.

    Time runs from when a question was due, so that those who wait for a free
    connection wait on the service's account.
    """
    answers = Answers()
    free: asyncio.Queue[Client] = asyncio.Queue()
    for _ in range(connections):
        free.put_nowait(await connected(port))
    began = time.perf_counter()
    tasks = []

    async def ask(question: bytes, due: float) -> None:
        client = await free.get()
        await _ask(client, question, due, answers)
        free.put_nowait(client if client.is_open else await connected(port))

    for number, question in zip(range(int(rate * seconds)), cycle(asked), strict=False):
        due = began + number / rate
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        tasks.append(asyncio.create_task(ask(question, due)))
    await asyncio.gather(*tasks)
    answers.took = time.perf_counter() - began
    while not free.empty():
        free.get_nowait().close()
    return answers


async def _ask(client: Client, question: bytes, due: float, answers: Answers) -> None:
    status = await client.ask(question)
    answers.statuses[status] += 1
    seconds = time.perf_counter() - due
    (answers.seconds if status == 200 else answers.refused_after).append(seconds)
