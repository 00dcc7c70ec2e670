"""Which engine an archive is searched with, and the engine opened level with it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from search.engine import Engine
from search.levelling import Healing, Source, try_level
from search.whoosh_engine import WhooshEngine


class Placed(Source, Protocol):
    """An archive with a folder of its own."""

    folder: Path


def make(archive: Placed) -> Engine:
    """The engine over the index beside the archive, as it is."""
    return WhooshEngine(archive.folder / "index")


def opened(archive: Placed) -> tuple[Engine, str | None]:
    """The engine brought level with the archive, and healing itself when it is damaged, with a word on what could not be done."""
    engine = make(archive)
    return Healing(archive, engine), try_level(archive, engine)
