"""Made-up records and an archive's whole content as text, for the archive's tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from data.archive import Archive
from data.exporting import write_jsonl
from data.model import Attendee, Item, Minutes, Presenter, Region, Source
from data.slugs import base_id

BOX = (39.5, 56.0, 287.75, 140.0)


def record(
    content: str,
    *,
    file: str = "minnes.pdf",
    titles: Sequence[str] = ("Öppnande", "Rapport", "Övrigt"),
    body: str | None = "Trygghetsrådet",
    municipality: str | None = None,
    date: str | None = "2024-09-24",
    start: str | None = "13:15",
    title: str | None = "Anteckningar",
    extract: bool = False,
    labels: bool = True,
) -> Minutes:
    """The record a reader would make of a file with these bytes (`content` stands for them)."""
    base = base_id(body, date, file)
    items = tuple(
        Item(
            id=f"{base}/{number}",
            number=number,
            label=str(number) if labels else None,
            title=words,
            text=f"{words} gicks igenom. {content}",
            source=(Region(1, BOX),),
            presenters=(Presenter(name="Maja Lind", organisation="Polisen", role="Kommunpolis"),),
        )
        for number, words in enumerate(titles, 1)
    )
    return Minutes(
        id=base,
        body=body,
        municipality=municipality,
        title=title,
        date=date,
        start=start,
        layout="notes_table",
        extract=extract,
        items=items,
        attendance=(Attendee(name="Olle Berg", status="present", source=(Region(1, BOX),)),),
        source=Source(file=file, sha256=hashed(content), pages=1, text_layer="native"),
    )


def hashed(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def take_in(archive: Archive, minutes: Minutes, path: Path) -> str:
    """What ingest does with a file: known bytes are remembered, others stored."""
    if archive.known(minutes.source.sha256):
        return archive.remember(minutes.source.sha256, path)
    return archive.store(minutes, path)


def exported(folder: Path) -> str:
    """The archive's export as JSON Lines."""
    out = io.StringIO()
    with Archive.open(folder) as archive:
        write_jsonl(archive.minutes(), out)
    return out.getvalue()


def ids(folder: Path) -> list[str]:
    with Archive.open(folder) as archive:
        return [minutes.id for minutes in archive.minutes()]
