"""Where the lists of names stand: lines above the agenda parted into the head and the lists under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from ingest.attendance import SUBSTITUTE, Listed, closed, heading, listed
from ingest.names import is_name, parse
from ingest.page import Line, Word, spell

_INSTEAD = re.compile(rf"\(?\b(?:{SUBSTITUTE}|ersätter)(?:\s+för)?\b", re.IGNORECASE)
_OTHER = re.compile(
    r"^(?:(?:mötes|nämnd)?sekreterare|ordförande|paragraf\w*|tid|plats|datum|innehåll\w*|dagordning|ärende\w*|föredragningslista"
    r"|underskrift\w*|anslag\w*|plats\s+och\s+tid.*|vid\s+protokollet|antecknat(?:\s+av)?)\s*(?::|$)|^(?:\w*juster(?:are|ing|as|at)\w*|utses?\s+att\s+justera)\b",
    re.IGNORECASE,
)
"""Labels that end a list of names: what follows them is something else."""
_GAP = re.compile(r"(?<=[.,;)\w])\s+(?=[^\W\d_])")
_HEADS = re.compile(r"övriga|även|också|dessutom|därutöver|ej|icke|särskilt|inbjudna|anmäl[td]a?", re.IGNORECASE)
"""How a heading of more words than one begins."""


def split_attendance(lines: Sequence[Line]) -> tuple[list[Listed], list[Line]]:
    """Lists of names under their headings, and the lines that stand in none of them."""
    lists: list[Listed] = []
    rest: list[Line] = []
    current: tuple[str, str | None] | None = None
    run: list[Line] = []

    def close() -> None:
        if current and run:
            lists.append(listed(*current, name_paragraphs(run)))
        run.clear()

    for line in begin_lines(lines):
        found = heading(line.text)
        if found:
            close()
            current = found[0], found[1]
            run += after(line, found[2])
        elif ends_list(line):
            close()
            current = None
            rest.append(line)
        else:
            (run if current else rest).append(line)
    close()
    return lists, rest


def lists_under(said: tuple[str, str | None] | None, lines: Sequence[Line]) -> list[Listed]:
    """The list under one heading (its kind and role), if there is one, and those that further headings begin among its lines."""
    runs: list[tuple[tuple[str, str | None] | None, list[Line]]] = [(said, [])]
    for line in begin_lines(lines):
        found = heading(line.text)
        if found:
            runs.append(((found[0], found[1]), after(line, found[2])))
        else:
            runs[-1][1].append(line)
    return [listed(*current, name_paragraphs(run)) for current, run in runs if current and run]


def holds_names(line: Line) -> bool:
    """Whether a line, struck words and all, holds a whole name."""
    return bool(_names(spell(line.words)))


def begin_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut so that each heading of names begins one: "…, Dina Hult (V). Övriga deltagande: Eva Lind" is two."""
    return [piece for line in _rejoined(lines) for piece in _pieces(line)]


def _pieces(line: Line) -> list[Line]:
    text = spell(line.words)
    for gap in _GAP.finditer(text) if ":" in text else ():
        if _is_inner_heading(text, gap.end()):
            head = Line(line.page, _before(line, gap.end()))
            return [head, *(piece for rest in after(line, gap.end()) for piece in _pieces(rest))]
    return [line]


def _is_inner_heading(text: str, at: int) -> bool:
    """Whether a heading with its colon stands at a place in a line, after a whole entry and in no brackets."""
    found = heading(text[at:])
    if not found or not text[at : at + found[2]].rstrip().endswith(":") or _INSTEAD.match(text[at:]):
        return False
    whole = text[:at].rstrip().endswith((".", ",", ";", ")"))
    return text[:at].count("(") <= text[:at].count(")") and (whole or text[at].isupper())


def _before(line: Line, end: int) -> tuple[Word, ...]:
    """The words of a line's first `end` characters."""
    return next(line.words[:n] for n in range(len(line.words), -1, -1) if len(spell(line.words[:n])) <= end)


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the first word of a heading that a line's end cut in two ("Övriga", "deltagande:") on the line of the rest."""
    out = list(lines)
    for n, (line, below) in enumerate(pairwise(lines)):
        last = line.words[-1]
        if len(line.words) < 2 or not _HEADS.fullmatch(last.text) or not below.text[:1].islower():
            continue
        if _is_inner_heading(f"{spell(out[n].words[:-1])} {last.text} {below.text}", len(spell(out[n].words[:-1])) + 1):
            out[n], out[n + 1] = Line(line.page, out[n].words[:-1]), Line(below.page, (last, *below.words))
    return out


def ends_list(line: Line) -> bool:
    """Whether a line's label says that the names above it are all."""
    text = line.text.strip()
    return text[:1].isupper() and bool(_OTHER.match(text))


def after(line: Line, start: int) -> list[Line]:
    """The rest of a line whose first `start` characters (of its unstruck text) are a heading; none when that is all."""
    position = 0
    for n, word in enumerate(line.words):
        begin = position + (0 if word.glued or n == 0 else 1)
        position = begin + len(word.text)
        if position > start:
            first = word if begin >= start else _tail(word, start - begin)
            return [Line(line.page, (first, *line.words[n + 1 :]))]
    return []


def _tail(word: Word, cut: int) -> Word:
    """A word without its first letters, where a heading and a name stand without a space between."""
    x0 = word.x0 + (word.x1 - word.x0) * cut / len(word.text)
    return structs.replace(word, text=word.text[cut:], x0=x0)


def name_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """A comma list runs over its lines as one; a list of one name a line keeps its lines apart.

    A line goes on the one before where that ends in the middle, or where it holds no whole name itself.
    """
    texts = [spell(line.words) for line in lines]
    if len(lines) == 1 or 2 * sum(map(_names, texts)) >= 3 * len(lines):
        return [list(lines)]
    whole = 2 * sum(bool(_names(text)) for text in texts) >= len(lines)
    out = [[lines[0]]]
    for (before, text), line in zip(pairwise(texts), lines[1:], strict=True):
        if goes_on(before, text) or (whole and not _names(text)):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _names(text: str) -> int:
    """How many parts of a comma list hold a whole name."""
    return sum(any(is_name(parse(closed(name.strip())).name) for name in _INSTEAD.split(part)) for part in text.split(","))


def goes_on(before: str, line: str) -> bool:
    """Whether a line of a list is the rest of the one before it."""
    if re.search(r"(?:,|\(|-|§+|\b(?:ersätter|ersättare|för|och|från|till|stället))\s*$", before, re.IGNORECASE):
        return not (before.rstrip().endswith(",") and bool(_names(line.split(",")[0])))
    replaced = re.search(r"\b(?:ersätter|ersättare\s+för|tjänstgör\s+för|stället\s+för)\s+(?P<name>.+)$", before, re.IGNORECASE)
    if replaced and not is_name(parse(closed(replaced["name"].rstrip())).name):
        return True
    return line[:1].islower() or line[:1] in "(§" or bool(re.match(r"\d", line))
