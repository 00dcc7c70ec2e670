"""What typed names mean: things and not words, the same by every alias; names that nothing has are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs

from data.archive import Archive
from data.errors import UsageError
from data.model import Attendee, Item, Presenter
from data.organisations import key_of, registry
from ingest.tagging.tag import tag
from search.called import presenting
from search.engine import Has, Or
from search.entries import presenter_key
from search.filters import Filters, resolve
from search.finder import find
from search.known import near
from search.levelling import level
from search.memory_engine import MemoryEngine
from search.names import Field, meant
from tests.data.records import record
from tests.search.entries import Names


def keys(field: Field, name: str) -> Sequence[str]:
    """The keys that are asked for beside presenters."""
    node = meant(field, [name], Names())
    parts = node.parts if isinstance(node, Or) else (node,)
    return [value for part in parts if isinstance(part, Has) and part.field == field for value in part.values]


@pytest.mark.parametrize(
    ("field", "name", "expected"),
    [
        ("place", "LUND", ["lund"]),
        ("place", "Holmsund", ["holmsund", "norra holmsund"]),
        ("place", "Umeå kommun", ["umeå"]),
        ("place", "qvarnmyra", ["qvarnmyra"]),
        ("person", "Brandt", ["rune brandt"]),
        ("person", "Bosse Dal", ["bo dal öl"]),
        ("organisation", "LPO Umeå", ["polisen"]),
        ("organisation", "Polisen, Umeå", ["polisen"]),
        ("organisation", "Polisen (Umeå)", ["polisen"]),
        ("organisation", "LPO Hisingen", ["polisen"]),
        ("organisation", "Polisen i norra Västerbottens län", ["polisen"]),
        ("person", "Hed, Gro", ["gro hed"]),
        ("person", "dal ol", ["bo dal öl"]),
        ("place", "umea", ["umeå"]),
        ("place", "Lulea kommun", ["luleå"]),
        ("organisation", "Lansforsakringar", ["lansforsakringar"]),
        ("organisation", "fastighetsagarna", ["fastighetsagarna"]),
        ("person", "Gro Hed (S)", ["gro hed"]),
        ("person", "Ada Ek (Polisen)", []),
        ("person", "Gro Hed (Tullverket)", ["gro hed"]),
        ("person", "Gro Hed (Polisen)", []),
        ("organisation", "Vision", ["vision"]),
        ("organisation", "tekniska högskolan", ["kth"]),
        ("organisation", "Ekbackens", ["ekbackens idrottsförening"]),
        ("organisation", "KS", ["kommunstyrelsen"]),
        ("organisation", "Kommunstyrelsen, Umeå kommun", ["kommunstyrelsen/umeå"]),
        ("organisation", "Umeås kommunstyrelse", ["kommunstyrelsen/umeå"]),
        ("organisation", "kommunstyrelsen i Malmö", []),
        ("organisation", "socialnämnden Göteborg", ["socialnamnden/göteborg", "socialnamnden/göteborg/centrum"]),
        ("organisation", "socialnämnderna", ["socialnamnden"]),
        ("organisation", "socialnämnderna i Göteborg", ["socialnamnden/göteborg", "socialnamnden/göteborg/centrum"]),
        ("organisation", "kulturnämnderna", ["kulturnämnden"]),
        ("organisation", "GotEvent", ["got event"]),
        ("organisation", "gotevent", ["got event"]),
        ("organisation", "Lunds Stad", ["lund kommun"]),
        ("organisation", "Lunds", ["lund kommun", "lkf"]),
        ("organisation", "SN Centrum", ["socialnamnden/göteborg/centrum"]),
        ("organisation", "Socialnämnd Centrum, Göteborgs Stad", ["socialnamnden/göteborg/centrum"]),
        ("person", "Gro Hed", ["gro hed"]),
    ],
)
def test_what_is_meant(field: Field, name: str, expected: list[str]) -> None:
    assert keys(field, name) == expected


@pytest.mark.parametrize(
    ("field", "name", "cure"),
    [
        ("place", "Holmsunt", "did you mean Holmsund"),
        ("person", "Rune Brand", "did you mean rune brandt"),
        ("person", "Brantd", "did you mean rune brandt"),
        ("organisation", "Polissen", "did you mean .*Polisen"),
        ("presenter", "Adda Ek", "did you mean Ada Ek"),
        ("presenter", "xyzzyx", "arende status"),
        ("person", "Xyzzy polis", ""),
        ("person", "Xyzzy chef", ""),
        ("person", "chef för Xyzzy", ""),
        ("person", "Xyzzy Qwert (Polisen)", ""),
        ("presenter", "Hed, Ada", ""),
        ("organisation", "Polisen banan", "did you mean .*Polisen"),
    ],
)
def test_a_name_that_nothing_has_is_told(field: Field, name: str, cure: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"no {field} is called “{name}”: ") + f".*{cure}"):
        meant(field, [name], Names())


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("presenter", "Skolverket"),
        ("presenter", "rektor"),
        ("presenter", "Gro Hed"),
        ("presenter", "Gro Hed (S)"),
        ("presenter", "Hed, Gro"),
        ("presenter", "Gro Hed (Skolverket)"),
        ("presenter", "rektor Gro Hed"),
        ("presenter", "Umeå kommun"),
        ("presenter", "Trygghetsrådet"),
        ("presenter", "Qvarnmyra"),
        ("presenter", "Ekbackens idrottsförening"),
        ("person", "enhetschef vid Skolverket"),
        ("person", "vice ordförande"),
        ("person", "kommunstyrelsens ordförande"),
        ("organisation", "KS Malmö"),
        ("place", "Alingsås"),
        ("place", "Polisen"),
    ],
)
def test_what_is_known_may_be_nowhere(field: Field, name: str) -> None:
    meant(field, [name], Names())


def test_every_name_of_an_organisation_means_the_same() -> None:
    def presented(name: str) -> frozenset[str]:
        return frozenset(presenting(name, presenters, key=key_of(name)))

    presenters = [("Ada Ek", name, None, None) for one in registry().values() for name in one.names]
    for one in registry().values():
        asked = list(one.names) + [f"{one.names[0]} i Umeå"] * (one.key == "polisen")
        assert len(set(map(presented, asked))) == 1, asked
        assert {tuple(keys("organisation", name)) for name in asked} == {(one.key,)}
        assert {presenter_key("Ada Ek", name, None) for name in one.names} <= presented(one.names[0])


def test_a_small_word_of_a_surname_is_no_short_form_of_an_organisation() -> None:
    presenters = [("Carl af Ekby", None, None, "carl af ekby"), ("Ada Ek", "AF", None, "ada ek"), ("AF", None, None, None)]

    def found(name: str) -> set[str]:
        return {one.split("|")[0] for one in presenting(name, presenters, key=key_of(name))}

    assert found("AF") == found("af") == found("Arbetsförmedlingen") == {"ada ek", "af"}
    assert found("af Ekby") == {"carl af ekby"}
    assert keys("person", "AF") == []


@pytest.mark.parametrize("name", ["Ada Ek (Polisen)", "Ek, Ada", "ADA EK, Polisen", "Ada Ek"])
def test_presenters_by_their_names_as_printed(name: str) -> None:
    node = meant("presenter", [name], Names())
    assert isinstance(node, Has)
    assert presenter_key("Ada Ek", "Polisen", None, "ada ek") in node.values


def test_what_is_asked_for_is_no_answer() -> None:
    assert near("UMEÅ-kommun", ["Umeå kommun", "Umeo kommun"]) == ["Umeo kommun"]


MATTERS = (
    Item(id="", number=1, title="Besök", text="Bo Lund visade runt.", presenters=(Presenter(name="Bo Lund"),)),
    Item(id="", number=2, title="Resa till Lund", text="Resan ställdes in."),
    Item(id="", number=3, title="Mål", text="En nollvision för trafiken antogs."),
    Item(id="", number=4, title="Förhandling", text="Samtal fördes med Fackförbundet Vision."),
    Item(id="", number=5, title="Samverkan", text="Arbetet med polis och räddningstjänst fortsätter."),
    Item(id="", number=6, title="Polisens lägesbild", text="Lugnt."),
    Item(id="", number=7, title="Läget", text="Lugnt.", presenters=(Presenter(name="Eva Hed", role="lokalpolisområdeschef"),)),
    Item(id="", number=9, title="Bad", text="Ekby Bad AB svarade."),
    Item(id="", number=10, title="Pris", text="Lugnt.", presenters=(Presenter(name="Ada Ek", organisation="Ekby Bad"),)),
    Item(id="", number=8, title="Klotter", text="En polisanmälan är gjord, och polisförbundets blad lästes."),
)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(place=("lund",)), {2}),
        (Filters(person=("bo lund",)), {1}),
        (Filters(person=("lund",)), {1}),
        (Filters(organisation=("Vision",)), {4}),
        (Filters(organisation=("polisen",)), {5, 6, 7}),
        (Filters(organisation=("LPO Umeå",)), {5, 6, 7}),
        (Filters(presenter=("Polismyndigheten",)), {7}),
        (Filters(person=("polisen",)), {7}),
        (Filters(organisation=("Ekby Bad",)), {9, 10}),
        (Filters(organisation=("AB Ekby Bad",)), {9, 10}),
        (Filters(presenter=("Ekby Bad AB",)), {10}),
        (Filters(organisation=("räddningstjänsten",)), {5}),
        (Filters(person=("Siv Qvist",)), set()),
        (Filters(municipality=("ekby",)), set(range(1, 11))),
        (Filters(municipality=("Ekby kommun",)), set(range(1, 11))),
    ],
)
def test_filters_mean_things(tmp_path: Path, filters: Filters, numbers: set[int]) -> None:
    items = tuple(structs.replace(item, id=f"a/{item.number}") for item in MATTERS)
    attendance = (Attendee(name="Siv Qvist", status="present"),)
    minutes = structs.replace(record("a", municipality="Ekby kommun"), items=items, attendance=attendance)
    engine = MemoryEngine()
    with Archive.open(tmp_path, write=True) as archive:
        archive.store(tag(minutes), tmp_path / "a.pdf")
        level(archive, engine)
        assert {hit.entry.number for hit in find(archive, engine, None, filters).hits} == numbers


def test_a_municipality_that_no_record_tells() -> None:
    assert resolve(Filters(municipality=("UMEÅ",)), Names()) == (Has("municipality", ("umeå kommun",)),)
    with pytest.raises(UsageError, match="Umeå kommun"):
        resolve(Filters(municipality=("Umeo",)), Names())


def test_what_may_be_spelled_in_two_ways_is_asked_back() -> None:
    with pytest.raises(UsageError) as told:
        meant("place", ["kallnas"], Kallnas())
    assert told.value.hint == "did you mean Källnäs or Kållnas?"


class Kallnas(Names):
    """An archive that mentions two."""

    def mentioned(self, label: str) -> tuple[str, ...]:
        return ("Källnäs", "Kållnas") if label == "LOC" else ()
