"""A record tagged: entities and topics of its items, keys of its people and of whom presenters speak for."""

from __future__ import annotations

from msgspec import structs

from data.employers import employers
from data.model import Attendee, Entity, Item, Minutes, Presenter, Signatory
from data.people import as_said, printed, spoken_of
from data.people import key as name_key
from data.topics import topics_of
from ingest.names import is_name
from ingest.tagging.matter import matter, unnamed
from ingest.tagging.pipe import Context, entities


def tag(minutes: Minutes, model: str | None = None) -> Minutes:
    """The record with what it names tied to things; anything tagged before is replaced."""
    people = printed(minutes)
    named = tuple(dict.fromkeys(form for name in people if is_name(name) for form in (name, as_said(name))))
    context = Context(minutes.date, named, minutes.municipality, minutes.body)
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

    titled = named(item.title, context)
    told = tuple(dict.fromkeys(e.text for e in titled if e.label == "PERSON" and is_name(e.text)))
    inside = named(item.text, structs.replace(context, title=item.title or "", titled=told))
    about = matter(unnamed(item.title or "", titled), unnamed(item.text, inside))
    return structs.replace(
        item,
        presenters=tuple(map(_presenter, item.presenters)),
        entities=inside,
        title_entities=titled,
        topics=topics_of(about.title, about.text, formal=about.formal, many=about.many),
    )


def _presenter(presenter: Presenter) -> Presenter:
    person = name_key(presenter.name) if is_name(presenter.name) else None
    keys = employers(presenter.name, presenter.organisation, presenter.role)
    return structs.replace(presenter, person=person, organisation_key=keys[0] if keys else None)
