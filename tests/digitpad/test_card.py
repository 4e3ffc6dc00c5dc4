"""The model card's JSON."""

import pytest

from digitpad.card import ModelCard

CARD = ModelCard(
    recipe="notebook",
    hyperparameters={"batch_size": 32},
    seed=28,
    fixed={"threads": "2"},
    history={"loss": [0.5, 0.25]},
    test_accuracy=0.99,
    input_range="0..1",
)


def test_a_card_survives_json() -> None:
    assert ModelCard.from_json(CARD.to_json()) == CARD


@pytest.mark.parametrize("text", ["", "no json", "[]", "3", b"\xff\xfe", "[" * 100_000])
def test_a_damaged_card_is_a_blank_one(text: str | bytes) -> None:
    assert ModelCard.from_json(text) == ModelCard()


@pytest.mark.parametrize(
    "field",
    [
        '"recipe": 3',
        '"seed": "x"',
        '"seed": true',
        '"seconds": NaN',
        '"seconds": -1',
        '"validation_accuracy": 1e999',
        '"validation_accuracy": 2',
        '"input_range": "?"',
        '"history": {"loss": 3}',
        '"history": {"loss": [NaN]}',
        '"versions": {"python": [1]}',
        '"fixed": {"threads": 2}',
        '"trained_from": 1',
        '"unknown": 1',
    ],
)
def test_unknown_and_wrong_fields_are_left_out(field: str) -> None:
    text = f'{{"test_accuracy": 0.5, {field}}}'
    assert ModelCard.from_json(text) == ModelCard(test_accuracy=0.5)
