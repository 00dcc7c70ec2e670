"""`make bench`: quality against the floors; exits with 1 when a figure is below its floor."""

from __future__ import annotations

import sys

from bench.quality import Scored, below, floors, folders, measure, trust
from bench.relevance import compounds, judged
from bench.relevance import measure as relevance
from bench.tagging import FOLDERS, PARTS, SEALED, TOPIC_PARTS, UMEBRA, entity_figures, made_up, topic_figures, topics_said, umebra


def main() -> int:
    """Prints a table of figures and every figure below its floor."""
    low: list[str] = []
    read: list[Scored] = []
    for name, folder in folders():
        tally, each = measure(folder)
        figures = tally.figures()
        print(f"\n{name}: {len(each)} documents")
        for kind, value in figures.items():
            floor = floors().get(name, {}).get(kind)
            print(f"  {kind:14} {value:.4f}" + (f"  (floor {floor})" if floor is not None else ""))
        low += below(name, figures)
        read += each.values()
    kept = trust(read)
    print(f"\nwithout issues: {kept['silent']:.1%} of {len(read)} documents; of those right: {kept['right']:.1%}")
    low += below("trust", kept)
    low += _relevance()
    low += _tagging()
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


def _relevance() -> list[str]:
    """Prints how well search finds what is meant; gives the figures under their floors."""
    found = judged()
    low: list[str] = []
    if any(minutes.source.file.startswith("k") for minutes in found):
        for name, figures in relevance(found).items():
            print(f"{name:21} " + "  ".join(f"{kind} {value:.3f}" for kind, value in figures.items()))
            low += below(name.replace(" ", "-"), figures)
    parted = compounds()
    print("compounds       " + "  ".join(f"{kind} {value:.3f}" for kind, value in parted.items()))
    return low + below("compounds", parted)


def _tagging() -> list[str]:
    """Prints how well entities and topics are told, open labels and sealed ones; gives the figures under their floors."""
    said = topics_said()
    told = {f"entities-{which}": entity_figures(list(umebra(which))) for which in UMEBRA}
    told |= {f"entities-{part}": entity_figures(list(made_up(part))) for part in PARTS}
    told |= {f"topics-{part}": topic_figures(said, part) for part in TOPIC_PARTS}
    told["topics-final-whole"] = topic_figures(said, "final", folders=FOLDERS)
    told["topics-sealed-whole"] = topic_figures(said, *SEALED, folders=FOLDERS)
    low: list[str] = []
    for name, figures in told.items():
        if figures:
            print(f"{name:21} " + "  ".join(f"{kind} {value:.3f}" for kind, value in figures.items()))
            low += below(name, figures)
    return low


if __name__ == "__main__":
    sys.exit(main())
