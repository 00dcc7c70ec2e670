"""The year of a day that is printed without one: that of the list it stands in, else what its sentence or nearness tells.

A printed weekday, and 29 February, must fit the year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.dates import MONTHS
from ingest.tagging.tense import tense_of
from ingest.years import ENTRY, MEETINGS, WEEKDAY, Tense, fits, year_of

_NAMED = re.compile(r"(?<![\w/:.,§-])20\d\d(?![\w§/:–-]|[.,]\d|\s+nr\b)|(?<![\w/:.,§-])20\d\d(?=:(?:\s|$))")
_DATED = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\s+20\d\d|\d/\d{1,2}[\s,-]+20\d\d", re.IGNORECASE)
_TIMES = re.compile(r"\b\w*(?:tider|dagar|datum|möten|kalender|kalendern|kalendarium|tidplan|årsplan)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\W|\d|\b(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|ar(?:na)?)?)?|den|kl|klockan|och|samt|" + "|".join(MONTHS) + r")\b)*",
    re.IGNORECASE,
)
"""What a list of days is made of, on one line."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_LONGEST_ENTRY = 60
_LONGEST_HEADING = 80
_AROUND = 300
"""Letters on each side in which a year is named near."""


def year_without(text: str, title: str, date: str | None, place: tuple[int, int], day: tuple[int, int], reach: int = 0) -> int | None:
    """The year of the month and day at a place in an item's text, at a meeting on a date; of a span `reach` days to each side."""
    start, end = place
    heads = _heads(text, start, title)
    told = next((int(named.pop()) for head in heads if len(named := set(_NAMED.findall(head))) == 1), None)
    governed = told is not None
    if told is None and date:
        told = year_of(date, *day, _tense(text, start, end, heads), reach)
    weekday = None if reach else WEEKDAY.search(text[max(0, start - 30) : start])
    doubtful = weekday is not None or (day == (2, 29) and not governed)
    if told is None or reach or not doubtful:
        return told
    held = int(date[:4]) if date else told
    near = map(int, _NAMED.findall(title + "\n" + text[max(0, start - _AROUND) : end + _AROUND]))
    years = sorted({held - 1, held, held + 1, *near}, key=lambda year: (abs(year - told), -year))
    return next((year for year in (told, *years) if fits(year, *day, weekday and weekday["name"])), told)


def _heads(text: str, start: int, title: str) -> list[str]:
    """What stands over the day's place where that is in a list: the line's own head, or the lines above the list, and the title."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line, lead = text[first : last if last >= 0 else len(text)], text[max(first, start - _AROUND) : start]
    named = list(_NAMED.finditer(lead))
    if named and _BETWEEN.fullmatch(lead, named[-1].end()) and not _DATED.search(lead):
        return [lead]
    if not _is_entry(line):
        return []
    heads = _over_lines(text)[first]
    return [*heads, title] if _TIMES.search(title) or MEETINGS.search(title) else heads


@lru_cache(maxsize=1)
def _over_lines(text: str) -> Mapping[int, list[str]]:
    """The lines over each entry of a list, by where that begins, the nearest first: headings, up to a sentence."""
    over: dict[int, list[str]] = {}
    heads: list[str] = []
    start = 0
    for line in text.split("\n"):
        if _is_entry(line):
            over[start] = heads
        elif line.strip():
            prose = len(line) > _LONGEST_HEADING or line.rstrip().endswith(".")
            heads = [line, *heads][:3] if not prose else [line] if _TIMES.search(line) else []
        start += len(line) + 1
    return over


def _is_entry(line: str) -> bool:
    """Whether a line is an entry of a list of days, and no sentence that begins with one."""
    return bool(ENTRY.match(line)) and len(line) < _LONGEST_ENTRY and not line.rstrip().endswith(".")


def _tense(text: str, start: int, end: int, heads: list[str]) -> Tense | None:
    """What the heads of a day's list say of it, or its sentence; of days that stand alone, the sentence before them."""
    for head in heads:
        if listed := _meetings(head):
            return listed
    told = tense_of(text, start, end)
    if told in ("past", "behind"):
        return told
    *earlier, own = _SENTENCE.split(text[max(0, start - _AROUND) : start])
    alone = _BETWEEN.fullmatch(own) and _BETWEEN.fullmatch(_SENTENCE.split(text[end : end + _AROUND])[0])
    before = next((part for part in reversed(earlier) if not _BETWEEN.fullmatch(part)), "")
    return _meetings(before if alone else own) or told


def _meetings(head: str) -> Tense | None:
    """Whether words speak of the next meeting or of a list of them."""
    cues = list(MEETINGS.finditer(head))
    if not cues:
        return None
    return "coming" if cues[-1][0][:1] in "nN" else "listed"
