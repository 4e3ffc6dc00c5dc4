"""Random distortion of digits, one affine transform an image, a batch at a time.

Turn, zoom across and down apart, and shift are those of Keras' `ImageDataGenerator`,
each drawn evenly from its range. Shear and elastic displacement are further ones.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

from training.config import Digitpad, Hyperparameters

# Tensors; TensorFlow has no types.
Tensor = Any

# Knots of the elastic displacement along each side: fewer bend more evenly.
_KNOTS: Final = 5


@dataclass(frozen=True)
class Distortion:
    """How far images are distorted.

    Attributes:
        rotation_degrees: Turned by up to this much, either way.
        zoom: Width and height each change by up to this share.
        shift: Moved by up to this share of the size, across and down.
        shear_degrees: Upright lines lean by up to this much, either way.
        elastic: Standard deviation of a smooth displacement, in pixels.
    """

    rotation_degrees: float = 0.0
    zoom: float = 0.0
    shift: float = 0.0
    shear_degrees: float = 0.0
    elastic: float = 0.0

    @classmethod
    def of(cls, hyperparameters: Hyperparameters) -> "Distortion":
        """The distortion of batches that a recipe asks for."""
        if isinstance(hyperparameters, Digitpad):
            # Its images are varied one by one, before they come together to batches.
            return cls()
        return cls(
            hyperparameters.rotation_degrees,
            hyperparameters.zoom,
            hyperparameters.shift,
            hyperparameters.shear_degrees,
            hyperparameters.elastic,
        )

    @property
    def is_none(self) -> bool:
        """Whether every image stays as it is."""
        return not (self.is_straight or self.elastic)

    @property
    def is_straight(self) -> bool:
        """Whether anything happens by which straight lines stay straight."""
        return bool(
            self.rotation_degrees or self.zoom or self.shift or self.shear_degrees
        )


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

    images = tf.convert_to_tensor(images)
    if distortion.elastic:
        # Other numbers than those of the transform: steps never count so far.
        apart = tf.cast(seed, tf.int64) + tf.constant([0, 2**62], tf.int64)
        images = bend(images, distortion.elastic, apart)
    if not distortion.is_straight:
        return images
    count = tf.shape(images)[0]
    height, width = images.shape[1], images.shape[2]
    # Without shear the numbers are those that there always were.
    drawn = 6 if distortion.shear_degrees else 5
    even = tf.random.stateless_uniform((drawn, count), seed, -1.0, 1.0)
    lean = even[5] * math.radians(distortion.shear_degrees) if drawn > 5 else None
    return transform(
        images,
        angles=even[0] * math.radians(distortion.rotation_degrees),
        zooms=(1 + even[1] * distortion.zoom, 1 + even[2] * distortion.zoom),
        shifts=(
            even[3] * distortion.shift * width,
            even[4] * distortion.shift * height,
        ),
        leans=lean,
    )


def bend(images: Tensor, deviation: float, seed: Tensor) -> Tensor:
    """Move every pixel a little, neighbours nearly alike.

    Args:
        images: (n, height, width, 1), float32.
        deviation: Of the displacement, in pixels.
        seed: (2,), int64. The same seed gives the same displacement.

    Returns:
        (n, height, width, 1), float32, interpolated bilinearly.
    """
    import tensorflow as tf

    height, width = images.shape[1], images.shape[2]
    shape = (tf.shape(images)[0], _KNOTS, _KNOTS, 2)
    knots = tf.random.stateless_normal(shape, seed, stddev=deviation)
    moved = tf.image.resize(knots, (height, width), "bicubic")
    x = tf.range(width, dtype=tf.float32)[None, None, :] + moved[..., 0]
    y = tf.range(height, dtype=tf.float32)[None, :, None] + moved[..., 1]
    x, y = tf.clip_by_value(x, 0, width - 1), tf.clip_by_value(y, 0, height - 1)
    left, top = tf.minimum(tf.floor(x), width - 2), tf.minimum(tf.floor(y), height - 2)
    across, down = (x - left)[..., None], (y - top)[..., None]
    first = tf.cast(top, tf.int32) * width + tf.cast(left, tf.int32)
    flat = tf.reshape(images, (-1, height * width, 1))

    def pixels(offset: int) -> Tensor:
        return tf.gather(flat, first + offset, batch_dims=1)

    upper = pixels(0) * (1 - across) + pixels(1) * across
    lower = pixels(width) * (1 - across) + pixels(width + 1) * across
    return upper * (1 - down) + lower * down


def transform(
    images: Tensor,
    angles: Tensor,
    zooms: tuple[Tensor, Tensor],
    shifts: tuple[Tensor, Tensor],
    leans: Tensor | None = None,
) -> Tensor:
    """Turn, zoom and shift each image by its own amounts, about its middle.

    Args:
        images: (n, height, width, 1), float32.
        angles: (n,), radians.
        zooms: Two of (n,), across and down; above 1 the digit becomes smaller.
        shifts: Two of (n,), pixels, across and down.
        leans: (n,), radians by which upright lines lean; None for upright.

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
    if leans is not None:
        xy, yy = xy + xx * tf.tan(leans), yy + yx * tf.tan(leans)
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
