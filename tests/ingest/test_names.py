"""Names apart from party, role, organisation and §§ range."""

from __future__ import annotations

import pytest

from data.people import key
from ingest.names import Named, is_name, parse

LINES = (
    ("Hanna Ek", Named("Hanna Ek")),
    ("Hanna Ek (S)", Named("Hanna Ek", party="S")),
    ("Hanna Ek (SD), ordförande", Named("Hanna Ek", party="SD", role="ordförande")),
    ("Ordföranden Hanna Ek (S)", Named("Hanna Ek", party="S", role="Ordföranden")),
    (
        "Hanna Ek, verksamhetschef, kommunstyrelsens förvaltning §§ 50-51",
        Named("Hanna Ek", None, "verksamhetschef", "kommunstyrelsens förvaltning", "§§ 50-51"),
    ),
    ("Hanna Ek Polisen", Named("Hanna Ek", organisation="Polisen")),
    ("Hanna af Ek (polisen)", Named("Hanna af Ek", organisation="polisen")),
    ("Hanna Ek (M) deltar ej § 293 p.g.a. jäv", Named("Hanna Ek", party="M", paragraphs="deltar ej § 293 p.g.a. jäv")),
)


@pytest.mark.parametrize(("line", "named"), LINES)
def test_parse(line: str, named: Named) -> None:
    assert parse(line) == named


@pytest.mark.parametrize(
    "text",
    [
        "Ann-Christine Ek",
        "Ólafur von Ek",
        "Lena Karlsson Ekman",
        "D'Arcy Ek",
        "Ek Åsa-Lena",
        "Ulf Polis",
        "Anna-Karin Stad",
        "EVA STAD",
        'Jan-Olof "Jolle" Ek',
        "Eva Kyrka",
    ],
)
def test_is_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Polisen",
        "Region Västerbotten",
        "Svenska kyrkan",
        "anna ek",
        "Hanna",
        "Hanna 2",
        "Bostaden AB",
        "Biträdande rektor",
        "Ulf Polisen",
        "Umeå Stad",
        "Lunds Stad",
    ],
)
def test_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_key_is_one_for_one_person() -> None:
    assert key("Frida Ek-Ölund") == key("frida  ek ölund") == key("Frida Ek‑Ölund,")
    assert key("Carin Ek") != key("Karin Ek")
