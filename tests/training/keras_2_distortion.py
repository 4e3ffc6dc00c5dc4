"""Distorts the images of argv[1] as Keras 2 does, by argv[2] as JSON, into argv[3].

A program of its own: Keras 2 and 3 do not go well together in one process.
"""

import json
import sys
from pathlib import Path

import numpy as np
from tf_keras.preprocessing.image import ImageDataGenerator


def main(images: Path, amounts: str, out: Path) -> None:
    transform = ImageDataGenerator().apply_transform
    distorted = [transform(image, json.loads(amounts)) for image in np.load(images)]
    np.save(out, np.stack(distorted))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
