"""Events, feasts and campaigns: those that a list has, others by how their names are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data.curated import lines
from data.organisations import key_of
from data.places import places
from data.swedish import fold, parts
from ingest.tagging.mention import Mention, any_of, begins, is_word, named

_CAP = r"[A-ZÅÄÖ][\wåäö-]+"
_SURE = (
    r"(?:veckan|festivalen|karnevalen|marschen|spelen|dagen|dagarna|natten|natta|festen|loppet|marknaden|mässan|rallyt|varvet"
    r"|kalaset|regattan"
    r"|cupen|(?<!h)yran|ruset|stafetten|mästerskapen)"
)
_LIKELY = (
    r"(?:galan|turneringen|mästerskapet|rundan|klassikern|paraden|konventet|joggen|racet|helgen|biennalen|triennalen"
    r"|kampanjen|kriget|(?<=spelmans)stämman)"
)
"""Ends of events' names: those that even a compound at the head of a sentence is known by, and those that common compounds end in."""
_NO_NAME = re.compile(
    r"(?:.*(?:mån|tis|ons|tors|fre|lör|sön|var|vecko|hel|arbets|förmid|eftermid|mid|studie|skol|lov|kurs|mötes|utbildnings"
    r"|planerings|betal|sommar|vinter)"
    r"dag(?:en|arna)|.*(?:arbets|jul|lov|skol|projekt|praktik|semester|temperatur|kalender)veckan|(?:vecko|lång)helgen|(?:sommar"
    r"|vår|höst|vinter|mid)?natten"
    r"|.*(?:arbets|bostads|hyres|fond|aktie|energi|el|fastighets|bygg|upphandlings|leverantörs|världs|hemma)marknaden|.*(?:bolags"
    r"|års|förbunds|riks|över|in|upp)"
    r"s?stämman|.*(?:ombords|över|dub|dator|rätts|mot|an|till|in)spelen|.*(?:för|om)loppet|(?:personal|jul|avslutnings|examens)festen"
    r"|.*(?:rond|vakt|skydds|tillsyns|fråge)rundan)",
    re.IGNORECASE,
)
"""What ends so and is no event: days of the week, markets of goods, general meetings."""
_ADJECTIVE = (
    r"(?!Under|Hela|Varje|Denna|Första|Andra|Nästa|Förra|Kommande|Sista|Dessa|Tidigare|Båda|Enda|Mellan|Berörda|Flera|Aktuella)"
    r"[A-ZÅÄÖ][a-zåäö]+[ae]"
)
_HAPPENING = re.compile(
    rf"\b(?:{_ADJECTIVE}\s(?P<last>[a-zåäö]{{2,}}{_SURE})|[A-ZÅÄÖ][\wåäö-]{{2,}}(?:{_SURE}|(?P<likely>{_LIKELY})))\b"
    rf"|\b[A-ZÅÄÖ][a-zåäö]+iska\s(?:veckan|dagarna|dagen)\b|\b[A-ZÅÄÖ][a-zåäö]+\s[a-zåäö]+-(?:veckan|dagen|dagarna|festivalen|loppet)\b"
)
_ONES = re.compile(
    rf"\b(?P<of>(?:{_CAP}\s)?{_CAP})\s(?:(?P<theirs>(?:national|minnes|familje|bygde|hembygds|kultur|högtids)?dag"
    rf"|[a-zåäö]{{3,}}(?<!arbets)(?<!skol)vecka|(?:kultur|konst"
    r"|musik|kyrko|musei)natt|(?:konst|kultur|musik|teater|trädgårds|skörde)helg)|[A-ZÅÄÖa-zåäö]?[a-zåäö]*(?:marknad|festival"
    r"|(?<![nsert])(?<!hel)(?<!var)dagar|maraton|karneval"
    r"|fest|cup|kalas|(?<=[a-zåäö])mässa|konstrunda|triathlon"
    r"|(?<!för)(?<!krets)lopp|spelmansstämma|regatta|rally|krönikespel|biennal)|forum|race|grand\sprix)\b"
)
_OWNERS = frozenset(
    "årets dagens veckans kvällens helgens sommarens höstens vårens vinterns månadens skolans kommunens föreningens mötets nämndens "
    "stadens regionens gårdagens morgondagens fjolårets barnets elevens allas".split()
)
_WORLD = re.compile(
    r"\b(?:Världsdagen|Temadagen|(?:Internationella|Nationella|Europeiska)\s(?:dagen|veckan))\s(?:för|mot)(?:\s(?:mental|psykisk"
    r"|avskaffande\sav|våld\smot|den|fysisk|global|[a-zåäö]+iska?))?"
    r"\s[a-zåäö]+(?:\s(?:mot|av)\s[a-zåäö]+)?\b"
)
_ENGLISH = re.compile(
    rf"\b(?:{_CAP}\s){{1,3}}(?:Cup|Pride|Open|Games|Marathon|Week|Weekend|Festival|Camp|Challenge|Arena\sdays|Day|Days|Run|Race"
    rf"|Trophy|Tour|Tournament|Summit|Expo|Awards?|Triathlon"
    r"|Swimrun|Ultra|Jazz|Rally|Grand\sPrix|Horse\sShow|Festivalen|Cupen)\b"
)
_LEAD = re.compile(
    r"(?:Under|Inför|Efter|Före|Vid|På|I|Till|Från|Med|För|Om|Som|När|Även|Årets|Samt|Och|Också|Både|Kring|Nästa|Förra|Hela|Varje)\s"
)


def happenings(text: str) -> Iterator[Mention]:
    """All events, overlapping ones too."""
    for match in (*_feasts().finditer(text), *_WORLD.finditer(text)):
        yield _mention(text, match.start(), match.end())
    for match in _HAPPENING.finditer(text):
        if not _NO_NAME.fullmatch(match["last"] or match[0]) and _is_named(text, match):
            yield _mention(text, match.start(), match.end())
    for match in (*_ONES.finditer(text), *_ENGLISH.finditer(text)):
        lead = _LEAD.match(match[0])
        start = match.start() + (len(lead[0]) if lead else 0)
        if len(text[start : match.end()].split()) > 1 and _is_owned(text, start, match):
            yield _mention(text, start, match.end())


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether a word that ends like an event's name is one: what common words are joined to may begin a sentence."""
    if match["likely"] and begins(text, match.start()) and parts(fold(match[0])):
        return False
    return named(text, match.start(), match[0])


def _is_owned(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether an event of somebody's or somewhere's has its name from them: Kiviks marknad, and not the year's market."""
    if "of" not in match.re.groupindex:
        return True
    owner = match["of"].split()[-1]
    if owner.casefold() in _OWNERS:
        return False
    if match["theirs"]:
        return (owner.endswith("s") and not key_of(owner)) or fold(owner) in places()
    return not (begins(text, start) and is_word(text[start : match.end()].split()[0])) or owner.endswith("nas")


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start=start, end=end, label="EVENT", key=text[start:end].casefold(), source="grammar")


@cache
def _feasts() -> re.Pattern[str]:
    return any_of(line for _, line in lines("events.txt"))
