"""The pad as a web page, in a real browser, with the real service behind it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)
from user import SEVEN, THREE, picture_file
from web_user import (
    FOUR,
    HOUSE,
    Fingers,
    Service,
    Stylus,
    answer_of,
    draw,
    expect_empty,
    ink_colour,
    tags_of,
)

from digitpad.readings import DigitReading, NumberReading
from digitpad.reading_facts import facts_of
from digitpad.ui.verdict import verdict_of

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

READING = "**/v1/reading"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    served = Service(tmp_path_factory.mktemp("home"))
    yield served
    served.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Its sandbox asks for what a container's root has not.
        arguments = ["--no-sandbox"]
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


class Opened:
    """Opens the page, and sees what goes wrong in it.

    Args:
        browser: Where.
        service: Whose page.
    """

    def __init__(self, browser: Browser, service: Service) -> None:
        self._browser = browser
        self._service = service
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []

    def page(self, **looks: object) -> Page:
        """The page in a fresh tab of its own."""
        size = {"width": 1100, "height": 760}
        context = self._browser.new_context(**{"viewport": size} | looks)
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._see(request.url))
        page.goto(self._service.url)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _see(self, url: str) -> None:
        if not url.startswith((self._service.url, "blob:", "data:")):
            self.elsewhere.append(url)


@pytest.fixture
def opened(browser: Browser, service: Service) -> Iterator[Opened]:
    """Nothing is complained of, and nothing is asked of others."""
    found = Opened(browser, service)
    yield found
    found.close()
    assert found.complaints == []
    assert found.elsewhere == []


@pytest.fixture
def page(opened: Opened) -> Page:
    return opened.page()


def test_a_seven_is_read_while_it_is_drawn(page: Page) -> None:
    expect(page.locator("#prompt")).to_contain_text("Draw a digit")
    expect(page.locator("#model")).to_contain_text("of MNIST’s test images")
    draw(page, [SEVEN], lifts=False)
    expect(answer_of(page)).to_have_text("7")
    expect(page.locator("#said")).to_have_text("")
    page.mouse.up()
    expect(page.locator("#said")).to_have_text(re.compile(r"^7, (> )?\d\d %$"))
    expect(page.locator("#confidence")).to_have_text(re.compile(r"^(> )?\d\d %$"))
    rows = page.locator("#bars .row")
    expect(rows.locator(".digit")).to_have_text([str(digit) for digit in range(10)])
    expect(page.locator(".winner .digit")).to_have_text("7")
    expect(rows.nth(3).locator(".figure")).to_have_text("0 %")
    expect(tags_of(page)).to_have_count(0)


def test_a_tap_on_a_number_s_tag_shows_its_bars(page: Page) -> None:
    draw(page, [SEVEN], 0.15, 0.25)
    draw(page, FOUR, 0.55, 0.25)
    expect(answer_of(page)).to_have_text("74")
    expect(tags_of(page)).to_have_text(["7", "4"])
    expect(page.locator(".winner .digit")).to_have_text("4")
    tags_of(page).first.click()
    expect(page.locator(".winner .digit")).to_have_text("7")
    expect(page.locator("#detail")).to_contain_text("Digit 1 of 2: 7 at")
    expect(tags_of(page).first).to_have_attribute("aria-pressed", "true")
    tags_of(page).last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_contain_text("Digit 2 of 2: 4 at")
    expect(answer_of(page)).to_have_text("74")


def test_a_stroke_may_begin_on_a_tag(page: Page) -> None:
    draw(page, [SEVEN], 0.15, 0.25)
    draw(page, FOUR, 0.55, 0.25)
    expect(tags_of(page)).to_have_count(2)
    tag = tags_of(page).first.bounding_box()
    assert tag is not None
    page.mouse.move(tag["x"] + 5, tag["y"] + 5)
    page.mouse.down()
    page.mouse.move(tag["x"] + 25, tag["y"] - 60, steps=5)
    page.mouse.up()
    expect(page.locator("#detail")).not_to_contain_text("Digit 1 of 2")
    page.locator("#undo").click()
    expect(answer_of(page)).to_have_text("74")
    page.locator("#undo").click()
    page.locator("#undo").click()
    expect(answer_of(page)).to_have_text("7")


def test_a_house_is_no_digit(page: Page) -> None:
    draw(page, HOUSE, 0.25, 0.5)
    expect(answer_of(page)).to_have_text("not a digit")
    expect(page.locator(".winner")).to_have_count(0)


def test_a_finger_draws_on_a_phone_and_another_does_not(opened: Opened) -> None:
    screen = {"width": 360, "height": 740}
    page = opened.page(
        viewport=screen, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    pad = page.locator("#pad")
    assert pad.evaluate("pad => pad.width === 2 * pad.clientWidth")
    fingers = Fingers(page)
    fingers.draw(SEVEN)
    expect(answer_of(page)).to_have_text("7")
    page.get_by_role("button", name="Clear").tap()
    expect_empty(page)
    fingers.touch(1, 300, 300)  # the other hand holds the phone
    fingers.draw(SEVEN)
    fingers.lift(1)
    page.get_by_role("button", name="Undo").tap()
    expect_empty(page)
    assert page.evaluate("scrollY") == 0


def test_a_pen_draws_where_a_palm_lies_already(opened: Opened) -> None:
    page = opened.page(has_touch=True)
    Fingers(page).touch(0, 500, 600)
    expect(page.locator("#prompt")).to_be_hidden()
    Stylus(page).draw(SEVEN)
    expect(answer_of(page)).to_have_text("7")
    page.keyboard.press("Control+z")
    expect_empty(page)


def test_keys_alone_draw_a_seven(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator("#pad")).to_be_focused()
    expect(page.locator("#caret")).to_be_visible()
    expect(page.locator("#status")).to_contain_text("Arrow keys move the pen")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Space")
    expect(page.locator("#status")).to_contain_text("The pen is down")
    for key in ["ArrowRight", "ArrowRight", "End", "End", "ArrowDown", "ArrowDown"]:
        page.keyboard.press(f"Shift+{key}")
    page.keyboard.press("Space")
    expect(page.locator("#said")).to_contain_text("7, ")
    page.keyboard.press("Delete")
    expect_empty(page)


def test_undo_leads_to_the_empty_pad_and_redo_back(page: Page) -> None:
    draw(page, FOUR)
    expect(answer_of(page)).to_have_text("4")
    page.keyboard.press("Control+z")
    expect(page.locator("#redo")).to_be_enabled()
    page.locator("#undo").click()
    expect_empty(page)
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+y")
    expect(answer_of(page)).to_have_text("4")
    page.keyboard.press("Escape")
    expect_empty(page)
    page.locator("#undo").click()
    expect(answer_of(page)).to_have_text("4")


def test_it_is_dark_where_the_system_is_and_still_where_it_is_wanted(
    opened: Opened,
) -> None:
    page = opened.page(color_scheme="dark", reduced_motion="reduce")
    draw(page, [SEVEN])
    expect(answer_of(page)).to_have_text("7")
    expect(page.locator("#paper")).to_have_css("background-color", "rgb(31, 31, 31)")
    assert ink_colour(page) == "rgb(240, 240, 240)"
    expect(page.locator(".bar").first).to_have_css("transition-duration", "0s")
    page.emulate_media(color_scheme="light")
    expect(page.locator("#paper")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert_soon_dark(page)


def assert_soon_dark(page: Page) -> None:
    """The ink has become dark with the next frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    assert ink_colour(page) == "rgb(16, 16, 16)"


def test_a_drawing_outlives_a_reload_and_a_resize(page: Page) -> None:
    draw(page, [SEVEN], 0.15, 0.25)
    draw(page, FOUR, 0.55, 0.25)
    expect(answer_of(page)).to_have_text("74")
    page.reload()
    expect(answer_of(page)).to_have_text("74")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(tags_of(page)).to_have_text(["7", "4"])
    pad = page.locator("#pad").bounding_box()
    last = page.locator(".mark").last.bounding_box()
    assert pad is not None
    assert last is not None
    assert pad["x"] + pad["width"] / 2 < last["x"]
    assert last["x"] + last["width"] < pad["x"] + pad["width"] < 360
    page.keyboard.press("Control+z")
    expect_empty(page)


def test_one_request_is_on_the_way_and_the_newest_drawing_goes_next(
    page: Page,
) -> None:
    held: list[Route] = []
    page.route(READING, held.append)
    draw(page, [SEVEN])
    page.wait_for_timeout(0)
    assert len(held) == 1
    assert held[0].request.post_data_json["pen_is_down"]
    with page.expect_request(READING) as next_one:
        held[0].continue_()
    newest = next_one.value.post_data_json
    assert not newest["pen_is_down"]
    assert len(newest["strokes"][0]) > 15
    page.keyboard.press("Delete")
    with page.expect_response(READING):
        held[1].continue_()
    expect_empty(page)


def test_a_busy_service_is_asked_again_with_the_newest_drawing(page: Page) -> None:
    busy = {"Retry-After": "1", "Content-Type": "application/problem+json"}
    body = json.dumps({"status": 429, "detail": "Too many."})
    page.route(
        READING,
        lambda route: route.fulfill(status=429, headers=busy, body=body),
        times=1,
    )
    draw(page, [SEVEN], lifts=False)
    expect(page.locator("#status")).to_contain_text("busy")
    page.mouse.up()
    expect(answer_of(page)).to_have_text("7")
    expect(page.locator("#status")).to_have_text("")
