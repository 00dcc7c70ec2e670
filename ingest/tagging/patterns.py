"""What a grammar can find in running text: times, laws, diarienummer and sums. Offsets are characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data.laws import laws
from ingest.tagging.happenings import happenings
from ingest.tagging.mention import Mention, any_of, is_word
from ingest.tagging.when import days

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_TO = r"\s*(?:[-–]|till)\s*(?:kl\.?\s*)?"
_TIME = re.compile(
    rf"(?:kl\.?|klockan)\s*{_CLOCK}{_TO}\d{{1,2}}\b(?![.:]?\d)|(?:(?:kl\.?|klockan)\s*)?(?<![\d.:/-]){_CLOCK}(?![\d/%]"
    rf"|[.:]\d)(?:{_TO}{_CLOCK}(?!\d))?"
    rf"|(?:kl\.?|klockan)\s*\d{{1,2}}(?:{_TO}\d{{1,2}}(?:[.:][0-5]\d)?)?\b(?![.:]\d|-[a-zåäö])",
    re.IGNORECASE,
)
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_BETWEEN = re.compile(
    rf"\b[Mm]ellan\s+(?P<time>(?:(?:kl\.?|klockan)\s*)?{_HOUR}\s+och\s+(?P<last>(?:kl\.?\s*|klockan\s*)?{_HOUR}))(?![\d/%]|[.:]\d)"
)
_CALLED_HOUR = re.compile(
    r"\b[Kk]l(?:ockan|\.)\s(?:(?:halv|kvart\si|kvart\söver)\s)?(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b"
)
_PROPERTY = re.compile(r"\d{1,2}:\d\d")
_NAME_BEFORE = re.compile(r"(?P<called>\b(?i:fastighet|tomt|kvarter|kv\.)\w*\s(?:[^.;\n]*\s)?)?(?<![\w-])(?P<name>[A-ZÅÄÖ][\wåäöé-]+)\s$")
_SFS = re.compile(
    r"(?:\b[a-zåäö]+-\s+och\s+)?\b(?:[a-zåäö-]*lag(?:en)?|[a-zåäö-]*balk(?:en)?|[a-zåäö]*förordning(?:en)?|SFS)\s*"
    r"\(?(?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:1[89]|20)\d\d:\d")
_BARE_SFS = re.compile(r"\((?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)")
_ACT = re.compile(r"(?:\b[a-zåäö]{3,}-\s+och\s+)?\b[a-zåäöA-ZÅÄÖ]{4,}(?:lagen|balken|förordningen|konventionen)(?=s?\b)(?!s?\s+är\b)")
_ACTS_END = ("lagen", "balken", "förordningen", "konventionen")
_NO_ACT = re.compile(
    r"(?:.*(?:under|för|(?<!m)an|av|in|ut|upp|be|ned|över|om|på|till|åter|klock|bak|tum|skifte|ack|prick|före|fast|ihjäl|sam|bi|dag"
    r"|nät)slagen"
    r"|.*(?:bo|an|för|under|sam|upp|mål|bi)lagen|(?:arbets|hem|försvars|städ|jour|skift|besättnings|vakt|par|insats|patrull"
    r"|evakuerings)lagen"
    r"|(?:.*(?:boll|bandy|hockey|idrotts|tävlings|stafett|schack|curling|cykel|simnings|friidrotts|motståndar|grann))s?lagen"
    r"|(?:ungdoms|dam|herr|pojk|flick|senior|junior|lands|knatte|barn|mix|veteran|topp|botten|bort|gäst|elit|distrikts|klubb"
    r"|skolidrotts)lagen"
    r"|(?:stål|trä|tak|bärande|golv|betong|lim|kant|räcken|räckes|käll|bär|hammar|våg|sned|balans)balken|konventionen)",
    re.IGNORECASE,
)
"""What ends like an act's name and is none: proposals, documents, companies, teams, beams."""
_KIND = (
    r"(?:[a-zåäö]+(?:isk|iska|lig|liga|ande|ende|ad|ade|ala|ella|ell|ösa|ös|iva|iv|samma|sam|ära|ers|ars|ors|ens|ets|nas|änna|än)"
    r"|vissa|särskilda|särskilt|unga|nya|öppna|fria|svenskt?|extra|medicinska)"
)
_NO_MORE = (
    r"(?:\w+lagen|gäller|föreslår|beslutar|innebär|anser|avslår|beviljar|bifaller|kräver|säger|ställer|reglerar|anger|finns|yrkar"
    r"|ville|vill|skulle"
    r"|förordning\w*|kommunallag\w*|riktlinjer|regler|föreskrifter|beslut|yttrande|kännedom|information)\b"
)
_NAMED_ACT = re.compile(
    rf"\b(?:[Ll]agen|[Ff]örordningen)\s(?:om|mot)\s(?:{_KIND}\s(?:och\s{_KIND}\s)?){{0,3}}(?!(?:att|hur|vad|den|det|de|detta|denna"
    rf"|dessa|som|när)\b)"
    rf"[a-zåäö]{{4,}}(?:\s(?:av|till|och|mot|för"
    rf"|vid)\s(?:{_KIND}\s)?(?!{_NO_MORE})[a-zåäö]{{4,}}(?<!en)(?<!et)(?<!na))?(?:\s\((?P<sfs>(?:1[89]|20)\d\d:\d{{1,4}})\))?(?![\w-])"
)
"""Acts that are named by what they are about; the name ends with the noun."""
_REF = re.compile(
    r"\b(?:[A-ZÅÄÖ]{2,6}[-/\s]?(?!(?:19|20)\d\d-\d\d-\d\d)(?:19|20)\d\d[-/:]\d{1,6}(?:[-.:]\d+)*|(?:19|20)\d\d[-/](?!(?:19"
    r"|20)\d\d\b)\d{4,6}|[A-ZÅÄÖ]{2,6}[-/\s]\d{2,6}[-/](?:19|20)\d\d|[A-ZÅÄÖ]{2,6}[-/\s]\d{3,6}/\d\d"
    r"|\d(?:\.\d+)+-\d+/(?:19|20)\d\d(?:-\d+)?)\b"
)
_BILL = re.compile(
    r"\b(?i:prop|proposition(?:en)?|bet|betänkande|mot|motion|r?skr|skrivelse)\.?\s(?P<ref>(?:19|20)\d\d/\d\d:[A-ZÅÄÖ]?\w*\d)(?![\w-])"
)
"""The number of a bill, a report or a motion in parliament, by its year of sitting."""
_NAMED_REF = re.compile(
    r"\b(?:dnr|diarienr|diarienummer|ärendenummer)\b\.?\s*:?\s*(?P<ref>(?:[A-ZÅÄÖ]{1,6}\s)?\S*\d[\w/:.-]*\d)", re.IGNORECASE
)
_CASE = re.compile(
    r"\b(?i:mål(?:et)?|ärende(?:t)?|skada(?:n)?|(?:mål|ärende|skade|referens|ref|k-)\s?-?(?:nr|nummer))\.?,?\s?(?:nr\.?|nummer)?:?\s*"
    r"(?P<ref>(?:[A-ZÅÄÖ]{1,3}\s)?\d[\dA-ZÅÄÖ]*(?:[-/][\dA-ZÅÄÖ]+)+)(?![\w/-])"
)
_POLICE_CASE = re.compile(r"(?<![\w-])(?:\d{4}-K\d{3,7}|K\d{6,7})-\d\d(?![\w-])")
_MORE = r"\d{0,2}(?:[\s\u00a0.]?\d{3})*(?:,\d+)?"
_SUM = rf"\d{_MORE}"
_MONEY = re.compile(  # a figure first, which is found fastest
    rf"\d(?<![\d,.]\d){_MORE}(?:\s?[-–]\s?{_SUM})?(?:\s*(?:(?:miljon(?:er)?|miljard(?:er)?|milj\.?|tusen)\s+)?"
    r"(?:kr\b|kronor\b|mkr\b|tkr\b|mnkr\b|mdkr\b|euro\b|[km]?sek\b|eur\b|usd\b|dollar\b)(?:/\w+)?|:-)"
    rf"|\b(?:SEK|EUR|USD|NOK|DKK|€|\$)\s?{_SUM}(?!\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|tjugofem|trettio|fyrtio|femtio|sextio|sjuttio"
    r"|åttio|nittio"
    r"|hundra|tusen|halv|halvannan)\s?)+(?:(?:miljon(?:er)?|miljard(?:er)?|hundra|tusen)\s){0,2}(?:kronor|kr|[mt]kr|mnkr|euro)\b",
    re.IGNORECASE,
)
"""Sums in words: two hundred kronor."""
_AFTER_WORD = re.compile(r"(?:kr|euro)(?:(?<=[^\W\d_]\skr)|(?<=[^\W\d_]\seuro)|(?<=[amnt]kr))")
"""What sums in words have, found far faster: money after a word, or joined to it (hundrakronor, mnkr)."""
_MILLIONS = re.compile(
    r"\b(?:på|om|med|till|för|cirka|ca|omkring|drygt|närmare|knappt|upp till|kosta(?:r|de|t)?|avsätt(?:er|s|a|as)|avsattes?|anslå(?:r|s)?"
    r"|satsa(?:r|s|de)?|tillskjut(?:er|s|a)|tilldelas?|motsvarar|(?:kostnaden|budgeten|priset|summan|notan)\s(?:är|blir|blev|var))\s"
    rf"(?P<sum>{_SUM}(?:\s?[-–]\s?{_SUM})?\s(?:miljon(?:er)?|miljard(?:er)?))(?=[.,;:!?)]|\s*$|\n"
    r"|\s(?:för|till|i|på|från|och|eller|under|per|som|att|om|årligen|vilket|extra|mer|mindre|år)\b)(?!\s(?:och\s\w+\s)?kr)",
    re.IGNORECASE | re.MULTILINE,
)
"""Millions of what only can be money: what something costs, or what is set aside."""


def mentions(text: str, date: str | None, title: str = "") -> Iterator[Mention]:
    """All mentions in the text of an item with that title, overlapping ones too."""
    yield from days(text, date, title)
    for match in _TIME.finditer(text):
        if not _is_property(text, match):
            yield _mention(match, "TIME", None)
    yield from _hours(text)
    yield from _acts(text)
    for match in _POLICE_CASE.finditer(text):
        yield _mention(match, "REF", match[0])
    for match in (*_NAMED_REF.finditer(text), *_CASE.finditer(text), *_BILL.finditer(text)):
        yield Mention(start=match.start("ref"), end=match.end("ref"), label="REF", key=match["ref"], source="structure", confidence=0.95)
    for match in _REF.finditer(text):
        yield _mention(match, "REF", " ".join(match[0].split()))
    for match in _MONEY.finditer(text):
        yield _mention(match, "MONEY", None)
    for match in _COUNTED.finditer(text) if _AFTER_WORD.search(text) else ():
        yield _mention(match, "MONEY", None)
    for match in _MILLIONS.finditer(text) if "miljon" in text or "miljard" in text else ():
        yield Mention(start=match.start("sum"), end=match.end("sum"), label="MONEY", source="grammar")
    yield from happenings(text)


def _hours(text: str) -> Iterator[Mention]:
    """Times of the day that a word joins or tells: between 7 and 8, at half past nine."""
    for match in _BETWEEN.finditer(text) if "ellan" in text else ():
        if re.search(r"k|[.:]", match["time"]):  # "mellan 7 och 8" may count anything
            yield Mention(start=match.start("time"), end=match.end("time"), label="TIME", source="grammar")
    for match in _CALLED_HOUR.finditer(text):
        yield _mention(match, "TIME", None)


def _is_property(text: str, time: re.Match[str]) -> bool:
    """Whether figures like a time's are those of a property, after its name: Grisbacka 6:19, fastigheten Teg 12:14."""
    before = _NAME_BEFORE.search(text[max(0, time.start() - 60) : time.start()])
    if before is None or not _PROPERTY.fullmatch(time[0]):
        return False
    return before["called"] is not None or (time[0].index(":") == 1 and not is_word(before["name"]))


def _acts(text: str) -> Iterator[Mention]:
    for match in _SFS.finditer(text) if _NUMBERED.search(text) else ():
        yield _mention(match, "LAW", match["sfs"])
    for match in _BARE_SFS.finditer(text):
        yield Mention(start=match.start("sfs"), end=match.end("sfs"), label="LAW", key=match["sfs"], source="grammar")
    for match in _ACT.finditer(text) if any(end in text for end in _ACTS_END) else ():
        if not _NO_ACT.fullmatch(match[0]):
            yield _mention(match, "LAW", laws().get(match[0].casefold(), match[0].casefold()))
    for match in _NAMED_ACT.finditer(text):
        name = match[0].partition(" (")[0].casefold()
        yield _mention(match, "LAW", match["sfs"] or laws().get(name, name))
    for match in _known_acts().finditer(text):
        key = laws().get(match[0]) or laws().get(match[0].casefold())
        if key:
            yield _mention(match, "LAW", key)


@cache
def _known_acts() -> re.Pattern[str]:
    return any_of(laws())


def _mention(match: re.Match[str], label: str, key: str | None) -> Mention:
    return Mention(start=match.start(), end=match.end(), label=label, key=key, source="grammar")
