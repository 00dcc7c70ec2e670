"""Records as index entries: one an item, with the exact keys that filters ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.employers import employers, employers_in
from data.model import Item, Minutes, Presenter
from data.organisation_keys import organisation_key
from data.organisations import fold
from search.engine import Entry


def entries(records: Iterable[Minutes]) -> Iterator[Entry]:
    """One entry for each item of each record."""
    for minutes in records:
        for item in minutes.items:
            yield entry(minutes, item)


def entry(minutes: Minutes, item: Item) -> Entry:
    """The entry of one item."""
    pages = tuple((start.start, start.page) for start in item.pages)
    if not pages and item.source:
        pages = ((0, item.source[0].page),)
    return Entry(
        item=item.id,
        minutes=minutes.id,
        number=item.number,
        date=minutes.date,
        body=minutes.body,
        municipality=minutes.municipality,
        label=item.label,
        reference=item.reference or "",
        title=item.title or "",
        text=item.text,
        decision=item.decision or "",
        presenters="; ".join(" ".join(w for w in (p.name, p.organisation, p.role) if w) for p in item.presenters),
        who=tuple((p.name, p.organisation, p.role) for p in item.presenters),
        pages=pages,
        keys={name: values for name, values in _keys(minutes, item).items() if values},
    )


def _keys(minutes: Minutes, item: Item) -> dict[str, tuple[str, ...]]:
    mentioned = {
        label: sorted({e.key or fold(e.text) for _, e in item.mentions() if e.label == label}) for label in ("PERSON", "ORG", "LOC")
    }
    return {
        "body": (fold(minutes.body),) if minutes.body else (),
        "municipality": (fold(minutes.municipality),) if minutes.municipality else (),
        "presenter": tuple(presenter_key(p.name, p.organisation, p.role, p.person) for p in item.presenters),
        "person": tuple(dict.fromkeys([*(p.person or fold(p.name) for p in item.presenters), *mentioned["PERSON"]])),
        "organisation": tuple(
            dict.fromkeys(
                [
                    *(key for presenter in item.presenters for key in organisations_of(presenter)),
                    *(key for one in mentioned["ORG"] for key in wider(one)),
                    *sorted(employers_in(f"{item.title or ''} {item.text}")),
                ]
            )
        ),
        "place": tuple(mentioned["LOC"]),
        "topic": tuple(topic.id for topic in item.topics),
    }


def wider(key: str) -> tuple[str, ...]:
    """A board's key and those it falls under: socialnamnden, socialnamnden/göteborg, socialnamnden/göteborg/centrum."""
    parts = key.split("/")
    return tuple("/".join(parts[:n]) for n in range(1, len(parts) + 1))


def presenter_key(name: str, organisation: str | None, role: str | None, person: str | None = None) -> str:
    """The exact key of a presenter as printed, with the person, since two may be printed alike."""
    return "|".join([*(fold(word or "") for word in (name, organisation, role)), person or ""])


def organisations_of(presenter: Presenter) -> tuple[str, ...]:
    """The organisations a presenter speaks for: the registry's keys, else that of what is printed."""
    known = employers(presenter.name, presenter.organisation, presenter.role)
    return known or ((organisation_key(presenter.organisation),) if presenter.organisation else ())
