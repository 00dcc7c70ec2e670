"""Items made up for measuring at size: words drawn as often as the samples use them, everything from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from bench.label import records
from search.engine import Entry
from search.entries import entries


def made_up(count: int, seed: int = 1) -> Iterator[Entry]:
    """Entries of 60 to 120 words; ten to a meeting, over twenty years and thirty bodies."""
    draw = random.Random(seed)
    real = list(entries(records()))
    words = [word for entry in real for word in entry.text.split()] or ["möte"]
    rare = [f"{a}{b}{n}" for n in range(40) for a in "bcdfgh" for b in ("alda", "orne", "ysta")]
    for number in range(count):
        meeting, place = divmod(number, 10)
        yield _entry(draw, words, rare, real, meeting, place)


def _entry(draw: random.Random, words: Sequence[str], rare: Sequence[str], real: Sequence[Entry], meeting: int, place: int) -> Entry:
    year, month = 2004 + meeting % 20, 1 + meeting // 20 % 12
    text = " ".join([*draw.choices(words, k=draw.randint(60, 120)), draw.choice(rare)])
    body = f"Nämnd {meeting % 30}"
    return Entry(
        item=f"m{meeting}/{place + 1}",
        minutes=f"m{meeting}",
        number=place + 1,
        date=f"{year}-{month:02}-10",
        body=body,
        title=draw.choice(real).title or "Ärende",
        text=text,
        pages=((0, 1),),
        keys={"body": (body.casefold(),), "organisation": (draw.choice(("polisen", "skolan", "kyrkan")),)},
    )
