"""Damaged copies of model files, each the same whenever it is asked for."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np

Random = np.random.Generator
Range = tuple[int, int]

_KILOBYTE = 1024
# Where a superblock of version 0 says how long the file is.
_END_OF_FILE = slice(40, 48)
_HUGE = [
    *(0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF),
    *(0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, (1 << 64) - 1),
]
_VALUES: list[Any] = [
    *(None, -1, 0, 3, 10**9, 1e300, float("nan"), "x", "Lambda", "os.system"),
    *([], {}, True, [1, [2]], [2**63, 2**63], {"class_name": "Lambda", "config": {}}),
]


@dataclass(frozen=True)
class Seed:
    """A model file.

    Attributes:
        name: Of the file.
        content: Its bytes.
        metadata: The ranges of bytes outside the arrays' numbers.
    """

    name: str
    content: bytes
    metadata: tuple[Range, ...]


@dataclass(frozen=True)
class Mutation:
    """A damaged file and how it came to be."""

    what: str
    where: str
    content: bytes


def seed_of(path: Path) -> Seed:
    """Read a file and find out where its metadata lie."""
    content = path.read_bytes()
    return Seed(path.name, content, _metadata_of(path, len(content)))


class Mutations:
    """All that is made of the seeds in a folder.

    Attributes:
        cuts: How many truncations there are; of the others there is no end.
    """

    def __init__(self, folder: Path, stream: int, step: int) -> None:
        """Read the seeds.

        Args:
            folder: Where they are.
            stream: Another number gives other mutations.
            step: From one truncation of the shipped model to the next, in kilobytes.
        """
        self._seeds = [seed_of(path) for path in sorted(folder.glob("*.h5"))]
        self._stream = stream
        self._step = step
        (self._shipped,) = (s for s in self._seeds if s.name == "shipped.h5")
        self.cuts = (len(self._shipped.content) - 1) // (step * _KILOBYTE) * 2

    def one(self, kind: str, index: int) -> Mutation:
        """A "cut", or a "mutation": of these every second lies in the metadata."""
        if kind == "cut":
            return truncation_of(self._shipped, index, self._step)
        return mutation_of(self._seeds, index, self._stream)


def mutation_of(seeds: Sequence[Seed], index: int, stream: int) -> Mutation:
    """One of any number of mutations; every second lies within the metadata."""
    random = np.random.default_rng([stream, index])
    seed = seeds[random.integers(len(seeds))]
    within = index % 2 == 0
    where = "metadata" if within else "anywhere"
    if within and random.random() < 0.15:
        return Mutation(f"{seed.name}: settings", where, _other_settings(seed, random))
    content = bytearray(seed.content)
    ranges = seed.metadata if within else ((0, len(content)),)
    names = []
    for _ in range(random.integers(1, 4)):
        change = _CHANGES[random.integers(len(_CHANGES))]
        change(content, random, _place(ranges, random))
        names.append(change.__name__.strip("_"))
    # HDF5 looks no further into a file that is shorter than it says.
    if len(content) < len(seed.content) and random.random() < 0.7:
        content = _told_shorter(content, len(content))
    what = f"{seed.name}: {', '.join(names)}"
    return Mutation(what, where, bytes(content))


def truncation_of(seed: Seed, index: int, step: int) -> Mutation:
    """The file cut at a kilobyte: as it is, then so that its length is what it says."""
    is_told, end = index % 2 == 1, (index // 2 + 1) * step * _KILOBYTE
    content = _told_shorter(seed.content, end) if is_told else seed.content[:end]
    what = "ends" if is_told else "cut"
    return Mutation(f"{seed.name}: {what} at {end}", "cut", bytes(content))


def _metadata_of(path: Path, size: int) -> tuple[Range, ...]:
    numbers: list[Range] = []

    def note(_: str, found: object) -> None:
        if not isinstance(found, h5py.Dataset):
            return
        if found.chunks:
            chunks = map(found.id.get_chunk_info, range(found.id.get_num_chunks()))
            numbers.extend((c.byte_offset, c.byte_offset + c.size) for c in chunks)
        elif (start := found.id.get_offset()) is not None:
            numbers.append((start, start + found.id.get_storage_size()))

    with h5py.File(path) as file:
        file.visititems(note)
    ranges, end = [], 0
    for start, stop in [*sorted(numbers), (size, size)]:
        if start > end:
            ranges.append((end, start))
        end = max(end, stop)
    return tuple(ranges)


def _place(ranges: Sequence[Range], random: Random) -> Range:
    """A place in one of the ranges, and where that range ends."""
    # All else hangs on the root's objects, which stand at the beginning.
    if random.random() < 0.4:
        ranges = [(start, min(stop, 8192)) for start, stop in ranges if start < 8192]
    sizes = np.array([stop - start for start, stop in ranges])
    start, stop = ranges[random.choice(len(ranges), p=sizes / sizes.sum())]
    return int(random.integers(start, stop)), stop


def _flip(content: bytearray, random: Random, place: Range) -> None:
    start, stop = place
    for at in random.integers(start, min(stop, start + 512), random.integers(1, 21)):
        if at < len(content):
            content[at] ^= 1 << random.integers(8)


def _overwrite(content: bytearray, random: Random, place: Range) -> None:
    start, size = place[0], _length(random, place)
    content[start : start + size] = random.bytes(size)


def _zero(content: bytearray, random: Random, place: Range) -> None:
    start, size = place[0], _length(random, place)
    content[start : start + size] = bytes(size)


def _repeat(content: bytearray, random: Random, place: Range) -> None:
    start, size = place[0], _length(random, place)
    content[start:start] = content[start : start + size] * random.integers(1, 4)


def _swap(content: bytearray, random: Random, place: Range) -> None:
    size = min(_length(random, place), len(content) // 2)
    one = min(place[0], len(content) - size)
    other = int(random.integers(len(content) - size + 1))
    kept = content[one : one + size]
    content[one : one + size] = content[other : other + size]
    content[other : other + size] = kept


def _cut(content: bytearray, random: Random, place: Range) -> None:
    start, size = place[0], _length(random, place)
    del content[start : start + size]


def _enlarge(content: bytearray, random: Random, place: Range) -> None:
    size = int(random.choice([1, 2, 4, 8]))
    value = _HUGE[random.integers(len(_HUGE))]
    if random.random() < 0.3:
        value = len(content) + int(random.integers(-4096, 4096))
    start = place[0] // size * size
    content[start : start + size] = (value % (1 << 8 * size)).to_bytes(size, "little")


def _point_elsewhere(content: bytearray, random: Random, place: Range) -> None:
    """Most numbers of eight bytes are addresses, and another one is a real place."""
    start = place[0] // 8 * 8
    other = int(random.integers(len(content))) // 8 * 8
    content[start : start + 8] = other.to_bytes(8, "little")


_CHANGES: list[Callable[[bytearray, Random, Range], None]] = [
    *(_flip, _overwrite, _zero, _repeat, _swap, _cut, _enlarge, _point_elsewhere)
]


def _length(random: Random, place: Range) -> int:
    """Of a range at a place: most are short, some are long."""
    longest = int(2 ** random.uniform(0, 12))
    return max(1, min(longest, place[1] - place[0]))


def _other_settings(seed: Seed, random: Random) -> bytes:
    """The file with other values in the description of its layers."""
    with h5py.File.in_memory(seed.content) as file:
        found = json.loads(file.attrs["model_config"])
        places = list(_places(found))
        for _ in range(random.integers(1, 4)):
            holder, key = places[random.integers(len(places))]
            holder[key] = _VALUES[random.integers(len(_VALUES))]
        file.attrs["model_config"] = json.dumps(found)
        file.flush()
        image: bytes = file.id.get_file_image()
    return image


def _places(found: Any) -> list[tuple[Any, Any]]:
    """Every place in nested lists and dictionaries."""
    keys = range(len(found)) if isinstance(found, list) else list(found)
    places: list[tuple[Any, Any]] = []
    for key in keys:
        places.append((found, key))
        if isinstance(found[key], list | dict):
            places += _places(found[key])
    return places


def _told_shorter(content: bytes | bytearray, end: int) -> bytearray:
    """The beginning of a file, with a superblock that knows of no more."""
    cut = bytearray(content[:end])
    cut[_END_OF_FILE] = end.to_bytes(8, "little")
    return cut
