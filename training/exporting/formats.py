"""The formats: how each is written, opened again, and known for an earlier export."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digitpad.atomic import replacing, replacing_folder
from digitpad.h5model import Network
from training.exporting import keras_file, litert, onnx_file, saved_model
from training.exporting.check import Reader
from training.exporting.names import KERAS, LITERT, ONNX, SAVEDMODEL
from training.exporting.original import Original
from training.exporting.stamp import is_stamped


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        write: Writes the original there.
        reader: Opens such a file, of this network, with its own runtime.
        is_earlier: Whether something is an earlier export, which may be replaced.
        replacing: Yields a temporary place that becomes the final one.
    """

    write: Callable[[Original, Path], None]
    reader: Callable[[Path, Network], Reader]
    is_earlier: Callable[[Path], bool] = is_stamped
    replacing: Callable[[Path], AbstractContextManager[Path]] = replacing


FORMATS: Final = {
    ONNX: Format(onnx_file.write, onnx_file.reader, onnx_file.is_earlier),
    KERAS: Format(keras_file.write, keras_file.reader),
    SAVEDMODEL: Format(
        saved_model.write, saved_model.reader, saved_model.is_earlier, replacing_folder
    ),
    LITERT: Format(litert.write, litert.reader),
}
