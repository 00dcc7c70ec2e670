"""Names by how each kind of them is made: roads, halls, events, acts, bodies; and people by a surname that a place has too."""

from __future__ import annotations

import pytest

from ingest.tagging.mention import any_of
from ingest.tagging.pipe import Context, entities


def said(text: str, label: str, *people: str) -> list[str]:
    found = entities(text, Context("2024-03-05", people, "Umeå kommun"))
    return [e.text for e in found if e.label == label]


PLACES = (
    ("På riksväg 25, länsväg 363, väg E4, E45:an och väg 97.", ["riksväg 25", "länsväg 363", "väg E4", "E45:an", "väg 97"]),
    ("Staketet längs väg 30 meter bort, bilaga E4.1-2.", []),
    ("Karl Johansgatan, Tredje Qvarngatan och Nils Ericsonsplatsen.", ["Karl Johansgatan", "Tredje Qvarngatan", "Nils Ericsonsplatsen"]),
    ("Vi möts i Folkets hus, i Orsa Folkets hus och i Folkets Hus Orsa.", ["Folkets hus", "Orsa Folkets hus", "Folkets Hus Orsa"]),
    ("Cyklar på Qvarnfältet, i Medborgarhuset och vid Qvarnpoolen.", ["Qvarnfältet", "Medborgarhuset", "Qvarnpoolen"]),
    ("Verksamhetsområdet växer. Ny väg byggs. Nytt centrum planeras.", []),
    ("Vid Fittja centrum och i Ludvika centrum.", ["Fittja centrum", "Ludvika"]),
    ("Öppet i Säve flygplats, Qvarnby ishall och Qvarnby köpcentrum.", ["Säve flygplats", "Qvarnby ishall", "Qvarnby köpcentrum"]),
    ("Unga på Linero, i Masthugget och vid sjön Björken.", ["Linero", "Masthugget", "Björken"]),
    ("Tryggast är man i Sävar och på Sofiehem, oro på Qvarnhem.", ["Sävar", "Sofiehem", "Qvarnhem"]),
    ("Möten hålls i Obbola den 16 april, Teg den 23 april kl. 18 och Berg 2/5.", ["Obbola", "Teg", "Berg"]),
    ("Ordförande den 16 april, Berg den 23 april.", []),
    ("Forslag i Børn og unge.", []),
    ("Ett läger i just Stenkyrka.", ["Stenkyrka"]),
)


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[str]) -> None:
    assert said(text, "LOC") == expected


EVENTS = (
    ("Under Gothia Cup och Qvarnby Open.", ["Gothia Cup", "Qvarnby Open"]),
    (
        "Till Göteborgs Kulturkalas, Kiviks marknad och Visby medeltidsvecka.",
        ["Göteborgs Kulturkalas", "Kiviks marknad", "Visby medeltidsvecka"],
    ),
    ("Samernas nationaldag och rosa bandet, Rosa bandet.", ["Samernas nationaldag", "Rosa bandet"]),
    ("Världsdagen för psykisk hälsa och Samiska veckan.", ["Världsdagen för psykisk hälsa", "Samiska veckan"]),
    ("Årets fest, Kommunens julmarknad, Bostadsmarknaden och Föreningsstämman. Studiedagarna.", []),
    ("Påsken är i mars. Under påsken och på Orange day. Påskägg.", ["Påsken", "påsken", "Orange day"]),
    ("Lekplatshelgen är slut. Skolavslutning den 13 juni.", []),
)


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events(text: str, expected: list[str]) -> None:
    assert said(text, "EVENT") == expected


ACTS = (
    ("Enligt lagen om kommuners brottsförebyggande ansvar. Syftet är gott.", ["lagen om kommuners brottsförebyggande ansvar"]),
    ("Lagen om färdtjänst gäller.", ["Lagen om färdtjänst"]),
    ("Förordningen om statsbidrag (2015:218) och polisen.", ["Förordningen om statsbidrag (2015:218)"]),
    ("Lagen om ordningsvakter och föreslår.", ["Lagen om ordningsvakter"]),
    ("Ungdomslagen, handbollslagen, ändringsförslagen och bostadsbolagen.", []),
)


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_acts(text: str, expected: list[str]) -> None:
    assert said(text, "LAW") == expected


BODIES = (
    (
        "Anbud av Karl-Gustav Bergs Entreprenad AB och Elfirma Pekka Juntinen Oy.",
        ["Karl-Gustav Bergs Entreprenad AB", "Elfirma Pekka Juntinen Oy"],
    ),
    (
        "Åkeriet Bergs Buss & Taxi AB, Qvarnby bostäder AB och Förvaltnings AB Framtiden.",
        ["Bergs Buss & Taxi AB", "Qvarnby bostäder AB", "Förvaltnings AB Framtiden"],
    ),
    ("Ringa Simrishamns kommun om lampan. Östra Göinge kommun svarar.", ["Simrishamns kommun", "Östra Göinge kommun"]),
    ("Norrmyra byalag, Qvarnby fiskevårdsområde och Malmö Opera.", ["Norrmyra byalag", "Qvarnby fiskevårdsområde", "Malmö Opera"]),
    ("Granne med Karl Johansskolan i Polisregion Väst.", ["Karl Johansskolan", "Polisregion Väst"]),
    (
        "Räddningstjänsten Storgöteborg, Landstinget Dalarna och Cancerfonden.",
        ["Räddningstjänsten Storgöteborg", "Landstinget Dalarna", "Cancerfonden"],
    ),
    ("Med Kommunal. Vision saknade ombud. Vision och mål. Kommunal upphandling. Planen Vision 2040.", ["Kommunal", "Vision"]),
    ("Qvarnhem svarar. Hyresgäster hos Qvarnhem på Qvarnhem.", ["Qvarnhem", "Qvarnhem"]),
    ("Vattenfall har ansökt. Samrådet pågår.", ["Vattenfall"]),
    ("Gävle sjukhus och Umeå brandförsvar.", ["Gävle sjukhus", "Umeå brandförsvar"]),
)


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[str]) -> None:
    assert said(text, "ORG") == expected


def test_a_surname_that_a_place_has_is_somebodys_where_they_speak() -> None:
    people = ("Per Mora", "Ida Lund", "Petra Ed")
    text = "Anläggningar finns i Mora. Mora yrkar bifall. Det går, medgav Lund. Ed instämmer i Moras yrkande. Bussen till Lund."
    assert said(text, "PERSON", *people) == ["Mora", "Lund", "Ed", "Mora"]
    assert said(text, "LOC", *people) == ["Mora", "Lund"]
    assert said("Mora deltar i projektet.", "PERSON", *people) == []  # the municipality does, as likely


def test_somebody_named_in_full_goes_on_by_surname() -> None:
    text = "Grannen, advokat J. O. Qvarnlind, klagar. Beslutet delges Qvarnlind. Skog Qvarnlindsgatan."
    assert said(text, "PERSON") == ["J. O. Qvarnlind", "Qvarnlind"]


def test_times_and_sums_in_words() -> None:
    text = "Mellan kl. 7.30 och 8.15, klockan halv nio, kl 8.15–9 men inte mellan 7 och 8 barn eller kl. 18-tiden."
    assert said(text, "TIME") == ["kl. 7.30 och 8.15", "klockan halv nio", "kl 8.15–9"]
    text = "Två miljoner kronor, femhundra kronor, SEK 40 000, 3 MSEK."
    assert said(text, "MONEY") == ["Två miljoner kronor", "femhundra kronor", "SEK 40 000", "3 MSEK"]
    assert said("Det kostade femhundrakronor.", "MONEY") == ["femhundrakronor"]


REFS = (
    ("Se KS/2024:77 och (FN 5390/18), VN/17928/2024.", ["KS/2024:77", "FN 5390/18", "VN/17928/2024"]),
    ("Ärende SN-2023/55.2. SN-2023/55. Ett till, SLK-2024-00443:1.", ["SN-2023/55.2", "SN-2023/55", "SLK-2024-00443:1"]),
    ("Polisens K123456-24 och 5000-K1234567-24.", ["K123456-24", "5000-K1234567-24"]),
    ("Jfr prop. 2022/23:43, bet. 2022/23:JuU12 och SOU 2020:47.", ["2022/23:43", "2022/23:JuU12", "SOU 2020:47"]),
    ("FN antog 12/18 punkter, LSS 24/7, KF 2022-05-19, läsåret 2022/23: 43 elever.", []),
)


@pytest.mark.parametrize(("text", "expected"), REFS)
def test_numbers_of_cases_and_bills(text: str, expected: list[str]) -> None:
    assert said(text, "REF") == expected


def test_the_letters_of_a_number_are_no_organisation() -> None:
    assert said("Se KS/2024:77 och (FN 5390/18).", "ORG") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det kostar 15 miljoner. En satsning på 2,5 miljoner för trygghet.", ["15 miljoner", "2,5 miljoner"]),
        ("Budgeten är 3 miljarder, ett bidrag om 3-4 miljoner till unga.", ["3 miljarder", "3-4 miljoner"]),
        ("Det bor 10 miljoner i landet, på 15 miljoner människor går 2 miljoner besök.", []),
        ("Det kostar 15 miljoner kronor.", ["15 miljoner kronor"]),
    ],
)
def test_millions_are_money_where_they_can_be_nothing_else(text: str, expected: list[str]) -> None:
    assert said(text, "MONEY") == expected


def test_short_names_of_acts() -> None:
    text = "Enligt FL, PUL, LSU och EU:s dataskyddsförordning."
    assert said(text, "LAW") == ["FL", "PUL", "LSU", "dataskyddsförordning"]


def test_maj_is_a_month_where_no_woman_can_be_meant() -> None:
    assert said("Maj var ovanligt blöt. Maj ringer.", "DATE") == ["Maj"]


def test_the_longest_of_many_names_is_found() -> None:
    names = any_of(["påsk", "påskafton", "annandag påsk", "Oas"])
    assert [match[0] for match in names.finditer("Påskafton, annandag påsk, påsk, oas, Oasen, Oas")] == [
        "Påskafton",
        "annandag påsk",
        "påsk",
        "Oas",
    ]
