"""Reads labelled digits from the kinds of files that people keep them in."""

from typing import Final

# What `--data` takes. Here, because --help need not wait for NumPy, like the rest.
KINDS: Final = (
    "mnist, mnist-test, a table like Kaggle's train.csv, an IDX file, a .npz file, a "
    "folder of pictures (one sub-folder a digit, or a labels.csv) or an ink file"
)
# Varied copies of each drawing of the user's own.
OWN_COPIES: Final = 20
MOST_OWN_COPIES: Final = 100
