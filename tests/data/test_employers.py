"""Whom presenters speak for, and whom the common words of a text tell of."""

from __future__ import annotations

import pytest

from data.employers import employers, employers_in


@pytest.mark.parametrize(
    ("name", "organisation", "role", "keys"),
    [
        ("Ada Ek", "Polisen, LPO Umeå", None, ("polisen",)),
        ("Ada Ek", None, "chef för lokalpolisområde Hisingen", ("polisen",)),
        ("Ada Ek", None, "gruppchef polisen", ("polisen",)),
        ("Ada Ek", None, "enhetschef vid Kriminalvården i Umeå", ("kriminalvarden",)),
        ("Ada Ek", "Skolan", "kommunpolis", ("skolan", "polisen")),
        ("Ada Ek", None, "ordförande i Polisförbundet", ("polisforbundet",)),
        ("Polisen", None, None, ("polisen",)),
        ("Kommunpoliserna", None, None, ("polisen",)),
        ("Ada Ek", "Byalaget", "sekreterare", ()),
    ],
)
def test_employers(name: str, organisation: str | None, role: str | None, keys: tuple[str, ...]) -> None:
    assert employers(name, organisation, role) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("I samverkan med polis och räddningstjänst.", {"polisen", "raddningstjansten"}),
        ("Fler poliser behövs, säger lokalpolisområdeschefen.", {"polisen"}),
        ("Göteborgspolisen och en åklagare.", {"polisen", "aklagarmyndigheten"}),
        ("En polisanmälan gjordes vid polisstationen. Metropolis visas.", set()),
        ("Polisförbundets ordförande talade om skolan.", set()),
    ],
)
def test_employers_in(text: str, keys: set[str]) -> None:
    assert employers_in(text) == keys
