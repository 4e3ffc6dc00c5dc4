"""What a model's card says about the place and the time it was trained in."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import digitpad


def versions(threads: int) -> dict[str, str]:
    """Of everything that can change a result."""
    packages = ("tensorflow", "keras", "numpy")
    return {
        "digitpad": digitpad.__version__,
        "python": platform.python_version(),
        **{package: version(package) for package in packages},
        # Not the release of the kernel: no result follows from it.
        "system": f"{platform.system()} {platform.machine()}",
        "processor": processor(),
        "threads": str(threads),
    }


def fixed(seed: int, threads: int) -> dict[str, str]:
    """What makes a run repeatable, for its card; TensorFlow must have been started."""
    import tensorflow as tf

    has_gpu = bool(tf.config.list_physical_devices("GPU"))
    return {
        "seed": f"{seed}: first weights, order and distortion of images, dropout",
        "threads": f"{threads}: other numbers of them add up in another order",
        "operations": "the deterministic ones of TensorFlow"
        if has_gpu
        else "those of a processor, each of which is exact",
        "device": "GPU" if has_gpu else "CPU",
    }


def processor() -> str:
    """The processor's name, as exact as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = (line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    return next(named, platform.processor() or platform.machine())


def computes_bfloat16() -> bool:
    """Whether the processor is known to compute with 16-bit floats as such."""
    try:
        found = Path("/proc/cpuinfo").read_text()
    except OSError:
        return False
    return any(flag in found for flag in ("avx512_bf16", "amx_bf16"))


def available_threads() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def now() -> str:
    """The date and time, ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
