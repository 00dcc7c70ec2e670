"""The key of an organisation by its name as written: the registry's, or a folded name in which the ways to write one are levelled."""

from __future__ import annotations

import re

from data.lexicon import lexicon
from data.organisations import aliases, fold, key_of, registry, without_form
from data.places import is_seat, municipality_of, places

_CAMEL = re.compile(r"(?<=[a-zåäö])(?<!s)(?=[A-ZÅÄÖ][a-zåäö])")
"""Where a name is written together (GotEvent). After an s it is a compound's joint: GöteborgsLokaler is Göteborgslokaler."""
_MUNICIPALITY = re.compile(r"(?P<name>.+?) (?:kommun|stad)s?")
_HOLDING = re.compile(r"^förvaltnings ab (?=.)")
"""A company that holds others, which people call by the rest: Förvaltnings AB Framtiden. Fastighets AB Ek and Bostads AB Ek are two."""
_LINKED = re.compile(r"(?<= )(?P<word>\w+(?:ing|het|skap|nad|ion))s$")
"""A company's trade as it stands before AB: Göteborgs Stads Parkerings AB."""
_FIELD = re.compile(r"^(?P<field>\w{4,})s (?=och \w+nämnden$)")
_PLURALS = (("nämnderna", "nämnden"), ("nämnder", "nämnden"), ("styrelserna", "styrelsen"), ("förvaltningarna", "förvaltningen"))
_COMMITTEE = re.compile(r"(?P<board>[A-ZÅÄÖ]{2,4})AU")


def organisation_key(name: str) -> str:
    """The key of an organisation by its name: the registry's, or the folded name.

    Folded alike are a municipality as kommun and as stad, with the genitive s or without; a company with its form and without
    (Ekby AB, AB Ekby, Ekby), unless the registry has something else of that name; boards of a kind as the board of the kind.
    """
    inner = fold(name).partition("förbundet ")[2]  # Kommunalförbundet Räddningstjänsten Storgöteborg
    return key_of(name) or committee_of(name) or key_of(singular(name)) or key_of(inner) or _levelled(name)


def singular(name: str) -> str:
    """A board of the kind that the name tells many of: socialnämnderna → socialnämnden; any other name folded."""
    folded = fold(name)
    plural = next(((end, one) for end, one in _PLURALS if folded.endswith(end) and len(folded) > len(end) + 2), None)
    return folded.removesuffix(plural[0]) + plural[1] if plural else folded


def committee_of(name: str) -> str | None:
    """The key of a board's arbetsutskott by its letters (KSAU), or None."""
    match = _COMMITTEE.fullmatch(name.strip())
    board = registry().get(key_of(match["board"]) or "") if match else None
    return f"{fold(board.names[0])}s arbetsutskott" if board and board.kind == "board" else None


def is_municipality(name: str) -> bool:
    """Whether a municipality is called so: Lund, Lunds, Östra Göinge."""
    place = places().get(municipality_of(name))
    return place is not None and is_seat(place)


def _levelled(name: str) -> str:
    folded = singular(_CAMEL.sub(" ", name))
    whole = _MUNICIPALITY.fullmatch(folded)
    if whole and is_municipality(whole["name"]):
        return f"{municipality_of(whole['name'])} kommun"
    bare = without_form(_HOLDING.sub("", folded))
    if bare in aliases() or bare in registry():
        return folded
    return _of_town(_LINKED.sub(r"\g<word>", _FIELD.sub(_bare_field, bare)))


def _bare_field(match: re.Match[str]) -> str:
    """A board's field without the s that joins it: inköps- och upphandlingsnämnden is inköp- och upphandlingsnämnden."""
    return match["field"] + " " if lexicon().keys.get(match["field"]) or match["field"] in lexicon().listed else match[0]


def _of_town(folded: str) -> str:
    """A name whose first word is a municipality's, without its genitive: göteborgs energi is göteborg energi."""
    first, _, rest = folded.partition(" ")
    return f"{municipality_of(first)} {rest}" if rest and first.endswith("s") and is_municipality(first) else folded
