"""How well search finds what people mean: labelled queries, known items, compounds; beside raw tokens and Snowball alone."""

from __future__ import annotations

import contextlib
import json
import math
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest import mock

from bench.label import LABELS, records
from data import swedish
from data.compounds import split
from data.lexicon import stem
from data.model import Minutes
from data.organisations import fold
from data.people import key as name_key
from search.binding import bind
from search.called import Presenter
from search.engine import Engine, Query
from search.entries import entries
from search.query import parse
from search.whoosh_engine import WhooshEngine

KNOWN = 100
"""How many items are looked for by three rare words of their title."""


class Names:
    """What the finder asks an archive about names, told by the records themselves."""

    def __init__(self, found: Sequence[Minutes]) -> None:
        self.found = found

    def body_names(self) -> tuple[str, ...]:
        return tuple({m.body for m in self.found if m.body})

    def municipalities(self) -> tuple[str, ...]:
        return tuple({m.municipality for m in self.found if m.municipality})

    def people_meant(self, name: str) -> tuple[str, ...]:
        return (name_key(name),)

    def mentioned(self, label: str) -> tuple[str, ...]:
        every = (e for m in self.found for i in m.items for _, e in i.mentions())
        return tuple({e.key or fold(e.text) for e in every if e.label == label})

    def spellings(self, organisation: str) -> tuple[str, ...]:
        every = (e for m in self.found for i in m.items for _, e in i.mentions())
        return tuple({e.text for e in every if e.label == "ORG" and e.key == organisation})

    def attended(self) -> tuple[tuple[str, str | None, str | None, str], ...]:
        return tuple({(a.name, a.organisation, a.role, a.person) for m in self.found for a in m.attendance if a.person})

    def distinct_presenters(self) -> Iterator[Presenter]:
        yield from {(p.name, p.organisation, p.role, p.person) for m in self.found for i in m.items for p in i.presenters}


def labels() -> dict[str, set[str]]:
    """The relevant items of each query."""
    return {query: set(ids) for query, ids in json.loads((LABELS / "relevance.json").read_text("utf-8")).items()}


def figures(engine: Engine, names: Names, wanted: dict[str, set[str]]) -> dict[str, float]:
    """Recall and precision over all hits of all queries with an answer, and the mean nDCG@10."""
    right = said = there = 0
    gains: list[float] = []
    for query, relevant in wanted.items():
        hits = engine.search(Query(root=bind(parse(query), names), limit=None)).hits
        found = [hit.entry.item for hit in hits]
        right += len(relevant & set(found))
        said += len(found)
        there += len(relevant)
        if relevant:
            ideal = sum(1 / math.log2(n + 2) for n in range(min(10, len(relevant))))
            gains.append(sum(1 / math.log2(n + 2) for n, item in enumerate(found[:10]) if item in relevant) / ideal)
    return {"recall": right / there, "precision": right / max(1, said), "ndcg": sum(gains) / len(gains)}


def known_items(engine: Engine, found: Sequence[Minutes]) -> float:
    """The mean of 1/rank of an item looked for by the three rarest words of its title."""
    items = [item for minutes in found for item in minutes.items if item.title]
    words = {item.id: set(re.findall(r"[^\W\d_]{3,}", (item.title or "").casefold())) - swedish.common_words() for item in items}
    often = Counter(word for some in words.values() for word in some)
    rare = {item.id: sorted(words[item.id], key=lambda word: (often[word], word))[:3] for item in items}
    able = [item for item in items if len(rare[item.id]) == 3 and sum(words[other.id] >= set(rare[item.id]) for other in items) == 1]
    chosen = random.Random(5).sample(able, min(KNOWN, len(able)))
    ranks = []
    for item in chosen:
        hits = [hit.entry.item for hit in engine.search(Query(root=parse(" ".join(rare[item.id])), limit=50)).hits]
        ranks.append(1 / (hits.index(item.id) + 1) if item.id in hits else 0.0)
    return sum(ranks) / max(1, len(ranks))


def compounds() -> dict[str, float]:
    """The share of compounds parted exactly and of simple words parted, in the open half and the one kept aside."""
    out: dict[str, float] = {}
    for name, kind in (("compounds.txt", "exact"), ("simple_words.txt", "false")):
        lines = (LABELS / name).read_text("utf-8").splitlines()
        words = [word for line in lines if not line.startswith("#") for word in line.split()]
        for half, first in (("open", 0), ("kept", 1)):
            some = words[first::2]
            parted = ["+".join(split(word.replace("+", ""))) for word in some]
            hits = [one == word for one, word in zip(parted, some, strict=True)] if kind == "exact" else ["+" in one for one in parted]
            out[f"{kind}_{half}"] = sum(hits) / len(some)
    return out


def measure(found: Sequence[Minutes]) -> dict[str, dict[str, float]]:
    """The figures of each analysis, over the open half of the queries and the one kept aside."""
    wanted = labels()
    halves = {"open": dict(list(wanted.items())[0::2]), "kept": dict(list(wanted.items())[1::2])}
    out: dict[str, dict[str, float]] = {}
    for name, key, parts in _ANALYSES:
        with _analysed(key, parts), tempfile.TemporaryDirectory() as folder:
            engine = WhooshEngine(Path(folder) / "index")
            engine.rebuild(entries(found), "bench")
            out |= {f"{name} {half}": figures(engine, Names(found), some) for half, some in halves.items()}
            out[f"{name} known"] = {"mrr": known_items(engine, found)}
    return out


_ANALYSES: tuple[tuple[str, Callable[[str], str], Callable[[str], tuple[str, ...]]], ...] = (
    ("search", swedish.key, swedish.parts),
    ("snowball", stem, lambda form: ()),
    ("raw", lambda form: form, lambda form: ()),
)


@contextlib.contextmanager
def _analysed(key: Callable[[str], str], parts: Callable[[str], tuple[str, ...]]) -> Iterator[None]:
    """Another analysis everywhere it is used; kin are known to our own alone."""
    from search import matching, whoosh_engine, whoosh_query

    with contextlib.ExitStack() as stack:
        for module in (swedish, matching, whoosh_engine, whoosh_query):
            stack.enter_context(mock.patch.object(module, "key", key))
        stack.enter_context(mock.patch.object(swedish, "parts", parts))
        if key is not _ANALYSES[0][1]:
            for module in (matching, whoosh_query):
                stack.enter_context(mock.patch.object(module, "related", _no_kin))
        yield


def _no_kin(form: str) -> tuple[str, ...]:
    """What stands in for `related`: a function, since a mock would remember each of a million calls."""
    return ()


def judged() -> list[Minutes]:
    """The records that the labels are about."""
    return list(records())
