"""Random distortion of digits, one affine transform an image, a batch at a time.

The distortions are those of Keras' `ImageDataGenerator`: turn, zoom across and down
apart, and shift, each drawn evenly from its range.
"""

import math
from dataclasses import dataclass
from typing import Any

from training.config import Digitpad, Hyperparameters

# Tensors; TensorFlow has no types.
Tensor = Any


@dataclass(frozen=True)
class Distortion:
    """How far images are distorted.

    Attributes:
        rotation_degrees: Turned by up to this much, either way.
        zoom: Width and height each change by up to this share.
        shift: Moved by up to this share of the size, across and down.
    """

    rotation_degrees: float
    zoom: float
    shift: float

    @classmethod
    def of(cls, hyperparameters: Hyperparameters) -> "Distortion":
        """The distortion of batches that a recipe asks for."""
        if isinstance(hyperparameters, Digitpad):
            # Its images are varied one by one, before they come together to batches.
            return cls(0.0, 0.0, 0.0)
        return cls(
            hyperparameters.rotation_degrees,
            hyperparameters.zoom,
            hyperparameters.shift,
        )

    @property
    def is_none(self) -> bool:
        """Whether every image stays as it is."""
        return not (self.rotation_degrees or self.zoom or self.shift)


def distort(images: Tensor, distortion: Distortion, seed: Tensor) -> Tensor:
    """Distort each image at random.

    Args:
        images: (n, height, width, 1), float32.
        distortion: The ranges to draw from.
        seed: (2,), int32 or int64. The same seed gives the same distortion.

    Returns:
        (n, height, width, 1), float32; what comes in from outside repeats the edge.
    """
    import tensorflow as tf

    count = tf.shape(images)[0]
    height, width = images.shape[1], images.shape[2]
    even = tf.random.stateless_uniform((5, count), seed, -1.0, 1.0)
    return transform(
        images,
        angles=even[0] * math.radians(distortion.rotation_degrees),
        zooms=(1 + even[1] * distortion.zoom, 1 + even[2] * distortion.zoom),
        shifts=(
            even[3] * distortion.shift * width,
            even[4] * distortion.shift * height,
        ),
    )


def transform(
    images: Tensor,
    angles: Tensor,
    zooms: tuple[Tensor, Tensor],
    shifts: tuple[Tensor, Tensor],
) -> Tensor:
    """Turn, zoom and shift each image by its own amounts, about its middle.

    Args:
        images: (n, height, width, 1), float32.
        angles: (n,), radians.
        zooms: Two of (n,), across and down; above 1 the digit becomes smaller.
        shifts: Two of (n,), pixels, across and down.

    Returns:
        (n, height, width, 1), float32, interpolated bilinearly.
    """
    import tensorflow as tf

    height, width = images.shape[1], images.shape[2]
    middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
    cos, sin = tf.cos(angles), tf.sin(angles)
    # Where a pixel of the result comes from: p -> R (Z (p - m) + t) + m.
    xx, xy = cos * zooms[0], -sin * zooms[1]
    yx, yy = sin * zooms[0], cos * zooms[1]
    x0 = cos * shifts[0] - sin * shifts[1] + middle_x - xx * middle_x - xy * middle_y
    y0 = sin * shifts[0] + cos * shifts[1] + middle_y - yx * middle_x - yy * middle_y
    none = tf.zeros_like(angles)
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=tf.stack([xx, xy, x0, yx, yy, y0, none, none], axis=1),
        output_shape=tf.constant([height, width]),
        fill_value=tf.constant(0.0),
        interpolation="BILINEAR",
        fill_mode="NEAREST",
    )
