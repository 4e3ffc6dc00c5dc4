"""A model file, ready to read digits with ONNX Runtime."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from digitpad.card import CARD, InputRange, ModelCard
from digitpad.errors import ModelError
from digitpad.h5model.calibration import temper, temperature_in
from digitpad.h5model.maps import MappedLayer
from digitpad.h5model.sizes import LEVELS, SIDE
from digitpad.h5model.source import ModelFile, read_file
from digitpad.h5model.stored import FloatArray, NumericArray
from digitpad.h5model.trust import Trust

if TYPE_CHECKING:
    from digitpad.h5model.assembly import Assembly
    from digitpad.h5model.session import PartSession
    from digitpad.memory import Memory

# Rescalings to 0..1 and -1..1 multiply raw pixels by 1/255 and 1/127.5, those that
# expect 0..1 by 1 or 2.
_LARGEST_SCALE_OF_LEVELS: Final = 1 / 16


def load_network(path: Path, *, known: Collection[str] = ()) -> "Network":
    """Read a Keras .h5 model.

    Args:
        path: The file.
        known: SHA-256s, in hexadecimal, of files that may be read in this process.
            A stranger's file is read in a short-lived child process with limits,
            because damaged files can crash or hang the HDF5 library.

    Raises:
        ModelError: The file cannot be read, or is not a model that Digitpad reads.
    """
    with _naming(path):
        # Nobody holds the file's weights while ONNX Runtime makes copies of them.
        return Network(*_parts(read_file(path, known=known)))


def load_file(
    path: Path, *, known: Collection[str] = ()
) -> tuple[ModelFile, "Network"]:
    """Read a Keras .h5 model; as `load_network`, with the parts of the file.

    Raises:
        ModelError: The file cannot be read, or is not a model that Digitpad reads.
    """
    with _naming(path):
        file = read_file(path, known=known)
        return file, Network(*_parts(file))


def _parts(file: ModelFile) -> tuple["Assembly", Mapping[str, NumericArray], str]:
    """What a network is made of."""
    # Imported late: the child that reads strangers' files does without.
    from digitpad.h5model.assembly import assemble

    return assemble(file.stored), file.stored.extras, file.sha256


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let a sentence begin with the file's name."""
    try:
        yield
    except ModelError as error:
        raise error.within(path.name) from error


class Network:
    """A network that turns model inputs into probabilities.

    Attributes:
        card: What the file says about how it was made; empty in a foreign file.
        extras: Numeric datasets of the file's group `digitpad`, without the card.
        trust: What the file says of how far the answers can be trusted.
        calibrated: The file holds a temperature, and `run` applies it.
        sha256: Of the file's bytes.
        classes: 10, or 11 of which the last is "no digit".
        ends_in_logits: The model itself gives logits, `run` their softmax.
        values: Numbers computed for one drawing.
        description: The model in a few words.
        mapped: The convolutions, in the order in which they are computed.
        memory: The user's own digits, which `run` takes into account; None at first.
    """

    card: ModelCard
    extras: dict[str, NumericArray]
    trust: Trust
    calibrated: bool
    sha256: str
    classes: int
    ends_in_logits: bool
    values: int
    description: str
    mapped: tuple[MappedLayer, ...]
    memory: "Memory | None"

    def __init__(
        self, assembly: "Assembly", extras: Mapping[str, NumericArray], sha256: str
    ) -> None:
        """Take over what `load_network` has read."""
        # Imported late: a program that only names this module starts faster.
        from digitpad.h5model.session import Session

        self.extras = dict(extras)
        card = self.extras.pop(CARD, None)
        self.card = ModelCard() if card is None else ModelCard.from_json(card.tobytes())
        self.sha256 = sha256
        self.classes = assembly.classes
        self.ends_in_logits = assembly.ends_in_logits
        self.values = assembly.values
        self.description = assembly.description
        self.mapped = assembly.mapped
        self.memory = None
        self._onnx = assembly.onnx
        self._parts: PartSession | None = None
        self._session = Session(assembly.onnx, assembly.values)
        self._reads_levels = self._find_range(assembly.raw_scale)
        self._temperature = temperature_in(self.extras)
        self.calibrated = self._temperature is not None
        self.trust = Trust.of(self.extras, self._try_extremes())

    @property
    def input_range(self) -> InputRange:
        """What the model itself expects of a pixel; `run` always takes 0..1."""
        return "0..255" if self._reads_levels else "0..1"

    def run(self, model_inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Read drawings.

        Args:
            model_inputs: (n, 28, 28), float32, 0.0 paper to 1.0 ink.

        Returns:
            The probabilities, (n, classes), float32, each row's sum 1; and the
            features, what the last Dense layer reads, (n, f), float32.
        """
        probabilities, features = self.run_bare(model_inputs)
        if self.memory is not None:
            probabilities = self.memory.applied(probabilities, features)
        return probabilities, features

    def run_bare(self, model_inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Read drawings as `run` does, without the memory."""
        probabilities, features = self._session.run(self._as_trained(model_inputs))
        if self._temperature is not None:
            probabilities = temper(probabilities, self._temperature)
        return probabilities, features

    def feature_maps(
        self, model_input: FloatArray, layers: Sequence[MappedLayer]
    ) -> list[FloatArray]:
        """What convolutions make of one drawing; nothing else is computed.

        Args:
            model_input: (28, 28), float32, 0.0 paper to 1.0 ink.
            layers: Some of `mapped`.

        Returns:
            For each layer its maps, (rows, columns, maps), float32.
        """
        if not layers:
            return []
        if self._parts is None:
            # Most people never ask for this, and the start does not wait for it.
            from digitpad.h5model.onnx_writer import with_outputs
            from digitpad.h5model.session import PartSession

            outputs = {each.value: each.shape for each in self.mapped}
            self._parts = PartSession(with_outputs(self._onnx, outputs))
        values = [layer.value for layer in layers]
        found = self._parts.run(self._as_trained(model_input[None]), values)
        return [maps[0] for maps in found]

    def _as_trained(self, model_inputs: FloatArray) -> FloatArray:
        """The pixels in the range that the model itself reads."""
        inputs = np.ascontiguousarray(model_inputs, np.float32)
        return inputs * np.float32(LEVELS) if self._reads_levels else inputs

    def _try_extremes(self) -> int:
        """Refuse weights so large that the answer is no number.

        Returns:
            How many features there are.
        """
        extremes = np.zeros((2, SIDE, SIDE), np.float32)
        extremes[1] = 1
        probabilities, features = self.run(extremes)
        if not (np.isfinite(probabilities).all() and np.isfinite(features).all()):
            raise ModelError(
                "The model's answers are not finite numbers: its training has failed "
                "or the file is damaged. Train the model again."
            )
        width: int = features.shape[1]
        return width

    def _find_range(self, raw_scale: float | None) -> bool:
        """Whether the model wants pixels from 0 to 255 and not from 0 to 1."""
        # A factor of 1 rescales nothing and so says nothing.
        if raw_scale is not None and raw_scale != 1:
            return raw_scale < _LARGEST_SCALE_OF_LEVELS
        if self.card.input_range is not None:
            return self.card.input_range == "0..255"
        # Imported late: few models need MNIST to be understood.
        from digitpad.h5model.pixel_range import reads_levels

        return reads_levels(lambda inputs: self._session.run(inputs)[0])
