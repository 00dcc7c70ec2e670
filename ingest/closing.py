"""What stands below the agenda, and above it: who took the notes, who approved them, when to meet next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from data.model import NextMeeting, Signatory
from ingest.dates import FoundDate, find_dates, find_times, first_date
from ingest.names import is_name, parse
from ingest.page import Line
from ingest.text import Passage, compose
from ingest.years import ENTRY, MEETINGS, WEEKDAY, Tense, fits, year_of

_RECORDED = re.compile(
    r"^(?:antecknat|antecknare|(?:vid|fört?\s+vid)\s+(?:protokollet|pennan|anteckningarna)|protokollförare|protokollet\s+fört|nedtecknat|upprättat|"
    r"(?:mötes|nämnd)?sekreterare|protokollfört|skrivet|noterat|minnesanteckningar\s+förda)(?:\s+av)?\s*(?:[:–-]\s*|$|\s+(?=[^\W\d_]))",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"^(?:justera(?:s|t|re|nde)(?:\s+av)?|protokollsjusterare|protokolljusterare|justeringsperson(?:er)?|justeringsmän|utsedd(?:a)?\s+att\s+justera)\s*(?:[:–-]\s*|$|\s+(?=[^\W\d_]))",
    re.IGNORECASE,
)
_APPROVAL = re.compile(r"\bjuster(?:ing|ades|at|ats|as|ad)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-zåäö)][.!?])\s+(?=[^\W\d_])")
_RANGE = re.compile(r"(?<![\w/:.,§–-])(?P<day>\d{1,2})\s?[-–]\s?$")
LONGEST_ENTRY = 120
_UNDERSIGNED = re.compile(r"^(?:underskrift(?:er)?|signatur(?:er)?|protokollet\s+justeras)\s*:?$", re.IGNORECASE)
_DATED = re.compile(r"\s+(?:date|datum|ort|namnteckning|underskrift)\b.*$|[_.…]{3,}.*$", re.IGNORECASE)


def recorded(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """Who took the notes, by "Antecknat av:" and its kin, on the label's line or the next."""
    return _signed(lines, _RECORDED, most=1)[:2]


def approved(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """Who approved the minutes (justerare)."""
    return _signed(lines, _APPROVED, most=3)


def approval_day(lines: Sequence[Line]) -> str | None:
    """When the minutes were approved: the date on a line that speaks of justering."""
    for line in lines:
        if _APPROVAL.search(line.text) and (day := first_date(line.text)):
            return day
    return None


def is_closing(line: Line) -> bool:
    """Whether a line begins the part of signatures."""
    text = line.text.strip()
    return any(label.match(text) for label in (_RECORDED, _APPROVED, _UNDERSIGNED))


def _signed(lines: Sequence[Line], label: re.Pattern[str], most: int) -> tuple[Signatory, ...]:
    out: list[Signatory] = []
    for n, line in enumerate(lines):
        match = label.match(line.text.strip())
        if not match:
            continue
        rest = line.text.strip()[match.end() :].strip()
        if rest:
            out += _people(compose([[line]]), len(line.text) - len(rest))
        else:
            for follower in lines[n + 1 : n + 1 + most]:
                found = _people(compose([[follower]]), 0)
                if not found:
                    break
                out += found
    unique = {signatory.name: signatory for signatory in out}
    return tuple(unique.values())


def _people(passage: Passage, start: int) -> list[Signatory]:
    """The names in a line from `start`: "Cecilia Ravry för Umebrå" is one."""
    out: list[Signatory] = []
    for match in re.finditer(r"(?:(?!\s*(?:,|\boch\b|\bsamt\b|\bför\b|;)).)+", passage.text[start:]):
        named = parse(_DATED.sub("", match[0]))
        if is_name(named.name):
            begin = passage.text.find(named.name, start + match.start())
            source = passage.regions(begin, begin + len(named.name))
            out.append(Signatory(name=named.name, organisation=named.organisation, role=named.role, source=source))
    return out


def next_meetings(title: str | None, text: str, date: str | None) -> list[NextMeeting]:
    """Coming meetings that an item lists under "Tider för 2025" or "Nästa möte"."""
    titled = bool(title and MEETINGS.search(title))
    if not (titled or MEETINGS.search(text)):
        return []
    named = re.search(r"\b20\d\d\b", title or "") if titled else None
    year = int(named[0]) if named else None
    listing = titled
    out: list[NextMeeting] = []
    for paragraph in filter(str.strip, text.split("\n")):
        listing = titled or (listing and bool(ENTRY.match(paragraph)))
        for sentence in _SENTENCE.split(paragraph):
            said = MEETINGS.search(sentence)
            if not (said or (listing and len(sentence) < LONGEST_ENTRY)):
                continue
            listing = titled or bool(said and said.start() <= 20) or (listing and not said)
            named = re.search(r"\b20\d\d\b", sentence)
            year = int(named[0]) if named else year
            cue = said or (MEETINGS.search(title) if title else None)
            tense: Tense = "coming" if cue and cue[0].casefold().startswith("nästa") else "listed"
            out += _meetings_in(sentence, said.end() if said and not titled else 0, year, date, tense)
    return out


def _meetings_in(sentence: str, start: int, year: int | None, date: str | None, tense: Tense) -> list[NextMeeting]:
    """The days after `date` in a sentence, from character `start` on, each with the clock that follows it."""

    def of(month: int, day: int, start: int, _: int) -> int | None:
        told = year or (year_of(date, month, day, tense) if date else None)
        weekday = WEEKDAY.search(sentence[max(0, start - 30) : start])
        if year or not told or not date or not weekday or _RANGE.search(sentence[:start]):
            return told
        held = int(date[:4])
        return next((one for one in (told, held + 1, held) if fits(one, month, day, weekday["name"])), told)

    found = [_begun(f, sentence) for f in find_dates(sentence, of) if f.start >= start]
    found = [f for f in found if f.day and (not date or f.day > date)]
    out: list[NextMeeting] = []
    ends = [f.start for f in found[1:]] + [len(sentence)] * bool(found)
    for day, stop in zip(found, ends, strict=True):
        clock = find_times(sentence[day.end : stop])[0]
        text = sentence if len(found) == 1 else sentence[day.start : stop]
        out.append(NextMeeting(f"{day.day}T{clock}" if clock else str(day.day), text.strip(" ,;")))
    return out


def _begun(found: FoundDate, sentence: str) -> FoundDate:
    """The first day of a range that ends with this one (25–26 september), where it does."""
    first = _RANGE.search(sentence[: found.start]) if found.day else None
    if not first or not found.day or not 0 < int(first["day"]) < found.number:
        return found
    day = f"{found.day[:-2]}{int(first['day']):02}"
    return structs.replace(found, start=first.start(), day=day, number=int(first["day"]))


def split_signatures(lines: Sequence[Line], first: int = 0) -> tuple[list[Line], list[Line]]:
    """The lines without the block of signatures at the end, and that block, which begins at line `first` or later."""
    start = len(lines)
    labelled = len(lines)
    while start > first and len(lines) - start < 60:
        line = lines[start - 1]
        if is_closing(line):
            labelled = start - 1
        elif not _signature_like(line):
            break
        start -= 1
    return list(lines[:labelled]), list(lines[labelled:])


def _signature_like(line: Line) -> bool:
    """A name, a place and date, a dotted line: short, and no sentence."""
    text = line.text.strip()
    return (len(text) < 70 and not text.endswith(".") and len(text.split()) <= 7) or set(text) <= set("_. -–")
