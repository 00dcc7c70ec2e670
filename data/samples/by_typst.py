"""Sets sheets with Typst: rules and strikes become line objects, words may be hyphenated at line ends."""

from __future__ import annotations

from pathlib import Path

import msgspec

from data.samples.sheet import Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


def set_pdf(sheet: Sheet, *, system_fonts: bool = False) -> bytes:
    """The sheet as a PDF. Without `system_fonts` only the fonts that come with Typst are used, so that
    every machine makes the same bytes."""
    import typst

    made = typst.compile(
        str(TEMPLATE),
        format="pdf",
        ignore_system_fonts=not system_fonts,
        sys_inputs={"sheet": msgspec.json.encode(_with_types(sheet)).decode()},
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single PDF back")
    return made


def _with_types(sheet: Sheet) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(sheet)
    return plain
