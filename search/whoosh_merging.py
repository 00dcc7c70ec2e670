"""When the index's segments are put together: the small ones, so that what a commit costs does not grow with the index."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MOST = 16
"""How many segments an index may have: each costs a search a little."""


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """A merge policy for Whoosh's `commit`: from MOST segments on the smaller half become one. Returns those that stay as they are."""
    if len(segments) < MOST:
        return segments
    by_size = sorted(segments, key=lambda segment: segment.doc_count_all())
    for segment in by_size[: MOST // 2]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return by_size[MOST // 2 :]
