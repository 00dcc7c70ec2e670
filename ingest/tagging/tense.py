"""Whether the words of a day's own sentence say that it is to come or that it was; those of other sentences say nothing.

The nearest such word of the clause rules. Words elsewhere in the sentence, and verbs of saying and settling, only lean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ingest.dates import MONTHS
from ingest.years import Tense

_Cue = Literal["coming", "past", "was", "act"]
_DAYNAME = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?"
_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n")
_DOT = re.compile(r"[^\S\n]*(?:\n|$)|\s+[A-ZÅÄÖ]")
"""What follows a dot, taken into a day ("1 mars."), where it ends the sentence."""
_THAT = r"(?<!kommer)(?<!planerar)(?<!avser)(?<!tänker)\satt\s"
_CLAUSE = re.compile(
    rf"[,;:]\s(?!(?:(?:den|och|{_DAYNAME})\s+)*(?:\d|(?:{'|'.join(MONTHS)})\b))|[()]|{_THAT}|\s(?:där|när|eftersom|men)\s", re.IGNORECASE
)
"""Where a clause ends; a comma between two days does not end it."""
_AROUND = 300
"""Letters on each side that are looked at."""
_PLACED = rf"(?:i|på|från|till|under|inför|med|den|redan|senast|och|början|mitten|slutet|av|vecka|{_DAYNAME})"
_FRONT = re.compile(rf"\W*(?:{_PLACED}\s+)*", re.IGNORECASE)
"""All of a clause before a day with which it begins: "I slutet av januari startar …"."""
_STEMS = (
    "beslut|bestäm|enade|kalla|planera|boka|avisera|informera|berätta|påmin|meddela|redogjor|redovisa|presentera|lyft|nämn|diskutera|tacka|hälsa"
    "|uppmana|önska|efterfråga|val|bevilja|godkän|faststäl|flytta|senarela|bordla|återremittera|lova|vänta|utlys|annonsera|skicka|fråga|tillsat"
)
_ACT = re.compile(
    rf"\b(?:(?:{_STEMS})\w*[dt]es?|har\s+(?:{_STEMS})\w*ts?"
    r"|(?:före|in|er|av)?(?:slog|bjöd)s?|utsågs?|antogs?|uppdrogs?|(?:fick|gavs?)\s+i\s+uppdrag|togs?\s+upp|gicks?\s+igenom|(?:kom|var)\s+överens"
    r"|hade\s+(?:önskemål|förslag))\b",
    re.IGNORECASE,
)
"""What is said or settled, at the meeting or by a speaker there: the day it is about may lie on either side."""
_PAST = re.compile(
    r"\b(?<!\bär\s)(?<!\bde\s)(?<!\bvara\s)(?<!\bblir\s)(?:(?!(?:både|måste|utan)\b)\w+(?:ades?|ddes?|[^d\W]des|tes)"
    r"|började|skedde|hände|gjorde|brann|blev|var(?=\s)(?!\s+och\s+en\b)|hade|hölls?"
    r"|gick|sågs?|sattes|greps?|sköts?|stals?|skrevs?|bröts?|drogs?|stod|försvann|dog|omkom|avled|föll"
    r"|sjönk|vann)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:har\s+(?:inte\s+|också\s+|även\s+)?(?!plats\b)\w+(?:[ai]ts?|tt)|fick|gavs?|togs?|kom)\b", re.IGNORECASE)
"""Perfects, and verbs too light to tell by themselves: what one got, gave or took may be for a day to come."""
_WILL = re.compile(r"\b(?:(?:ska|skall)(?!\s+ha\b)|kommer(?!\s+från\b)|kommande|nästa|blir|väntas)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:planer(?:as?|ar|ad|ade|at)|avser|tänker|välkom(?:na|men)|inbjud(?:na|en|er|s)|bjuder\s+in|startar|börjar|hålls|inleds|invigs|tillträder"
    r"|ses\s+vi|vi\s+ses|igen(?=\s+(?:i|den|på|[a-zåäö]+dag)\b))(?!\w)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\bsenast\b", re.IGNORECASE)
_SHOWS = re.compile(r"\b(?:visar\s+(?:att|(?:på\s+)?en\s+(?:\w+\s+)?(?:ökning|minskning|nedgång|uppgång))|framgår)\b", re.IGNORECASE)
"""What figures show was, though it is told in the present tense."""
_KNOWN = re.compile(
    r"\b(?:(?:statistik|siffror|lägesbild|anteckning|minnesanteckning|protokoll|mätning|resultat|utfall|rapport)\w*\s+från(?:\s+mötet(?:\s+i)?)?"
    r"|(?:statistik|siffror|utfall)\w*\s+för|jämfört\s+med|sedan"
    r"|\w*(?:händels|incident|skjutning|skottlossning|sprängning|explosion|olyck|dåd|mord|(?<!f)rån|inbrott|brand|bränd)"
    r"(?:a|an|e|en|et|n|er|erna|or|orna|r|rna)?\b\s+(?:\S+\s+){0,5}?(?:i|från|under|den))"
    rf"(?:\s+{_PLACED})*\s*$",
    re.IGNORECASE,
)
"""Words before a day for what is known only afterwards: records, figures and mishaps."""
_DURING = re.compile(r"\bunder(?:\s+hela)?\s+$", re.IGNORECASE)


def tense_of(text: str, start: int, end: int) -> Tense | None:
    """What the sentence of the day at [start, end) says of it."""
    sentence, after = _sentence(text, start, end)
    clause, following = _CLAUSE.split(sentence)[-1], _CLAUSE.split(after)[0]
    known = _KNOWN.search(clause)
    if known and not (_WILL.search(known[0]) or _PRESENT.search(known[0])):
        return "past"
    shown = bool(_SHOWS.search(sentence) or _SHOWS.match(after.lstrip()))
    cue = _nearest(clause, following, shown)
    if cue:
        return _told(*cue, clause)
    if shown:
        return "past"
    rest = re.split(_THAT, sentence)[-1]
    elsewhere = _nearest(rest, after, shown) if (rest, after) != (clause, following) else None
    return None if elsewhere is None else "ahead" if elsewhere[0] == "coming" else "behind"


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence's words before the day, and those after it."""
    before = _END.split(text[max(0, start - _AROUND) : start])[-1]
    after = text[end : end + _AROUND]
    ended = text[end - 1] == "." and _DOT.match(after)
    return before, "" if ended else _END.split(after)[0]


def _nearest(before: str, after: str, shown: bool) -> tuple[_Cue, int] | None:
    """The telling word that is nearest to the day between the two, and how many words after it that stands (-1: before it)."""
    cues = [(len(before) - match.end(), cue, -1) for cue, match in _cues(before, shown)]
    cues += [(match.start(), cue, len(after[: match.start()].split())) for cue, match in _cues(after, shown)]
    if not cues:
        return ("coming", -1) if _LATEST.search(before) else None
    _, cue, words = min(cues)
    return cue, words


def _cues(words: str, shown: bool) -> Iterator[tuple[_Cue, re.Match[str]]]:
    settled = list(_ACT.finditer(words))
    spans = [range(*match.span()) for match in settled]
    kinds: tuple[tuple[_Cue, re.Pattern[str]], ...] = (("past", _PAST), ("was", _WAS), ("coming", _WILL))
    for cue, pattern in kinds if shown else (*kinds, ("coming", _PRESENT)):
        yield from ((cue, match) for match in pattern.finditer(words) if not any(match.start() in span for span in spans))
    yield from (("act", match) for match in settled)


def _told(cue: _Cue, words: int, clause: str) -> Tense:
    """What the nearest word says: one that follows tells of the day only where the clause begins with that, or of a past day at once."""
    governs = words < 0 or _FRONT.fullmatch(clause) is not None
    if cue == "coming":
        return "coming" if governs else "ahead"
    if (cue == "past" and (governs or words < 2)) or (cue == "was" and (_DURING.search(clause) or (governs and words >= 0))):
        return "past"
    return "behind"
