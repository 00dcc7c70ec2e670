"""A record tagged: entities and topics of its items, keys of its people and of whom presenters speak for."""

from __future__ import annotations

import re

from msgspec import structs

from data.employers import employers
from data.model import Attendee, Entity, Item, Minutes, Presenter, Signatory
from data.people import key as name_key
from data.people import printed, spoken_of
from data.topics import topics_of
from ingest.names import is_name
from ingest.sections import SUBHEADS
from ingest.tagging.pipe import Context, entities

_LISTS = re.compile(r"(?:protokollsutdrag|beslutet|expedieras|delges|skickas)\b", re.IGNORECASE)


def tag(minutes: Minutes, model: str | None = None) -> Minutes:
    """The record with what it names tied to things; anything tagged before is replaced."""
    people = printed(minutes)
    context = Context(minutes.date, tuple(filter(is_name, people)), minutes.municipality, minutes.body)
    return structs.replace(
        minutes,
        attendance=tuple(_attendee(entry) for entry in minutes.attendance),
        items=tuple(_item(item, context, people, model) for item in minutes.items),
        recorded_by=tuple(map(_signatory, minutes.recorded_by)),
        approved_by=tuple(map(_signatory, minutes.approved_by)),
    )


def _attendee(entry: Attendee) -> Attendee:
    return structs.replace(entry, person=name_key(entry.name) if is_name(entry.name) else None)


def _signatory(signatory: Signatory) -> Signatory:
    return structs.replace(signatory, person=name_key(signatory.name) if is_name(signatory.name) else None)


def _item(item: Item, context: Context, people: tuple[str, ...], model: str | None) -> Item:
    def named(text: str | None, within: Context) -> tuple[Entity, ...]:
        found = entities(text, within, model) if text else ()
        return tuple(structs.replace(e, key=spoken_of(e.text, people)) if e.label == "PERSON" and e.key else e for e in found)

    return structs.replace(
        item,
        presenters=tuple(map(_presenter, item.presenters)),
        entities=named(item.text, structs.replace(context, title=item.title or "")),
        title_entities=named(item.title, context),
        topics=topics_of(item.title or "", _matter(item.text)),
    )


def _matter(text: str) -> str:
    """The text without the lists of whom it is sent to, and of the papers: names of bodies that the matter does not speak of."""
    kept: list[str] = []
    listed = False
    for part in text.split("\n\n"):
        if SUBHEADS.match(part.strip()):
            listed = bool(_LISTS.match(part.strip()))
        if not listed:
            kept.append(part)
    return "\n\n".join(kept)


def _presenter(presenter: Presenter) -> Presenter:
    person = name_key(presenter.name) if is_name(presenter.name) else None
    keys = employers(presenter.name, presenter.organisation, presenter.role)
    return structs.replace(presenter, person=person, organisation_key=keys[0] if keys else None)
