"""Averaged weights: a second network that follows the one in training.

A network in training jumps about the place where it would like to be; the average of
where it was lies nearer to that place, and needs no last slow epochs to get there.
"""

from typing import Any

from training.fused import fused

# A Keras model; Keras has no types.
Model = Any


class Averages:
    """Keeps the running averages of a network's weights in another of its kind.

    The statistics of batch normalization are averaged with the weights.

    Args:
        trainee: The network in training.
        model: The network that takes the averages; it may be the same, and then is
            left alone.
        keep: How much of an average stays at each step, once there have been many.

    Attributes:
        steps: How many have been taken.
    """

    def __init__(self, trainee: Model, model: Model, keep: float) -> None:
        self._trainee, self._model, self._keep = trainee, model, keep
        self.steps = 0
        self._take = None if trainee is model else _averaging(trainee, model)

    def follow(self) -> None:
        """Take a step towards the present weights."""
        if self._take is None:
            return
        # The first steps count for more: what they average is still far off.
        keep = min(self._keep, (1 + self.steps) / (10 + self.steps))
        self._take(keep)
        self.steps += 1

    def settle(self) -> None:
        """Give the averaged network the optimizer's state of the one in training."""
        if self._take is None:
            return
        ours, theirs = self._model.optimizer, self._trainee.optimizer
        if not ours.built:
            ours.build(self._model.trainable_variables)
        for variable, value in zip(ours.variables, theirs.variables, strict=True):
            variable.assign(value)


def _averaging(trainee: Model, model: Model) -> Any:  # noqa: ANN401, a graph
    import tensorflow as tf

    def take(keep: Any) -> None:  # noqa: ANN401, a tensor
        for average, value in zip(model.weights, trainee.weights, strict=True):
            average.assign(keep * average + (1 - keep) * value)

    graph = tf.function(take)
    # As a tensor, or each other number would build another graph.
    return lambda keep: graph(tf.constant(keep, tf.float32))


def twin(model: Model, policy: str) -> Model:
    """A network of the same kind and with the same weights, computed otherwise.

    Args:
        model: The network.
        policy: How Keras is to compute it: "float32" or "mixed_bfloat16". Its answers
            need all digits of a float32, however the rest is computed.
    """
    from keras.layers import Activation, Softmax
    from keras.models import clone_model

    ends = 2 if isinstance(model.layers[-1], Activation | Softmax) else 1
    last = model.layers[-ends:]

    def copied(layer: Any) -> Any:  # noqa: ANN401, a layer
        config = layer.get_config()
        if layer not in last:
            config["dtype"] = policy
        return fused(layer).from_config(config)

    copy = clone_model(model, clone_function=copied, recursive=True)
    copy.set_weights(model.get_weights())
    return copy
