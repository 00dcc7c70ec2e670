"""The whole house looked over: the archive, its index, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from data import checkup
from data.archive import Archive
from data.checkup import Finding
from data.errors import ArchiveError, SearchIndexError
from search.levelling import level, noted, reindex
from search.opening import make
from search.whoosh_engine import WhooshEngine
from search.whoosh_folder import in_the_way

_ANEW = "arende reindex makes it anew"
_ITEMS = "SELECT m.id, count(*) FROM items JOIN meetings m USING (document) GROUP BY 1"


_PASSING = (
    *("index-missing", "index-behind", "index-differs"),
    *("tables-differ", "tables-misname", "tables-outdated", "replaced-by-nothing"),
)
"""What seems wrong while somebody writes: the index follows the archive, and we look at one table after the other."""


def examine(archive: Archive) -> list[Finding]:
    """Everything that is wrong, the archive first: there is nothing to hold the index against where its file is damaged or it has
    lost count. What another process, being at work, has not done yet is no fault."""
    busy = archive.writer()
    found = list(checkup.check(archive))
    if not any(one.code in ("file-damaged", "state-lost") for one in found):
        found += _index(archive)
    if any(one.code in _PASSING for one in found) and (busy or archive.writer()):
        return [one for one in found if one.code not in _PASSING]
    return found


def _index(archive: Archive) -> Iterator[Finding]:
    folder = archive.folder / "index"
    engine = WhooshEngine(folder)
    if trouble := in_the_way(folder):
        yield Finding(code="index-blocked", message=trouble.message, cure=trouble.hint)
        return
    if not folder.exists():
        yield Finding(code="index-missing", message="there is no search index", cure=_ANEW, mendable=True)
        return
    try:
        yield from _leftovers(engine)
        at, held = noted(engine), engine.check()
    except SearchIndexError as error:
        yield Finding(code="index-damaged", message=error.message, cure=_ANEW, mendable=True)
        return
    except ArchiveError as error:
        yield Finding(code="index-closed", message=error.message, cure=error.hint)
        return
    items = sum(count for name, count in archive.rows(_ITEMS) if at is None or name not in at.missing)
    if at is None or at.stamp != archive.stamp():
        yield Finding(code="index-behind", message="the search index is not level with the archive", cure=_ANEW, mendable=True)
    elif held != items:
        message = f"the search index holds {held} items, the archive {items}"
        yield Finding(code="index-differs", message=message, cure=_ANEW, mendable=True)


def _leftovers(engine: WhooshEngine) -> Iterator[Finding]:
    """What an interrupted rebuild left behind."""
    spare = engine.spare()
    if spare:
        yield Finding(code="index-leftovers", message=f"{len(spare)} leftovers of an interrupted reindex", cure=_ANEW, mendable=True)


def mend(archive: Archive, found: list[Finding]) -> None:
    """Mends what can be mended: the archive from its records, then the index from the archive. Nothing in a damaged file: what can
    still be read of it is better saved first."""
    if any(one.code == "file-damaged" for one in found):
        return
    checkup.mend(archive, found)
    if any(one.code == "index-blocked" for one in found):
        return
    if any(one.mendable and one.path is None for one in found):
        reindex(archive, make(archive))
    elif any(one.mendable for one in found):
        level(archive, make(archive))
