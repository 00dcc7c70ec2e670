"""Whose board is meant: the municipality told beside it, else the minutes' own; boards told apart by a district or a field."""

from __future__ import annotations

import pytest

from ingest.tagging.pipe import Context, entities


def boards(text: str, body: str = "Kommunstyrelsen") -> list[tuple[str, str | None]]:
    context = Context("2024-03-05", ("Anna Ek",), "Göteborgs Stad", body)
    return [(e.text, e.key) for e in entities(text, context) if e.label == "ORG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beslut i kommunstyrelsen.", [("kommunstyrelsen", "kommunstyrelsen/göteborg")]),
        ("Kommunstyrelsen i Lund svarar.", [("Kommunstyrelsen", "kommunstyrelsen/lund")]),
        ("Enligt Umeås kommunfullmäktige.", [("kommunfullmäktige", "kommunfullmaktige/umeå")]),
        ("Kommunstyrelsen i Holmsund.", [("Kommunstyrelsen", "kommunstyrelsen/göteborg")]),
        ("Kommunstyrelsens arbetsutskott.", [("Kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskott/göteborg")]),
        ("Till Socialnämnden Centrum.", [("Socialnämnden Centrum", "socialnamnden/göteborg/centrum")]),
        ("Ett svar från socialnämnd Hisingen.", [("socialnämnd Hisingen", "socialnamnden/göteborg/hisingen")]),
        ("Se socialnämnd Sydvästs svar.", [("socialnämnd Sydväst", "socialnamnden/göteborg/sydväst")]),
        *(
            (f"Till {board} {district}.", [(f"{board} {district}", f"socialnamnden/göteborg/{district.casefold()}")])
            for board in ("socialnämnd", "Socialnämnd", "socialnämnden", "Socialnämnden")
            for district in ("Centrum", "Hisingen", "Nordost", "Sydväst", "sydväst")
        ),
        ("Socialnämnden Västra Hisingens svar.", [("Socialnämnden Västra Hisingen", "socialnamnden/göteborg/västra hisingen")]),
        (
            "Socialnämnden i centrum och socialnämnden centralt.",
            [("Socialnämnden", "socialnamnden/göteborg"), ("socialnämnden", "socialnamnden/göteborg")],
        ),
        ("Socialnämnden Anna Ek (S)", [("Socialnämnden", "socialnamnden/göteborg")]),
        ("Socialnämnden Beslut", [("Socialnämnden", "socialnamnden/göteborg")]),
        ("Till nämnden för funktionsstöd.", [("nämnden för funktionsstöd", "nämnden för funktionsstöd/göteborg")]),
        ("Nämnden för funktionsstöds svar.", [("Nämnden för funktionsstöd", "nämnden för funktionsstöd/göteborg")]),
        (
            "Nämnden för arbete och vuxna samt nämnden för teknik och kulturnämnden.",
            [
                ("Nämnden för arbete och vuxna", "nämnden för arbete och vuxna/göteborg"),
                ("nämnden för teknik", "nämnden för teknik/göteborg"),
                ("kulturnämnden", "kulturnämnden/göteborg"),
            ],
        ),
        *(
            (f"Till {name}.", [(name, "inköp och upphandlingsnämnden/göteborg")])
            for name in ("inköp och upphandlingsnämnden", "Inköp- och upphandlingsnämnden", "inköps- och upphandlingsnämnden")
        ),
        *(
            (f"Till {name}s möte.", [(name, "äldre samt vård och omsorgsnämnden/göteborg")])
            for name in ("äldre- samt vård och omsorgsnämnden", "Äldre samt vård- och omsorgsnämnden")
        ),
        ("Samråd med skolan och kulturnämnden.", [("kulturnämnden", "kulturnämnden/göteborg")]),
        ("Bodens socialnämnd har svarat.", [("socialnämnd", "socialnamnden/boden")]),
        ("Piteå kommuns kommunstyrelse.", [("Piteå kommun", "piteå kommun"), ("kommunstyrelse", "kommunstyrelsen/piteå")]),
        ("Östra Göinge kulturnämnd och Ekbys kulturnämnd.", [("kulturnämnd", "kulturnämnden/östra göinge")]),
        (
            "Socialnämnderna i Boden, Umeå kommun och Piteå är överens med Luleå.",
            [("Socialnämnderna", "socialnamnden/boden"), ("Umeå kommun", "socialnamnden/umeå"), ("Piteå", "socialnamnden/piteå")],
        ),
        (
            "KF och KSAU:s beslut, SNAU.",
            [
                ("KF", "kommunfullmaktige/göteborg"),
                ("KSAU", "kommunstyrelsens arbetsutskott/göteborg"),
                ("SNAU", "socialnämndens arbetsutskott/göteborg"),
            ],
        ),
        ("Ärendet går till nämnden för kännedom och till nämnden för vidare beredning.", []),
        ("Stadsrevisionens rapport.", [("Stadsrevisionen", "stadsrevisionen/göteborg")]),
        (
            "Kretslopp och vattennämnden, även kretslopp- och vattennämnden.",
            [
                ("Kretslopp och vattennämnden", "kretslopp-och-vattennamnden/göteborg"),
                ("kretslopp- och vattennämnden", "kretslopp-och-vattennamnden/göteborg"),
            ],
        ),
    ],
)
def test_boards(text: str, expected: list[tuple[str, str]]) -> None:
    assert boards(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polismyndigheten – Region Väst", [("Polismyndigheten – Region Väst", "polisen")]),
        ("Till Region Väst.", [("Region Väst", "region väst")]),
        ("Stiftelsen Göteborgs studentbostäders svar.", [("Stiftelsen Göteborgs studentbostäder", "stiftelsen göteborgs studentbostäder")]),
        ("Stiftelsen Göteborgs Studentbostäders svar.", [("Stiftelsen Göteborgs Studentbostäder", "stiftelsen göteborgs studentbostäder")]),
        (
            "Stadgar för Stiftelsen Adam och Eva Qvarnlunds vetenskapsfond.",
            [("Stiftelsen Adam och Eva Qvarnlunds vetenskapsfond", "stiftelsen adam och eva qvarnlunds vetenskapsfond")],
        ),
        ("Förvaltnings AB Framtidens och AB Framtidens mål.", [("Förvaltnings AB Framtiden", "framtiden"), ("AB Framtiden", "framtiden")]),
        ("Med BUP och Visita.", [("BUP", "bup"), ("Visita", "visita")]),
    ],
)
def test_bodies_have_their_whole_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert boards(text) == expected


def test_valberedningen_is_a_councils_and_no_associations() -> None:
    text = "Valberedningen lämnar förslag."
    assert boards(text, "Kommunfullmäktige") == [("Valberedningen", "valberedningen/göteborg")]
    assert boards(text, "Brf Ekbackens styrelse") == []
