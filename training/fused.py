"""Batch normalization and Adam as one operation each: Keras makes a dozen of them.

In training the shipped network on a processor with 16-bit floats, the first made a step
1.6 times as fast; the second counts where there are many weights to little arithmetic.
"""

from functools import cache
from typing import Any

# A Keras layer, a class of them, and a tensor; neither library has types.
Layer = Any
Tensor = Any


def fused(layer: Layer) -> type[Any]:
    """The class by which a copy of a layer computes the same in less time.

    Args:
        layer: Any layer.

    Returns:
        Of a batch normalization over the last of four axes the fused one; of all
        others their own.
    """
    from keras.layers import BatchNormalization

    fits = (
        type(layer) is BatchNormalization
        and len(layer.input.shape) == 4
        and layer.axis in (-1, 3)
        and layer.center
        and layer.scale
    )
    return _fused_normalization() if fits else type(layer)


@cache
def _fused_normalization() -> type[Any]:
    """The class; made when it is wanted, for TensorFlow takes seconds to import."""
    import tensorflow as tf
    from keras.layers import BatchNormalization

    class FusedNormalization(BatchNormalization):  # type: ignore[misc]  # untyped
        """Keras' own, with its weights and their order, but for how it computes."""

        def call(
            self,
            inputs: Tensor,
            training: bool | None = None,
            mask: Tensor | None = None,
        ) -> Tensor:
            """Normalize by the batch, and follow its statistics.

            Args:
                inputs: (n, height, width, channels), float32 or bfloat16.
                training: Whether it does so; otherwise Keras' own takes over.
                mask: Has no part here.

            Returns:
                Of the same shape and kind.
            """
            if not training or not self.trainable:
                return super().call(inputs, training=training, mask=mask)
            values, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
                x=inputs,
                scale=tf.cast(self.gamma, tf.float32),
                offset=tf.cast(self.beta, tf.float32),
                mean=tf.zeros([0]),
                variance=tf.zeros([0]),
                epsilon=self.epsilon,
                is_training=True,
            )
            # The operation divides by one less than the count, Keras by the count.
            count = tf.cast(tf.size(inputs) / tf.shape(inputs)[-1], tf.float32)
            self._follow(self.moving_mean, mean)
            self._follow(self.moving_variance, variance * (count - 1) / count)
            return values

        def _follow(self, average: Any, value: Tensor) -> None:  # noqa: ANN401
            average.assign(average * self.momentum + value * (1 - self.momentum))

    return FusedNormalization


@cache
def fused_adam() -> type[Any]:
    """Keras' Adam with its state and its formula, but for how it computes."""
    import tensorflow as tf
    from keras.optimizers import Adam

    class FusedAdam(Adam):  # type: ignore[misc]  # untyped
        """Goes over weights and state once, where Keras' own does so ten times."""

        def update_step(
            self, gradient: Tensor, variable: Tensor, learning_rate: Tensor
        ) -> None:
            """Take a step.

            Args:
                gradient: Of the loss, of the variable's shape.
                variable: TensorFlow's variable, float32.
                learning_rate: The size of the step, one number.
            """
            place = self._get_variable_index(variable)
            step = tf.cast(self.iterations + 1, tf.float32)
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle,
                m=self._momentums[place].value.handle,
                v=self._velocities[place].value.handle,
                beta1_power=tf.pow(self.beta_1, step),
                beta2_power=tf.pow(self.beta_2, step),
                lr=tf.cast(learning_rate, tf.float32),
                beta1=self.beta_1,
                beta2=self.beta_2,
                epsilon=self.epsilon,
                grad=tf.cast(gradient, tf.float32),
            )

    return FusedAdam
