"""The field that a text's words are kept in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from whoosh import fields
from whoosh.analysis import IDAnalyzer
from whoosh.formats import Positions

from data.swedish import analyse

_FORMAT = Positions()


class Words(fields.TEXT):  # type: ignore[misc]  # the package ships no types
    """At each word's position its key, the form as written marked =, and a compound's parts marked ~.

    A whole text is packed at once: Whoosh's way, a token object for each word, took a tenth of building an index (measured)."""

    def __init__(self) -> None:
        super().__init__(analyzer=IDAnalyzer(), phrase=True)

    def index(self, value: str, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each term of the text, how often it stands there, the same as its weight, and where, packed."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word in analyse(value):
            places[word.key].append(word.position)
            places["=" + word.form].append(word.position)
            for part in word.parts:
                places["~" + part].append(word.position)
        for term, found in places.items():
            yield term.encode(), len(found), float(len(found)), _packed(tuple(found))


@lru_cache(1 << 14)  # most terms stand once in a text, and most texts are short
def _packed(positions: tuple[int, ...]) -> bytes:
    packed: bytes = _FORMAT.encode(positions)
    return packed
