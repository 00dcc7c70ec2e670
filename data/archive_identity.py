"""Which documents are the same meeting, what each meeting is called, and what a path is kept as: pure functions.

A base id that several current records share is told apart by `-2`, `-3` in an order the documents alone
decide (whole minutes before extracts, then start, title, hash), so that it never matters in which order,
in how many runs or by how many workers they came in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote_to_bytes

import msgspec
from msgspec import Struct

from data.model import Minutes

ADDRESS = "file://"
"""What a path begins with that is kept as an address; no absolute path does."""


class Card(Struct, frozen=True, kw_only=True, order=True):
    """What orders documents of one base id; the fields are compared in this order."""

    extract: bool
    start: str
    title: str
    sha256: str
    document: int


def fold(text: str | None) -> str:
    """The form in which words of two documents are compared: case and spacing do not count."""
    return " ".join((text or "").split()).casefold()


def meeting_key(minutes: Minutes) -> str | None:
    """Equal for documents that may be the same meeting; None where body, date or start is unknown."""
    if minutes.body and minutes.date and minutes.start:
        return f"{minutes.date} {minutes.start} {fold(minutes.body)}"
    return None


def same_meeting(one: Minutes, other: Minutes) -> bool:
    """Whether the later of the two replaces the earlier.

    Body, date and start are known and equal, the municipality too where both have it, and most of their
    labels or titles agree. A partial protocol and the meeting's whole one are never the same.
    """
    key = meeting_key(one)
    if key is None or key != meeting_key(other) or one.extract != other.extract:
        return False
    if one.municipality and other.municipality and fold(one.municipality) != fold(other.municipality):
        return False
    return _agree((i.label for i in one.items), (i.label for i in other.items)) or _agree(
        (i.title for i in one.items), (i.title for i in other.items)
    )


def _agree(one: Iterable[str | None], other: Iterable[str | None]) -> bool:
    """Whether more than half of the longer set of words is in the other too; nothing agrees with nothing."""
    a, b = {fold(w) for w in one if w}, {fold(w) for w in other if w}
    return 2 * len(a & b) > max(len(a), len(b))


def numbered(base: str, cards: Iterable[Card], taken: Callable[[str], bool]) -> dict[int, str]:
    """The id of each document of a base id. `taken` tells whether an id is another group's own base."""
    ids: dict[int, str] = {}
    number = 1
    for card in sorted(cards):
        name = base
        while number > 1 and taken(name := f"{base}-{number}"):
            number += 1
        ids[card.document] = name
        number += 1
    return ids


def shorter_base(base: str) -> str | None:
    """The base id whose numbered ids could run into this one: `protokoll` for `protokoll-2`."""
    match = re.fullmatch(r"(.+)-([2-9]|[1-9]\d+)", base)
    return match[1] if match else None


def named(minutes: Minutes, name: str, file: str, extract_of: str | None) -> Minutes:
    """The record under the id, file name and reference the archive has settled on; items follow."""
    items = tuple(msgspec.structs.replace(item, id=f"{name}/{item.number}") for item in minutes.items)
    source = msgspec.structs.replace(minutes.source, file=file)
    return msgspec.structs.replace(minutes, id=name, items=items, extract_of=extract_of, source=source)


def kept(path: Path) -> str:
    """The path as the archive keeps it: absolute, and a `file:` address where the disk's name is not Unicode."""
    whole = os.path.abspath(path)
    try:
        return os.fsencode(whole).decode()
    except UnicodeDecodeError:
        return Path(whole).as_uri()


def on_disk(path: str) -> Path:
    """Where a path that the archive keeps leads: what `kept` was given, made absolute."""
    if path.startswith(ADDRESS):
        return Path(os.fsdecode(unquote_to_bytes(path.removeprefix(ADDRESS))))
    return Path(os.fsdecode(path.encode()))


def spelt(path: Path) -> str:
    """The file's name in Unicode, even where the disk's is not."""
    whole = os.path.abspath(path)
    return os.fsencode(os.path.basename(whole) or whole).decode("utf-8", "backslashreplace")


def plain(cell: str | int | None) -> str | int | None:
    """A text without half characters, which SQLite could not keep."""
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
