"""Topics and places counted over an archive: as many as the filter finds, each topic under its broader one."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from data.archive import Archive
from data.model import Entity, Topic
from data.overview import places, topic_counts
from data.taxonomy import taxonomy
from search.entries import entries
from search.filters import Filters
from search.finder import Wanted, find
from search.memory_engine import MemoryEngine
from search.render_registry import topics
from tests.commands import Run, answer
from tests.data.records import record
from tests.papers import minutes, write

TOLD = (("vald-i-nara-relation", "vald", "narkotika"), ("stold",), ("vald", "stold"), ("skola",), ())


def test_a_topic_counts_what_the_filter_finds(tmp_path: Path) -> None:
    engine = MemoryEngine()
    with Archive.open(tmp_path, write=True) as archive:
        for n, date in enumerate(("2023-02-01", "2024-02-01", None)):
            one = record(f"{n}", date=date, file=f"{n}.pdf", titles=[f"Punkt {i}" for i in range(len(TOLD))])
            told = (structs.replace(i, topics=tuple(Topic(t, t) for t in ids)) for i, ids in zip(one.items, TOLD, strict=True))
            archive.store(structs.replace(one, items=tuple(told)), tmp_path / f"{n}.pdf")
        engine.rebuild(entries(archive.minutes()), "s")
        counts = topic_counts(archive)
        facets = find(archive, engine, None, Filters(), Wanted(limit=1, facets=True)).facets["topic"]
        for topic in taxonomy():
            found = find(archive, engine, None, Filters(topic=(topic,)), Wanted(limit=None))
            assert sum(counts[topic].values()) == found.total, topic
            assert facets.get(topic, 0) == sum(counts[topic].values()), topic
    assert counts["brott"] == {"2023": 3, "2024": 3, "?": 3}
    assert counts["vald"] == {"2023": 2, "2024": 2, "?": 2}
    rows = [str(cell) for cell in topics(counts).columns[0].cells]  # type: ignore[union-attr]  # a table, since there are topics
    assert rows[:3] == ["Brott", "  Våld", "    Våld i nära relation"]


def test_places_are_counted_with_their_position(arende: Run, tmp_path: Path) -> None:
    papers = write(
        tmp_path / "papers",
        a=minutes("2022-03-15", "Öppnande", "Läget", extra=["Det brann i Holmsund och på Teg. Holmsund är drabbat."]),
        b=minutes("2023-03-15", "Öppnande", "Läget", extra=["Det brann i Holmsund och i Göteborg."]),
    )
    assert arende("ingest", papers).returncode == 0
    found = {place["name"]: place for place in answer(arende, "places")}
    assert next(iter(found)) == "Holmsund"
    holmsund = found["Holmsund"]
    assert (holmsund["municipality"], round(holmsund["latitude"], 1), round(holmsund["longitude"], 1)) == ("Umeå", 63.7, 20.4)
    assert (holmsund["items"], holmsund["times"], holmsund["first"], holmsund["last"]) == (2, 3, "2022-03-15", "2023-03-15")
    assert (found["Teg"]["municipality"], found["Teg"]["latitude"]) == ("Umeå", None)
    assert found["Göteborg"]["latitude"] is not None
    shown = arende("places", "--limit", "1").stdout
    assert "63.7" in shown
    assert "Teg" not in shown


def test_a_place_is_where_most_meetings_that_mention_it_have_it(tmp_path: Path) -> None:
    def told(*municipalities: str) -> list[tuple[str, str | None]]:
        with Archive.open(tmp_path / "-".join(municipalities), write=True) as archive:
            for n, municipality in enumerate(municipalities):
                one = record(f"{n}", date=f"2024-02-0{n + 1}", file=f"{n}.pdf", titles=["Läget"], municipality=municipality)
                named = structs.replace(one.items[0], entities=(Entity(text="Backa", label="LOC", key="backa", start=0, end=5),))
                archive.store(structs.replace(one, items=(named,)), tmp_path / f"{n}.pdf")
            return [(place.key, place.municipality) for place in places(archive)]

    assert told("Göteborgs Stad") == [("backa", None)]
    assert told("Skellefteå kommun") == [("backa", "Skellefteå")]
    assert told("Skellefteå kommun", "Göteborgs Stad", "Skellefteå kommun") == [("backa", "Skellefteå")]
    assert told("Göteborgs Stad", "Skellefteå kommun", "Göteborgs Stad") == [("backa", None)]


def test_a_topic_that_no_item_has_yet_is_told_with_what_gives_it(arende: Run, tmp_path: Path) -> None:
    write(tmp_path, a=minutes("2024-01-15", "Gatlyktan lagas"))
    assert arende("ingest", tmp_path).returncode == 0
    assert "arende retag" in arende("items", "--topic", "narkotika").stdout
    assert "arende retag" not in arende("items", "--topic", "belysning", "--person", "Bo Dal").stdout
    assert arende("search", "*", "--topic", "belysning", "--from", "2025").stdout.count("retag") == 0
