"""Who is who: keys, decisions in their order, look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from data.archive import Archive
from data.lookalikes import lookalikes
from data.model import Attendee, Entity
from data.people import Decision, Registry, key, related, settle
from tests.data.records import record

NAMES = ("ada ek", "bo dal", "cia fors", "dan öh")
DECISIONS = st.lists(
    st.builds(
        Decision,
        action=st.sampled_from(["merge", "split"]),
        person=st.sampled_from(NAMES),
        target=st.sampled_from(NAMES),
        body=st.sampled_from([None, "Trygghetsrådet", "Skolrådet"]),
        first=st.sampled_from([None, "2024-01-01", "2025-01-01"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Frida Davidila-Ölund", "Frida Davidila Ölund", True),
        ("FRIDA  DAVIDILA–ÖLUND,", "frida davidila ölund", True),
        ("Carin Nilsson", "Karin Nilsson", False),
        ("AnnaSara Ekvret", "Anna-Sara Ekvret", True),
        ("Annasara Ekvret", "ANNA SARA EKVRET", True),
        ('Jan-Olof "Jolle" Vik', "Jan Olof Vik", True),
        ("Nils O’Brien", "Nils O'Brien", True),
        ("Marianne Ekvret", "Mari Anne Ekvret", False),  # a name of its own
        ("Annelise Ekvret", "Anne Lise Ekvret", False),  # or Ann Elise
    ],
)
def test_one_person_however_written(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_without_decisions_nothing_changes() -> None:
    minutes = structs.replace(record("a"), attendance=(Attendee(name="Åsa Öh-Lind", status="present", person="åsa öh lind"),))
    mention = Entity(text="Åsa Öh-Lind", label="PERSON", key="åsa öh lind", start=0, end=11)
    other = Entity(text="Umeå", label="LOC", key="umeå", start=12, end=16)
    items = tuple(structs.replace(item, entities=(mention, other)) for item in minutes.items)
    minutes = structs.replace(minutes, items=items)
    assert settle(minutes, Registry()) == minutes


@given(DECISIONS, st.sampled_from(NAMES))
def test_whoever_a_name_is_in_a_meeting_it_can_mean(log: list[Decision], name: str) -> None:
    registry = Registry.of(log)
    everywhere = Registry.of(d for d in log if d.action == "split" or not (d.body or d.first))
    minutes = structs.replace(record("a"), date="2024-06-01")
    assert everywhere.person(name, minutes) in everywhere.meant(name)
    assert registry.person(name, minutes) in NAMES


@pytest.mark.parametrize("municipality", ["Umeå kommun", "umeå", "UMEÅ"])
def test_a_decision_is_about_a_municipality_however_it_is_written(municipality: str) -> None:
    split = Decision(action="split", person="ada ek", target="ada ek #2", municipality=municipality)
    meetings = [structs.replace(record("a"), municipality=name) for name in ("Umeå kommun", "Umeå", "Luleå kommun", None)]
    assert [split.covers(minutes) for minutes in meetings] == [True, True, False, False]


def test_a_number_asks_for_one_of_several() -> None:
    split = Decision(action="split", person="ada ek", target="ada ek #2", body="Skolrådet")
    registry = Registry((split,))
    assert registry.meant("Ada Ek") == ("ada ek", "ada ek #2")
    assert registry.meant("Ada Ek #1") == ("ada ek",)
    assert registry.meant("Ada Ek #2") == ("ada ek #2",)
    assert [registry.asked(one) for one in ("ada ek", "ada ek #2", "bo dal")] == ["ada ek #1", "ada ek #2", "bo dal"]
    again = Registry((split, Decision(action="merge", person="ada ek #2", target="ada ek")))
    assert [again.number(one) for one in ("ada ek", "bo dal")] == [None, None]


def test_a_number_goes_with_every_name_of_somebody() -> None:
    merge = Decision(action="merge", person="bo dal", target="ada ek")
    split = Decision(action="split", person="ada ek", target="ada ek #2", body="Skolrådet")
    both = Registry((merge, split))
    assert both.meant("Bo Dal #1") == ("ada ek",)
    assert both.meant("Bo Dal #2") == both.meant("Ada Ek #2") == ("ada ek #2",)
    apart = Registry((split, Decision(action="merge", person="bo dal", target="ada ek #2")))
    assert apart.meant("Dal, Bo") == apart.meant("Bo Dal #2") == ("ada ek #2",)
    assert Registry((split,)).meant("Bo Dal #2") == ("bo dal #2",)


@given(DECISIONS)
def test_what_hangs_together_is_found_whole(log: list[Decision]) -> None:
    for one in log:
        found = set(related(log, one))
        assert {one.person, one.target} <= found
        assert all(not found & {d.person, d.target} or {d.person, d.target} <= found for d in log)


def test_decisions_reach_every_record_and_can_be_undone(tmp_path: Path) -> None:
    with Archive.open(tmp_path, write=True) as archive:
        one = structs.replace(record("a"), attendance=(Attendee(name="Carin Nilsson", status="present", person="carin nilsson"),))
        two = structs.replace(
            record("b", date="2025-01-01", body="Skolrådet"),
            attendance=(Attendee(name="Karin Nilsson", status="present", person="karin nilsson"),),
        )
        archive.store(one, Path("a.pdf"))
        archive.store(two, Path("b.pdf"))
        before = list(archive.minutes())
        first = archive.decide(Decision(action="merge", person="carin nilsson", target="karin nilsson", reason="samma"))
        split = Decision(action="split", person="karin nilsson", target="karin nilsson #2", body="skolrådet")
        archive.decide(split)
        people = {m.date: m.attendance[0].person for m in archive.minutes()}
        assert people == {"2024-09-24": "karin nilsson", "2025-01-01": "karin nilsson #2"}
        assert archive.people_meant("Carin Nilsson") == ("karin nilsson", "karin nilsson #2")
        archive.undo(first.number)
        assert {m.attendance[0].person for m in archive.minutes()} == {"carin nilsson", "karin nilsson #2"}
        archive.undo(2)
        assert list(archive.minutes()) == before
        with pytest.raises(KeyError):
            archive.undo(2)


def pairs(*names: str) -> list[tuple[str, str, str]]:
    return [(pair.one, pair.other, pair.why) for pair in lookalikes(names)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("carin nilsson", "karin nilsson", "sounds alike"),
        ("krister karlson", "christer carlsson", "sounds alike"),
        ("frida davidila ölu", "frida davidila ölund", "cut off"),
        ("a ekman", "anna ekman", "an initial"),
        ("a k ekman", "anna karin ekman", "initials"),
        ("ak ekman", "anna karin ekman", "initials"),
        ("anna ekman", "anna maria ekman", "one more name"),
        ("annamaria ekman", "anna maria ekman", "spaced otherwise"),
        ("annelise af ekman", "anne lise afekman", "spaced otherwise"),
        ("per lindberg", "per lundberg", "one letter apart"),
    ],
)
def test_look_alikes_are_told_with_a_reason(one: str, other: str, why: str) -> None:
    assert pairs(one, other, "helt annan") == [(*sorted((one, other)), why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna berg", "anne berg"),
        ("karin nilsson", "karin nilsson #2"),
        ("bo ek", "bo al"),
        ("ada ek", "ada lind"),
        ("bo ek", "bim olle ek"),
        ("a l ek", "anna karin ek"),
    ],
)
def test_others_are_left_in_peace(one: str, other: str) -> None:
    assert pairs(one, other) == []
