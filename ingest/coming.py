"""When to meet next: the days that a sentence, or a list, tells of coming meetings, and no day of anything else.

A list of meetings goes on as long as what it holds looks like its entries: a day first, or a day after words that speak of
meetings. The first dated sentence of another matter ends it, within its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from data.model import NextMeeting
from data.organisations import looks_like_organisation
from ingest.coming_days import Days, find_days
from ingest.dates import find_dates
from ingest.years import ENTRY, MEETINGS, Tense

_END = re.compile(r"[.!?]\s+(?=[^\W\d_])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:kl|ca|ev|prel|t\.?\s?ex|bl\.?\s?a|dvs|resp|nr|st|s:t|mån|tis|ons|tors?|fre|lör|sön)$", re.IGNORECASE
)
"""What a dot shortens without ending the sentence."""
_AT_ONCE = 20
"""Letters before a cue that begins a list."""
LONGEST_ENTRY = 120
"""Letters of a sentence under a title of meetings that may tell of one in words that are not known."""
_MEET = re.compile(r"\b(?:\w*möte[tn]?s?|\w*möten|sammanträd\w+|sammankomst\w*|\w*träff(?:en|ar|as)?|ses|samlas)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:därefter|därpå|sedan|sen|samt|och|även|också|först|prel(?:iminärt?)?|ev(?:entuellt)?|alternativt|reserv\w*|extra|ordinarie|datum|tid(?:er)?|dag(?:ar)?"
    r"|(?:vår|höst)(?:en|ens?|termin(?:en)?)?|termin(?:en)?|första|andra|tredje|fjärde|sista|nästa|den|på|kl|klockan|v|vecka|digitalt|fysiskt|då|en|i"
    r"|\w*(?:råd(?:et)?|nämnd(?:en)?|styrelsen?|utskott(?:et)?|presidiet?|beredning(?:en)?|grupp(?:en)?)"
    r"|(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en|ar)?)?|(?-i:[A-ZÅÄÖ]{2,5})|\d+)",
    re.IGNORECASE,
)
"""A word that may stand before the day of an entry."""
_OTHER = re.compile(
    r"\b(?:senast|före|innan|fr(?:ån|\.?\s?o\.?\s?m)|sista\s+dag\w*|deadline|anmäl\w+|redovis\w+|inställ[td]a?|handling(?:ar|arna)?|kallelse[rn]?|underlag\w*"
    r"|utskick\w*|semester\w*|ledig\w*|\w*lov(?:et)?|stäng[ts]?|stängda|skickas|inlämning\w*|svar|yttrande\w*|utbildning\w*)\b",
    re.IGNORECASE,
)
"""Matters whose day is no meeting's."""
_STATES = re.compile(
    r"\b(?:är|var|blir|blev|har|hade|ska|skall|kommer|kan|finns|gäller|börjar|slutar|startar|öppnar|pågår|sker|hålls|firas|ordnas|genomförs|invigs|lämnas|deltar|infaller)\b",
    re.IGNORECASE,
)
"""Verbs of a sentence that is no entry, where it says nothing of meeting."""


class _Sentence(Struct, frozen=True):
    """A sentence, the days it names, and the cue in it that speaks of coming meetings, if any does."""

    text: str
    days: tuple[Days, ...]
    cue: re.Match[str] | None

    @property
    def entry(self) -> bool:
        """Whether it looks like an entry of a list of meetings."""
        if not self.days or self.of_another_matter:
            return False
        if _MEET.search(self.text):
            return True
        lead = re.findall(r"[^\W_]+", self.text[: self.days[0].start])
        return not _STATES.search(self.text) and bool(ENTRY.match(self.text) or all(map(_leads, lead)))

    @property
    def of_another_matter(self) -> bool:
        """Whether the words around the first day say that it is no meeting's."""
        first = self.days[0]
        after = re.split(r"[,;(]", self.text[first.end :])[0]
        return bool(_OTHER.search(self.text[: first.start]) or _OTHER.search(after))

    def told(self) -> list[Days]:
        """The days of meetings: those after the cue, where any stand there, as long as nothing else comes between."""
        after = [days for days in self.days if self.cue and days.start >= self.cue.end()]
        at = self.cue.end() if self.cue and after else 0
        out: list[Days] = []
        for days in after or self.days:
            if _OTHER.search(self.text[at : days.start]):
                break
            out.append(days)
            at = days.end
        return out


def _leads(word: str) -> bool:
    return bool(_LEAD.fullmatch(word)) or looks_like_organisation(word)


def coming_meetings(items: Iterable[tuple[str | None, str]], date: str | None) -> tuple[NextMeeting, ...]:
    """The meetings after `date` (YYYY-MM-DD) that items, as (title, text), tell of: each once, with its time where any tells it."""
    out: dict[str, NextMeeting] = {}
    for title, text in items:
        for meeting in next_meetings(title, text, date):
            day = meeting.start[:10]
            if meeting.start == day and any(start[:10] == day for start in out):
                continue
            out = {start: one for start, one in out.items() if start != day}
            out.setdefault(meeting.start, meeting)
    return tuple(out.values())


def next_meetings(title: str | None, text: str, date: str | None) -> list[NextMeeting]:
    """Coming meetings that an item lists under "Tider för 2025" or "Nästa möte"."""
    heading = MEETINGS.search(title) if title else None
    if not (heading or MEETINGS.search(text)):
        return []
    reader = _Reader(heading, date, _year(title or "") if heading else None, _told_in(text))
    for paragraph in filter(str.strip, text.split("\n")):
        reader.begin(paragraph)
        for sentence in _sentences(paragraph):
            reader.take(sentence)
    return reader.found


def _told_in(text: str) -> bool:
    """Whether some sentence tells in plain words when the next meeting is."""
    cues = ((sentence, MEETINGS.search(sentence)) for sentence in _sentences(text))
    return any(cue and find_dates(sentence[cue.end() :]) for sentence, cue in cues)


class _Reader:
    """Where the reading of an item's text is: within a list of meetings or not, and in which year."""

    def __init__(self, heading: re.Match[str] | None, date: str | None, year: int | None, told: bool) -> None:
        """Begins with the title's cue and year; `told` is whether a sentence says when to meet, so that no other needs to be guessed at."""
        self.found: list[NextMeeting] = []
        self._heading, self._date, self._year, self._told = heading, date, year, told
        self._listing = self._fresh = self._worded = False

    def begin(self, paragraph: str) -> None:
        """Goes on to a paragraph: under a title of meetings each may hold an entry, else only one that looks like it."""
        self._fresh = True
        self._listing = bool(self._heading) or (self._listing and bool(ENTRY.match(paragraph)))

    def take(self, text: str) -> None:
        """Takes a sentence's meetings, and settles whether the list goes on."""
        cue = MEETINGS.search(text)
        year = _year(text) if cue or self._listing else None
        days = find_days(text, year or self._year, self._date, self._tense(cue))
        sentence = _Sentence(text, tuple(days), cue)
        told = sentence.told() if cue else days if self._listing and (sentence.entry or self._guessed(sentence)) else []
        if cue or told or not days:
            self._year = year or self._year
        if told:
            self.found += _meetings(text, told if cue else sentence.told(), self._date)
        if cue and not self._heading:
            self._listing = cue.start() <= _AT_ONCE
        elif days and not told:
            self._listing = False
        self._fresh = False

    def _tense(self, cue: re.Match[str] | None) -> Tense:
        said = cue or self._heading
        return "coming" if said and said[0].casefold().startswith("nästa") else "listed"

    def _guessed(self, sentence: _Sentence) -> bool:
        """Whether a short dated sentence under a title of meetings is taken though its words are not known: the first, or one that
        begins a paragraph as the first did."""
        if not self._heading or self._told or not sentence.days or sentence.of_another_matter or len(sentence.text) >= LONGEST_ENTRY:
            return False
        guessed = not self.found or (self._worded and self._fresh)
        self._worded = self._worded or guessed
        return guessed


def _year(text: str) -> int | None:
    named = re.search(r"\b20\d\d\b", text)
    return int(named[0]) if named else None


def _sentences(paragraph: str) -> Iterator[str]:
    """The paragraph cut where sentences end: after a number only before a capital, and not after what a dot shortens."""
    start = 0
    for match in _END.finditer(paragraph):
        before = paragraph[start : match.start()]
        if match[0][0] == "." and (_SHORTENED.search(before) or (before[-1:].isdigit() and not paragraph[match.end()].isupper())):
            continue
        yield paragraph[start : match.start() + 1]
        start = match.end()
    yield paragraph[start:]


def _meetings(sentence: str, told: Sequence[Days], date: str | None) -> list[NextMeeting]:
    """The days told after `date` as meetings, each with its piece of the sentence."""
    told = [days for days in told if not date or days.days[-1] > date]
    ends = [days.start for days in told[1:]] + [len(sentence)] * bool(told)
    out: list[NextMeeting] = []
    for days, stop in zip(told, ends, strict=True):
        text = sentence if len(told) == 1 else sentence[days.start : stop]
        out += [NextMeeting(start, text.strip(" ,;")) for start in days.starts if not date or start[:10] > date]
    return out
