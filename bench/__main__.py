"""`make bench`: quality against the floors; exits with 1 when a figure is below its floor."""

from __future__ import annotations

import sys

from bench.quality import below, floors, folders, measure


def main() -> int:
    """Prints a table of figures and every figure below its floor."""
    low: list[str] = []
    for name, folder in folders():
        tally, each = measure(folder)
        figures = tally.figures()
        print(f"\n{name}: {len(each)} documents")
        for kind, value in figures.items():
            floor = floors().get(name, {}).get(kind)
            print(f"  {kind:14} {value:.4f}" + (f"  (floor {floor})" if floor is not None else ""))
        low += below(name, figures)
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
