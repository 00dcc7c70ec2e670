"""`python -m tests.variants --seed N --count 45 --out DIR [--score]`: PDFs with golden records beside them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.quality import below, measure
from tests.variants.variant import variant, write


def main(argv: list[str]) -> int:
    """Draws and writes the variants; with --score reads them back, and exits with 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.variants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other minutes")
    parser.add_argument("--count", type=int, default=45)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to; made if it is not there")
    parser.add_argument("--score", action="store_true", help="read them back and show how well")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    for index in range(args.count):
        write(variant(args.seed, index), args.out)
    sys.stdout.write(f"{args.count} variants of seed {args.seed} in {args.out}\n")
    if not args.score:
        return 0
    tally, each = measure(args.out)
    figures = tally.figures()
    sys.stdout.writelines(f"  {kind:14} {value:.4f}\n" for kind, value in figures.items())
    for name, one in each.items():
        low = {kind: round(value, 3) for kind, value in one.tally.figures().items() if value < 0.98}
        if low:
            sys.stdout.write(f"  {name}: {low}\n")
    misses = below("variants", figures)
    sys.stderr.writelines(f"{line}\n" for line in misses)
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
