"""Presenters' cells, as printed, and who presents by them: (name, organisation, role)."""

from __future__ import annotations

import pytest

from ingest.presenters import read_presenters
from tests.ingest.lines import lines

CELLS = (
    (["Hans Ek Ordförande"], [("Hans Ek", None, "Ordförande")]),
    (["Carl-Johan", "Ek Polisen"], [("Carl-Johan Ek", "Polisen", None)]),
    (["Hans Ek", "Frida Berg Öl"], [("Hans Ek", None, None), ("Frida Berg Öl", None, None)]),
    (
        ["Hans Ek", "Region", "Västerbotten", "Elin Berg", "Räddningstjänsten"],
        [("Hans Ek", "Region Västerbotten", None), ("Elin Berg", "Räddningstjänsten", None)],
    ),
    (["Elin Berg Ek", "Polisen"], [("Elin Berg Ek", "Polisen", None)]),
    (["Ólafur von Ek Svenska kyrkan"], [("Ólafur von Ek", "Svenska kyrkan", None)]),
    (["Polisen: Hanna Ek"], [("Hanna Ek", "Polisen", None)]),
    (["Hanna Ek, kommunpolis"], [("Hanna Ek", None, "kommunpolis")]),
    (["Hanna Ek och Elin Berg (polisen)"], [("Hanna Ek", None, None), ("Elin Berg", "polisen", None)]),
    (["Polisen"], [("Polisen", "Polisen", None)]),
    (["~~Hanna~~ ~~Ek~~ Elin Berg"], [("Elin Berg", None, None)]),
    ([], []),
)


@pytest.mark.parametrize(("cell", "who"), CELLS)
def test_cell(cell: list[str], who: list[tuple[str, str | None, str | None]]) -> None:
    found = read_presenters(lines(cell), right=70 + 5 * max((len(t) for t in cell), default=0) + 4)
    assert [(p.name, p.organisation, p.role) for p in found] == who
    assert all(p.source for p in found)
