"""What an item is about: without what every meeting does for form's sake, and without names that the matter does not speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from data.compounds import split
from data.model import Entity
from data.organisations import registry
from data.swedish import fold
from ingest.sections import SUBHEADS

_LISTS = re.compile(r"(?:protokollsutdrag|beslutet|expedieras|delges|skickas)\b", re.IGNORECASE)
_MEETING = r"(?:\w*möte|sammanträde|stämman?)t?"
_FORMALITIES = (
    rf"(?:dagens )?{_MEETING}s? (?:öppna|avsluta|förklara)\w*",
    rf"(?:öppnande|avslut\w+) av (?:dagens )?{_MEETING}\b",
    r"(?:\w+ och )?(?:öppnande|avslutning|avslutande)(?: och \w+)?\W*$",
    r"(?:namn)?upprop\b(?! (?:mot|för|om|till)\b)",
    r"(?:fastställande|godkännande|upprättande) av (?:\w*röstlängd|närvaro|(?:före)?dragningslist|dagordning)\w*",
    r"(?:val|utseende) av (?:[\w()]+ ){0,4}(?:juster|rösträknare|protokoll\w*juster|mötes(?:ordförande|sekreterare|funktionär|presidi))\w*",
    r"(?:val|utseende) av [\w\s]+ (?:för|vid) (?:mötet|årsmötet|sammanträdet|stämman|dagens)\b",
    r"(?:bestämmande av )?tid\w*(?: och plats)? för (?:protokolls)?justering",
    r"(?:protokolls?)?justering(?: av (?:dagens |föregående )?protokoll\w*)?\W*$",
    r"(?:dagordning|föredragningslista)\w*\W*$",
    r"ordningsfråga\b|välkommen\W*$|välkomnande\b",
    r"(?:anmälan (?:av|om) )?jäv\b(?!s)",
    r"närvarorätt\b|adjungering\w*\b",
    r"(?:förslag till |fastställande av |beslut om )?(?:sammanträdes|mötes)(?:tid|dag|dat|plan)\w*",
    r"protokoll (?:från )?[^,]*\d{4}",
    r"[\w\s]*protokoll(?: med bilagor)?(?: \d{4}[\d-]*)?$",
)
_FORMALITY = re.compile("|".join(f"(?:{one})" for one in _FORMALITIES).replace(" ", r"\s+"), re.IGNORECASE)
_APPENDIX = re.compile(r"Bilaga\s*(?:\d+|[A-Z])", re.IGNORECASE)
"""What begins an appendix; the bare word heads a list of papers."""
_NUMBER = re.compile(r"\s*(?:(?:[A-ZÅÄÖ]{1,4}\s)?§+\s*\d+\s?[a-z]?\b|\d{1,3}[.)])\s*")
"""A paragraph's number that was left in its title."""
_OFFICE = (
    r"\w*(?:ledam[oö]t\w*|ersättare|ordförande|ombud|representant\w*|revisor\w*|suppleant\w*|nämnd(?:e)?m[aä]n\w*|god\w?\s+m[aä]n|styrelse"
    r"|valberedning)\b"
)
_ELECTION = re.compile(
    rf"(?:fyllnadsval|entledigande|avsägelse)\b.*?{_OFFICE}"
    rf"|(?:val|nominering|utseende)\s+av\s+(?:(?!(?:av|för|i|om|på|till|vid)\b)\S+\s+){{0,6}}?{_OFFICE}",
    re.IGNORECASE | re.DOTALL,
)
"""As far as the office: after it comes the body, and in whose stead."""
_MANY = re.compile(
    r"(?:(?:förteckning|sammanställning|lista) över )?(?:anmälningar\b|anmälningsärend|frågestund|(?:övriga )?frågor(?: från \w+)?\W*$"
    r"|delgivning|meddeland|informationsärend|rapporter\b|inkomna |inkommande |skrivelser|samlingsärende|fördelning av ansvar|laget runt"
    r"|aktuellt|(?:års|delårs|uppföljnings)rapport)",
    re.IGNORECASE,
)
"""Titles of items that take up one matter after the other."""
_FIRM = re.compile(r"\b(?:AB|HB|KB|Aktiebolag(?:et)?|Handelsbolag(?:et)?|Kommanditbolag(?:et)?)\b")
_JOINED = re.compile(r"\w-(?:,| och\b).*(?:nämnd|förvaltning|utskott|kontor|styrelse)\w*$", re.IGNORECASE)
_CALLED = frozenset(("company", "association"))
"""Kinds of organisations whose names tell no matter."""


class Matter(NamedTuple):
    """The words that tell what an item is about, whether it is a formal paragraph, with headings for decision and papers, and whether
    it is a list of many matters."""

    title: str
    text: str
    formal: bool
    many: bool = False


def matter(title: str, text: str) -> Matter:
    """What tells the matter: nothing of a formality, and the office alone of an election."""
    title = title[number.end() :] if (number := _NUMBER.match(title)) else title
    if _FORMALITY.match(title) and "föregående" not in title.casefold():  # what was left over from last time may be a matter
        return Matter("", "", True)
    if election := _ELECTION.match(title):
        return Matter(election[0], "", True)
    kept: list[str] = []
    listed = formal = False
    for part in text.split("\n\n"):
        if _APPENDIX.fullmatch(part.strip()):  # lists of who was there and how they voted
            break
        if SUBHEADS.match(part.strip()):
            listed, formal = bool(_LISTS.match(part.strip())), True
        if not listed:  # the lists of whom it is sent to
            kept.append(part)
    return Matter(title, "\n\n".join(kept), formal, bool(_MANY.match(title)))


def unnamed(text: str, entities: Iterable[Entity]) -> str:
    """The text with blanks for what names alone say: people's, companies' and associations' of several words (Rädda Barnen), boards'
    that share their last part (barn- och skolnämnden), and what places are called after. What a place is, the last word or part of
    its name, stays: the park of Järnvägsparken."""
    for entity in entities:
        end = _named(entity)
        text = f"{text[: entity.start]}{' ' * (end - entity.start)}{text[end:]}"
    return text


def _named(entity: Entity) -> int:
    """Where in the text that ends which is a name and tells no matter; the entity's start where nothing is."""
    if entity.label not in ("LOC", "ORG"):
        return entity.end if entity.label == "PERSON" else entity.start
    first, _, last = entity.text.rpartition(" ")
    if entity.label == "LOC":
        return entity.start + len(first) if first else entity.end - len(split(fold(last))[-1])
    if _JOINED.search(entity.text):  # Barn-, utbildnings- och kulturnämnden: as one compound, the name of a body
        return entity.start + len(first)
    known = registry().get(entity.key or "")
    alone = first and (_FIRM.search(entity.text) or (known and known.kind in _CALLED))
    return entity.end if alone else entity.start
