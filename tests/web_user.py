"""What a user does at the pad in a browser, and the service behind it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import CDPSession, ConsoleMessage, Locator, Page, expect

FOUR: Final = [
    [(0.2, 0.0), (0.15, 0.3), (0.2, 0.5), (0.5, 0.55), (0.95, 0.52)],
    [(0.75, 0.0), (0.74, 0.5), (0.7, 1.0)],
]
HOUSE: Final = [
    [(0.0, 1.0), (0.0, 0.4), (0.5, 0.0), (1.0, 0.4), (1.0, 1.0), (0.0, 1.0)],
    [(0.0, 0.4), (1.0, 0.4)],
    [(0.4, 1.0), (0.4, 0.65), (0.65, 0.65), (0.65, 1.0)],
]
_READY: Final = "Digitpad serves at "

Points = Sequence[tuple[float, float]]


class Service:
    """The service as a process of its own.

    Args:
        home: Takes its user files.

    Attributes:
        url: Of its page.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self.url = ""
        self.start()

    def start(self, *options: str) -> None:
        """Start it, at the same address as before; return when it serves."""
        port = self.url.rstrip("/").rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "digitpad", "serve", "--port", port, *options],
            env={**os.environ, "DIGITPAD_HOME": str(self._home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(_READY)
        self.url = line.removeprefix(_READY).strip()

    def stop(self) -> None:
        """End it as a system does."""
        self._process.terminate()
        self._process.communicate(timeout=30)

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.communicate(timeout=30)


class Watched:
    """A tab, and what goes wrong in it.

    Args:
        page: The tab.
        service: Whose page it shows.
    """

    def __init__(self, page: Page, service: Service) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._service = service
        page.set_default_timeout(10_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._see(request.url))

    def open(self) -> Page:
        """Show the page as to who comes for the first time."""
        self.page.goto(self._service.url)
        self.page.evaluate("sessionStorage.clear()")
        self.page.reload()
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        # Of a refusal the browser complains, too; the page tells of it.
        is_refusal = message.text.startswith("Failed to load resource")
        if message.type == "error" and not is_refusal:
            self.complaints.append(message.text)

    def _see(self, url: str) -> None:
        if not url.startswith((self._service.url, "blob:", "data:")):
            self.elsewhere.append(url)


def answer_of(page: Page) -> Locator:
    """The answer."""
    return page.locator("#answer")


def tags_of(page: Page) -> Locator:
    """The tags of a number's digits, on the pad."""
    return page.locator("#marks .tag")


def draw(
    page: Page,
    strokes: Sequence[Points],
    left: float = 0.3,
    width: float = 0.35,
    *,
    lifts: bool = True,
) -> None:
    """Draw with the mouse.

    Args:
        page: The page with the pad.
        strokes: In a box one wide and one high.
        left: The box's left side, as a share of the pad's width.
        width: Of the box, likewise; it is 1.6 times as high.
        lifts: Whether the button is let go at the end.
    """
    for number, stroke in enumerate(strokes):
        first, *others = _on_page(page, stroke, left, width)
        page.mouse.move(*first)
        page.mouse.down()
        for place in others:
            page.mouse.move(*place, steps=4)
        if lifts or number < len(strokes) - 1:
            page.mouse.up()


def drop(page: Page, file: Path, kind: str) -> None:
    """Drop a file on the page."""
    page.evaluate(
        """([bytes, type]) => {
            const dataTransfer = new DataTransfer();
            const parts = [new Uint8Array(bytes)];
            dataTransfer.items.add(new File(parts, "dropped", { type }));
            const options = { dataTransfer, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("drop", options));
        }""",
        [list(file.read_bytes()), kind],
    )


class Fingers:
    """Fingers on the screen, as the browser tells of them.

    Args:
        page: The page that they touch.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._down: dict[int, dict[str, Any]] = {}

    def draw(self, stroke: Points, left: float = 0.3, width: float = 0.35) -> None:
        """Draw with one of them; the arguments are those of `draw`."""
        first, *others = _on_page(self._page, stroke, left, width)
        self.touch(0, *first)
        for place in _between(first, *others):
            self.move(0, *place)
        self.lift(0)

    def touch(self, finger: int, x: float, y: float) -> None:
        """Put one of them down."""
        self._send("touchStart", finger, x, y)

    def move(self, finger: int, x: float, y: float) -> None:
        """Move it."""
        self._send("touchMove", finger, x, y)

    def lift(self, finger: int) -> None:
        """Lift it."""
        del self._down[finger]
        points = list(self._down.values())
        self._session.send(
            "Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": points}
        )

    def _send(self, kind: str, finger: int, x: float, y: float) -> None:
        self._down[finger] = {"x": x, "y": y, "id": finger}
        points = list(self._down.values())
        self._session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
        )


class Stylus:
    """A pen on the screen.

    Args:
        page: The page on which it draws.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)

    def draw(self, stroke: Points, left: float = 0.3, width: float = 0.35) -> None:
        """Draw with it; the arguments are those of `draw`."""
        first, *others = _on_page(self._page, stroke, left, width)
        self._send("mousePressed", first, 1)
        for place in _between(first, *others):
            self._send("mouseMoved", place, 1)
        self._send("mouseReleased", others[-1], 0)

    def _send(self, kind: str, place: tuple[float, float], buttons: int) -> None:
        event = {"type": kind, "x": place[0], "y": place[1], "buttons": buttons}
        more = {"button": "left", "clickCount": 1, "pointerType": "pen"}
        self._session.send("Input.dispatchMouseEvent", event | more)


def ink_colour(page: Page) -> str:
    """The colour of most of what is painted on the pad, as CSS has it."""
    found = page.evaluate(
        """async () => {
            // What has changed is painted with the next frame.
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
            const canvas = document.getElementById("pad");
            const pen = canvas.getContext("2d");
            const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
            const counts = new Map();
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] < 255) continue;
                const colour = `rgb(${data.slice(i, i + 3).join(", ")})`;
                counts.set(colour, (counts.get(colour) ?? 0) + 1);
            }
            return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
        }"""
    )
    return str(found)


def expect_empty(page: Page) -> None:
    """The pad asks for a digit, and nothing is read."""
    expect(page.locator("#prompt")).to_be_visible()
    expect(answer_of(page)).to_have_text("")
    assert ink_colour(page) == ""


def _on_page(
    page: Page, stroke: Points, left: float, width: float
) -> list[tuple[float, float]]:
    """The places of a stroke in the page's pixels."""
    pad = page.locator("#pad").bounding_box()
    assert pad is not None
    across = width * pad["width"]
    down = min(1.6 * across, 0.8 * pad["height"])
    x0 = pad["x"] + left * pad["width"]
    y0 = pad["y"] + (pad["height"] - down) / 2
    return [(x0 + x * across, y0 + y * down) for x, y in stroke]


def _between(*places: tuple[float, float]) -> list[tuple[float, float]]:
    """The places, and some on the way from each to the next."""
    return [
        (x0 + (x1 - x0) * i / 4, y0 + (y1 - y0) * i / 4)
        for (x0, y0), (x1, y1) in pairwise(places)
        for i in range(1, 5)
    ]
