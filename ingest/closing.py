"""What stands below the agenda, and above it: who took the notes and who approved them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.model import Signatory
from ingest.dates import first_date
from ingest.names import is_name, parse
from ingest.page import Line
from ingest.text import Passage, compose

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
