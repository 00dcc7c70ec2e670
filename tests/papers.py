"""Small made-up minutes as PDFs, drawn for a test: numbered points, one page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def paper(lines: Sequence[str], *, password: str | None = None) -> bytes:
    """A PDF with these lines under one another."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=password)
    for n, text in enumerate(lines):
        canvas.drawString(70, A4[1] - 70 - 16 * n, text)
    canvas.save()
    return out.getvalue()


def minutes(
    day: str, *points: str, body: str = "Trygghetsrådet", people: str = "Ada Ek, Bo Dal (polisen)", extra: Sequence[str] = ()
) -> bytes:
    """Minutes of a made-up council on a day, with these points."""
    head = [body, "Minnesanteckningar", f"Tid: {day}, kl. 13.00 – 15.00", "Plats: Stadshuset", f"Närvarande: {people}"]
    return paper([*head, *(f"{n}. {point}" for n, point in enumerate(points, 1)), *extra])


def write(folder: Path, **papers: bytes) -> Path:
    """Writes each under its name as a PDF; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in papers.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return folder


YEARS = {
    "mars": minutes("2022-03-15", "Mötets öppnande", "Belysning i Holmsund", "Polisens lägesbild"),
    "oktober": minutes("2022-10-04", "Mötets öppnande", "Skadegörelse på skolorna", "Övriga frågor"),
    "maj": minutes("2023-05-09", "Mötets öppnande", "Nattvandring i Holmsund och Obbola", "Nästa möte"),
}
"""Three meetings, two of which took up Holmsund."""
