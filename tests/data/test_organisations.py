"""The registry of organisations: every alias is its own, local units are their organisation's, and roles tell whose they are."""

from __future__ import annotations

import pytest

from data.organisation_keys import organisation_key
from data.organisations import fold, is_role, key_of, key_of_role, registry


def test_every_name_means_one_organisation() -> None:
    taken: dict[str, str] = {}
    for one in registry().values():
        for name in one.names:
            assert taken.setdefault(fold(name), one.key) == one.key, f"“{name}” is {taken[fold(name)]} and {one.key}"
            assert key_of(name) == one.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Polisen i Umeå", "polisen"),
        ("Polisen Umeå", "polisen"),
        ("polisen i umeå", "polisen"),
        ("LPO Hisingen", "polisen"),
        ("Lokalpolisområde Norra Skåne", "polisen"),
        ("Polisområde Storgöteborg Nordost", "polisen"),
        ("Polisregion Nord", "polisen"),
        ("Nationella operativa avdelningen", "polisen"),
        ("Räddningstjänsten i Storgöteborg", "raddningstjansten"),
        ("Svenska kyrkan i Umeå", "svenska-kyrkan"),
        ("Arbetsförmedlingen i Umeå kommun", "arbetsformedlingen"),
        ("Länsstyrelsen i Skåne län", "lansstyrelsen"),
        ("Kriminalvården i Luleå", "kriminalvarden"),
        ("Åklagarkammaren i Umeå", "aklagarmyndigheten"),
        ("Polisförbundet", "polisforbundet"),
        ("Polisförbundet Umeå", "polisforbundet"),
        ("Göteborgs polisförening", None),
        ("Polisen idrottsförening", None),
        ("Polisen och räddningstjänsten", None),
        ("FK Göteborg", None),
        ("Region Skåne", None),
        ("ICA Maxi", None),
    ],
)
def test_local_units(name: str, key: str | None) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("role", "key"),
    [
        *(
            (role, "polisen")
            for role in "polis poliserna polismästaren polisinspektör polisassistent polisområdeschef närpolischef".split()
        ),
        *((role, "polisen") for role in "lokalpolisområdeschefen kommunpoliser områdespoliserna regionpolischef länspolismästare".split()),
        ("gruppchef polisen", "polisen"),
        ("säkerhetspolis", "sakerhetspolisen"),
        ("räddningsledare", "raddningstjansten"),
        ("kammaråklagare", "aklagarmyndigheten"),
        ("polisförbundsordförande", None),
        ("verksamhetschef", None),
    ],
)
def test_roles_tell_whose_they_are(role: str, key: str | None) -> None:
    assert is_role(role)
    assert key_of_role(role) == key


@pytest.mark.parametrize("word", ["polisanmälan", "polisstation", "polisiär", "polisärende", "Polisen", "polisens"])
def test_what_is_of_the_police_is_no_role(word: str) -> None:
    assert not is_role(word)


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Ekby Bad", "Ekby Bad AB", "AB Ekby Bad", "EKBY BAD AKTIEBOLAG", "Ekby Bad AB (publ)"), "ekby bad"),
        (("Västtrafik", "Västtrafik AB", "AB Västtrafik"), "vasttrafik"),
        (("Öh & Dal HB", "Öh & Dal"), "öh & dal"),
        (("AB",), "ab"),
        (("AB Ekdalen", "Förvaltnings AB Ekdalen", "Ekdalen AB"), "ekdalen"),
        (("EkBad AB", "Ek Bad", "EkBad"), "ek bad"),
        (("Förvaltnings AB GöteborgsLokaler", "Göteborgslokaler"), "göteborgslokaler"),
        (("Lund Hamn AB", "Lunds Hamn"), "lund hamn"),
        (("Lunds Stads Parkerings AB", "Lunds Stads Parkering AB"), "lund stads parkering"),
        (("Västerås Hamn AB",), "västerås hamn"),
        (("Vision AB",), "vision ab"),
        (("Ekby ABF",), "ekby abf"),
    ],
)
def test_a_company_has_one_key_with_its_form_and_without(names: tuple[str, ...], key: str) -> None:
    assert {organisation_key(name) for name in names} == {key}


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Göteborgs Stad", "Göteborgs stads", "Göteborg Stad", "Göteborgs kommun"), "göteborg kommun"),
        (("Östra Göinge kommun",), "östra göinge kommun"),
        (("Malmö stad", "MALMÖ KOMMUN"), "malmö kommun"),
        (("Gamla stad",), "gamla stad"),
        (("Inköps- och upphandlingsnämnden", "inköp och upphandlingsnämnden"), "inköp och upphandlingsnämnden"),
        (("socialnämnderna", "Socialnämnden", "socialnämnder"), "socialnamnden"),
        (("grundskolenämnderna", "Grundskolenämnden"), "grundskolenämnden"),
        (("KSAU", "Kommunstyrelsens arbetsutskott"), "kommunstyrelsens arbetsutskott"),
        (("XYAU",), "xyau"),
        (("kommunalförbundet Räddningstjänsten Storgöteborg", "Räddningstjänsten Storgöteborg"), "raddningstjansten"),
    ],
)
def test_a_body_has_one_key_however_it_is_called(names: tuple[str, ...], key: str) -> None:
    assert {organisation_key(name) for name in names} == {key}
