"""The quick network: four convolutions, batch-normalised, and one dense layer."""

from typing import Any

from training.recipes.convolutions import convolutions


def build() -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to ten probabilities.

    Its filters count in sixteens, by which processors take them: 24 are slower than 32.
    """
    # 28 pixels become 12, 10, 4 and 1.
    blocks = ((32, 5, 2), (48, 3, 1), (64, 3, 2), (128, 4, 1))
    return convolutions("quick", blocks, 10)
