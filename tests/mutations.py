"""Good PDFs spoilt by a seed: bytes flipped, cut, repeated, objects swapped. `python -m tests.mutations --seed N --count 300`."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from data.model import Failure
from ingest.pool import read_all

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
SECONDS = 30.0


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """That many spoilt PDFs; a seed settles them all."""
    draw = random.Random(seed)
    good = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    kinds = (_flipped, _cut, _without_middle, _repeated, _swapped, _numbers)
    for n in range(count):
        yield kinds[n % len(kinds)](draw, draw.choice(good))


def _flipped(draw: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(draw.choice((1, 4, 40, 400))):
        spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    return bytes(spoilt)


def _cut(draw: random.Random, data: bytes) -> bytes:
    return data[: draw.randrange(len(data))]


def _without_middle(draw: random.Random, data: bytes) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(2000) :]


def _repeated(draw: random.Random, data: bytes) -> bytes:
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 2000)]
    return data[:start] + piece * draw.randint(2, 6) + data[start:]


def _swapped(draw: random.Random, data: bytes) -> bytes:
    """References of objects exchanged."""
    refs = sorted(set(re.findall(rb"\b\d+ 0 R\b", data)))
    if len(refs) < 2:
        return _flipped(draw, data)
    one, other = draw.sample(refs, 2)
    return data.replace(one, b"\0").replace(other, one).replace(b"\0", other)


def _numbers(draw: random.Random, data: bytes) -> bytes:
    """Some numbers made huge or negative."""
    return re.sub(rb"\b\d{2,}\b", lambda m: draw.choice((b"99999999", b"-1", b"0")) if draw.random() < 0.01 else m[0], data)


def outcomes(seed: int, count: int) -> Counter[str]:
    """How many became records and how many failed of which kind."""
    with TemporaryDirectory() as folder:
        paths = []
        for n, data in enumerate(mutations(seed, count)):
            paths.append(Path(folder) / f"m{n:04}.pdf")
            paths[-1].write_bytes(data)
        told = read_all(paths, known=lambda sha256: False, seconds=SECONDS)
        return Counter(one.code if isinstance(one, Failure) else type(one).__name__.casefold() for one in told)


def main(argv: list[str]) -> int:
    """Prints the counts by kind; exits with 1 when the reader itself failed on one."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    args = parser.parse_args(argv)
    counts = outcomes(args.seed, args.count)
    sys.stdout.writelines(f"{kind:16} {count}\n" for kind, count in counts.most_common())
    return 1 if counts["reader-error"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
