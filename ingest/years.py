"""Which year a day without one is of: the meeting's, unless the same day of a neighbouring year lies far nearer.

What the words around it say goes before nearness: a day of a coming meeting lies ahead, and one on which something was
done lies behind.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

Tense = Literal["next", "listed", "ahead", "past"]
"""A day is that of the next meeting, of a list of coming ones, of something that will be or something that was."""

MEETINGS = re.compile(
    r"\b(?:nästa\s+möte|mötes(?:tider|datum|dagar)|tider\s+för|kommande\s+möten|nästa\s+sammanträde|sammanträdes(?:tider|dagar|datum))\b",
    re.IGNORECASE,
)
NEAR = 122
"""Days: a third of a year, so that the other year's day is less than half as far away."""
AUTUMN = 9
"""From this month on lists of coming meetings reach into the next year."""
_PAST = re.compile(
    r"\b(?:\w+(?:ades?|ddes?|[^d\W]des|tes)|var|blev|höll(?:s)?|hade|fick|gick|gav(?:s)?|tog(?:s)?|kom|såg(?:s)?|sattes|har\s+\w+(?:[ai]ts?|tt))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:ska|skall|kommer|kommande|nästa|senast|blir|plan(?:eras?|erad[et]?)|välkom\w+|inbjud\w+|bjuder\s+in|startar|börjar)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n")
_AROUND = 300
"""Letters on each side that are looked at."""
_SHORT = 20
"""Fewer letters before a day stand under the heading above."""


def year_of(meeting: str, month: int, day: int, tense: Tense | None) -> int:
    """The year of a day of some month, named at a meeting (YYYY-MM-DD)."""
    held = datetime.date.fromisoformat(meeting)
    own = _day(held.year, month, day)
    if tense in ("next", "listed"):
        return held.year + (own < held and (tense == "next" or held.month >= AUTUMN))
    other = held.year + (1 if own < held else -1)
    against = (tense == "past" and other > held.year) or (tense == "ahead" and other < held.year)
    return held.year if against or abs((_day(other, month, day) - held).days) >= NEAR else other


def tense_of(text: str, start: int, end: int) -> Tense | None:
    """What the sentence, or the heading of a list, says of the day at [start, end)."""
    before = text[max(0, start - _AROUND) : start]
    sentence = _END.split(before)[-1].rpartition(" att ")[2]
    after = _END.split(text[end : end + _AROUND])[0]
    if _PAST.search(" ".join(sentence.split()[-4:])) or _PAST.search(" ".join(after.split()[:3])):
        return "past"
    *above, here = before.split("\n\n")
    cues = list(MEETINGS.finditer(above[-1] if above and len(here) < _SHORT else here))
    if cues:
        return "next" if cues[-1][0][:1] in "nN" else "listed"
    if _AHEAD.search(sentence) or _AHEAD.search(after):
        return "ahead"
    return "past" if _PAST.search(sentence) else None


def _day(year: int, month: int, day: int) -> datetime.date:
    """The day, or one near enough where the month is too short."""
    return datetime.date(year, month, min(max(day, 1), 28))
