"""Which year a day without one is of: the meeting's, unless the same day of a neighbouring year lies far nearer.

What the words around it say goes before nearness: a day of a coming meeting lies ahead, and one on which something was
done lies behind.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

Tense = Literal["coming", "listed", "ahead", "behind", "past"]
"""A day is the first that comes, one of a list of meetings, or the last that was; or it only leans ahead, or behind."""

MEETINGS = re.compile(
    r"\b(?:nästa\s+möte|mötes(?:tider|datum|dagar)|tider\s+för|kommande\s+möten|nästa\s+sammanträde|sammanträdes(?:tider|dagar|datum))\b",
    re.IGNORECASE,
)
ENTRY = re.compile(r"^\W*(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\b|den\s+\d|\d)", re.IGNORECASE)
"""How an entry of a list of coming meetings begins."""
WEEKDAY = re.compile(r"\b(?P<name>mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?|\.)?\s+(?:den\s+)?(?:\d{1,2}\s?[-–]\s?)?$", re.IGNORECASE)
"""A weekday right before a day, or before a range that ends with it: `name` is its first letters."""
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
NEAR = 122
"""Days: a third of a year, so that the other year's day is less than half as far away."""
AUTUMN = 9
"""From this month on lists of coming meetings reach into the next year."""


def year_of(meeting: str, month: int, day: int, tense: Tense | None, reach: int = 0) -> int:
    """The year of a day of some month, named at a meeting (YYYY-MM-DD); of the middle of a span `reach` days to each side."""
    held = datetime.date.fromisoformat(meeting)
    own, half = _day(held.year, month, day), datetime.timedelta(days=reach)
    if tense == "coming":
        return held.year + (own + half < held)
    if tense == "past":
        return held.year - (own - half > held)
    if tense == "listed":
        return held.year + (own < held and held.month >= AUTUMN)
    other = held.year + (1 if own < held else -1)
    against = (tense == "behind" and other > held.year) or (tense == "ahead" and other < held.year)
    return held.year if against or abs((_day(other, month, day) - held).days) >= NEAR else other


def fits(year: int, month: int, day: int, weekday: str | None) -> bool:
    """Whether that year has the day, and on that weekday."""
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return False
    return weekday is None or _WEEKDAYS[found.weekday()] == weekday.casefold()


def _day(year: int, month: int, day: int) -> datetime.date:
    """The day, or one near enough where the month is too short."""
    return datetime.date(year, month, min(max(day, 1), 28))
