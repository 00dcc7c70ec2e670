"""Lists of names: struck, replaced, called and present, in every comma form."""

from __future__ import annotations

import pytest

from ingest.attendance import Listed, heading, listed, read_attendance
from ingest.roll import split_attendance
from tests.ingest.lines import lines


def read(kind: str, texts: list[str]) -> list[tuple[str, str, str | None]]:
    found = read_attendance([listed(kind, None, [lines(texts)])])
    return [(a.name, a.status, a.substitute_for) for a in found]


FORMS = (
    (["Ada Ek, ~~Bo~~ ~~Berg~~, Cia Dal."], [("Ada Ek", "present", None), ("Bo Berg", "absent", None), ("Cia Dal", "present", None)]),
    (["~~Ada~~ ~~Ek~~ ersättare Bo Berg"], [("Ada Ek", "absent", None), ("Bo Berg", "present", "Ada Ek")]),
    (["~~Ada~~ ~~Ek~~, ersättare Bo Berg"], [("Ada Ek", "absent", None), ("Bo Berg", "present", "Ada Ek")]),
    (
        ["Ada Ek (ersättare: Bo Berg), Cia Dal"],
        [("Ada Ek", "absent", None), ("Bo Berg", "present", "Ada Ek"), ("Cia Dal", "present", None)],
    ),
    (["Ada Ek ersätts av Bo Berg"], [("Ada Ek", "absent", None), ("Bo Berg", "present", "Ada Ek")]),
    (["Cia Dal, Bo Berg ersättare för Ada Ek"], [("Cia Dal", "present", None), ("Bo Berg", "present", "Ada Ek")]),
    (["Ada Ek, Bo Berg"], [("Ada Ek", "unknown", None), ("Bo Berg", "unknown", None)]),
    (
        ["Ada Ek, Eva-", "Lena Berg och ~~Cia~~ ~~Dal~~"],
        [("Ada Ek", "present", None), ("Eva-Lena Berg", "present", None), ("Cia Dal", "absent", None)],
    ),
)


@pytest.mark.parametrize(("texts", "entries"), FORMS)
def test_called(texts: list[str], entries: list[tuple[str, str, str | None]]) -> None:
    assert read("called", texts) == entries


def test_called_against_present() -> None:
    called = listed("called", None, [lines(["Ada Ek, Bo Berg-Öl, Cia Dal"])])
    present = listed("present", None, [lines(["Ada Ek, Bo Berg Öl, Dan Fors"])])
    found = read_attendance([called, present])
    assert [(a.name, a.status, a.called) for a in found] == [
        ("Ada Ek", "present", True),
        ("Bo Berg-Öl", "present", True),
        ("Cia Dal", "absent", True),
        ("Dan Fors", "present", False),
    ]


def test_replaced_only_by_name_gets_no_entry() -> None:
    found = read("present", ["Bo Berg (C) ersätter Ada Ek (C)"])
    assert found == [("Bo Berg", "present", "Ada Ek")]


def test_role_after_a_comma_stays_with_its_name() -> None:
    found = read_attendance([listed("present", None, [lines(["Ada Ek, verksamhetschef, Bo Berg, polisen"])])])
    assert [(a.name, a.role, a.organisation) for a in found] == [("Ada Ek", "verksamhetschef", None), ("Bo Berg", None, "polisen")]


def test_people_named_like_words_are_people() -> None:
    texts = ["Ann Ek (Polisen), Eva Stad (skolan), Bo Kyrka (Svenska kyrkan),", "Ulf Polis (vård), Kim Skog, polis, Lars Präst"]
    found = read_attendance([listed("present", None, [lines(texts)])])
    assert [(a.name, a.role, a.organisation) for a in found] == [
        ("Ann Ek", None, "Polisen"),
        ("Eva Stad", None, "skolan"),
        ("Bo Kyrka", None, "Svenska kyrkan"),
        ("Ulf Polis", "vård", None),
        ("Kim Skog", "polis", None),
        ("Lars Präst", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kallade:", "called"),
        ("Närvarande", "present"),
        ("Ej närvarande:", "absent"),
        ("Ledamöter", "present"),
        ("Kallade till mötet var alla", None),
        ("Närvarande godkände", None),
    ],
)
def test_heading(text: str, kind: str | None) -> None:
    found = heading(text)
    assert (found[0] if found else None) == kind


def test_every_entry_has_a_box_on_its_name() -> None:
    lists, head = split_attendance(lines(["Rådet", "Kallade: Ada Ek, ~~Bo~~ ~~Berg~~", "Närvarande:", "Ada Ek (S)", "Cia Dal"]))
    assert [line.text for line in head] == ["Rådet"]
    assert [type(item) for item in lists] == [Listed, Listed]
    entries = read_attendance(lists)
    assert [a.name for a in entries] == ["Ada Ek", "Bo Berg", "Cia Dal"]
    assert all(a.source and a.source[0].box[2] > a.source[0].box[0] for a in entries)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (
            ["Beslutande: Ada Ek (S), ordförande, Bo Dal (V)", "Övriga deltagande: Cia Lind, sekreterare"],
            [("Ada Ek", "present", "ordförande"), ("Bo Dal", "present", None), ("Cia Lind", "present", "sekreterare")],
        ),
        (
            ["Närvarande: Ada Ek, ~~Bo~~ ~~Dal~~ (V). Dessutom deltog: Cia Lind. Frånvarande: Dan Ås"],
            [("Ada Ek", "present", None), ("Bo Dal", "absent", None), ("Cia Lind", "present", None), ("Dan Ås", "absent", None)],
        ),
        (
            ["Närvarande: Ada Ek, Bo Dal, även närvarande: Cia Lind. Övriga", "närvarande: Dan Ås"],
            [("Ada Ek", "present", None), ("Bo Dal", "present", None), ("Cia Lind", "present", None), ("Dan Ås", "present", None)],
        ),
        (
            ["Närvarande: Ada Ek", "Gäster: Bo Dal. Adjungerade: Cia Lind. Tjänstepersoner från skolan: Dan Ås"],
            [
                ("Ada Ek", "present", None),
                ("Bo Dal", "present", "Gäst"),
                ("Cia Lind", "present", "Adjungerad"),
                ("Dan Ås", "present", "Tjänsteperson"),
            ],
        ),
        (["Närvarande: Ada Ek. Inbjudna: Bo Dal"], [("Ada Ek", "present", None), ("Bo Dal", "present", "Inbjuden")]),
        (["Inbjudna: Ada Ek, Bo Dal. Närvarande: Ada Ek"], [("Ada Ek", "present", None), ("Bo Dal", "absent", None)]),
        (["Närvarande: Ada Ek, ersättare: Bo Dal"], [("Ada Ek", "absent", None), ("Bo Dal", "present", None)]),
    ],
)
def test_a_heading_among_names_begins_a_list(texts: list[str], wanted: list[tuple[str, str, str | None]]) -> None:
    lists, head = split_attendance(lines(texts))
    assert head == []
    assert [(a.name, a.status, a.role) for a in read_attendance(lists)] == wanted
