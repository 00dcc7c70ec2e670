"""A presenter's cell: who presents, apart from organisation and role, however the cell breaks its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from data.model import Presenter
from data.organisations import ORGANISATION_STARTS, is_role, key_of, looks_like_organisation
from data.people import PARTICLES, first_names
from ingest.names import is_name, is_single_name, second_name
from ingest.page import Line
from ingest.roll import after
from ingest.text import Passage, compose, paragraphs

_PARTS = re.compile(r"\s*(?:\n\n|[,;/()&:]|\s[-–—]\s|\boch\b)\s*")


_PRESENTED = re.compile(r"^(?:föredragande|föredras\s+av|föredragning\s+av|rapportör|informatör)\s*:\s*", re.IGNORECASE)


class _Part(Struct, frozen=True):
    """A stretch of the cell that is one name, role or organisation."""

    kind: str
    text: str
    start: int
    end: int


def read_presenters(lines: Sequence[Line], right: float | None = None) -> tuple[Presenter, ...]:
    """The presenters named in a cell's lines; struck ones are left out. `right` is the cell's inner edge."""
    parts = _whole_names(paragraphs(lines, right))
    passage = compose([part for whole in parts for part in _name_lines(whole)], right=right)
    return _gather(passage, [part for piece in _pieces(passage.text) for part in _classify(*piece)])


def presenters_in(lines: Sequence[Line]) -> tuple[Presenter, ...]:
    """Who presents, by a line of the text that says so: "Föredragande: Karin Ek, polisen"."""
    for line in lines:
        match = _PRESENTED.match(line.text)
        if match and (rest := after(line, match.end())):
            return read_presenters(rest)
    return ()


def _whole_names(parts: Sequence[list[Line]]) -> list[list[Line]]:
    """The parts, one that ends in the middle of a name (Susanne af) put together with the next."""
    out: list[list[Line]] = []
    for part in parts:
        words = out[-1][-1].text.split() if out else []
        if len(words) > 1 and words[-1].casefold() in PARTICLES:
            out[-1] = [*out[-1], *part]
        else:
            out.append(part)
    return out


def _name_lines(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines parted where one whole name stands under another, though the column had no room for both."""
    out = [[lines[0]]]
    for before, line in pairwise(lines):
        if is_name(line.text.strip(" ,;")) and _ended(before.text, line.text):
            out.append([line])
        else:
            out[-1].append(line)
    return out


def _ended(before: str, after: str) -> bool:
    """Whether a line of the cell is complete, so that the name on the next line is another one."""
    words = before.split()
    if not words or before.endswith(("-", "(", "/")) or words[-1].casefold() in PARTICLES | {"och"}:
        return False
    if is_name(before.strip(" ,;")):
        return True
    return after.split()[0].casefold() in first_names() and words[-1].strip(" ,;").casefold() not in first_names() and len(words) > 1


def _pieces(text: str) -> list[tuple[str, int]]:
    """The text cut at commas, brackets, slashes, "och" and meant line ends, each with its offset."""
    out: list[tuple[str, int]] = []
    start = 0
    for match in [*_PARTS.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip(" ."):
            lead = len(piece) - len(piece.lstrip())
            out.append((piece.strip(), start + lead))
        start = match.end() if match else end
    return out


def _classify(text: str, offset: int) -> list[_Part]:
    """A piece as parts: "Karin Lundqvist Region Västerbotten Elin Boström" is a name, an organisation, a name."""
    words = [(m[0], m.start()) for m in re.finditer(r"\S+", text)]
    out: list[_Part] = []
    first = 0
    while first < len(words):
        last, kind = _next_part([w for w, _ in words[first:]], bool(out))
        last += first
        start, end = words[first][1], words[last - 1][1] + len(words[last - 1][0])
        out.append(_Part(kind, text[start:end].strip(" ."), offset + start, offset + end))
        first = last
    return out


def _next_part(words: list[str], after: bool) -> tuple[int, str]:
    """How many of the words belong to the first part, and what it is: name, role or organisation."""
    for cut in range(2, len(words)):
        if is_name(" ".join(words[:cut])) and _belongs(words[cut:]):
            return second_name(words[:cut]) or cut, "name"
    whole = " ".join(words)
    if is_name(whole):
        return second_name(words) or len(words), "name"
    for cut in range(1, len(words)):
        if _known(" ".join(words[:cut])) and _starts_name(words[cut:]):
            return cut, _kind(" ".join(words[:cut]))
    if not after and len(words) == 1 and not _known(whole):
        return 1, "word"
    return len(words), _kind(whole)


def _belongs(rest: list[str]) -> bool:
    """Whether the words after a name begin with a role or an organisation, their first word needed for it."""
    if rest[0].casefold() in PARTICLES:
        return False
    for n in range(1, len(rest) + 1):
        whole, later = " ".join(rest[:n]), " ".join(rest[1:n])
        if _known(whole) and (n == 1 or key_of(whole) or rest[0].casefold() in ORGANISATION_STARTS or not _known(later)):
            return True
    return False


def _known(text: str) -> bool:
    return is_role(text) or looks_like_organisation(text)


def _kind(text: str) -> str:
    return "role" if is_role(text) and not looks_like_organisation(text) else "organisation"


def _starts_name(words: list[str]) -> bool:
    return any(is_name(" ".join(words[:n])) for n in range(2, len(words) + 1)) and not _known(words[0])


def _gather(passage: Passage, parts: list[_Part]) -> tuple[Presenter, ...]:
    """Roles and organisations put with the name before them, or after where none came before."""
    out: list[Presenter] = []
    waiting: list[_Part] = []
    for part in parts:
        if part.kind == "name" or (part.kind == "word" and not out and is_single_name(part.text)):
            presenter = Presenter(name=part.text, source=passage.regions(part.start, part.end))
            for early in waiting:
                presenter = _attach(presenter, early)
            out.append(presenter)
            waiting = []
        elif part.kind == "word" and out and out[-1].name.casefold() in first_names() and is_single_name(part.text):
            place = (*out[-1].source, *passage.regions(part.start, part.end))
            out[-1] = structs.replace(out[-1], name=f"{out[-1].name} {part.text}", source=place)
        elif out:
            out[-1] = _attach(out[-1], part)
        else:
            waiting.append(part)
    for part in waiting:
        named = Presenter(name=part.text, source=passage.regions(part.start, part.end))
        out.append(_attach(named, part))
    return tuple(out)


def _attach(presenter: Presenter, part: _Part) -> Presenter:
    if part.kind == "role":
        role = f"{presenter.role}, {part.text}" if presenter.role else part.text
        return structs.replace(presenter, role=role)
    organisation = f"{presenter.organisation}, {part.text}" if presenter.organisation else part.text
    return structs.replace(presenter, organisation=organisation)
