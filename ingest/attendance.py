"""Lists of names → attendance entries: called, present, absent, substitutes in every comma form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from data.model import Attendee, Status
from data.organisations import is_role, looks_like_organisation
from data.people import PARTICLES, key
from ingest.names import is_name, parse
from ingest.page import Line
from ingest.text import Passage, compose

_SPECIFIED = (
    r"(?:\s+(?:\w*ledamöter|personer|deltagare|medlemmar|representanter|(?:till|vid|på)\s+mötet)"
    r"|(?:\s+(?-i:[a-zåäö]{2,})){1,5}(?=\s*:))?"
)
"""What may specify a heading: Närvarande *styrelseledamöter*, Kallade *till mötet*."""
HEADINGS: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(rf"^(?:{pattern})\s*(?:\([^)]*\)\s*)?(?::|\.|$)", re.IGNORECASE), kind, role)
    for pattern, kind, role in (
        (rf"kallade{_SPECIFIED}|kallelse\s+till", "called", None),
        (rf"(?:särskilt\s+)?inbjudna{_SPECIFIED}", "invited", None),
        (
            rf"ej\s+närvarande{_SPECIFIED}|frånvarande{_SPECIFIED}|(?:anmäl[td]a?|meddelat)\s+(?:förhinder|frånvaro)|förhindrade?|förhinder|"
            rf"icke\s+närvarande|frånvaro|(?:anmält\s+|lämnat\s+)?återbud|ej\s+deltagande",
            "absent",
            None,
        ),
        (
            rf"(?:mötes)?deltagare{_SPECIFIED}|när\s?varolista|närvaro(?:lista|förteckning)?|på\s+plats|medverkande|beslutande|deltagande|deltog",
            "present",
            None,
        ),
        (r"ledamöter|ordinarie(?:\s+ledamöter)?|närvarande\s+ledamöter|beslutande\s+ledamöter", "present", "Ledamot"),
        (r"tjänstgörande\s+ersättare", "present", "Tjänstgörande ersättare"),
        (r"(?:ej|icke)\s+tjänstgörande\s+ersättare|(?:närvarande\s+|övriga\s+)?(?:ersättare|suppleanter)", "present", "Ersättare"),
        (
            r"övriga(?:\s+(?:närvarande|deltag(?:are|ande)|medverkande))?|(?:även|också|dessutom|därutöver)\s+(?:närvarande|del(?:tog|tar|tagande)|medverka(?:de|r))",
            "present",
            None,
        ),
        (rf"närvarande{_SPECIFIED}", "present", None),
        (rf"(?:inbjudna\s+)?gäst(?:er)?{_SPECIFIED}", "present", "Gäst"),
        (rf"adjungerade?{_SPECIFIED}", "present", "Adjungerad"),
        (rf"(?:övriga\s+)?tjänste(?:män|personer){_SPECIFIED}|förvaltningen", "present", "Tjänsteperson"),
    )
)
SUBSTITUTE = r"(?:personlig\s+)?(?:ersättare|ersätts\s+av|ersatt\s+av|ers\.|suppleant|vikarie)"
_BY = re.compile(rf"^(?P<first>.*?)[\s,(]*\b{SUBSTITUTE}\s*:?\s*(?P<second>[^()]+?)\)?$", re.IGNORECASE)
_FOR = re.compile(
    r"^(?P<first>.+?)[\s,(]*\b(?:(?:tjänstgörande\s+)?ersättare\s+för|ersätter|i\s+stället\s+för|istället\s+för|tjänstgör\s+för|vikarierar\s+för|för)\s+(?P<second>.+)$",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[,;\n]|\boch\b|\bsamt\b)\s*")


class Listed(Struct, frozen=True):
    """A list under one heading: `kind` is called, invited, present or absent."""

    kind: str
    role: str | None
    passage: Passage


def heading(text: str) -> tuple[str, str | None, int] | None:
    """What an attendance heading at the text's start says: (kind, role, where the names begin), or None."""
    for pattern, kind, role in HEADINGS:
        match = pattern.match(text.strip())
        if match:
            return kind, role, len(text) - len(text.lstrip()) + match.end()
    return None


def read_attendance(lists: Sequence[Listed]) -> tuple[Attendee, ...]:
    """All lists of a document as entries, in order. Kallade set against Närvarande tells who was absent."""
    lists = _invited(lists)
    called = [entry for item in lists if item.kind == "called" for entry in read_list(item)]
    present = [entry for item in lists if item.kind == "present" for entry in read_list(item)]
    absent = [entry for item in lists if item.kind == "absent" for entry in read_list(item)]
    if not called:
        return (*present, *absent)
    if present:
        return _confront(called, present, absent)
    away = {key(entry.name) for entry in absent}
    marked = absent or any(e.status == "absent" or e.substitute_for for e in called)
    status: Status = "present" if marked else "unknown"
    out = [
        entry if entry.status == "absent" else structs.replace(entry, status="absent" if key(entry.name) in away else status)
        for entry in called
    ]
    names = {key(entry.name) for entry in out}
    return (*out, *(structs.replace(e, called=False) for e in absent if key(e.name) not in names))


def _invited(lists: Sequence[Listed]) -> list[Listed]:
    """The lists, with those who were invited as called, or as present where they stand after those present."""
    out: list[Listed] = []
    for item in lists:
        if item.kind == "invited":
            after = any(other.kind == "present" for other in out)
            item = structs.replace(item, kind="present", role="Inbjuden") if after else structs.replace(item, kind="called")
        out.append(item)
    return out


def _confront(called: list[Attendee], present: list[Attendee], absent: list[Attendee]) -> tuple[Attendee, ...]:
    """Those called, present or not; then those present who were not called."""
    there = {key(entry.name): entry for entry in present if entry.status != "absent"}
    out: list[Attendee] = []
    for entry in called:
        found = there.pop(key(entry.name), None)
        if found is None:
            out.append(structs.replace(entry, status="absent"))
        else:
            role, organisation = found.role or entry.role, found.organisation or entry.organisation
            source = (*entry.source, *found.source)
            out.append(structs.replace(entry, status="present", role=role, organisation=organisation, source=source))
    names = {key(entry.name) for entry in out}
    out += [structs.replace(entry, called=False) for entry in there.values()]
    out += [structs.replace(entry, called=False) for entry in absent if key(entry.name) not in names]
    return tuple(out)


def read_list(listed: Listed) -> list[Attendee]:
    """The entries of one list, struck ones absent, substitutes tied to whom they replace."""
    out: list[Attendee] = []
    for text, start, end in _pieces(listed.passage.text):
        out += _entries(listed, text, start, end, out)
    return out


def _entries(listed: Listed, text: str, start: int, end: int, before: list[Attendee]) -> list[Attendee]:
    """What one piece of a list says; may mark the entry before as replaced."""
    replacing = _FOR.match(text)
    if replacing and not re.search(rf"{SUBSTITUTE}\s+(?!för\b)", text, re.IGNORECASE):
        entry = _entry(listed, replacing["first"], start, start + replacing.end("first"))
        return [structs.replace(entry, substitute_for=parse(closed(replacing["second"])).name, called=_uncalled(listed))]
    replaced = _BY.match(text)
    if not replaced:
        return [_entry(listed, text, start, end)]
    first, second = replaced["first"].strip(" ,("), replaced["second"].strip(" ,.")
    out: list[Attendee] = []
    if first:
        out.append(structs.replace(_entry(listed, first, start, start + replaced.end("first")), status="absent"))
    elif before:
        before[-1] = structs.replace(before[-1], status="absent")
    where = start + replaced.start("second")
    stand_in = _entry(listed, second, where, start + replaced.end("second"))
    replaced_name = out[-1].name if out else before[-1].name if before else None
    status: Status = "absent" if stand_in.struck else "present"
    return [*out, structs.replace(stand_in, substitute_for=replaced_name, status=status, called=_uncalled(listed))]


def _uncalled(listed: Listed) -> bool | None:
    return False if listed.kind == "called" else None


def _entry(listed: Listed, text: str, start: int, end: int) -> Attendee:
    named = parse(text)
    lead = text.find(named.name)
    begin = start + max(lead, 0)
    struck = listed.passage.struck(begin, begin + len(named.name))
    status: Status = "absent" if struck or listed.kind == "absent" else "present"
    return Attendee(
        name=named.name,
        status=status,
        called=True if listed.kind == "called" else None,
        struck=struck,
        role=named.role or listed.role,
        organisation=named.organisation,
        party=named.party,
        paragraphs=named.paragraphs,
        source=listed.passage.regions(begin, min(end, begin + len(named.name))),
    )


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """The list's entries with offsets: a role, organisation or §§ range after a comma stays with its name."""
    out: list[tuple[str, int, int]] = []
    for piece, start, end in _cut_list(text):
        if out and _belongs_to_name(piece) and "\n\n" not in text[out[-1][2] : start]:
            first = out[-1][1]
            out[-1] = (text[first:end], first, end)
        else:
            out.append((piece, start, end))
    return out


def _belongs_to_name(piece: str) -> bool:
    if re.match(rf"(?:{SUBSTITUTE}|ersätter|i\s+stället|istället)\b", piece, re.IGNORECASE):
        return False
    words = piece.split()
    if any(is_name(" ".join(words[n : n + size])) for size in (2, 3) for n in range(len(words) - size + 1)):
        return False
    if piece[:1].islower():
        return words[0] not in PARTICLES
    return piece[:1] in "§0123456789" or is_role(piece) or looks_like_organisation(piece)


def closed(text: str) -> str:
    """Without the bracket that closes one opened before the text."""
    return text[:-1] if text.endswith(")") and text.count(")") > text.count("(") else text


def _cut_list(text: str) -> Iterable[tuple[str, int, int]]:
    """The list cut at commas, semicolons, line ends and "och", not inside brackets, with offsets."""
    depth, start = 0, 0
    cuts = {m.start(): m.end() for m in _CUT.finditer(text)}
    i = 0
    while i <= len(text):
        depth += {"(": 1, ")": -1}.get(text[i : i + 1], 0)
        if i == len(text) or (depth <= 0 and i in cuts):
            piece = text[start:i]
            inner = piece.strip(" .\n\t•-–")
            if inner and any(c.isalpha() for c in inner):
                lead = piece.find(inner)
                yield inner, start + lead, start + lead + len(inner)
            if i == len(text):
                return
            start = i = cuts[i]
            continue
        i += 1


def listed(kind: str, role: str | None, parts: Sequence[Sequence[Line]]) -> Listed:
    """A list made of lines, struck names kept in it."""
    return Listed(kind, role, compose(parts, struck=True))
