"""Filters as typed, against a small registry of names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import UsageError
from data.organisations import key_of
from search.called import presenting
from search.engine import DateRange, Has
from search.filters import Filters, day, held, resolve
from tests.commands import Run
from tests.data.records import record
from tests.papers import minutes, write
from tests.search.entries import PRESENTERS, Names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("polisen", {"Ada Ek", "Bo Dal-Öl", "Cia Fors"}),
        ("POLISMYNDIGHETEN", {"Ada Ek", "Bo Dal-Öl", "Cia Fors"}),
        ("kommunpolis", {"Bo Dal-Öl"}),
        ("bo dal öl", {"Bo Dal-Öl"}),
        ("ek", {"Ada Ek", "Eva Ek"}),
        ("eva västerbotten", {"Eva Ek"}),
        ("ada dal", set()),
        ("poli", set()),
    ],
)
def test_presenting(typed: str, names: set[str]) -> None:
    keys = set(presenting(typed, PRESENTERS, key=key_of(typed)))
    assert {name for name, *_ in PRESENTERS if any(k.startswith(name.casefold().replace("-", " ") + "|") for k in keys)} == names


def test_kommunpolis_is_an_alias_of_nobody_but_a_role() -> None:
    assert len(list(presenting("kommunpolis", PRESENTERS, key=key_of("kommunpolis")))) == 1


def test_closed_lists_know_their_values() -> None:
    (body,) = resolve(Filters(body=("umebrå", "TRYGGHETSRÅDET")), Names())
    assert body == Has("body", ("umebrå", "trygghetsrådet"))
    with pytest.raises(UsageError, match="UmeBrå"):
        resolve(Filters(body=("Umebro",)), Names())
    with pytest.raises(UsageError, match="did you mean Narkotika"):
        resolve(Filters(topic=("narkotka",)), Names())


def test_accents_may_be_left_out_where_one_name_is_meant() -> None:
    assert resolve(Filters(municipality=("umea",)), Names()) == resolve(Filters(municipality=("Umeå",)), Names())
    assert resolve(Filters(body=("tryGGHETSRADET",)), Names()) == resolve(Filters(body=("Trygghetsrådet",)), Names())

    class Two(Names):
        def municipalities(self) -> tuple[str, ...]:
            return ("Håbo kommun", "Häbo kommun", "Upplands Väsby kommun")

    with pytest.raises(UsageError) as told:
        resolve(Filters(municipality=("habo kommun",)), Two())
    assert told.value.hint == "did you mean håbo or häbo?"
    assert resolve(Filters(municipality=("upplands vasby",)), Two())
    with pytest.raises(UsageError, match="“vasby”"):
        resolve(Filters(municipality=("vasby",)), Two())


def test_accents_may_be_left_out_of_topics() -> None:
    for typed, topic in (
        ("Brottsforebyggande arbete", "brottsforebyggande"),
        ("hedersrelaterat vald och fortryck", "hedersrelaterat-vald"),
    ):
        assert resolve(Filters(topic=(typed,)), Names()) == resolve(Filters(topic=(topic,)), Names())
    with pytest.raises(UsageError, match="“brottsforbyggande”"):
        resolve(Filters(topic=("brottsforbyggande",)), Names())


def test_a_meeting_without_items_passes_by_the_same_spelling() -> None:
    minutes = record("a", municipality="Umeå kommun")
    assert held(minutes, Filters(municipality=("umea",)))
    assert not held(minutes, Filters(municipality=("luma",)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-9-4", "2024-09-04", "2024-09-04"),
    ],
)
def test_day(text: str, first: str, last: str) -> None:
    assert (day(text, last=False), day(text, last=True)) == (first, last)
    assert resolve(Filters(first=text, last=text), Names()) == (DateRange(first, last),)


@pytest.mark.parametrize("text", ["i fjol", "2024-13", "2024-02-30", "24", "0000"])
def test_no_day(text: str) -> None:
    with pytest.raises(UsageError):
        day(text, last=True)


def test_a_board_means_everybodys_or_one_municipalitys(arende: Run, tmp_path: Path) -> None:
    papers = {
        place: minutes(day, "Kommunstyrelsens svar", "Läget", body=f"{place} kommun", extra=["Ärendet går till KS, skriver nämnden."])
        for place, day in {"Umeå": "2024-03-05", "Luleå": "2024-04-05"}.items()
    }
    write(tmp_path / "papers", **papers)
    assert arende("ingest", tmp_path / "papers").returncode == 0

    def days(name: str) -> set[str]:
        return {hit["date"] for hit in json.loads(arende("items", "--organisation", name, "--json").stdout)["hits"]}

    assert days("kommunstyrelsen") == days("KS") == {"2024-03-05", "2024-04-05"}
    assert days("KS Umeå") == days("kommunstyrelsen i Umeå") == days("Kommunstyrelsen, Umeå kommun") == {"2024-03-05"}
    assert days("KS Malmö") == set()
    assert days("Kommunstyrelsen") == days("KS")
