"""Answers to a question as lines for people: nothing printed here, and nothing heavy loaded, since people wait for them.

Text from documents is cleaned first, so that no control character in a PDF ever reaches a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.terminal import Line, clean, clean_text
from search.engine import Hit
from search.explaining import Reason
from search.finder import Answer


def answer(found: Answer, *, asked: bool) -> Iterator[Line]:
    """Hits under one another, each with where it stands, and a last line that says what was searched."""
    if found.understood is not None:
        yield from (Line.of((f"understood as: {clean(found.understood)}", "dim")), Line(""))
    for hit in found.hits:
        yield from (_headline(hit), _snippet(hit))
        yield from (Line.of((_because(one), "dim"), indent=2) for one in found.reasons.get(hit.entry.item, ())[:6])
        yield Line("")
    if found.facets:
        yield from (*_facets(found.facets), Line(""))
    yield Line.of((_footer(found, asked=asked), "dim"))


def _footer(found: Answer, *, asked: bool) -> str:
    """How much was found, what else would find something, and among how much it was looked for."""
    shown = len(found.hits)
    total = f"{found.total} item{'s' if found.total != 1 else ''}"
    if shown < found.total:
        total += f", the first {shown} shown (--limit {found.total} shows all)"
    if not found.total:
        cure = "try fewer words, or a word with * at its end" if asked else "arende status shows what the archive holds"
        if found.untagged:
            cure = "no item has this topic; after an edit of topics.toml, arende retag gives it to those that speak of it"
        if found.offers:
            cure = "this would: " + "; ".join(clean(offer) for offer in found.offers)
        total = f"nothing found: {cure}"
    if not found.failed:
        return f"{total}; searched {found.searched} meeting{'s' if found.searched != 1 else ''}"
    lost = [f"{found.textless} without a text layer"] if found.textless else []
    lost += [f"{found.failed - found.textless} failed"] if found.failed > found.textless else []
    return f"{total}; searched {found.searched} of {found.searched + found.failed} files; {', '.join(lost)} (arende status)"


def _because(one: Reason) -> str:
    times = f", {one.times} times" if one.times > 1 else ""
    return f"{clean(one.word)} in {one.field}: {one.because}{times}"


def _facets(facets: Mapping[str, Mapping[str, int]]) -> Iterator[Line]:
    """The counts, by year rather than month."""
    years: dict[str, int] = {}
    for month, count in facets.get("month", {}).items():
        years[month[:4]] = years.get(month[:4], 0) + count
    rows = {name: counts for name, counts in {"year": years, **facets}.items() if counts and name != "month"}
    width = max(map(len, rows), default=0)
    for name, counts in rows.items():
        some = ", ".join(f"{value} {count}" for value, count in list(counts.items())[:12])
        yield Line.of((f"{name:{width}}", "cyan"), (f"  {clean(some)}", ""))


def _headline(hit: Hit) -> Line:
    entry = hit.entry
    title = " ".join(part for part in (entry.label, entry.title) if part) or "(no title)"
    who = ", ".join(name + (f" ({organisation or role})" if organisation or role else "") for name, organisation, role in entry.who)
    return Line.of(
        (entry.date or "no date", "cyan"),
        (f"  {clean(entry.body) or 'unknown body'}", "green"),
        (f"  {clean(title)}", "bold"),
        (f"  {clean(who)}" if who else "", "magenta"),
        (f"  [{entry.item}" + (f", page {hit.page}]" if hit.page else "]"), "dim"),
    )


def _snippet(hit: Hit) -> Line:
    return Line(clean_text(hit.snippet), tuple((start, end, "bold yellow") for start, end in hit.highlights), indent=2)
