"""Postings that wait on disk for their turn, many at a time.

Whoosh's own pool pickles each posting by itself, which was a good fifth of the building of an index (measured)."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from whoosh.writing import PostingPool

TOGETHER = 1000
"""How many postings are written and read together."""
Posting = tuple[Any, ...]


class Runs(PostingPool):  # type: ignore[misc]  # the package ships no types
    """Whoosh's pool for a writer; postings are strings, bytes and numbers, which marshal packs fastest.

    A run is rows of postings, each after its length in bytes. It lives no longer than its writer."""

    @classmethod
    def instead_of(cls, pool: PostingPool, megabytes: int) -> Runs:
        """An empty pool in the place of a writer's empty one, that holds so much in memory."""
        return cls(pool.tempstore, pool.segment, limitmb=megabytes)

    def _write_run(self, f: BinaryIO, items: Iterable[Posting]) -> None:
        postings = iter(items)
        while row := list(islice(postings, TOGETHER)):
            packed = marshal.dumps(row)
            f.write(len(packed).to_bytes(8, "little"))
            f.write(packed)
        f.close()

    def _read_run(self, path: str) -> Iterator[Posting]:
        with self._open_run(path) as file:
            while size := file.read(8):
                yield from marshal.loads(file.read(int.from_bytes(size, "little")))
        self._remove_run(path)
