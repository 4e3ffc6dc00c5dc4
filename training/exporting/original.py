"""The model file that is exported, checked before anything else opens it."""

from dataclasses import dataclass
from pathlib import Path

from digitpad import models
from digitpad.h5model import Network
from digitpad.h5model.network import load_file
from digitpad.h5model.stored import StoredModel


@dataclass(frozen=True)
class Original:
    """A checked model file.

    Attributes:
        path: The file.
        stored: Its parts.
        network: What Digitpad reads with it; each export is compared with that.
    """

    path: Path
    stored: StoredModel
    network: Network


def read_original(path: Path) -> Original:
    """Read a model file.

    Raises:
        ModelError: It is refused.
    """
    file, network = load_file(path, known=models.known_sha256s())
    return Original(path, file.stored, network)
