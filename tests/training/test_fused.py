"""Batch normalization and Adam as one operation each."""

from typing import Any

import numpy as np
import pytest

from training.fused import fused, fused_adam


def pair(shape: tuple[int, ...], **options: Any) -> tuple[Any, Any]:
    """A network of one batch normalization, and its copy."""
    from keras import Input, Sequential
    from keras.layers import BatchNormalization
    from keras.models import clone_model

    model = Sequential([Input(shape), BatchNormalization(momentum=0.9, **options)])
    copy = clone_model(
        model, clone_function=lambda each: fused(each).from_config(each.get_config())
    )
    for each in (model, copy):
        each.compile("sgd", "mse")
    rng = np.random.default_rng(0)
    weights = [rng.uniform(0.5, 2, w.shape).astype("f4") for w in model.get_weights()]
    model.set_weights(weights)
    copy.set_weights(weights)
    return model, copy


def test_it_learns_and_answers_as_keras_does() -> None:
    model, copy = pair((5, 4, 3))
    assert type(copy.layers[0]) is not type(model.layers[0])
    rng = np.random.default_rng(1)
    for _ in range(3):
        x, y = rng.normal(2, 3, (2, 6, 5, 4, 3)).astype("f4")
        losses = [float(each.train_on_batch(x, y)) for each in (model, copy)]
        assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    for ours, theirs in zip(model.get_weights(), copy.get_weights(), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4)
    x = rng.normal(2, 3, (6, 5, 4, 3)).astype("f4")
    expected, found = (each.predict(x, verbose=0) for each in (model, copy))
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("shape", "options"),
    [((7,), {}), ((5, 4, 3), {"axis": 1}), ((5, 4, 3), {"scale": False})],
)
def test_what_the_operation_cannot_do_is_left_to_keras(
    shape: tuple[int, ...], options: dict[str, Any]
) -> None:
    model, copy = pair(shape, **options)
    assert type(copy.layers[0]) is type(model.layers[0])


def test_one_that_is_not_to_learn_keeps_its_statistics() -> None:
    _, copy = pair((5, 4, 3))
    before = copy.get_weights()
    x = np.random.default_rng(2).normal(2, 3, (6, 5, 4, 3)).astype("f4")
    learning = copy.layers[0](x, training=True)
    assert not np.array_equal(copy.get_weights()[2], before[2])
    copy.set_weights(before)
    copy.layers[0].trainable = False
    frozen = copy.layers[0](x, training=True)
    assert not np.allclose(frozen, learning)
    for ours, theirs in zip(before, copy.get_weights(), strict=True):
        assert np.array_equal(ours, theirs)


def test_it_steps_as_keras_adam_does() -> None:
    from keras import Input, Sequential
    from keras.layers import Dense
    from keras.optimizers import Adam

    rng = np.random.default_rng(3)
    weights = [rng.normal(0, 1, shape).astype("f4") for shape in ((6, 4), (4,))]
    models = []
    for adam in (Adam, fused_adam()):
        model = Sequential([Input((6,)), Dense(4)])
        model.compile(adam(0.01), "mse")
        model.set_weights(weights)
        models.append(model)
    for step in range(5):
        x, y = rng.normal(0, 1, (8, 6)).astype("f4"), rng.normal(0, 1, (8, 4))
        for model in models:
            model.optimizer.learning_rate.assign(0.01 * (step + 1))
            model.train_on_batch(x, y)
    theirs, ours = models
    assert not np.allclose(ours.get_weights()[0], weights[0], atol=0.01)
    for expected, found in zip(
        theirs.weights + theirs.optimizer.variables,
        ours.weights + ours.optimizer.variables,
        strict=True,
    ):
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)
