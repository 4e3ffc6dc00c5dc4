"""Pooling layers as ONNX nodes."""

from digitpad.h5model.convolution import Window
from digitpad.h5model.graph import Tensor
from digitpad.h5model.site import Site


def max_pooling(site: Site, x: Tensor) -> Tensor:
    """MaxPooling2D."""
    return _pool(site, x, "MaxPool")


def average_pooling(site: Site, x: Tensor) -> Tensor:
    """AveragePooling2D; like Keras, ONNX leaves the padding out of the mean."""
    return _pool(site, x, "AveragePool")


def global_max_pooling(site: Site, x: Tensor) -> Tensor:
    """GlobalMaxPooling2D."""
    return _pool_all(site, x, "GlobalMaxPool")


def global_average_pooling(site: Site, x: Tensor) -> Tensor:
    """GlobalAveragePooling2D."""
    return _pool_all(site, x, "GlobalAveragePool")


def _pool(site: Site, x: Tensor, operation: str) -> Tensor:
    site.channels_last()
    site.rank(len(x.shape), 3)
    size = site.layer.pair("pool_size", 2)
    window = Window.of(site.layer, x, size, size)
    result = site.graph.apply(
        operation,
        site.graph.transpose(x, 3, 1, 2),
        shape=(x.shape[2], *window.output),
        work=x.shape[2] * window.work,
        attributes=window.attributes,
    )
    return site.graph.transpose(result, 2, 3, 1)


def _pool_all(site: Site, x: Tensor, operation: str) -> Tensor:
    site.channels_last()
    site.rank(len(x.shape), 3)
    channels = x.shape[2]
    first = site.graph.transpose(x, 3, 1, 2)
    result = site.graph.apply(operation, first, shape=(channels, 1, 1), work=x.size)
    if site.layer.flag("keepdims", False):
        return site.graph.transpose(result, 2, 3, 1)
    return site.graph.reshape(result, (channels,))
