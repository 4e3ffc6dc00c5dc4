"""Who may ask, how much, and what every answer says."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from bench.load import closed_loop, questions
from serving import SEVEN, Service, service
from starlette.types import Receive, Scope, Send

from digitpad.server.gate import Gate
from digitpad.server.metrics import Metrics
from digitpad.server.options import Options

INK = {"strokes": SEVEN}


def problem_of(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/health", "/docs", "/nothing", "/v1/digit"])
def test_every_answer_has_the_headers_of_a_page_that_trusts_nobody(
    served: Service, path: str
) -> None:
    headers = served.client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("host", "is_let_in"),
    [
        ("localhost:8028", True),
        ("127.0.0.1", True),
        ("[::1]:8028", True),
        ("digits.example.org", False),
        ("127.0.0.1.example.org:8028", False),
        ("", False),
    ],
)
def test_another_name_for_this_machine_is_refused(
    served: Service, host: str, is_let_in: bool
) -> None:
    answer = served.client.get("/health", headers={"Host": host})
    assert answer.status_code == (200 if is_let_in else 421)


def test_a_page_from_elsewhere_is_refused(served: Service) -> None:
    for origin in ("https://example.org", "null", "http://localhost:1"):
        answer = served.ask("/v1/digit", json=INK, headers={"Origin": origin})
        status, sentence = problem_of(answer)
        assert status == 403
        assert "--cors" in sentence
    own = {"Origin": served.url.rstrip("/")}
    assert served.ask("/v1/digit", json=INK, headers=own).status_code == 200


def test_a_page_that_was_permitted_is_let_in(home: Path) -> None:
    origin = "https://example.org"
    with service("--cors", origin, home=home) as served:
        preflight = served.client.options(
            "/v1/digit",
            headers={
                "Origin": origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type",
            },
        )
        assert preflight.status_code == 200
        answer = served.ask("/v1/digit", json=INK, headers={"Origin": origin})
        assert answer.json()["digit"] == 7
        assert answer.headers["access-control-allow-origin"] == origin
        other = served.ask("/v1/digit", json=INK, headers={"Origin": "https://a.org"})
        assert other.status_code == 403


def test_without_its_token_nothing_is_read(home: Path) -> None:
    with service("--token", "five seven", home=home) as served:
        for path in ("/", "/health", "/docs", "/openapi.json"):
            assert served.client.get(path).status_code == 200
        for token in (None, "Bearer", "Bearer é", "Basic five seven", "five seven"):
            headers = {"Authorization": token.encode()} if token else {}
            for path in ("/v1/model", "/metrics"):
                answer = served.client.get(path, headers=headers)  # type: ignore[arg-type]
                status, sentence = problem_of(answer)
                assert status == 401
                assert "token" in sentence
                assert answer.headers["www-authenticate"] == "Bearer"
        right = {"Authorization": "Bearer five seven"}
        answer = served.ask("/v1/digit", json=INK, headers=right)
        assert answer.json()["digit"] == 7


def test_the_environment_brings_the_token(home: Path) -> None:
    with service(home=home, DIGITPAD_TOKEN="7") as served:
        assert served.ask("/v1/digit", json=INK).status_code == 401
        right = {"Authorization": "Bearer 7"}
        assert served.ask("/v1/digit", json=INK, headers=right).status_code == 200


def test_a_token_is_not_guessed_any_number_of_times(home: Path) -> None:
    with service("--token", "7", "--rate", "2", home=home) as served:
        found = [served.client.get("/metrics").status_code for _ in range(8)]
        assert found[:4] == [401] * 4
        assert 429 in found
        assert served.client.get("/health").status_code == 200


def test_a_failure_is_told_with_all_headers_and_goes_into_the_log() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError

    async def ask(*, is_raised: bool) -> httpx.Response:
        gate = Gate(fail, Options(), Metrics(), ["/health"], ["/health"])
        transport = httpx.ASGITransport(gate, raise_app_exceptions=is_raised)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get("http://localhost/health")

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask(is_raised=True))
    answer = asyncio.run(ask(is_raised=False))
    status, sentence = problem_of(answer)
    assert (status, "try again" in sentence) == (500, True)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_whoever_asks_too_often_waits(home: Path) -> None:
    with service("--rate", "2", home=home) as served:
        answers = [served.ask("/v1/digit", json=INK) for _ in range(8)]
        refused = [a for a in answers if a.status_code == 429]
        assert [a.status_code for a in answers[:4]] == [200] * 4
        assert refused
        assert problem_of(refused[0])[1].startswith("You ask more often")
        assert int(refused[0].headers["retry-after"]) == 1
        assert served.client.get("/health").status_code == 200


def test_a_crowd_is_told_to_come_again_and_all_is_well_after_it(
    served: Service,
) -> None:
    body = json.dumps(INK).encode()
    asked = questions("/v1/digit", "application/json", [body])
    crowd = asyncio.run(closed_loop(served.port, asked, 320, seconds=60, most=1000))
    assert set(crowd.statuses) == {200, 503}
    # None was left without an answer, and each one's wait was bounded.
    assert crowd.statuses.total() >= 1000
    assert served.ask("/v1/digit", json=INK).json()["digit"] == 7
    metrics = served.client.get("/metrics").text
    # The one that waits is the one that asks.
    assert "digitpad_requests_waiting 1.0" in metrics
    refused = 'digitpad_requests_total{path="/v1/digit",status="503"}'
    assert f"{refused} {crowd.statuses[503]}.0" in metrics


def test_who_is_told_to_come_again_is_told_when(home: Path) -> None:
    with service("--max-waiting", "1", home=home) as served, served.connect() as slow:
        slow.sendall(
            b"POST /v1/digit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
        )
        answers = [served.ask("/v1/digit", json=INK)]
        while answers[-1].status_code == 200:  # until the slow one has arrived
            answers.append(served.ask("/v1/digit", json=INK))
        status, sentence = problem_of(answers[-1])
        assert status == 503
        assert sentence.startswith("Too many requests wait")
        assert answers[-1].headers["retry-after"] == "1"
        assert served.client.get("/health").status_code == 200


def test_what_was_read_is_counted(home: Path) -> None:
    with service(home=home) as served:
        for strokes in (SEVEN, SEVEN, [[[1, 1]]]):
            served.ask("/v1/digit", json={"strokes": strokes})
        served.ask("/v1/number", json=INK)
        served.client.get("/health/../nothing")
        counted = served.client.get("/metrics")
        assert counted.headers["content-type"].startswith("text/plain")
        for line in (
            'digitpad_readings_total{kind="digit"} 2.0',
            'digitpad_readings_total{kind="not_a_digit"} 1.0',
            'digitpad_readings_total{kind="number"} 1.0',
            'digitpad_requests_total{path="/v1/digit",status="200"} 3.0',
            'digitpad_requests_total{path="other",status="404"} 1.0',
            'digitpad_request_seconds_count{path="/v1/digit"} 3.0',
        ):
            assert line in counted.text.splitlines()
