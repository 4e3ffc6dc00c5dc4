"""ONNX: written by Digitpad's own graph, without TensorFlow."""

from pathlib import Path

from digitpad.h5model import Network
from digitpad.h5model.assembly import assemble_alone
from digitpad.h5model.onnx_writer import is_written_here, with_metadata
from digitpad.h5model.session import Session
from digitpad.h5model.stored import FloatArray
from training.exporting.check import Reader
from training.exporting.facts import as_texts, facts_of
from training.exporting.original import Original


def write(original: Original, path: Path) -> None:
    """Write the network with all that lies between model input and probabilities."""
    network = original.network
    graph = assemble_alone(
        original.stored,
        reads_levels=network.input_range == "0..255",
        temperature=network.trust.temperature,
    )
    path.write_bytes(with_metadata(graph, as_texts(facts_of(network))))


def reader(path: Path, network: Network) -> Reader:
    """Open the file with ONNX Runtime."""
    session = Session(path.read_bytes(), network.values)

    def read(model_inputs: FloatArray) -> FloatArray:
        (probabilities,) = session.run(model_inputs)
        return probabilities

    return read


def is_earlier(path: Path) -> bool:
    """Whether a file is an earlier export."""
    try:
        return is_written_here(path.read_bytes())
    except OSError:
        return False
