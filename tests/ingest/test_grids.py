"""Grids of names above the agenda: read as attendance, or told of as an issue; never a body."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from data.model import Minutes
from ingest.pipeline import read_minutes
from tests.papers import minutes

Grid = Sequence[Sequence[str]]
AGENDA = (
    ("Ärende", "Notering", "Föredragande"),
    ("1. Lägesbild", "Rut Alm berättar om läget i Sävar.", "Rut Alm, polisen"),
    ("2. Trafik", "Mopeder kör vid Ålidhem.", "Eva Gård"),
)
POINTS = ("1. Lägesbild", "Rut Alm berättar om läget.", "2. Trafik", "Mopeder kör vid Ålidhem.")
COLUMNS = (
    ("Kallade", "Närvarande"),
    (
        "Rut Alm, polisen<br/><strike>Pål Asp, vård</strike><br/>Eva Gård<br/><strike>Siv Näs</strike> ersätts av Jon Vik",
        "Rut Alm<br/>Eva Gård<br/>Jon Vik",
    ),
)
CELLS = (("Kallade", "Närvarande", "Övriga"), ("Rut Alm, polisen", "Rut Alm", "Jon Vik"), ("Pål Asp", "Eva Gård", ""), ("Eva Gård", "", ""))
ROWS = (("Kallade", "Rut Alm, polisen, <strike>Pål Asp</strike>, Eva Gård"), ("Närvarande", "Rut Alm, Eva Gård"), ("Övriga", "Jon Vik"))
HEADED = (("Kallade:<br/>Rut Alm, polisen<br/>Pål Asp<br/>Eva Gård", "Närvarande:<br/>Rut Alm<br/>Eva Gård<br/>Jon Vik"),)
CROSSED = (("Namn", "Organisation", "Närvarande"), ("Rut Alm", "Polisen", "x"), ("Pål Asp", "Skolan", ""))


def table(rows: Grid, ruled: bool) -> Table:
    """A table that fills the page's width."""
    style = getSampleStyleSheet()["Normal"]
    out = Table([[Paragraph(text, style) for text in row] for row in rows], colWidths=[450 / len(rows[0])] * len(rows[0]))
    out.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [])]))
    return out


def read(grid: Grid, agenda: Grid | Sequence[str], ruled: bool = True) -> Minutes:
    """Made-up notes with a grid above the agenda: a notes table, or numbered points."""
    styles = getSampleStyleSheet()
    head = [
        Paragraph("Anteckningar Trygg i Sävar", styles["Heading1"]),
        *(Paragraph(t, styles["Normal"]) for t in ("Datum: 2024-03-19", "Plats: Salen")),
    ]
    points = [Paragraph(row, styles["Normal"]) for row in agenda if isinstance(row, str)]
    rows = [row for row in agenda if not isinstance(row, str)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([*head, table(grid, ruled), Spacer(1, 12), *points, *([table(rows, True)] if rows else [])])
    return read_minutes(out.getvalue(), "x.pdf")


@pytest.mark.parametrize("agenda", [AGENDA, POINTS], ids=["table", "points"])
@pytest.mark.parametrize("grid", [COLUMNS, CELLS, ROWS, HEADED], ids=["columns", "cells", "rows", "headed"])
def test_a_grid_of_names_is_attendance(grid: Grid, agenda: Grid | Sequence[str]) -> None:
    record = read(grid, agenda)
    found = {a.name: (a.status, a.called) for a in record.attendance}
    stand_in = found.pop("Jon Vik")
    away = {"Siv Näs": ("absent", True)} if grid is COLUMNS else {}
    assert stand_in == ("present", False)
    assert found == {"Rut Alm": ("present", True), "Pål Asp": ("absent", True), "Eva Gård": ("present", True), **away}
    assert record.attendance[0].organisation == "polisen"
    assert (record.body, record.issues) == ("Trygg i Sävar", ())
    assert {a.struck for a in record.attendance if a.name == "Pål Asp"} == {grid in (COLUMNS, ROWS)}


def test_columns_of_names_without_rules() -> None:
    found = {a.name: (a.status, a.called) for a in read(CELLS, AGENDA, ruled=False).attendance}
    assert found == {
        "Rut Alm": ("present", True),
        "Pål Asp": ("absent", True),
        "Eva Gård": ("present", True),
        "Jon Vik": ("present", False),
    }


@pytest.mark.parametrize("agenda", [AGENDA, POINTS], ids=["table", "points"])
def test_names_that_could_not_be_read_are_told_of(agenda: Grid | Sequence[str]) -> None:
    record = read(CROSSED, agenda)
    assert record.attendance == ()
    assert record.body == "Trygg i Sävar"
    assert [issue.code for issue in record.issues] == ["attendance-unread"]


def test_an_entry_that_may_hold_another_is_told_of() -> None:
    record = read_minutes(minutes("2024-03-19", "Lägesbild", "Trafik", people="Ada Ek, Bo Dal (polisen), Polisen Öst (utredning)"), "x.pdf")
    assert [issue.code for issue in record.issues] == ["attendance-unclear"]
    plain = read_minutes(minutes("2024-03-19", "Lägesbild", "Trafik", people="Ada Ek (S), ordförande, Bo Dal (polisen)"), "x.pdf")
    assert plain.issues == ()
