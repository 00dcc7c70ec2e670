"""Deciding who is who, through the command line: it reaches search, items, export and what comes in later."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data.archive import Archive
from data.overview import people
from search.filters import Filters
from search.finder import Wanted, find
from search.opening import make
from search.people_commands import items_of_person
from tests.archives import copied, take_in
from tests.commands import Run, answer
from tests.corpus import gold, need
from tests.papers import minutes, write


@pytest.fixture(scope="module")
def nilssons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three meetings of two bodies in which a Karin and a Carin Nilsson take part, and the archive of them, to be copied."""
    made = tmp_path_factory.mktemp("nilssons")
    papers = write(
        made / "papers",
        a=minutes("2022-03-15", "Öppnande", "Rapport från Karin Nilsson", extra=["Föredragande: Karin Nilsson"], people="Karin Nilsson"),
        b=minutes("2023-03-15", "Öppnande", "Annat", people="Carin Nilsson, Bo Dal"),
        c=minutes("2024-03-15", "Öppnande", "Skolan", body="Skolrådet", people="Karin Nilsson, Eva Öh"),
    )
    take_in(made, papers)
    return made


@pytest.fixture
def held(nilssons: Path, tmp_path: Path) -> Path:
    """A folder with the papers, the archive of them beside it."""
    copied(nilssons, tmp_path)
    return tmp_path / "papers"


def items(arende: Run, *filters: str) -> set[str]:
    return {hit["item"] for hit in answer(arende, "items", *filters)["hits"]}


def attended(arende: Run, name: str) -> list[str]:
    return [m["minutes"] for m in answer(arende, "people", "show", name)["meetings"]]


def test_merge_split_and_undo_survive_reindex_and_taking_everything_in_again(arende: Run, held: Path, tmp_path: Path) -> None:
    plain = arende("export").stdout
    suggested = answer(arende, "people", "suggest")
    assert [(s["one"]["name"], s["other"]["name"], s["why"]) for s in suggested] == [("Carin Nilsson", "Karin Nilsson", "sounds alike")]

    merged = answer(arende, "people", "merge", "karin nilsson", "CARIN NILSSON", "--reason", "samma person")
    assert (merged["number"], merged["action"], merged["reason"]) == (1, "merge", "samma person")
    everywhere = ["skolradet-2024-03-15", "trygghetsradet-2023-03-15", "trygghetsradet-2022-03-15"]
    assert attended(arende, "Carin Nilsson") == everywhere
    split = answer(arende, "people", "split", "Karin Nilsson", "--body", "skolrådet")
    assert split["target"] == "karin nilsson #2"
    assert answer(arende, "people", "suggest") == []

    def as_decided() -> None:
        assert attended(arende, "Carin Nilsson") == everywhere[1:]
        assert attended(arende, "karin nilsson #2") == everywhere[:1]

    as_decided()
    decided = arende("export").stdout
    assert arende("reindex").returncode == 0
    assert arende("ingest", held).returncode == 0
    assert arende("export").stdout == decided
    (held / "b.pdf").write_bytes(minutes("2023-03-15", "Öppnande", "Annat", "Nytt", people="Carin Nilsson, Bo Dal"))  # corrected
    assert "1 replaced" in arende("ingest", held).stderr
    as_decided()
    assert arende("retag").returncode == 0
    as_decided()
    (held / "b.pdf").write_bytes(minutes("2023-03-15", "Öppnande", "Annat", people="Carin Nilsson, Bo Dal"))
    assert arende("ingest", held).returncode == 0

    assert answer(arende, "people", "undo")["action"] == "split"
    assert attended(arende, "Carin Nilsson") == everywhere
    assert answer(arende, "people", "undo", "1")["undone"]
    assert arende("export").stdout == plain
    assert [bool(d["undone"]) for d in answer(arende, "people", "log")] == [True, True]
    assert answer(arende, "people", "suggest") == []  # somebody has judged it


def test_filters_take_any_name_of_a_person(arende: Run, held: Path) -> None:
    assert answer(arende, "items", "--person", "Carin Nilsson")["total"] == 0
    found = answer(arende, "items", "--person", "karin nilsson")["total"]
    assert found
    assert arende("people", "merge", "Carin Nilsson", "Karin Nilsson").returncode == 0
    assert answer(arende, "items", "--person", "carin nilsson")["total"] == found
    assert answer(arende, "items", "--person", "Karin Nilsson")["total"] == found


def test_two_of_one_name_are_asked_for_apart(arende: Run, held: Path) -> None:
    write(held, d=minutes("2024-04-15", "Öppnande", "Fråga från Karin Nilsson", body="Skolrådet", people="Eva Öh"))
    write(
        held, e=minutes("2024-05-15", "Öppnande", "Skolan", body="Skolrådet", extra=["Föredragande: Karin Nilsson"], people="Karin Nilsson")
    )
    assert arende("ingest", held).returncode == 0
    both = items(arende, "--person", "Karin Nilsson")
    for everywhere in (("--to", "2030"), ("--from", "2001"), ("--to", "2002")):
        refused = arende("people", "split", "Karin Nilsson", *everywhere)
        assert refused.returncode == 2, everywhere
        assert "nobody would be told apart" in refused.stderr
    assert answer(arende, "people", "split", "Karin Nilsson", "--body", "Skolrådet")["target"] == "karin nilsson #2"
    other = {item for item in both if item.startswith("skol")}
    assert len(other) == 2 < len(both)
    for name, wanted in (("Karin Nilsson", both), ("karin nilsson #1", both - other), ("Karin Nilsson #2", other)):
        assert items(arende, "--person", name) == wanted, name
    assert items(arende, "--presenter", "karin nilsson #2") == {"skolradet-2024-05-15/2"}
    assert not items(arende, "--presenter", "karin nilsson #1") & other
    assert {i["item"] for i in answer(arende, "people", "show", "karin nilsson #1")["items"]} == both - other
    assert {i["item"] for i in answer(arende, "people", "show", "karin nilsson #2")["items"]} == other
    shown = arende("people").stdout
    assert "Karin Nilsson #1 " in shown
    assert "Karin Nilsson #2 " in shown
    assert "Eva Öh " in shown


def test_a_surname_that_stands_alone_somewhere_hides_nobody_who_has_it(arende: Run, held: Path) -> None:
    before = items(arende, "--person", "Nilsson")
    assert before
    write(held, h=minutes("2024-06-15", "Öppnande", "Rapport", extra=["Fru Nilsson svarade."], people="Eva Öh, Bo Dal"))
    assert arende("ingest", held).returncode == 0
    (stray,) = items(arende, "--person", "nilsson #1")
    assert items(arende, "--person", "Nilsson") == before | {stray}
    assert {hit["item"] for hit in answer(arende, "search", "person:nilsson")["hits"]} == before | {stray}
    shown = answer(arende, "people", "show", "Nilsson")
    assert (shown["key"], [item["item"] for item in shown["items"]]) == ("nilsson", [stray])
    assert set(shown["others"]) == {"karin nilsson", "carin nilsson"}
    assert "the name also means karin nilsson and carin nilsson" in arende("people", "show", "Nilsson").stderr


def test_show_tells_the_items_that_the_filter_finds(sampled: Path) -> None:
    with Archive.open(sampled) as archive:
        engine = make(archive)
        for one in people(archive):
            found = find(archive, engine, None, Filters(person=(one.name,)), Wanted(limit=None))
            assert {item for item, *_ in items_of_person(archive, one.key)} == {hit.entry.item for hit in found.hits}, one.name


def test_show_tells_a_name_in_a_title(arende: Run, tmp_path: Path) -> None:
    papers = write(tmp_path / "papers", a=minutes("2022-03-15", "Öppnande", "Rapport från Karin Nilsson", people="Karin Nilsson"))
    assert arende("ingest", papers).returncode == 0
    shown = answer(arende, "people", "show", "Karin Nilsson")["items"]
    assert [(i["item"], i["how"]) for i in shown] == [("trygghetsradet-2022-03-15/2", "mentioned")]


def test_what_cannot_be_decided_is_told_in_a_line(arende: Run, held: Path) -> None:
    for code, *command in (
        (7, "merge", "Karin Nilsson", "Ingen Alls"),
        (2, "merge", "Karin Nilsson", "karin  nilsson"),
        (2, "split", "Karin Nilsson"),
        (2, "split", "Karin Nilsson", "--body", "Finnsej"),
        (2, "split", "Bo Dal", "--body", "Skolrådet"),
        (2, "split", "Karin Nilsson", "--from", "2030"),
        (2, "split", "Karin Nilsson", "--from", "2024", "--to", "2023"),
        (7, "split", "Eva", "--body", "Skolrådet"),
        (7, "show", "Nilsson"),
        (7, "show", "Karin Nilson"),
        (7, "undo"),
        (7, "undo", "4"),
    ):
        done = arende("people", *command)
        assert done.returncode == code, done.stderr
        assert done.stderr.count("\n") == 1
    assert answer(arende, "people", "log") == []


def test_show_knows_a_person_by_part_of_the_name_and_as_printed(arende: Run, held: Path) -> None:
    for name in ("öh", "Eva", "Öh, Eva", "Eva Öh (S)", "eva  öh"):
        assert answer(arende, "people", "show", name)["key"] == "eva öh", name
    assert "did you mean Karin Nilsson, Carin Nilsson?" in arende("people", "show", "nilsson").stderr
    assert "did you mean Karin Nilsson" in arende("people", "show", "Karin Nilson").stderr


def test_every_person_that_is_listed_can_be_shown(arende: Run, held: Path) -> None:
    assert arende("people", "split", "Karin Nilsson", "--body", "Skolrådet").returncode == 0
    assert arende("people", "merge", "Karin Nilsson #2", "Bo Dal").returncode == 0
    assert arende("people", "merge", "Karin Nilsson #2", "Carin Nilsson").returncode == 0
    write(held, f=minutes("2024-06-15", "Öppnande", people="Bo Dal"), g=minutes("2024-07-15", "Öppnande", people="Bo Dal"))
    assert arende("ingest", held).returncode == 0
    listed = {one["key"]: one["name"] + (f" #{one['number']}" if one["number"] else "") for one in answer(arende, "people")}
    assert listed["karin nilsson #2"] == "Karin Nilsson #2"  # whom the others were merged into, though most minutes write Bo Dal
    for key, name in listed.items():
        assert answer(arende, "people", "show", name)["key"] == key, name


def test_the_list_counts_the_items_that_show_tells(arende: Run, held: Path) -> None:
    said = ["Karin Nilsson svarade. Karin Nilsson tackade, och Karin Nilssons rapport lästes."]
    write(held, i=minutes("2024-06-15", "Öppnande", "Rapport från Karin Nilsson", extra=said, people="Karin Nilsson"))
    assert arende("ingest", held).returncode == 0
    listed = answer(arende, "people")
    assert answer(arende, "people", "list") == listed
    assert answer(arende, "people", "list", "--limit", "1") == listed[:1]
    for one in listed:
        shown = answer(arende, "people", "show", one["name"])
        for how in ("presented", "mentioned"):
            assert one[how] == sum(item["how"] == how for item in shown["items"]), one


def test_a_merged_person_is_called_by_the_name_that_stays(arende: Run, held: Path) -> None:
    assert arende("people", "merge", "Carin Nilsson", "Karin Nilsson").returncode == 0  # Karin is in more meetings
    assert answer(arende, "people", "show", "Karin Nilsson")["name"] == "Carin Nilsson"
    assert {"Carin Nilsson", "Karin Nilsson"} & {one["name"] for one in answer(arende, "people")} == {"Carin Nilsson"}


def test_umebra_is_forty_one_people(arende: Run, tmp_path: Path) -> None:
    shutil.copy(sorted(need("umebra").glob("*.pdf"))[0], tmp_path / "u.pdf")
    assert arende("ingest", "u.pdf").returncode == 0
    people = {one["name"] for one in answer(arende, "people")}
    assert len(people) == 41, sorted(people)
    assert {"Carl-Johan Ekelund", "Simon Sorgenfrei"} <= people


def test_a_person_attended_what_the_minutes_say(arende: Run, tmp_path: Path) -> None:
    pdfs = [pdf for pdf in sorted(need("goteborg").glob("*.pdf")) if gold(pdf)["body"] == "Kommunstyrelsen"]
    assert arende("ingest", *pdfs).returncode == 0
    wanted: dict[str, set[str]] = {}
    for pdf in pdfs:
        record = gold(pdf)
        for entry in record["attendance"]:
            if entry["status"] == "present":
                wanted.setdefault(entry["name"].casefold().replace("-", " "), set()).add(record["date"])
    assert len(wanted) > 15
    for name, dates in sorted(wanted.items())[::2]:
        shown = json.loads(arende("people", "show", name, "--json").stdout)
        assert {m["date"] for m in shown["meetings"] if m["status"] == "present"} == dates, name
