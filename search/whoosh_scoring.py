"""How well an item answers, told by the items alone: the same however and in whatever order they came into the index.

Whoosh's BM25F counts deleted items until their segment is written anew, and takes the average length of a field from
lengths that grow coarser at each merge. Here deleted items are not counted, and a field has a usual length.
"""

from __future__ import annotations

from math import log
from typing import Any

from whoosh import scoring
from whoosh.searching import Searcher

USUAL = {"title": 12.0, "presenters": 4.0, "reference": 3.0, "decision": 60.0, "text": 200.0}
"""Words of a field in minutes of many kinds: against what a field counts as long or short."""


class Steady(scoring.BM25F):  # type: ignore[misc]  # the package ships no types
    """BM25F over the items that are there."""

    def idf(self, searcher: Searcher, fieldname: str, text: Any) -> float:
        """How telling a term is."""
        whole = searcher.get_parent()
        found = whole.doc_frequency(fieldname, text) - _deleted_with(whole.reader(), fieldname, text)
        return log(max(1, whole.doc_count()) / (found + 1)) + 1

    def scorer(self, searcher: Searcher, fieldname: str, text: Any, qf: int = 1) -> Any:
        """What scores a term's items."""
        found = super().scorer(searcher, fieldname, text, qf)
        if isinstance(found, scoring.BM25FScorer):
            found.avgfl = USUAL.get(fieldname, 1.0)
        return found


def _deleted_with(reader: Any, field: str, term: Any) -> int:
    """How many deleted items a term's postings still hold."""
    count = 0
    for segment, _ in reader.leaf_readers():
        deleted = sorted(segment.deleted_docs_set) if segment.has_deletions() else []
        if not deleted or (field, term) not in segment:
            continue
        postings = segment._terms.matcher(
            field, segment.schema[field].to_bytes(term), segment.schema[field].format
        )  # postings() would leave the deleted out
        for number in deleted:
            if postings.is_active() and postings.id() < number:
                postings.skip_to(number)
            if not postings.is_active():
                break
            count += postings.id() == number
    return count
