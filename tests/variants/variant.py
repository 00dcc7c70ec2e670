"""One variant: the drawn meeting, its PDF, and the golden record that follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from data.samples import notes, numbered, protocol
from data.samples.meeting import Meeting, golden
from data.samples.sheet import Producer, Sheet
from tests.variants.clubs import draw_club
from tests.variants.draw import Draw
from tests.variants.notes import draw_notes
from tests.variants.protocols import draw_protocol

PRODUCERS: tuple[Producer, ...] = ("typst", "reportlab", "weasyprint")
FAMILIES = ("notes", "protocol", "notes", "numbered", "protocol", "notes", "protocol", "notes", "numbered")


class Variant(Struct, frozen=True, kw_only=True):
    """`style` says what was drawn, for the person who looks into a wrong reading; the scoring ignores it."""

    name: str
    meeting: Meeting
    sheet: Sheet
    golden: dict[str, Any]
    style: dict[str, Any]


def variant(seed: int, index: int) -> Variant:
    """The variant of this seed and place; families and producers take turns, so that 27 hold all pairs."""
    turn, place = divmod(index, len(FAMILIES))
    family, producer = FAMILIES[place], PRODUCERS[(place + turn) % len(PRODUCERS)]
    draw = Draw(f"{seed}-{index}")
    presenters = False
    if family == "notes":
        meeting, look, wording = draw_notes(draw, producer)
        sheet, presenters = notes.compose(meeting, look, wording), "presenters" in wording.columns
        told: Any = wording
    elif family == "protocol":
        meeting, look, told = draw_protocol(draw, producer)
        sheet = protocol.compose(meeting, look, told)
    else:
        meeting, look, told = draw_club(draw, producer)
        sheet = numbered.compose(meeting, look, told)
    style = {"family": family, "look": msgspec.to_builtins(look), "wording": msgspec.to_builtins(told)}
    record = golden(meeting, presenters=presenters)
    return Variant(name=f"v{seed}-{index:03}", meeting=meeting, sheet=sheet, golden=record, style=style)


def set_pdf(sheet: Sheet) -> bytes:
    """The sheet, set by the producer it asks for."""
    if sheet.look.producer == "typst":
        from data.samples.by_typst import set_pdf as typst_pdf

        return typst_pdf(sheet, system_fonts=True)
    if sheet.look.producer == "reportlab":
        from data.samples.by_reportlab import set_pdf as reportlab_pdf

        return reportlab_pdf(sheet)
    from tests.variants.by_weasyprint import set_pdf as weasyprint_pdf

    return weasyprint_pdf(sheet)


def write(made: Variant, folder: Path) -> Path:
    """Writes NAME.pdf and NAME.gold.json; returns the PDF's path."""
    record = msgspec.json.format(msgspec.json.encode({"style": made.style, **made.golden}), indent=1)
    (folder / f"{made.name}.gold.json").write_bytes(record + b"\n")
    path = folder / f"{made.name}.pdf"
    path.write_bytes(set_pdf(made.sheet))
    return path
