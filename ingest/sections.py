"""Points and paragraphs: where "§ 16", "3." or "3)" begins an item, and what of it is title, text, decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ingest.page import Line

_STYLES: dict[str, re.Pattern[str]] = {
    "§": re.compile(r"^§\s*(?P<n>\d{1,4})(?P<letter>[a-z])?(?![\w])[.):]?\s*", re.IGNORECASE),
    ".": re.compile(r"^(?P<n>\d{1,3})(?P<letter>[a-z])?\.(?!\d)\s*(?=\S|$)"),
    ")": re.compile(r"^(?P<n>\d{1,3})(?P<letter>[a-z])?\)\s*(?=\S|$)"),
    "punkt": re.compile(r"^(?:punkt|ärende|p|pkt|top)\.?\s+(?P<n>\d{1,3})(?P<letter>[a-z])?\b[.:)]?\s*", re.IGNORECASE),
}
SUBHEADS = re.compile(
    r"^(?:(?:förslag\s+till\s+)?beslut(?:et)?(?:sunderlag|sgång|smotivering|\s+i\s+[\wåäö ]+)?|"
    r"ärende(?:t|beskrivning|ts\s+behandling(?:\s+på\s+sammanträdet)?)|"
    r"sammanfattning(?:\s+av\s+ärendet)?|bakgrund|yrkande(?:n)?|tilläggsyrkande(?:n)?|proposition(?:er|sordning)?(?:\s+och\s+omröstning)?|omröstning(?:sresultat|sordning)?(?:\s*[–-].*)?|"
    r"reservation(?:er)?|protokollsanteckning(?:ar)?|särskil(?:t|da)\s+yttrande(?:n)?|handling(?:ar)?|underlag|tidigare\s+behandling|information|jäv|"
    r"protokollsutdrag(?:\s+(?:skickas\s+till|till))?|beslutet\s+(?:skickas|expedieras)\s+till|expedieras\s+till|delges|skickas\s+till|motivering|skäl(?:en)?\s+för\s+beslutet|"
    r"bilag(?:a|or)|dagens\s+sammanträde|föredragning|överläggning|diskussion|barnkonsekvensanalys|ekonomiska\s+konsekvenser|konsekvenser)\s*:?$",
    re.IGNORECASE,
)
_DECISION = re.compile(r"^(?:(?:\w+(?:s|ns|ens)\s+)?beslut(?:et)?)\s*:?$", re.IGNORECASE)
REFERENCE = r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,7}[\s-]?)?\d{2,4}[-/:]\d{2,6}(?:[-/:.]+\d+)*"
_REFERENCE = re.compile(
    rf"(?:\b(?:dnr|diarienr|diarienummer|ärendenummer|ärendenr|ärende-?id|ärende\s+nr|diarie)\b\.?\s*:?\s*(?P<named>{REFERENCE}|\S*\d\S*)|^(?P<bare>{REFERENCE}(?=\s|$)|\d/\d\d$))",
    re.IGNORECASE,
)


_CONTENTS = re.compile(r"^(?:innehåll(?:sförteckning)?|ärende(?:lista|förteckning|n)?|dagordning|föredragningslista)\s*:?$", re.IGNORECASE)


_LEADERS = re.compile(r"[.…_·]{4,}[\s.]*\d{1,3}\.*$|(?:[.…·]\s){4,}\s*\d{1,3}$")
"""Dots that lead to a page number."""


CONTENTS_WITHIN = 12
"""Among how many of the first numbered lines a contents list may begin: a front page may hold some before it."""


class Heading(Struct, frozen=True):
    """A line that begins an item: its number, the label as printed, and where the title begins in the line."""

    index: int
    number: int
    label: str
    rest: int
    x: float
    bold: bool


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without a contents list: a run of numbered lines that all stand again, alike, further on."""
    style = _best(lines)[0]
    found = _candidates(lines, _STYLES[style]) if style else []
    for n, first in enumerate(found[:CONTENTS_WITHIN]):
        again = next((h for h in found[n + 1 :] if h.number == first.number), None)
        listed = [h for h in found[n:] if again and h.index < again.index]
        if again is None or len(listed) < 2:
            continue
        later = {h.number: " ".join(line.text for line in lines[h.index : h.index + 3]) for h in reversed(found) if h.index >= again.index}
        alike = [bool(_LEADERS.search(text)) or _alike(text, later.get(h.number, "")) for h in listed for text in [lines[h.index].text]]
        if alike[0] and 5 * sum(alike) >= 3 * len(alike):
            near = range(max(0, first.index - 3), first.index)
            start = next((n for n in near if _CONTENTS.match(lines[n].text)), first.index)
            return [*lines[:start], *lines[again.index :]]
    return list(lines)


def _alike(listed: str, later: str) -> bool:
    """Whether a line of the contents is the heading it points to, its page number and dots aside."""
    bare = re.sub(r"[\s.…_]{2,}\d*$", "", listed).casefold()
    title = re.sub(r"^(?:§\s*)?\d+[a-z]?[.):]*\s*", "", bare)
    later = re.sub(r"\s+", " ", later).casefold()
    return len(title) > 2 and (later.startswith(bare[:40]) or (len(title) > 8 and title[:40] in later))


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """The lines that begin the items of the document's outermost numbering; empty when there is none.

    Of all lines that start with a number, the best chain is kept: numbers that rise by one, at one indent, in
    one weight. So lists inside an item and references at a line's start fall away.
    """
    return _best(lines)[1]


def _best(lines: Sequence[Line]) -> tuple[str, list[Heading]]:
    """The numbering that carries the document, and its headings; empty when there is none."""
    name, best, weight = "", list[Heading](), 0.0
    for style, pattern in _STYLES.items():
        chain = _best_chain(_candidates(lines, pattern))
        worth = len(chain) * (2.0 if style == "§" else 1.0)
        if worth > weight and (style == "§" or len(chain) > 1):
            name, best, weight = style, chain, worth
    return name, best


def _candidates(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[Heading]:
    out: list[Heading] = []
    for index, line in enumerate(lines):
        text = line.text
        match = pattern.match(text)
        if match:
            label = text[: match.end()].strip().rstrip(".):").strip()
            out.append(Heading(index, int(match["n"]), label, match.end(), line.x0, line.bold))
    return out


def _best_chain(found: Sequence[Heading]) -> list[Heading]:
    """The chain of headings with the highest worth (dynamic programming over their order)."""
    if not found:
        return []
    worth: list[float] = []
    back: list[int] = []
    for i, heading in enumerate(found):
        top, link = 1.0 - 0.3 * min(heading.number - 1, 3) * (not heading.label.startswith("§")), -1
        for j in range(max(0, i - 150), i):
            step = worth[j] + _step(found[j], heading)
            if step > top:
                top, link = step, j
        worth.append(top + 0.3 * heading.bold)
        back.append(link)
    at = max(range(len(found)), key=lambda i: (worth[i], -i))
    chain: list[Heading] = []
    while at >= 0:
        chain.append(found[at])
        at = back[at]
    return chain[::-1]


def _step(before: Heading, after: Heading) -> float:
    """What it is worth that `after` follows `before`."""
    rise = after.number - before.number
    if rise == 1:
        gain = 1.0
    elif rise == 0 and after.label != before.label:
        gain = 0.8
    elif 1 < rise <= 12:
        gain = 0.7 - 0.05 * rise
    else:
        return -1e9
    if abs(after.x - before.x) > 9:
        gain -= 0.6
    if after.bold != before.bold:
        gain -= 0.5
    return gain


def split_reference(text: str) -> tuple[str | None, str]:
    """A diarienummer at the head of a title, or after "Dnr", and the title without it."""
    match = _REFERENCE.search(text)
    if not match:
        return None, text
    found = match["named"] or match["bare"]
    rest = (text[: match.start()].rstrip(" ,(–-") + " " + text[match.end() :].lstrip(" ,)")).strip()
    return re.sub(r":-\d+$", "", found.strip(" .,;)")), rest


def is_subhead(line: Line) -> bool:
    """Whether a line is one of the subheads that a protocol sets over the parts of an item."""
    return bool(SUBHEADS.match(line.text.strip()))


def decision_in(text: str) -> str | None:
    """The decision: what stands under the subhead Beslut, up to the next subhead; None without one."""
    parts = text.split("\n\n")
    found: list[str] = []
    inside = False
    for part in parts:
        if _DECISION.match(part.strip()):
            inside = True
        elif SUBHEADS.match(part.strip()):
            inside = False
        elif inside:
            found.append(part)
    return "\n\n".join(found) or None
