"""What is said of the curves of a run."""

import pytest

from training.advice import advice


def history(loss: list[float], validation_loss: list[float]) -> dict[str, list[float]]:
    return {"loss": loss, "validation_loss": validation_loss}


def test_a_validation_loss_that_rises_while_training_goes_on_is_overfitting() -> None:
    falling = [1 / (n + 1) for n in range(12)]
    rising = [0.5, 0.3, 0.2, 0.15, 0.14, 0.15, 0.17, 0.19, 0.22, 0.25, 0.28, 0.3]
    sentence = advice(history(falling, rising))
    assert sentence.startswith("It overfitted after epoch 5:")
    assert "--patience" in sentence


def test_a_loss_that_still_falls_asks_for_more_epochs() -> None:
    falling = [1 / (n + 1) for n in range(9)]
    assert "more --epochs may bring more" in advice(history(falling, falling))


def test_a_level_loss_asks_for_nothing() -> None:
    level = [0.5, 0.2, 0.1, 0.081, 0.08, 0.081, 0.08, 0.0805, 0.08, 0.0802]
    assert "would bring little" in advice(history(level, level))


def test_a_single_bad_epoch_is_no_overfitting() -> None:
    falling = [1 / (n + 1) for n in range(12)]
    jumping = [*falling[:11], 0.105]
    assert "overfitted" not in advice(history(falling, jumping))


@pytest.mark.parametrize("epochs", [0, 1, 2])
def test_few_epochs_say_nothing(epochs: int) -> None:
    assert advice(history([0.1] * epochs, [0.9] * epochs)) == ""
