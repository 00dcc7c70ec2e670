"""Organisations that no registry has: by how the names of boards, offices, schools, companies and associations are made.

A span has no genitive s. Boards written small (socialnämnden, tekniska förvaltningen) are those of the minutes' own
municipality; a bare nämnden or förvaltningen names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import structs

from data.organisation_keys import committee_of, organisation_key
from data.organisations import fold, key_of
from data.places import places
from data.swedish import parts
from ingest.tagging.mention import Mention, is_word, named
from ingest.tagging.names_of_bodies import CAP, CLUB, ENDED, FIELD, FOLK, FORMED, LED, LONE, STARTS
from ingest.tagging.ways import named_after

_BOARD = (
    r"(?:nämnden|styrelsen|förvaltningen|utskottet|kommittén|beredningen|kontoret|verket|myndigheten|departementet|fullmäktige|delegationen"
    r"|direktionen|(?<!om)rådet|inspektionen|ombudsmannen|domstolen)"
)
_BODY = re.compile(
    rf"\b(?P<name>(?:[A-ZÅÄÖa-zåäö]{{3,}}-,?\s(?:(?:[a-zåäö]{{3,}}-,?\s)?och\s))?[A-ZÅÄÖa-zåäö][a-zåäö-]{{2,}}{_BOARD})"
    r"(?:s(?:\s(?P<under>(?:arbets|budget|allmänna |sociala |individ|personal|plan|presidi)[\wåäö-]*utskott|presidium|arbetsutskott))?)?\b"
)
_UNHYPHENED = re.compile(
    rf"\b(?P<name>(?:{FIELD}-?\ssamt\s{FIELD}-?|{FIELD})\soch\s(?!socialn|kommun)[a-zåäö]{{3,}}(?:nämnden|förvaltningen))(?=s?\b)"
)
"""Boards of several fields whose hyphen may be left out: inköp och upphandlingsnämnden, äldre samt vård- och omsorgsnämnden."""
_JOINED = re.compile(r"och\s[a-zåäö]{3,}(?:nämnden|förvaltningen)")
"""What such a name has, found far faster: without it no such name is looked for."""
_ADJECTIVE = re.compile(
    r"\b(?P<name>(?P<first>[A-ZÅÄÖa-zåäö][a-zåäö-]{3,}(?:iska|ösa|ande|ala|tiva|ella|nära))\s"
    r"[a-zåäö]*(?:nämnden|förvaltningen|kontoret|utskottet|(?<!om)rådet|delegationen))(?=s?\b)"
)
_VAGUE = frozenset(
    "aktuella ansvariga berörda kommunala lokala nationella regionala statliga sociala politiska nuvarande tidigare liknande "
    "respektive motsvarande samtliga resterande kommande föregående samverkande ingående deltagande beslutande verkställande".split()
)
_NO_BODY = frozenset(
    "regionrådet kommunalrådet oppositionsrådet landstingsrådet borgarrådet statsrådet huvudkontoret regelverket ramverket "
    "nätverket kraftverket vattenverket reningsverket vindkraftverket hantverket konstverket verket arbetsutskottet "
    "bolagsstyrelsen föreningsstyrelsen klassrådet elevrådet brukarrådet bankkontoret partistyrelsen förbundsstyrelsen "
    "samrådet budgetberedningen valberedningen ärendeberedningen fastighetsförvaltningen kapitalförvaltningen skogsförvaltningen "
    "fjärrvärmeverket sågverket kärnkraftverket elverket postkontoret".split()
)
_POLICE = re.compile(
    r"\b(?:[Ll]okal)?(?:polisområde|polisregion)(?:et|en)?\s(?P<place>[A-ZÅÄÖ][\wåäö]+?(?:\s(?:Norr|Söder|Öster|Väster|City|Centrum|Nord|Syd|Öst|Väst|Mitt))?)(?=s?\b)"
)
_REGION = re.compile(r"\bRegion\s[A-ZÅÄÖ][a-zåäö]+(?:\s(?:Jämtland|Härjedalen|Götaland|län))?\b")
_FUND = re.compile(
    rf"\b(?P<name>Stiftelsen(?:[ ]{CAP}){{1,3}}(?:[ ](?:och|&)(?:[ ]{CAP}){{1,3}})?"
    r"[ ][a-zåäö]*(?:minne|fond|bostäder|museum|hem|samlingar))(?=s?\b)"
)
_COMPANY = re.compile(rf"\b(?P<name>(?:[A-ZÅÄÖ][\wåäö]+s[ ])?AB(?:[ ]{CAP}){{1,2}})(?=s?\b)")
_COMMITTEE = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,4}AU(?=s?\b)(?!-)")
_SIDES = frozenset("Nord Syd Öst Väst Mitt Sydost Sydväst Nordost Nordväst".split())
"""What parts of the country are called in names of units: Polisregion Väst."""
_GENITIVE = re.compile(r"[a-zåäö]{3}(?:en|et|na|er|or|ar)s$")
"""How the genitive of a noun ends that is definite or of many."""
_WHERE = re.compile(r"\b(?:på|i|kring|runt|vid|mellan|utanför|genom)\s$", re.IGNORECASE)
_ACRONYM = re.compile(r"\s?\((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,6})\)")


def bodies(text: str) -> Iterator[Mention]:
    """All that the grammar finds, overlapping ones too."""
    for match in _BODY.finditer(text):
        name = match["name"]
        if name.casefold() not in _NO_BODY or match["under"]:
            end = match.end("under") if match["under"] else match.end("name")
            found = _body(text, match.start("name"), end)
            yield structs.replace(found, source="registry") if match["under"] else found
    for match in _COMMITTEE.finditer(text):
        if key := committee_of(match[0]):
            yield Mention(start=match.start(), end=match.end(), label="ORG", key=key, source="registry")
    for match in _POLICE.finditer(text):
        yield Mention(start=match.start(), end=match.end("place"), label="ORG", key="polisen", source="registry", confidence=0.9)
    for match in _UNHYPHENED.finditer(text) if _JOINED.search(text) else ():
        yield _body(text, match.start("name"), match.end("name"))
    for match in _ADJECTIVE.finditer(text):
        if match["first"].casefold() not in _VAGUE:
            yield _body(text, match.start("name"), match.end("name"))
    for match in _REGION.finditer(text):
        yield _body(text, match.start(), match.end() - (match[0].endswith("s") and fold(match[0].split()[-1][:-1]) in places()))
    for match in chain.from_iterable(grammar.finditer(text) for grammar in (ENDED, LED, FOLK, _COMPANY, CLUB)):
        start = match.start("name") + _lead(match["name"])
        if len(text[start : match.end("name")].split()) > 1 or start == match.start("name"):
            found = _body(text, start, _bare_end(text, start, match.end("name")))
            sure = FORMED.search(match["name"]) and not re.match(
                r" [A-ZÅÄÖ]", text[match.end("name") :][:2]
            )  # more than who it is named after
            yield structs.replace(found, source="registry") if sure else found
    for match in _FUND.finditer(text):  # more than the people it is named after
        yield structs.replace(_body(text, match.start(), match.end()), source="registry")
    for match in LONE.finditer(text):
        if named(text, match.start("name"), match["name"]) and fold(match["name"]) not in places() and not _is_home(text, match):
            start = named_after(text, match.start("name"))
            found = _body(text, start, match.end("name"), 0.7)
            yield structs.replace(found, source="registry") if start < match.start("name") else found


def _is_home(text: str, match: re.Match[str]) -> bool:
    """Whether a name in -hem is where people live, and no housing company's: på Sofiehem."""
    return match["name"].endswith("hem") and _WHERE.search(text, max(0, match.start() - 12), match.start()) is not None


def _body(text: str, start: int, end: int, confidence: float = 0.8) -> Mention:
    name = text[start:end]
    bare = name.removesuffix("s")
    key = key_of(name) or key_of(bare) or organisation_key(name)
    return Mention(start=start, end=end, label="ORG", key=key, source="suffix", confidence=confidence)


def _lead(name: str) -> int:
    """How many letters stand before a name that only begins where a sentence goes on: Ringa Simrishamns kommun."""
    lead = STARTS.match(name)
    words = name.split()
    if words[-1] in ("kommun", "stad", "Stad", "kommuns") and len(words) > 2 and not _is_place(" ".join(words[:-1])):
        n = next((n for n in range(1, len(words) - 1) if _is_place(" ".join(words[n:-1]))), 0)
        return len(" ".join(words[:n])) + (n > 0)
    return len(lead[0]) if lead else 0


def _is_place(name: str) -> bool:
    return fold(name) in places() or (name.endswith("s") and fold(name[:-1]) in places())


def _bare_end(text: str, start: int, end: int) -> int:
    """The end without the genitive s of a name's last place ("Stiftelsen Umeås") or noun ("AB Framtidens")."""
    last = text[start:end].split()[-1]
    noun = fold(last[:-1])
    if _GENITIVE.search(last) and (is_word(noun) or parts(noun)):
        return end - 1
    return end - (last.endswith("s") and fold(last) not in places() and noun in places())


def widened(text: str, mention: Mention) -> Mention:
    """A registered organisation with the place or region after it: PRO Ystad, Polismyndigheten – Region Väst."""
    after = re.match(
        r"(?:(?P<dash>\s[–-]\s[Rr]egion\s)|(?:\si)?\s(?:[Rr]egion\s)?)(?P<place>[A-ZÅÄÖ][\wåäö-]+)(?:\s(?P<second>[A-ZÅÄÖ][\wåäö-]+))?",
        text[mention.end :],
    )
    if not after or after[0].startswith(" i "):
        return mention
    for group in ("second", "place"):
        if after[group]:
            name = after[group]
            for form in (name, name[:-1] if name.endswith("s") else ""):
                if form and (form in _SIDES or (not after["dash"] and all(fold(part) in places() for part in form.split("-")))):
                    end = mention.end + after.start(group) + len(form)
                    end += 4 * text.startswith(" län", end)
                    return Mention(start=mention.start, end=end, label="ORG", key=mention.key, source="registry", confidence=0.9)
    return mention


def explained(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Short forms in brackets after an organisation's name, there and wherever else the text has them."""
    for mention in list(found):
        short = _ACRONYM.match(text[mention.end : mention.end + 12])
        if mention.label == "ORG" and short and (mention.source == "registry" or " " in text[mention.start : mention.end].strip()):
            for match in re.finditer(rf"(?<![\w-]){re.escape(short['short'])}(?=s?\b)(?!-)", text):
                yield Mention(start=match.start(), end=match.end(), label="ORG", key=mention.key, source="registry", confidence=0.9)
