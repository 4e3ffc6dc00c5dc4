"""Convolutions: Conv2D, DepthwiseConv2D and SeparableConv2D as ONNX nodes.

ONNX convolves channels first. A pair of Transpose nodes stands round each
convolution and each pooling; ONNX Runtime removes those that cancel out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from digitpad.h5model.activation import activate
from digitpad.h5model.architecture import Layer
from digitpad.h5model.graph import Tensor
from digitpad.h5model.onnx_writer import Attribute
from digitpad.h5model.site import Site
from digitpad.h5model.stored import FloatArray

Pair = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """How a window slides over rows and columns.

    Attributes:
        size: Rows and columns.
        strides: Steps from one place to the next.
        dilation: Steps from one cell of the window to the next.
        before: Rows and columns of padding above and to the left.
        after: Rows and columns of padding below and to the right.
        output: Rows and columns of the result.
    """

    size: Pair
    strides: Pair
    dilation: Pair
    before: Pair
    after: Pair
    output: Pair

    @classmethod
    def of(cls, layer: Layer, x: Tensor, size: Pair, strides: object) -> Self:
        """The window that the layer's settings describe on this input.

        Keras' "same" puts the odd row or column of padding at the end.
        """
        steps = layer.pair("strides", strides)
        dilation = layer.pair("dilation_rate", 1)
        same = layer.choice("padding", "valid", ("valid", "same")) == "same"
        places, padding = [0, 0], [0, 0]
        for axis in (0, 1):
            span = (size[axis] - 1) * dilation[axis] + 1
            step, length = steps[axis], x.shape[axis]
            places[axis] = -(-length // step) if same else (length - span) // step + 1
            if places[axis] < 1:
                raise layer.refusal("is larger than its input. Use a smaller window.")
            if same:
                padding[axis] = max((places[axis] - 1) * step + span - length, 0)
        rows, columns = padding
        before = rows // 2, columns // 2
        after = rows - before[0], columns - before[1]
        return cls(size, steps, dilation, before, after, (places[0], places[1]))

    @property
    def attributes(self) -> dict[str, Attribute]:
        """The window as ONNX' convolutions and poolings want it."""
        return {
            "kernel_shape": self.size,
            "strides": self.strides,
            "pads": (*self.before, *self.after),
        }

    @property
    def work(self) -> int:
        """Cells that the window looks at in all its places."""
        return math.prod(self.size) * math.prod(self.output)


def conv2d(site: Site, x: Tensor) -> Tensor:
    """Conv2D, grouped or not."""
    layer = site.layer
    site.channels_last()
    site.rank(len(x.shape), 3)
    filters, groups = layer.integer("filters"), layer.integer("groups", 1)
    size = layer.pair("kernel_size")
    if x.shape[2] % groups or filters % groups:
        raise layer.misfit("groups")
    kernel = site.weight("kernel", *size, x.shape[2] // groups, filters)
    window = Window.of(layer, x, size, 1)
    result = _convolve(site, x, kernel, window, groups, _bias(site, filters))
    return activate(site, result, layer.settings.get("activation"))


def depthwise_conv2d(site: Site, x: Tensor) -> Tensor:
    """DepthwiseConv2D: each channel has its own filters."""
    result = _depthwise(site, x, "kernel", with_bias=True)
    return activate(site, result, site.layer.settings.get("activation"))


def separable_conv2d(site: Site, x: Tensor) -> Tensor:
    """SeparableConv2D: depthwise, then 1x1."""
    middle = _depthwise(site, x, "depthwise_kernel", with_bias=False)
    filters, channels = site.layer.integer("filters"), middle.shape[2]
    kernel = site.weight("pointwise_kernel", 1, 1, channels, filters)
    rows, columns, _ = middle.shape
    window = Window((1, 1), (1, 1), (1, 1), (0, 0), (0, 0), (rows, columns))
    result = _convolve(site, middle, kernel, window, bias=_bias(site, filters))
    return activate(site, result, site.layer.settings.get("activation"))


def _depthwise(site: Site, x: Tensor, name: str, *, with_bias: bool) -> Tensor:
    site.channels_last()
    site.rank(len(x.shape), 3)
    size = site.layer.pair("kernel_size")
    channels, multiplier = x.shape[2], site.layer.integer("depth_multiplier", 1)
    kernel = site.weight(name, *size, channels, multiplier)
    filters = channels * multiplier
    kernel = kernel.reshape(*size, 1, filters)
    window = Window.of(site.layer, x, size, 1)
    bias = _bias(site, filters) if with_bias else ()
    return _convolve(site, x, kernel, window, channels, bias)


def _bias(site: Site, filters: int) -> tuple[str, ...]:
    if not site.layer.flag("use_bias", True):
        return ()
    return (site.graph.constant(site.weight("bias", filters)),)


def _convolve(
    site: Site,
    x: Tensor,
    kernel: FloatArray,
    window: Window,
    groups: int = 1,
    bias: Sequence[str] = (),
) -> Tensor:
    """Convolve with a kernel (rows, columns, channels of a group, filters)."""
    graph, filters = site.graph, kernel.shape[3]
    result = graph.apply(
        "Conv",
        graph.transpose(x, 3, 1, 2),
        graph.constant(kernel.transpose(3, 2, 0, 1)),
        *bias,
        shape=(filters, *window.output),
        work=math.prod(window.output) * kernel.size,
        attributes=window.attributes | {"dilations": window.dilation, "group": groups},
    )
    return graph.transpose(result, 2, 3, 1)
