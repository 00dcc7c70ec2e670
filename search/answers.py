"""An answer as `--json` prints it."""

from __future__ import annotations

from collections.abc import Sequence

from search.engine import Hit
from search.explaining import Reason
from search.finder import Answer


def as_json(answer: Answer) -> dict[str, object]:
    """An answer as plain values; facets, understood and reasons only where they were asked for."""
    out: dict[str, object] = {
        "query": answer.query,
        "total": answer.total,
        "hits": [_hit(hit, answer.reasons.get(hit.entry.item)) for hit in answer.hits],
        "coverage": {"searched": answer.searched, "failed": answer.failed},
    }
    if answer.textless:
        out["without_text_layer"] = answer.textless
    if answer.facets:
        out["facets"] = answer.facets
    if answer.understood is not None:
        out["understood"] = answer.understood
    if answer.offers:
        out["suggestions"] = list(answer.offers)
    return out


def _hit(hit: Hit, why: Sequence[Reason] | None) -> dict[str, object]:
    entry = hit.entry
    found: dict[str, object] = {
        "item": entry.item,
        "minutes": entry.minutes,
        "date": entry.date,
        "body": entry.body,
        "number": entry.number,
        "label": entry.label,
        "title": entry.title or None,
        "presenters": [{"name": name, "organisation": organisation, "role": role} for name, organisation, role in entry.who],
        "snippet": hit.snippet,
        "highlights": [list(place) for place in hit.highlights],
        "page": hit.page,
        "score": hit.score,
    }
    if why is not None:
        found["matched"] = [{"field": one.field, "word": one.word, "because": one.because, "times": one.times} for one in why]
    return found
