"""The closed list of layers that Digitpad reads, and the weights of each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from digitpad.h5model import activation, convolution, normalization, pooling, shaping
from digitpad.h5model.architecture import Layer
from digitpad.h5model.dense import dense
from digitpad.h5model.graph import Tensor
from digitpad.h5model.site import Site

_BUILDERS: Final[Mapping[str, Callable[[Site, Tensor], Tensor]]] = {
    "Dense": dense,
    "Conv2D": convolution.conv2d,
    "DepthwiseConv2D": convolution.depthwise_conv2d,
    "SeparableConv2D": convolution.separable_conv2d,
    "MaxPooling2D": pooling.max_pooling,
    "AveragePooling2D": pooling.average_pooling,
    "GlobalMaxPooling2D": pooling.global_max_pooling,
    "GlobalAveragePooling2D": pooling.global_average_pooling,
    "BatchNormalization": normalization.batch_normalization,
    "LayerNormalization": normalization.layer_normalization,
    "Normalization": normalization.normalization,
    "Rescaling": normalization.rescaling,
    "Reshape": shaping.reshape,
    "Flatten": shaping.flatten,
    "ZeroPadding2D": shaping.zero_padding,
    "RandomCrop": shaping.random_crop,
    **activation.LAYERS,
}

_MERGERS: Final[Mapping[str, Callable[[Site, Sequence[Tensor]], Tensor]]] = {
    "Add": shaping.add,
    "Concatenate": shaping.concatenate,
}

_TRAINING_ONLY: Final = frozenset(
    (
        *("InputLayer", "ActivityRegularization"),
        *("Dropout", "AlphaDropout", "GaussianDropout", "SpatialDropout2D"),
        *("GaussianNoise", "AugMix", "CutMix", "MixUp", "RandAugment"),
        *("RandomBrightness", "RandomColorDegeneration", "RandomColorJitter"),
        *("RandomContrast", "RandomElasticTransform", "RandomErasing", "RandomFlip"),
        *("RandomGaussianBlur", "RandomGrayscale", "RandomHeight", "RandomHue"),
        *("RandomInvert", "RandomPerspective", "RandomPosterization"),
        *("RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear"),
        *("RandomTranslation", "RandomWidth", "RandomZoom"),
    )
)
"""Layers that hand on their input when a model reads."""


def build(site: Site, inputs: Sequence[Tensor]) -> Tensor:
    """Add one call of a layer to the graph.

    Raises:
        ModelError: The layer is not in the list, or something in it does not fit.
    """
    kind = site.layer.kind
    if kind in _MERGERS and inputs:
        return _MERGERS[kind](site, inputs)
    if len(inputs) != 1:
        raise site.layer.refusal(
            "is called with {count} values. Correct the model.", count=len(inputs)
        )
    if kind in _TRAINING_ONLY:
        return inputs[0]
    return _BUILDERS[kind](site, inputs[0])


def weight_names(layer: Layer) -> tuple[str, ...]:
    """Names of the layer's weights in Keras' order, none for most layers.

    Raises:
        ModelError: The layer is not in the list.
    """
    kind = layer.kind
    if kind in ("Dense", "Conv2D", "DepthwiseConv2D"):
        return "kernel", *_optional(layer, use_bias="bias")
    if kind == "SeparableConv2D":
        bias = _optional(layer, use_bias="bias")
        return "depthwise_kernel", "pointwise_kernel", *bias
    if kind == "LayerNormalization":
        return _optional(layer, scale="gamma", center="beta")
    if kind == "BatchNormalization":
        learnt = _optional(layer, scale="gamma", center="beta")
        return *learnt, "moving_mean", "moving_variance"
    if kind == "Normalization" and layer.settings.get("mean") is None:
        return "mean", "variance", "count"
    if kind == "PReLU":
        return ("alpha",)
    _check(layer)
    return ()


def _optional(layer: Layer, **names: str) -> tuple[str, ...]:
    """The weights whose setting is on, as it is unless the file says otherwise."""
    return tuple(name for key, name in names.items() if layer.flag(key, True))


def _check(layer: Layer) -> None:
    known = {*_BUILDERS, *_MERGERS, *_TRAINING_ONLY}
    if layer.kind == "Lambda":
        raise layer.refusal(
            "holds program code, and Digitpad never runs code from a model file. "
            "Put ordinary layers in its place."
        )
    if layer.kind not in known:
        raise layer.refusal(
            "is of a kind that Digitpad does not read. Use these: {known}.",
            known=", ".join((*_BUILDERS, *_MERGERS, "Dropout", "random augmentation")),
        )
