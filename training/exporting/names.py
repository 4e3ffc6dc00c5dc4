"""The formats by name; the command line needs no more to be read."""

from typing import Final

ONNX: Final = "onnx"
KERAS: Final = "keras"
SAVEDMODEL: Final = "savedmodel"
LITERT: Final = "litert"

SUFFIXES: Final = {ONNX: ".onnx", KERAS: ".keras", SAVEDMODEL: "", LITERT: ".tflite"}
"""How a file's name ends; a SavedModel is a folder of any name."""

# Beside the model there may be a folder of its name.
ENDINGS: Final = SUFFIXES | {SAVEDMODEL: "_savedmodel"}
"""What takes the place of .h5 where nobody names a file."""
