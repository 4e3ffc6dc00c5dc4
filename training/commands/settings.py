"""The hyperparameters as options, which several commands have."""

import argparse
from dataclasses import fields
from typing import Any, Final

from training.commands.options import Options, number
from training.config import MOST_EPOCHS, RECIPES, Hyperparameters

MNIST_IMAGES: Final = 60_000


def changes_of(options: argparse.Namespace) -> dict[str, Any]:  # numbers of any kind
    """The hyperparameters that were asked for, by name."""
    known = {field.name for field in fields(Hyperparameters)}
    return {
        name: value
        for name, value in vars(options).items()
        if name in known and value is not None
    }


def add_settings(options: Options) -> None:
    """Give a command the options of how long, how fast and by which seed."""
    options.add_argument(
        "--epochs",
        type=number(int, 1, MOST_EPOCHS),
        metavar="N",
        help=f"times each image is seen ({defaults('epochs')})",
    )
    options.add_argument(
        "--batch-size",
        type=number(int, 1, MNIST_IMAGES),
        metavar="N",
        help=f"images to one step ({defaults('batch_size')})",
    )
    options.add_argument(
        "--learning-rate",
        type=number(float, 1e-9, 10),
        metavar="X",
        help="step size of Adam; digitpad and quick: the highest of their cycle "
        f"({defaults('learning_rate')}; with --from: the one saved, but for these "
        "two)",
    )
    options.add_argument(
        "--precision",
        choices=("auto", "float32"),
        help="auto computes in bfloat16 where the processor has it, which is faster "
        "(default: auto)",
    )
    options.add_argument(
        "--exact-description",
        action="store_true",
        help="notebook and walkthrough: batches of 32, learning rate 0.001 and "
        "float32, as they are described; several times slower",
    )
    options.add_argument(
        "--patience",
        type=number(int, 1),
        metavar="N",
        help="epochs without a lower validation loss before the run ends early and "
        f"keeps the best epoch ({defaults('patience')})",
    )
    options.add_argument(
        "--seed",
        type=number(int, 0, 2**32 - 1),
        metavar="N",
        help="of first weights, order, distortion, ink and dropout; the same seed on "
        f"the same machine gives the same model ({defaults('seed')})",
    )


def add_distortion(parser: argparse.ArgumentParser) -> None:
    """Give a command the options of how images are distorted."""
    options = parser.add_argument_group("distortion of the images")
    options.add_argument(
        "--rotation",
        type=number(float, 0, 180),
        dest="rotation_degrees",
        metavar="DEGREES",
        help="each is turned by up to this much, either way "
        f"({defaults('rotation_degrees')})",
    )
    options.add_argument(
        "--zoom",
        type=number(float, 0, 0.9),
        metavar="SHARE",
        help=f"width and height each change by up to this share ({defaults('zoom')})",
    )
    options.add_argument(
        "--shift",
        type=number(float, 0, 1),
        metavar="SHARE",
        help="each moves by up to this share of its size, across and down "
        f"({defaults('shift')})",
    )
    options.add_argument(
        "--shear",
        type=number(float, 0, 60),
        dest="shear_degrees",
        metavar="DEGREES",
        help=f"each leans by up to this much ({defaults('shear_degrees')})",
    )
    options.add_argument(
        "--elastic",
        type=number(float, 0, 5),
        metavar="PIXELS",
        help=f"each bends like rubber, by so much on average ({defaults('elastic')})",
    )


def defaults(name: str) -> str:
    """The default of a hyperparameter, recipe by recipe where they differ."""
    found = {recipe: getattr(kind, name) for recipe, kind in RECIPES.items()}
    shown = {recipe: "none" if x is None else str(x) for recipe, x in found.items()}
    if len(set(shown.values())) == 1:
        return "default: " + next(iter(shown.values()))
    return "default: " + ", ".join(f"{r} {value}" for r, value in shown.items())
