"""Digitpad's own network: five convolutions, batch-normalised, and one dense layer."""

from typing import Any

from training.recipes.convolutions import convolutions


def build() -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to eleven probabilities.

    The eleventh stands for "no digit". The last convolution sees all of the image and
    leaves 128 features, by which digits are compared with one another.
    """
    # 28 pixels become 12, 10, 8, 3 and 1.
    blocks = ((32, 5, 2), (48, 3, 1), (64, 3, 1), (96, 3, 2), (128, 3, 1))
    return convolutions("digitpad", blocks, 11)
