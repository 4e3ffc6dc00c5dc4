"""What the child process may answer, and what its answer may not do."""

import json

import pytest

from digitpad.errors import ModelError
from digitpad.h5model.wire import pack_refusal, unpack_refusal


def test_a_refusal_arrives_as_it_was_sent() -> None:
    sent = ModelError("{{Layer}} {name} has {count} weights.", name="é{x}", count=3)
    found = unpack_refusal(pack_refusal(sent))
    assert found.template == sent.template
    assert found.parameters == sent.parameters
    assert str(found) == "{Layer} é{x} has 3 weights."


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        json.dumps("text").encode(),
        json.dumps(["template"]).encode(),
        json.dumps([5, {}]).encode(),
        json.dumps(["{x}", []]).encode(),
        json.dumps(["{x}", {}]).encode(),
        json.dumps(["{", {}]).encode(),
        json.dumps(["{x}", {"x": [1]}]).encode(),
        json.dumps(["{x}", {"x": None}]).encode(),
        json.dumps(["{x:1000000000}", {"x": 1}]).encode(),
        json.dumps(["{x!r}", {"x": 1}]).encode(),
        json.dumps(["{x.real}", {"x": 1}]).encode(),
        json.dumps(["{x.real}", {"x": 1, "x.real": 1}]).encode(),
        json.dumps(["", {"template": 1}]).encode(),
        json.dumps(["\ud800", {}]).encode(),
    ],
)
def test_anything_else_is_no_refusal(reply: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the JSON module's messages differ)
        unpack_refusal(reply)
