"""What one training run is asked to do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.data import OWN_COPIES


@dataclass(frozen=True)
class Request:
    """One training run as the command line asks for it.

    Attributes:
        out: Where the model goes.
        recipe: Name of the recipe; None means that of the model trained on, or the
            notebook's.
        changes: Hyperparameters that differ from the recipe's defaults, by name.
        exact: Follow the recipe's description to the letter, where that is slower.
        data: Where the images come from: "mnist" or paths.
        start: A saved model to train on from.
        compare: A model to read the same validation and test images with.
        own: An ink file of the user's own drawings, to be mixed with the data.
        own_copies: Varied copies of each of them that is learnt from, at most.
        limit: Use only the first so many training images.
        threads: Processor threads for TensorFlow; None leaves the choice to it.
        resume: Go on with the unfinished run of this model, if there is one.
        plots: Folder for the pictures of accuracy and loss; None for no pictures.
    """

    out: Path
    recipe: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)  # numbers of either kind
    exact: bool = False
    data: tuple[str, ...] = ("mnist",)
    start: Path | None = None
    compare: Path | None = None
    own: Path | None = None
    own_copies: int = OWN_COPIES
    limit: int | None = None
    threads: int | None = None
    resume: bool = False
    plots: Path | None = None
