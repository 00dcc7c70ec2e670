"""Boards and offices that each municipality has its own of: whose one is, and which of several districts'.

Its key is the board's, then the municipality's plain name, then the district: kommunstyrelsen/umeå, socialnamnden/göteborg/centrum.
What the text says beside the name goes before the municipality of the minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from data.organisation_keys import is_municipality
from data.organisations import fold, is_role, key_of, registry
from data.people import first_names
from data.places import Place, municipality_of, places
from data.surnames import last_names
from data.swedish import parts
from ingest.tagging.mention import Mention, is_word

_ENDINGS = (
    *("nämnden", "styrelsen", "fullmäktige", "förvaltningen", "utskottet", "utskott", "presidium", "kontoret", "beredningen"),
    *("stadsrevisionen", "kommunrevisionen"),
)
_KINDS = frozenset(("board", "administration"))
_SIDES = frozenset("centrum city innerstaden norr söder öster väster nord syd öst väst nordost nordväst sydost sydväst mitt".split())
_NAME = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_DISTRICT = re.compile(
    rf"[ ](?P<name>(?:(?:Norra|Södra|Östra|Västra)[ ])?{_NAME})\b(?![ ]?[A-ZÅÄÖ(]|-)"
    r"|[ ](?P<small>centrum|nordost|nordväst|sydost|sydväst)\b(?!-)"
)
"""A district after a board; of those written small, only what is no other word beside a board."""
_IN = re.compile(rf"[ ](?:i[ ])?(?P<name>{_NAME}(?:[ ]{_NAME})?)\b")
_OF = re.compile(r"(?P<name>(?:[A-ZÅÄÖ][a-zåäöé]+[ ])?[A-ZÅÄÖ][\wåäöé]+)(?:[ ](?:kommuns?|[Ss]tads?))?[ ]$")
_SMALL = re.compile(rf"\b(?P<board>[A-ZÅÄÖa-zåäö][a-zåäö]{{3,}}nämnd)(?={_DISTRICT.pattern})")
_EACH = re.compile(r"\b(?P<plural>(?P<board>[A-ZÅÄÖa-zåäö][a-zåäö]{3,}nämnd)erna)(?=s?\b)")
_THEIRS = re.compile(
    rf"\b(?P<owner>{_NAME}(?:[ ]{_NAME})?)(?:[ ](?:kommuns|[Ss]tads))?[ ]"
    r"(?P<board>[a-zåäö]{3,}nämnd|kommunstyrelse|[a-zåäö]{4,}förvaltning)(?=s?\b)"
)
"""A board without the article, after its municipality: Bodens socialnämnd, Piteå kommuns kommunstyrelse."""
_TOWNS = re.compile(rf"(?:[ ]i|,|[ ]och|[ ]samt)[ ](?P<name>{_NAME})(?:[ ]kommun)?\b")
_MORE = re.compile(rf"(?:[ ]?[–:-]|,|[ ]och|[ ]samt)?[ ](?P<name>{_NAME})\b")
_FOR = re.compile(
    r"\b(?P<name>(?:[Nn]ämnden|[Ff]örvaltningen)[ ]för[ ](?P<what>[A-ZÅÄÖa-zåäö][a-zåäö]{3,})"
    r"(?:-?[ ]och[ ](?!\w*(?:nämnd|styrelse|förvaltning))[a-zåäö]{4,}(?![ ]samt[ ]\w+-))?)(?=s?\b)"
)
_PARTS = re.compile(r"\b(?:[Vv]alberedningen|(?:[Ss]tads|[Kk]ommun|[Rr]egion)revisionen)(?=s?\b)")
"""Bodies of a council; an association's own valberedning is none."""
_NO_FIELD = frozenset(
    "beslut beslutet yttrande kännedom beredning vidare fortsatt information godkännande ställningstagande åtgärd åtgärder handläggning "
    "behandling bedömning prövning remiss samråd granskning antagande återrapportering uppföljning genomförande redovisning denna detta "
    "dessa deras dess hela nästa kommande perioden året åren samtliga alla flera några många hans hennes sina utredning revidering "
    "budget ärendet frågan frågor förslag uppdrag respektive ändamålet verksamhetsåret mandatperioden förnyad ytterligare".split()
)
"""What a matter is sent to a board for: what it is the board of is none of these."""


def is_own(key: str) -> bool:
    """Whether each municipality has a board or office of that key."""
    known = registry().get(key)
    return known.kind in _KINDS if known else key.endswith(_ENDINGS) or key.startswith(("nämnden för", "förvaltningen för"))


def owned(text: str, mention: Mention, municipality: str | None) -> Mention:
    """The mention of a board with whose it is; a district's name, which belongs to the board's, is taken in."""
    if not mention.key or "/" in mention.key or not is_own(mention.key):
        return mention
    end, district = _district_within(text, mention) or _district(text, mention)
    told = _told_municipality(text, mention) or municipality
    where = [municipality_of(told)] if told else []
    return structs.replace(mention, end=end, key="/".join((mention.key, *where, *([fold(district)] if district else []))))


def _told_municipality(text: str, mention: Mention) -> str | None:
    """The municipality named right after the board or right before it: kommunstyrelsen i Lund, Lunds kommunfullmäktige."""
    after, before = _IN.match(text, mention.end), _OF.search(text[max(0, mention.start - 40) : mention.start])
    inner = text[mention.start : mention.end].split()[-1]
    beside = [*(after["name"], after["name"].split()[0])] if after else []
    for name in (*beside, inner, *([before["name"], before["name"].split()[-1]] if before else [])):
        found = _place(name)
        if found and found.municipality and municipality_of(found.municipality) == municipality_of(found.name):
            return found.name
    return None


def _place(name: str) -> Place | None:
    return places().get(municipality_of(name))


def _district_within(text: str, mention: Mention) -> tuple[int, str] | None:
    """Where the mention ends and the district, where it was widened by a place: "Socialnämnden Hisingen", registered without."""
    words = text[mention.start : mention.end].split()
    for n in range(1, min(3, len(words))):
        name = " ".join(words[-n:])
        if key_of(" ".join(words[:-n])) == mention.key and _is_district(name):
            return mention.end, name
    return None


def _district(text: str, mention: Mention) -> tuple[int, str | None]:
    """Where the board's name ends, and the district that ends it: Socialnämnden Centrum."""
    match = _DISTRICT.match(text, mention.end)
    name = (match["name"] or match["small"]) if match else ""
    if not match or not _is_district(name):
        return mention.end, None
    if name.endswith("s") and fold(name) not in places() and _is_district(name[:-1], sure=True):
        name = name[:-1]
    return match.start() + 1 + len(name), name


def _is_district(name: str, *, sure: bool = False) -> bool:
    """Whether a capitalised word after a board can be a part of its municipality: a side, a place, or nothing else that is known."""
    form, last = fold(name), name.split()[-1]
    if form in _SIDES or form.removesuffix("s") in _SIDES:
        return not sure or form in _SIDES
    place = _place(name)
    if place:
        return place.municipality is None or municipality_of(place.municipality) != municipality_of(place.name)
    known = is_word(last) or is_role(last) or key_of(last) or last.casefold() in first_names() | last_names()
    return not sure and not known


def each(text: str, mention: Mention) -> Iterator[Mention]:
    """The boards of the other districts or municipalities in a list of several: Socialnämnderna Centrum, Hisingen och Nordost,
    Socialnämnderna i Boden och Piteå. `mention` has its key as `owned` gives it."""
    if not text.startswith("erna", mention.end - 4) and "erna " not in text[mention.start : mention.end]:
        return
    own, at = (mention.key or "").split("/"), mention.end
    while len(own) > 1 and (match := _MORE.match(text, at)) and _is_district(match["name"]):
        at = match.end()
        yield structs.replace(mention, start=match.start("name"), end=at, key="/".join((*own[:2], fold(match["name"]))))
    first = _TOWNS.match(text, at) if text.startswith(" i ", at) else None
    at = first.end() if first and is_municipality(first["name"]) else len(text)
    while (match := _TOWNS.match(text, at)) and is_municipality(match["name"]):
        at = match.end()
        yield structs.replace(mention, start=match.start("name"), end=at, key=f"{own[0]}/{municipality_of(match['name'])}")


def small_boards(text: str, body: str | None) -> Iterator[Mention]:
    """Boards without the article that a district or a municipality tells apart (socialnämnd Hisingen, Bodens socialnämnd), those
    named by their field (nämnden för funktionsstöd), and in minutes of a board those that councils have beside."""
    for match in _SMALL.finditer(text):
        if _is_district(match["name"] or match["small"]):
            definite = match["board"] + "en"
            yield _mention(match.start(), match.end("board"), key_of(definite) or fold(definite))
    for match in _THEIRS.finditer(text):
        if is_municipality(match["owner"]) or is_municipality(match["owner"].split()[-1]):
            definite = match["board"] + ("n" if match["board"].endswith("e") else "en")
            yield _mention(match.start("board"), match.end("board"), key_of(definite) or fold(definite))
    for match in _EACH.finditer(text):
        key = key_of(f"{match['board']}en")
        if key:  # nämnderna, facknämnderna are none
            yield _mention(match.start(), match.end("plural"), key)
    for match in _FOR.finditer(text):
        if match["what"].casefold() not in _NO_FIELD:
            last = match["name"].split()[-1]
            end = match.end("name") - (last.endswith("s") and (is_word(last[:-1]) or parts(last[:-1]) != ()))
            yield _mention(match.start(), end, fold(text[match.start() : end]))
    for match in _PARTS.finditer(text) if body and is_own(key_of(body) or fold(body)) else ():
        yield _mention(match.start(), match.end(), fold(match[0]))


def _mention(start: int, end: int, key: str) -> Mention:
    return Mention(start=start, end=end, label="ORG", key=key, source="registry", confidence=0.8)
