"""Reading is as good as the floors say, folder by folder; a folder of the test corpus that is absent is skipped."""

from __future__ import annotations

from functools import cache

import pytest

from bench.quality import Scored, below, folders, measure, trust
from bench.score import score
from tests.corpus import need

measured = cache(measure)
"""Each folder measured once, though several tests judge it."""


@pytest.mark.parametrize("name", ["samples", "umebra", "styles", "goteborg", "kungsbacka", "real"])
def test_floors(name: str) -> None:
    here = dict(folders())
    if name not in here:
        need(name)
    tally, each = measured(here[name])
    assert each, f"no gold records in {here[name]}"
    assert below(name, tally.figures()) == []


def test_records_without_issues_are_right() -> None:
    each = [one for _, folder in folders() for one in measured(folder)[1].values()]
    assert below("trust", trust(each)) == []


def test_trust_counts_the_silent_ones() -> None:
    good, bad = score({**GOLD, "items": [ITEM]}, GOLD), score(None, GOLD)
    assert trust([Scored(good, ()), Scored(bad, ("no-date",))]) == {"silent": 0.5, "right": 1.0}
    assert trust([Scored(good, ()), Scored(bad, ())]) == {"silent": 1.0, "right": 0.5}


ITEM = {"title": "Möte", "text": "ett två", "presenters": []}
GOLD = {"date": "2024-01-01", "attendance": [{"name": "Ada Ek", "status": "present"}], "items": [{"title": "Möte", "text": "ett två"}]}


def test_the_scorer_tells_right_from_wrong() -> None:
    item = {"title": "Möte", "text": "ett två", "presenters": []}
    assert set(score({**GOLD, "items": [item]}, GOLD).figures().values()) == {1.0}
    absent = {"name": "Ada Ek", "status": "absent"}
    wrong = score({"date": "2024-01-02", "attendance": [absent], "items": [{**item, "title": "Annat"}]}, GOLD)
    assert [wrong.f1(kind) for kind in ("header", "attendance", "items")] == [0.0, 0.0, 0.0]
    half = score({**GOLD, "items": [{**item, "text": "ett tre"}]}, GOLD)
    assert half.f1("text") == 0.5
    assert score(None, GOLD).f1("items") == 0.0
