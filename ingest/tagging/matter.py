"""What an item is about: without what every meeting does for form's sake, and without names that the matter does not speak of."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.sections import SUBHEADS

_LISTS = re.compile(r"(?:protokollsutdrag|beslutet|expedieras|delges|skickas)\b", re.IGNORECASE)
_FORMALITIES = (
    r"(?:dagens )?(?:\w*möte|sammanträde)\w* (?:öppna|avsluta|förklara)\w*",
    r"(?:öppnande|avslut\w+) av (?:dagens )?(?:\w*möte|sammanträde|stämma)\w*",
    r"(?:öppnande|avslutning|avslutande)\W*$",
    r"(?:namn)?upprop\b",
    r"(?:fastställande|godkännande|upprättande) av (?:\w*röstlängd|närvaro|(?:före)?dragningslist|dagordning)\w*",
    r"(?:val|utseende) av (?:[\w()]+ ){0,4}(?:juster|rösträknare|protokoll\w*juster|mötes)\w*",
    r"(?:val|utseende) av [\w\s]+ (?:för|vid) (?:mötet|årsmötet|sammanträdet|stämman|dagens)\b",
    r"(?:bestämmande av )?tid\w*(?: och plats)? för (?:protokolls)?justering",
    r"(?:protokolls?)?justering(?: av (?:dagens |föregående )?protokoll\w*)?\W*$",
    r"(?:dagordning|föredragningslista)\w*\W*$",
    r"(?:anmälan (?:av|om) )?jäv\b(?!s)",
    r"närvarorätt\b|adjungering\w*\b",
    r"(?:förslag till |fastställande av |beslut om )?(?:sammanträdes|mötes)(?:tid|dag|dat|plan)\w*",
    r"protokoll (?:från )?[^,]*\d{4}",
    r"[\w\s]*protokoll(?: med bilagor)?(?: \d{4}[\d-]*)?$",
)
_FORMALITY = re.compile("|".join(f"(?:{one})" for one in _FORMALITIES).replace(" ", r"\s+"), re.IGNORECASE)
_ELECTION = re.compile(
    r"(?:(?:val|fyllnadsval|nominering|utseende|entledigande|avsägelse)\s+(?:av|från|för)\s+.*?"
    r"(?:ledam[oö]t\w*|ersättare|ordförande|ombud|representant\w*|revisor\w*|suppleant\w*|nämnd(?:e)?m[aä]n\w*|god\w?\s+m[aä]n|styrelse|valberedning)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""As far as the office: after it comes the body, and in whose stead."""


class Matter(NamedTuple):
    """The words that tell what an item is about, and whether it is a formal paragraph, with headings for decision and papers."""

    title: str
    text: str
    formal: bool


def matter(title: str, text: str) -> Matter:
    """What tells the matter: nothing of a formality, and the office alone of an election."""
    if _FORMALITY.match(title) and "föregående" not in title.casefold():  # what was left over from last time may be a matter
        return Matter("", "", True)
    if election := _ELECTION.match(title):
        return Matter(election[0], "", True)
    kept: list[str] = []
    listed = formal = False
    for part in text.split("\n\n"):
        if SUBHEADS.match(part.strip()):
            listed, formal = bool(_LISTS.match(part.strip())), True
        if not listed:  # the lists of whom it is sent to
            kept.append(part)
    return Matter(title, "\n\n".join(kept), formal)
