"""Organisations that no registry has: by how the names of boards, offices, schools, companies and associations are made.

A span has no genitive s. Boards written small (socialnämnden, tekniska förvaltningen) are those of the minutes' own
municipality; a bare nämnden or förvaltningen names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import structs

from data.organisations import fold, key_of, organisation_key
from data.places import places
from ingest.tagging.mention import Mention, named

_CAP = r"[A-ZÅÄÖÉ][\wåäöé&-]*(?:\.(?=\w)[\wåäöé&-]+)*"
_BOARD = (
    r"(?:nämnden|styrelsen|förvaltningen|utskottet|kommittén|beredningen|kontoret|verket|myndigheten|departementet|fullmäktige|delegationen"
    r"|direktionen|(?<!om)rådet|inspektionen|ombudsmannen|domstolen)"
)
_BODY = re.compile(
    rf"\b(?P<name>(?:[A-ZÅÄÖa-zåäö]{{3,}}-,?\s(?:(?:[a-zåäö]{{3,}}-,?\s)?och\s))?[A-ZÅÄÖa-zåäö][a-zåäö-]{{2,}}{_BOARD})"
    r"(?:s(?:\s(?P<under>(?:arbets|budget|allmänna |sociala |individ|personal|plan|presidi)[\wåäö-]*utskott|presidium|arbetsutskott))?)?\b"
)
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
    "budgetberedningen valberedningen ärendeberedningen fastighetsförvaltningen kapitalförvaltningen skogsförvaltningen "
    "fjärrvärmeverket sågverket kärnkraftverket elverket postkontoret".split()
)
_POLICE = re.compile(r"\b(?:[Ll]okal)?(?:polisområde|polisregion)(?:et|en)?\s(?P<place>[A-ZÅÄÖ][\wåäö]+?)(?=s?\b)")
_REGION = re.compile(r"\bRegion\s[A-ZÅÄÖ][a-zåäö]+(?:\s(?:Jämtland|Härjedalen|Götaland|län))?\b")
_ENDED = re.compile(
    rf"\b(?P<name>(?:{_CAP}(?:\s&[ ]|[ ])){{1,4}}"
    r"(?:AB|HB|KB|IF|IK|BK|FF|FK|SK|GK|BoIS|AIK|GIF|IFK|FC|OK|FBC|HC|HK|RK|RF|Energi|Bostäder|Fastigheter|Förvaltning|Räddningstjänst"
    r"|Lokaltrafik|Teater|Sjukvårdsparti|Symfoniorkester|Tekniska\sHögskola|Folkhögskola|Allehanda|Tidning(?:en)?|Logistik|Kommunföretag"
    r"|[Kk]ommun|[Ss]tad|[Uu]niversitet|[Hh]ögskola|[Ff]olkhögskola|[A-ZÅÄÖa-zåäö]?[a-zåäö]*församling|moské|synagoga|[Pp]astorat|[Kk]onsthall|[Mm]useum|[Ss]jukhus|[Ll]asarett"
    r"|[A-ZÅÄÖa-zåäö]?[a-zåäö]*förening|[A-ZÅÄÖa-zåäö]?[a-zåäö]*förbund|[a-zåäö]*klubb|[a-zåäö]*sällskap|räddningstjänst|tingsrätt|hovrätt|kammarrätt"
    r"|förvaltningsrätt|bibliotek|sameby|stift|[a-zåäö]*skola|länssjukhus|universitetssjukhus|(?:läns|stads)\s?museum|hembygdsgille"
    r"|(?:tekniska|medicinska)\suniversitet|läns\smuseum|läns\sförbund|Plåt|Bygg|Måleri|Åkeri|Blommor|Buss|Taxi|Paperboard|Iron))"
    r"(?=s?\b)"
)
_LED = re.compile(
    rf"\b(?P<name>(?:Centrallasarettet|Lasarettet|Universitetssjukhuset|Vårdcentralen|Hälsocentralen|Folktandvården|Länstrafiken|Högskolan|Folkhögskolan"
    rf"|Attention|Bygdegårdsföreningen|Hembygdsföreningen|Kulturföreningen|Restaurang|Hotell|Hotel|Café|Föreningen|Stiftelsen|Hyresgästföreningen|Bostadsrättsföreningen|Brf|BRF|Kvinnojouren|Tjejjouren|Brottsofferjouren|Nattvandring"
    rf"|Lokalföreningen|Rotary|Lions|Förskolan|[Kk]ommunalförbundet|[Ss]amordningsförbundet|Studieförbundet|Riksförbundet"
    rf"|Sparbanken)(?:[ ]{_CAP}){{1,3}})"
)
_FOLK = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][a-zåäö]{2,}ska\s(?:[a-zåäö]*(?:föreningen|förbundet|församlingen|klubben|samfundet|centret|rådet|ambassaden)|kyrkan))(?=s?\b)"
)
_CLUB = re.compile(
    r"(?<![\w-])(?P<name>(?:IFK|IF|IK|GIF|GoIF|BK|FC|FF|SK|AIK|HK|IBK|IBF|BTK|FBC|KFUM|KFUK|OK|LK|RK)"
    rf"[ ]{_CAP}(?:[ ](?:IF|IK|FF|BK|FC|Dam|Herr))?)"
)
_FUND = re.compile(
    rf"\b(?P<name>Stiftelsen(?:[ ]{_CAP}){{1,3}}(?:[ ](?:och|&)(?:[ ]{_CAP}){{1,3}})?"
    r"[ ](?:minne|minnesfond|fond|donationsfond|stipendiefond))\b"
)
_COMPANY = re.compile(rf"\b(?P<name>(?:[A-ZÅÄÖ][\wåäö]+s[ ])?AB(?:[ ]{_CAP}){{1,2}})(?=s?\b)")
_LONE = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][a-zåäöé-]{2,}(?:skolan|gymnasiet|högskolan|universitetet|trafiken|bostäder|förbundet|partiet|verket|myndigheten|inspektionen"
    r"|styrelsen|(?<!om)rådet|stiftelsen|föreningen|museet|teatern|kyrkan|församlingen|jouren|missionen|kåren|klubben|bolaget|hem|energi|boken|tidningen))(?=s?\b)"
)
_ACRONYM = re.compile(r"\s?\((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,6})\)")
_STARTS = re.compile(
    r"^(?:Den|Det|De|En|Ett|I|På|Av|För|Från|Till|Med|Hos|Vid|Om|Under|Och|Samt|Enligt|Även|När|Då|Att|Som|Inom|Sedan|Efter|Både|VD)\s"
)


def bodies(text: str) -> Iterator[Mention]:
    """All that the grammar finds, overlapping ones too."""
    for match in _BODY.finditer(text):
        name = match["name"]
        if name.casefold() not in _NO_BODY or match["under"]:
            end = match.end("under") if match["under"] else match.end("name")
            found = _body(text, match.start("name"), end)
            yield structs.replace(found, source="registry") if match["under"] else found
    for match in _POLICE.finditer(text):
        yield Mention(start=match.start(), end=match.end("place"), label="ORG", key="polisen", source="registry", confidence=0.9)
    for match in _ADJECTIVE.finditer(text):
        if match["first"].casefold() not in _VAGUE:
            yield _body(text, match.start("name"), match.end("name"))
    for match in _REGION.finditer(text):
        yield _body(text, match.start(), match.end() - (match[0].endswith("s") and fold(match[0].split()[-1][:-1]) in places()))
    for match in chain.from_iterable(grammar.finditer(text) for grammar in (_ENDED, _LED, _FOLK, _COMPANY, _CLUB)):
        lead = _STARTS.match(match["name"])
        start = match.start("name") + (len(lead[0]) if lead else 0)
        if len(text[start : match.end("name")].split()) > 1 or not lead:
            yield _body(text, start, _bare_end(text, start, match.end("name")))
    for match in _FUND.finditer(text):  # more than the people it is named after
        yield structs.replace(_body(text, match.start(), match.end()), source="registry")
    for match in _LONE.finditer(text):
        if named(text, match.start("name"), match["name"]) and fold(match["name"]) not in places():
            yield _body(text, match.start("name"), match.end("name"), 0.7)


def _body(text: str, start: int, end: int, confidence: float = 0.8) -> Mention:
    name = text[start:end]
    bare = name.removesuffix("s")
    inner = bare.partition("förbundet ")[2]  # kommunalförbundet Räddningstjänsten X
    key = key_of(name) or key_of(bare) or key_of(inner) or organisation_key(name)
    return Mention(start=start, end=end, label="ORG", key=key, source="suffix", confidence=confidence)


def _bare_end(text: str, start: int, end: int) -> int:
    """The end without the genitive s of a name's last place ("Stiftelsen Umeås")."""
    last = text[start:end].split()[-1]
    return end - (last.endswith("s") and fold(last) not in places() and fold(last[:-1]) in places())


def widened(text: str, mention: Mention) -> Mention:
    """A registered organisation with the place right after it: Räddningstjänsten Jämtland, PRO Ystad."""
    after = re.match(r"(?:\si)?\s(?P<place>[A-ZÅÄÖ][\wåäö-]+)(?:\s(?P<second>[A-ZÅÄÖ][\wåäö-]+))?", text[mention.end :])
    if not after or after[0].startswith(" i "):
        return mention
    for group in ("second", "place"):
        if after[group]:
            name = after[group]
            for form in (name, name[:-1] if name.endswith("s") else ""):
                if form and fold(form) in places():
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
