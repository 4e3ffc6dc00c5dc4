"""The Dense layer as ONNX nodes."""

from digitpad.h5model.activation import activate
from digitpad.h5model.graph import Tensor
from digitpad.h5model.site import Site


def dense(site: Site, x: Tensor) -> Tensor:
    """Dense along the last axis."""
    graph, layer = site.graph, site.layer
    graph.last_dense_input = x
    units, width = layer.integer("units"), x.shape[-1]
    kernel = graph.constant(site.weight("kernel", width, units))
    shape = (*x.shape[:-1], units)
    result = graph.apply("MatMul", x, kernel, shape=shape, work=x.size * units)
    if layer.flag("use_bias", True):
        result = graph.apply("Add", result, graph.constant(site.weight("bias", units)))
    return activate(site, result, layer.settings.get("activation"))
