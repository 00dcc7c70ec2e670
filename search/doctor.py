"""The whole house looked over: the archive, its index, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data import checkup
from data.archive import Archive
from data.checkup import Finding
from data.errors import ArendeError
from search.finder import reindex
from search.opening import make
from search.whoosh_engine import WhooshEngine

_ANEW = "arende reindex makes it anew"


def examine(archive: Archive) -> list[Finding]:
    """Everything that is wrong, the archive first."""
    return [*checkup.check(archive), *_index(archive)]


def _index(archive: Archive) -> Iterator[Finding]:
    folder = archive.folder / "index"
    engine = WhooshEngine(folder)
    if not folder.exists():
        yield Finding(code="index-missing", message="there is no search index", cure=_ANEW, mendable=True)
        return
    yield from _leftovers(folder)
    stamp = engine.stamp()
    try:
        held = engine.walk()
    except ArendeError as error:
        yield Finding(code="index-damaged", message=error.message, cure=_ANEW, mendable=True)
        return
    ((items,),) = archive.rows("SELECT count(*) FROM items")
    if stamp != archive.stamp():
        yield Finding(code="index-behind", message="the search index is not level with the archive", cure=_ANEW, mendable=True)
    elif held != items:
        message = f"the search index holds {held} items, the archive {items}"
        yield Finding(code="index-differs", message=message, cure=_ANEW, mendable=True)


def _leftovers(folder: Path) -> Iterator[Finding]:
    """What an interrupted rebuild left behind."""
    spare = WhooshEngine(folder).spare()
    if spare:
        yield Finding(code="index-leftovers", message=f"{len(spare)} leftovers of an interrupted reindex", cure=_ANEW, mendable=True)


def mend(archive: Archive, found: list[Finding]) -> None:
    """Mends what can be mended: the tables from the records, then the index from the archive."""
    if any(one.mendable and one.code.startswith(("tables", "rows")) for one in found):
        checkup.mend(archive)
    if any(one.mendable for one in found):
        reindex(archive, make(archive))
