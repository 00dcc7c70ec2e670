"""Streets, roads, squares, parks, halls and waters by how their names are made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.organisations import fold, key_of
from data.people import first_names
from data.places import is_seat, places
from data.swedish import parts
from ingest.tagging.boards import is_own
from ingest.tagging.mention import Mention, begins, is_word, named

_SIDE = (
    r"(?:Norra|Södra|Östra|Västra|Stora|Lilla|Nedre|Övre|Gamla|Nya|Inre|Yttre|Första|Andra|Tredje|Fjärde|Femte|Sankt|Sankta|S:t"
    r"|S:ta|Östre|Västre|Långa)"
)
_WAYS = tuple(
    (
        "gatan vägen torget parken stigen gränden gränd platsen allén backen bron leden esplanaden kajen hamnen terrassen ringen "
        "höjden viken udden skogen ån älven sjön berget dalen holmen stranden rondellen tunneln hallen badet torg vallen lunden "
        "gården ängen kullen"
    ).split()
)
_SITES = tuple(
    (
        "fältet området huset poolen arenan centrum kanalen slussen bryggan piren tjärnen tjärn mossen fjället fjällen sundet "
        "bukten näset forsen fallet åsen hagen gärdet kyrkogården griftegården slottet motet stadion terminalen bruket kvarnen "
        "slätten fjärden öarna bäcken spåret gångarna passagen promenaden avenyn brinken trappan trapporna svängen kroken dammen "
        "dammarna hörnan varvet stationen kvarteret gallerian vägarna"
    ).split()
)
"""Ends of names that common compounds end in as often: those may begin a sentence."""
_ENDS = (*_WAYS, *_SITES)
_STREET = re.compile(rf"\b(?:{_SIDE}\s)?[A-ZÅÄÖ][a-zåäöé-]{{3,}}(?!\w)")
_LEVEL = re.compile(
    r"[A-ZÅÄÖ](?:(?<=, .)|(?<=: .)|(?<=på .)|(?<=vid .)|(?<=från .)|(?<=till .)|(?<=mellan .)|(?<=och .)|(?<=kring .))"
    r"[a-zåäö]{2,9}(?<!s)(?<![Dd]etalj)plan\b(?!-)"
)
_SQUARE = re.compile(
    r"\b(?P<first>[A-ZÅÄÖ][a-zåäöé-]+)\s(?:[A-ZÅÄÖ][a-zåäöé-]+\s){0,2}(?:[Tt]org|gata|väg|plats|[a-zåäö]*park|gränd|träsk|backe"
    r"|allé|bro|[a-zåäö]*hamn|strand|brygga|kulle|by|kyrkby"
    r"|industriområde|IP|[a-zåäö]*plats|kyrkogård|camping|skärgård|ö|sjö|älv|fjäll|[Cc]entrum|(?:rese|köp|stadsdels|by|bad|sim"
    r"|ungdoms)centrum|[a-zåäö]*station|[a-zåäö]*hall|slott|herrgård|naturreservat"
    r"|nationalpark|golfbana|badhus|friluftsområde|[a-zåäö]*bad|fritidsområde|handelsområde|verksamhetsområde|(?:stads|råd|kommun"
    r"|kultur|medborgar|konsert|parkerings|bad|församlings|bygde|tings|folkets|rid|växt|pack|mejeri)hus|[Aa]rena|[a-zåäö]*stadion"
    r"|[a-zåäö]*bana|griftegård|udde|å|äng|stig|stieg"
    r"|tjärn|[a-zåäö]*gård|höjd|slänt|esplanad|promenad|trappor|kaj|kanal|rondell|trafikplats|motet|fältet|hed|kvarn|bruk|varv"
    r"|socken|havsbad|innerstad|stadskärna|ängar|friluftsgård|kolonilott\w*)(?=s?\b)(?!-)"
)
_OLD_SQUARE = re.compile(
    r"\b(?:(?:Stora|Lilla|Gamla|Nya|Norra|Södra|Östra|Västra)\s(?:[Tt]orget|[Gg]atan|[Kk]yrkogården|[Hh]amnen|[Bb]ron|[Ss]tationen"
    r"|[Ss]tranden|[Ss]kolan(?=s?\s:))"
    r"|Folkets\s(?:[Hh]us|[Pp]ark)|Medborgarhuset|Kulturhuset|Kulturens\shus)(?=s?\b)"
)
_ROAD = re.compile(
    r"\b(?:(?:[Rr]iks|[Ll]äns|[Ee]uropa)väg(?:arna|en)?|[Vv]äg|[Rr]v|[Ll]v)\.?\s(?:E\s?\d{1,2}|\d{2,4})(?![\d,.]\d|\d|\s?(?:m|meter"
    r"|km|kilometer|procent|år|kr|kronor|timmar|minuter|personer)\b|\s?%)"
    r"(?:\.\d\d?)?|\bE(?:4|6|10|12|14|16|18|20|22|45|47|65)(?:\.\d\d?)?(?::?an|:ans)?\b(?![-:/.]\w)"
)
_TOWN = re.compile(r" (?P<town>[A-ZÅÄÖ][a-zåäö-]+)\b")
_PREPOSITIONS = frozenset(
    "i på till från vid kring runt mellan genom för mot utanför längs utmed under av efter om inom bakom bortom över".split()
)
_MIDDLES = frozenset("centrum innerstad stadskärna".split())
_LEVELS = frozenset(
    "grundplan kursplan läroplan markplan tidplan våningsplan skolplan målplan årsplan ritplan flygplan biplan lekplan plan delplan".split()
)


def ways(text: str) -> Iterator[Mention]:
    """All of them, overlapping ones too."""
    for match in _STREET.finditer(text):
        name = match[0].rstrip("-")
        name = name[:-1] if name.endswith("s") else name
        if not name.endswith(_ENDS):
            continue
        start, end = _after_preposition(match), match.start() + len(name)
        if _is_named(text, start, name.endswith(_SITES), text[start:end]):
            yield _mention(text, named_after(text, start), end)
    for match in _SQUARE.finditer(text):
        start = _after_preposition(match)
        if " " in text[start : match.end()] and _is_owner(text, start, match.end()):
            yield _mention(text, start, match.end())
    for match in (*_OLD_SQUARE.finditer(text), *_ROAD.finditer(text)):
        yield _mention(text, *_with_town(text, match.start(), match.end()), sure=True)
    for match in _LEVEL.finditer(text):
        if match[0].casefold() not in _LEVELS and not begins(text, match.start()) and not is_word(match[0]):
            yield _mention(text, match.start(), match.end())


def _after_preposition(match: re.Match[str]) -> int:
    """Where the name begins, after a preposition that begins a sentence."""
    first, _, rest = match[0].partition(" ")
    return match.start() + (len(first) + 1 if rest and first.casefold() in _PREPOSITIONS else 0)


def _is_named(text: str, start: int, site: bool, name: str) -> bool:
    """Whether the words are a name there. Where a sentence begins, a compound of common words that many a thing is called is none."""
    if " " in name:
        return True
    if site and (key_of(name) or ((begins(text, start) or name.endswith("centrum")) and parts(fold(name)))):
        return False
    return named(text, start, name)


def named_after(text: str, start: int) -> int:
    """Where the name of a street or a school begins that has its owner's first name before: Karl Johansgatan."""
    before = re.search(r"(?P<first>[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?) $", text[max(0, start - 20) : start])
    return start - len(before[0]) if before and before["first"].casefold() in first_names() else start


def _is_owner(text: str, start: int, end: int) -> bool:
    """Whether a place can be called after the word: one that begins a sentence is no common word (Ny väg, Hela torg)."""
    word, *_, last = text[start:end].split()
    if is_own(word.casefold()) or word.endswith("nämnd") or (last in _MIDDLES and _is_town(text[start : end - len(last) - 1])):
        return False
    return (
        not (begins(text, start) and is_word(word))
        or fold(word) in places()
        or word.casefold() in first_names()
        or re.fullmatch(_SIDE, word) is not None
    )


def _with_town(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name of a hall begins and ends that has its town's beside: Orsa Folkets hus, Folkets Hus Orsa."""
    if not text.startswith("Folkets", start):
        return start, end
    before, after = re.search(r"(?P<town>[A-ZÅÄÖ][a-zåäö-]+) $", text[max(0, start - 20) : start]), _TOWN.match(text, end)
    if before and fold(before["town"].removesuffix("s")) in places():
        return start - len(before[0]), end
    return start, after.end() if after and fold(after["town"]) in places() else end


def _is_town(name: str) -> bool:
    """Whether a municipality has its name from the place: the middle of such a town has no name of its own, a district's has."""
    place = places().get(fold(name))
    return place is not None and is_seat(place)


def _mention(text: str, start: int, end: int, *, sure: bool = False) -> Mention:
    source = "grammar" if sure or " " in text[start:end] else "place"  # more than the person it is named after
    return Mention(start=start, end=end, label="LOC", key=fold(text[start:end]), source=source, confidence=0.8)
