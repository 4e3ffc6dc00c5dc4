"""The pad as a web page, in a real browser, with the real service behind it."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from user import SEVEN, THREE, picture_file
from web_user import (
    FOUR,
    HOUSE,
    Fingers,
    Service,
    Stylus,
    Watched,
    answer_of,
    draw,
    drop,
    expect_empty,
    ink_colour,
    tags_of,
)

from digitpad.paths import asset
from digitpad.reading_facts import facts_of
from digitpad.readings import DigitReading, NumberReading
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
        # Its sandbox is not for root, who runs the tests in a container.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


def tab(browser: Browser, service: Service, **looks: Any) -> Watched:
    """A tab as wide as a desk's, unless told otherwise."""
    size = {"width": 1100, "height": 760}
    return Watched(browser.new_page(**{"viewport": size} | looks), service)


@pytest.fixture(scope="module")
def desk(browser: Browser, service: Service) -> Watched:
    return tab(browser, service)


@pytest.fixture(scope="module")
def phone(browser: Browser, service: Service) -> Watched:
    size = {"width": 360, "height": 740}
    looks = {"viewport": size, "device_scale_factor": 2}
    return tab(browser, service, has_touch=True, is_mobile=True, **looks)


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """Nothing is complained of, and nothing is asked of others."""
    watched: Watched = request.getfixturevalue(getattr(request, "param", "desk"))
    yield watched.open()
    watched.page.unroute_all()
    assert watched.complaints == []
    assert watched.elsewhere == []


on_a_phone = pytest.mark.parametrize("page", ["phone"], indirect=True)


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


@on_a_phone
def test_a_finger_draws_on_a_phone_and_another_does_not(page: Page) -> None:
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


@on_a_phone
def test_a_pen_draws_where_a_palm_lies_already(page: Page) -> None:
    Fingers(page).touch(0, 200, 200)
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
    page: Page,
) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    draw(page, [SEVEN])
    expect(answer_of(page)).to_have_text("7")
    expect(page.locator("#paper")).to_have_css("background-color", "rgb(31, 31, 31)")
    assert ink_colour(page) == "rgb(240, 240, 240)"
    expect(page.locator(".bar").first).to_have_css("transition-duration", "0s")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    expect(page.locator("#paper")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    assert ink_colour(page) == "rgb(16, 16, 16)"


def test_a_drawing_outlives_a_reload_and_a_resize(page: Page) -> None:
    draw(page, [SEVEN], 0.15, 0.25)
    draw(page, FOUR, 0.55, 0.25)
    expect(answer_of(page)).to_have_text("74")
    page.reload()
    expect(answer_of(page)).to_have_text("74")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("#marks")).to_have_css("width", "326px")
    expect(tags_of(page)).to_have_text(["7", "4"])
    pad = page.locator("#pad").bounding_box()
    last = page.locator(".mark").last.bounding_box()
    assert pad is not None
    assert last is not None
    assert pad["x"] + pad["width"] / 2 < last["x"]
    assert last["x"] + last["width"] < pad["x"] + pad["width"] < 360
    page.set_viewport_size({"width": 1100, "height": 760})
    page.keyboard.press("Control+z")
    expect_empty(page)


def test_one_request_is_on_the_way_and_the_newest_drawing_goes_next(
    page: Page,
) -> None:
    held: list[Route] = []
    page.route(READING, lambda route: held.append(route))
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
    # What is asked later is answered later.
    page.evaluate("() => fetch('/health').then((answer) => answer.text())")
    expect_empty(page)


def test_a_busy_service_is_asked_again_with_the_newest_drawing(page: Page) -> None:
    busy = {"Retry-After": "1", "Content-Type": "application/problem+json"}
    body = json.dumps({"status": 429, "detail": "Too many."})
    page.route(
        READING, lambda route: route.fulfill(status=429, headers=busy, body=body)
    )
    draw(page, [SEVEN])
    expect(page.locator("#status")).to_contain_text("busy")
    expect(answer_of(page)).to_have_text("")
    page.unroute(READING)
    expect(answer_of(page)).to_have_text("7")
    expect(page.locator("#status")).to_have_text("")


def test_a_picture_is_shown_with_a_box_round_each_digit(
    page: Page, tmp_path: Path
) -> None:
    two = picture_file(tmp_path / "two.png", [SEVEN, THREE])
    page.locator("#file").set_input_files(two)
    expect(answer_of(page)).to_have_text("73")
    expect(page.locator("#picture img")).to_be_visible()
    expect(tags_of(page)).to_have_text(["7", "3"])
    page.locator(".mark").first.click()
    expect(page.locator("#detail")).to_contain_text("Digit 1 of 2: 7 at")
    draw(page, [THREE])
    expect(answer_of(page)).to_have_text("3")
    expect(page.locator("#picture img")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(answer_of(page)).to_have_text("73")


def test_a_picture_that_is_too_large_is_told(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    noise = np.random.default_rng(1).integers(0, 256, (1800, 1800, 3), np.uint8)
    Image.fromarray(noise).save(large, compress_level=0)
    assert large.stat().st_size > 9 << 20
    page.locator("#file").set_input_files(large)
    expect(page.get_by_text("larger than 8 MB")).to_be_visible()


def test_a_picture_that_cannot_be_read_is_told_in_a_sentence(
    page: Page, tmp_path: Path
) -> None:
    blank = tmp_path / "blank.png"
    Image.new("L", (60, 60), 255).save(blank)
    drop(page, blank, "image/png")
    expect(page.locator("#status")).to_contain_text("ink")
    expect(answer_of(page)).to_have_text("")
    drop(page, blank, "application/pdf")
    expect(page.locator("#status")).to_contain_text("reads PNG, JPEG")
    draw(page, [SEVEN])
    expect(answer_of(page)).to_have_text("7")


def test_the_words_are_those_of_the_window(page: Page) -> None:
    random = np.random.default_rng(5)
    readings = [some_reading(random) for _ in range(200)]
    cases = [
        {"kind": "digit" if isinstance(each, DigitReading) else "number"}
        | facts_of(each)
        for each in readings
    ]
    said = page.evaluate(
        """async (cases) => {
            const { verdictOf } = await import("/verdict.js");
            return cases.map((each) => verdictOf(each));
        }""",
        cases,
    )
    assert said == [vars(verdict_of(each)) for each in readings]


def some_reading(random: np.random.Generator) -> DigitReading | NumberReading:
    """Any reading that the window may have to put into words."""
    if random.random() < 0.6:
        return some_digit(random, is_digit=bool(random.random() < 0.6))
    digits = [some_digit(random) for _ in range(random.integers(2, 5))]
    text = "".join(str(each.digit) for each in digits)
    return NumberReading(text, tuple(digits), ((0.0, 0.0, 9.0, 9.0),) * len(digits))


def some_digit(random: np.random.Generator, *, is_digit: bool = True) -> DigitReading:
    spread = random.dirichlet([random.choice([0.001, 0.1, 3])] * 10)
    # What comes over the wire is rounded: none may be so sure that it becomes 1, and
    # no two alike.
    doubt = random.uniform(0.001, 0.05)
    probabilities = (1 - doubt) * spread + doubt / 10
    likeliest = np.argsort(-probabilities).tolist()
    refusals = ["like no digit", "just a dot", "like several digits at once"]
    return DigitReading(
        likeliest[0],
        probabilities.astype(np.float32),
        is_digit,
        tuple(likeliest[: random.integers(1, 5)]),
        np.zeros((28, 28), np.float32),
        "" if is_digit else str(random.choice(refusals)),
    )


def test_it_waits_for_a_service_that_is_gone_and_gives_the_new_one_its_token(
    browser: Browser, service: Service
) -> None:
    page = browser.new_page()
    page.goto(service.url)
    draw(page, [SEVEN], 0.15, 0.25)
    expect(answer_of(page)).to_have_text("7")
    service.kill()
    draw(page, FOUR[:1], 0.55, 0.25)
    expect(page.locator("#status")).to_contain_text("does not answer")
    expect(answer_of(page)).to_have_text("")
    draw(page, FOUR[1:], 0.55, 0.25)
    service.start("--token", "open sesame")
    question = page.get_by_role("textbox", name="This service asks for its token.")
    question.fill("sesame")
    question.press("Enter")
    again = page.get_by_role("textbox", name="This is not the service’s token.")
    again.fill("open sesame")
    again.press("Enter")
    expect(answer_of(page)).to_have_text("74")
    expect(page.locator("#status")).to_have_text("")
    expect(page.locator("#model")).to_contain_text("of MNIST’s test images")
    page.reload()
    expect(answer_of(page)).to_have_text("74")
    page.close()


def test_the_page_s_icon_is_the_program_s() -> None:
    page = files("digitpad.server") / "web" / "icon.svg"
    assert page.read_bytes() == asset("icons/digitpad.svg").read_bytes()
