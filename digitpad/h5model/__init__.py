"""Read a Keras .h5 model with neither Keras nor TensorFlow and run it.

The file's architecture is checked against a closed list of layers and turned into
an ONNX graph in memory; nothing that the file holds is ever executed.
"""

from digitpad.h5model.network import Network, load_network

__all__ = ["Network", "load_network"]
