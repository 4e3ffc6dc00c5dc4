"""Averaged weights, and networks computed otherwise."""

from typing import Any

import numpy as np

from training import recipes
from training.averages import Averages, twin
from training.config import Digitpad


def dense(value: float) -> Any:
    """A network of one weight."""
    from keras import Input, Sequential
    from keras.layers import Dense

    model = Sequential([Input((1,)), Dense(1, use_bias=False)])
    model.set_weights([np.full((1, 1), value)])
    model.compile("adam", "mse")
    return model


def value(model: Any) -> float:
    return float(model.get_weights()[0][0, 0])


def test_the_average_follows_fast_at_first_and_slowly_later() -> None:
    trainee, model = dense(1.0), dense(0.0)
    averages = Averages(trainee, model, keep=0.9)
    averages.follow()
    assert value(model) > 0.85
    trainee.set_weights([np.zeros((1, 1))])
    for _ in range(200):
        averages.follow()
    trainee.set_weights([np.ones((1, 1))])
    averages.follow()
    assert 0.09 < value(model) < 0.11


def test_a_network_that_is_its_own_average_is_left_alone() -> None:
    model = dense(3.0)
    averages = Averages(model, model, keep=0.9)
    averages.follow()
    averages.settle()
    assert value(model) == 3


def test_the_averaged_network_takes_over_the_optimizers_state() -> None:
    trainee, model = dense(1.0), dense(0.0)
    trainee.train_on_batch(np.ones((4, 1)), np.zeros((4, 1)))
    Averages(trainee, model, keep=0.9).settle()
    ours, theirs = model.optimizer.variables, trainee.optimizer.variables
    assert [float(each.numpy().sum()) for each in ours] == [
        float(each.numpy().sum()) for each in theirs
    ]
    assert int(model.optimizer.iterations.numpy()) == 1


def test_a_twin_has_the_same_weights_and_gives_nearly_the_same_answers() -> None:
    model = recipes.build(Digitpad())
    copy = twin(model, "mixed_bfloat16")
    policies = [layer.dtype_policy.name for layer in copy.layers]
    assert policies[-2:] == ["float32", "float32"]
    assert set(policies[:-2]) == {"mixed_bfloat16"}
    for ours, theirs in zip(model.get_weights(), copy.get_weights(), strict=True):
        assert np.array_equal(ours, theirs)
    ink = np.random.default_rng(0).random((8, 28, 28, 1)).astype(np.float32)
    found, expected = (each.predict(ink, verbose=0) for each in (copy, model))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=0.02)
