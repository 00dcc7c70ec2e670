"""Makes the sample PDFs and their golden records from `sources/`: `python -m data.samples.make [FOLDER]`.

The same sources give the same bytes: dates and ids in the PDFs are fixed, and only fonts that come with the
producers are used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from data.samples import notes, numbered, prose, protocol
from data.samples.meeting import Meeting, golden
from data.samples.notes import NotesWording
from data.samples.numbered import NumberedWording
from data.samples.prose import ProseWording
from data.samples.protocol import ProtocolWording
from data.samples.sheet import Look, Sheet

HERE = Path(__file__).parent


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of `sources/`: what happened, how it is set, and how one of the four families words it."""

    meeting: Meeting
    look: Look = Look()
    notes: NotesWording | None = None
    protocol: ProtocolWording | None = None
    numbered: NumberedWording | None = None
    prose: ProseWording | None = None

    def sheet(self) -> Sheet:
        """The document."""
        if self.protocol is not None:
            return protocol.compose(self.meeting, self.look, self.protocol)
        if self.numbered is not None:
            return numbered.compose(self.meeting, self.look, self.numbered)
        if self.prose is not None:
            return prose.compose(self.meeting, self.look, self.prose)
        return notes.compose(self.meeting, self.look, self.notes or NotesWording())

    def golden(self) -> dict[str, Any]:
        """The record a right reading gives. Only notes tell who presents."""
        record = golden(self.meeting, presenters=self.protocol is None and self.numbered is None)
        return record if self.prose is None else {k: v for k, v in record.items() if k not in ("items", "attendance")}


def set_pdf(sheet: Sheet) -> bytes:
    """The sheet, set by the producer it asks for."""
    if sheet.look.producer == "typst":
        from data.samples.by_typst import set_pdf as typst_pdf

        return typst_pdf(sheet)
    if sheet.look.producer == "reportlab":
        from data.samples.by_reportlab import set_pdf as reportlab_pdf

        return reportlab_pdf(sheet)
    raise ValueError(f"the samples are not made with {sheet.look.producer}")


def make(folder: Path = HERE) -> int:
    """Writes `X.pdf` and `X.gold.json` for every `sources/X.toml`; returns how many."""
    sources = sorted((HERE / "sources").glob("*.toml"))
    for path in sources:
        source = msgspec.toml.decode(path.read_bytes(), type=Source)
        record = msgspec.json.format(msgspec.json.encode(source.golden()), indent=1)
        (folder / f"{path.stem}.pdf").write_bytes(set_pdf(source.sheet()))
        (folder / f"{path.stem}.gold.json").write_bytes(record + b"\n")
    return len(sources)


def main(argv: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m data.samples.make", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    folder: Path = parser.parse_args(argv).folder
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{make(folder)} samples made\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
