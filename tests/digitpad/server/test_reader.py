"""Reading what comes in together, and one model after the other."""

import asyncio

from serving import SEVEN

from digitpad.ink import Drawing
from digitpad.readings import DigitReading
from digitpad.recognizer import Recognizer
from digitpad.server.bodies import Source
from digitpad.server.reader import Reader


def test_what_one_request_brings_is_read_by_one_model() -> None:
    former, latter = Recognizer.load(), Recognizer.load()
    former.network.sha256, latter.network.sha256 = "former", "latter"

    async def ask() -> list[str]:
        reader = Reader(former)
        seven = Source(Drawing.of(SEVEN))
        begun = reader.recognizer
        asked = [reader.digit(seven, begun, is_alone=False) for _ in range(3)]
        waiting = [asyncio.create_task(each) for each in asked]
        await asyncio.sleep(0)
        reader.recognizer = latter
        alone = await reader.digit(seven)
        answers = [*await asyncio.gather(*waiting), alone]
        reader.close()
        readings = [answer.reading for answer in answers]
        assert {r.digit for r in readings if isinstance(r, DigitReading)} == {7}
        return [answer.model for answer in answers]

    assert asyncio.run(ask()) == ["former"] * 3 + ["latter"]
