"""People that no list of the document has: by a known first name, a role or title before, a party after, a usual surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.organisations import is_role, key_of
from data.people import PARTICLES, first_names
from data.people import key as name_key
from data.places import places
from data.surnames import last_names
from data.swedish import common_words, parts
from ingest.tagging.mention import Mention, acts, begins, capitalised, is_word

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_TITLE = re.compile(
    r"\b(?:[Hh]err|[Ff]ru|[Ff]röken|[Dd]r|[Pp]rof\.?|(?P<role>[A-ZÅÄÖa-zåäö]{4,}))[ ](?P<name>[A-ZÅÄÖ][a-zåäöéü-]+)(?=s?\b)(?!\s[A-ZÅÄÖ])"
)
_HONORIFICS = frozenset(("herr", "fru", "fröken", "dr", "prof"))
_COUNCILS = ("kommunalrådet", "regionrådet", "oppositionsrådet", "borgarrådet", "statsrådet", "länsrådet")
"""The only words in -rådet that are people; all others are bodies."""
_INITIALS = re.compile(
    r"(?<![\w.])(?<!\d[ ])(?:[A-ZÅÄÖ]\.[ ]?(?:[A-ZÅÄÖ]\.[ ]?)?|[A-ZÅÄÖ]-[A-ZÅÄÖ]\.?[ ])"
    r"(?P<surname>[A-ZÅÄÖ][a-zåäöéü]{2,}(?:-[A-ZÅÄÖ][a-zåäöéü]+)?)(?![\w-])"
)
_ARTICLED = re.compile(r"(?:al|el|as|ad|an|ar|ash|bin|ibn|abu)-[A-ZÅÄÖ]")
_VERB = re.compile(r"(?:ar|er|(?<!an)(?<!en)de|te|it|at)$")
_PARTIES = r"(?:S|M|SD|C|V|KD|MP|L|FI|Fi|FP|D|-)"
_PARTY = re.compile(
    r"(?P<first>[A-ZÅÄÖ][\w-]+\n\n(?=[^\n(]*\())?"
    rf"(?P<name>(?:[A-ZÅÄÖ][\w-]+[ ]){{0,3}}[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ]?[a-zåäöéü]+)*)[ ]\({_PARTIES}\)"
)
_IN_PARTY = re.compile(rf" \({_PARTIES}\)")
"""What such a name ends with, found far faster."""
_PART = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?"
_TURNED = re.compile(rf"(?<![\w-])(?P<surname>{_PART}(?:[ ]{_PART}){{0,2}}),[ ](?P<first>{_PART}(?:[ ]{_PART})?)(?!\w|[ ][A-ZÅÄÖ])")
_PARTY_LINE = re.compile(rf"\n+{_PARTIES}(?:\n|$)")
"""After a name in a column: the party in the next."""
_SURNAME = re.compile(
    r"(?:sson|qvist|kvist|gren|ström|berg|lund|dahl|dal|holm|blad|stedt|ståhl|ell|én|elius|ander|mark|man|(?<!io)nen|ić|dotter|stam|skog)$"
)


_OPENS, _CLOSES = (' "', " ”", " “"), ('" ', "” ", "“ ")
"""What stands before and after a nickname: Jan-Olof "Jolle" Vik."""
_LABELS = frozenset("date datum tid plats ort signatur signature underskrift namnteckning namnförtydligande".split())
"""Labels of fields in a form, which end the name before them."""
_OFFICE = re.compile(r"[ ]till[ ](?:(?:ny|vice|andre|förste)[ ])?(?P<role>[a-zåäö]+)")
"""What follows whom somebody has elected: till revisor."""
_LINE = re.compile(r"(?:^|\n)[ ]*(?:[-–•·*][ ]+)?$")


def persons(text: str, known: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """All of them, overlapping ones too. `known` are surnames of the document's own people, casefolded."""
    words = list(_WORD.finditer(text))
    last = -1
    capitals = [text[word.start()].isupper() for word in words]
    for n in [n for n, capital in enumerate(capitals[:-1]) if capital and (capitals[n + 1] or _may_go_on(text, words, n))]:
        if n > last and (found := _name_end(text, words, n)):
            yield _person(text, words[n].start(), words[found].end(), 0.85)
            last = found
    for match in _PARTY.finditer(text) if _IN_PARTY.search(text) else ():
        start = _party_name(text, match)
        if start < match.end("name"):
            yield _person(text, start, match.end("name"), 0.85)
    for match in _TURNED.finditer(text):
        if _is_turned(text, match):
            key = name_key(f"{match['first']} {match['surname']}")
            yield Mention(start=match.start(), end=match.end(), label="PERSON", key=key, source="shape", confidence=0.8)
    for match in _INITIALS.finditer(text):
        surname = match["surname"]
        if surname.casefold() in last_names() or not (begins(text, match.start()) or key_of(surname)):
            yield _person(text, match.start(), match.end(), 0.75)
    for match in _TITLE.finditer(text):
        if _titled(match["role"], match["name"], known):
            yield _person(text, match.start("name"), match.end("name"), 0.7)


def _is_turned(text: str, match: re.Match[str]) -> bool:
    """Whether a name stands with the surname first, as in lists of votes (Lindgren, Per-Olof): usual names, or a line of their own."""
    surname, first = match["surname"].casefold(), match["first"].casefold()
    alone = text[max(0, match.start() - 1) : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
    if alone and _PARTY_LINE.match(text, match.end()):
        return True
    if " " in match["first"] and not set(re.split(r"[- ]", first)) <= first_names():  # a whole name after a word: Lägesbild, Sofia Holmsund
        return False
    if not alone and " " in match["surname"] + match["first"]:  # two people, one after the other
        return False
    if not {first, re.split(r"[- ]", first)[0]} & first_names():
        return False
    if re.split(r"[- ]", surname)[-1] in last_names():
        return True
    return alone and surname not in first_names() and not (is_word(surname) or (parts(surname) and not _SURNAME.search(surname)))


def _titled(role: str | None, name: str, known: frozenset[str]) -> bool:
    """Whether a single name after a title is somebody's. A title in the definite form leaves no doubt, a place's name does."""
    if (role is not None and not _leads(role)) or key_of(name) or is_role(name):
        return False
    place = places().get(name.casefold()) or places().get(name.casefold().removesuffix("s"))
    if place is not None and not place.common:
        return False
    if name.casefold() in known or role is None:
        return True
    if name.casefold() in first_names() - last_names():
        return False
    return role[:1].islower() or not is_role(role) or (place is None and (not is_word(name) or name.casefold() in last_names()))


def _leads(word: str) -> bool:
    """Whether the word is a title or a role, in the definite form too: herr, ledamoten, fastighetsstrategen."""
    form = word.casefold()
    if form in _HONORIFICS:
        return True
    if key_of(word) or (form.endswith("rådet") and form not in _COUNCILS):
        return False
    return is_role(word) or any(form.endswith(ending) and is_role(form.removesuffix(ending)) for ending in ("n", "en", "et"))


def _party_name(text: str, match: re.Match[str]) -> int:
    """Where a name before its party begins: after roles and common words that lead it ("Ordföranden Per Ek"), with a first name that
    the end of the line before has; at its end when it is none."""
    first, start = match["first"], match.start("name")
    if first and _leads_on(text, match.start()) and first.strip().casefold().split("-")[0] in first_names():
        return match.start()
    for word in match["name"].split():
        plain = word.casefold() in first_names() or not (begins(text, start) and is_word(word))
        if plain and not (is_role(word) or key_of(word) or word.casefold() in common_words()):
            return start
        start += len(word) + 1
    return match.end("name")


def _leads_on(text: str, start: int) -> bool:
    """Whether a line goes on to a word at its end, which is then no heading."""
    return text[max(0, start - 1) : start] == " "


def _name_end(text: str, words: list[re.Match[str]], n: int) -> int | None:
    """The last word of a name that begins at `n`, with a capital, or None."""
    first, last = words[n][0], _stretch(text, words, n)
    if last == n:
        return None
    if {first.casefold(), name_key(f"{first} -x").split()[0]} & first_names():
        return None if (first.isupper() and len(first) > 1) or _is_phrase(text, words[n], words[last]) else last
    if last > n + 1 and words[n + 1][0].casefold() in first_names() and not begins(text, words[n].start()) and _strange(first):
        return None if _follows_name(text, words, n) else last
    return last if _looks(text, words, n, last) else None


def _may_go_on(text: str, words: list[re.Match[str]], n: int) -> bool:
    """Whether a small word that follows may be in a name: a particle, a word with a hyphen (al-Din), a nickname in quotes."""
    word = words[n + 1][0]
    return word.casefold() in PARTICLES or "-" in word or text[words[n].end() : words[n + 1].start()] in _OPENS


def _stretch(text: str, words: list[re.Match[str]], n: int) -> int:
    """The last of the words with capitals from `n` on that one person can be called by."""
    last, within = n, False
    for place in range(n + 1, min(n + 6, len(words))):
        word, parted = words[place][0], _between(text, words, place)
        if within := not within and parted in _OPENS and _between(text, words, place + 1) in _CLOSES:
            continue
        if parted not in (" ", "- ", " -", *_CLOSES):
            break
        if not (word.casefold() in PARTICLES or capitalised(word) or _ARTICLED.match(word)):
            break
        if word[:1].isupper() and (is_role(word) or key_of(word) or word.casefold() in common_words()):
            break
        if place > n + 1 and (word.casefold() in _LABELS or _is_another(text, words, place)):
            break
        if word[:1].isupper() or _ARTICLED.match(word):
            last = place
    return last


def _between(text: str, words: list[re.Match[str]], place: int) -> str:
    """What stands between the word at `place` and the one before."""
    return text[words[place - 1].end() : words[place].start()] if place < len(words) else ""


def _is_another(text: str, words: list[re.Match[str]], place: int) -> bool:
    """Whether another person's name begins at `place`: with a first name after a surname, and a surname after it."""
    before, word = words[place - 1][0].casefold(), words[place][0].casefold()
    if word not in first_names() or before in first_names() | PARTICLES or before.split("-")[0] in first_names():
        return False
    return _between(text, words, place + 1) == " " and capitalised(words[place + 1][0])


def _is_phrase(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether the first name that is a preposition too is one, at the head of a sentence before a word that nobody is called by: Per
    Capita."""
    form = last[0].casefold()
    if first[0].casefold() != "per" or not begins(text, first.start()) or acts(text, last.end()):
        return False
    return is_word(form) and form not in last_names() and not _SURNAME.search(form)


def _follows_name(text: str, words: list[re.Match[str]], n: int) -> bool:
    """Whether a word ends a longer name, so that it begins none: Radikale Venstre Mahad Yussuf."""
    if not n or _between(text, words, n) != " ":
        return False
    before = words[n - 1]
    return capitalised(before[0]) and not is_role(before[0]) and not (begins(text, before.start()) and is_word(before[0]))


def _strange(first: str) -> bool:
    """Whether a capitalised word is nothing else that is known, so that it may be a first name."""
    return not (first.isupper() or is_word(first) or key_of(first) or first.casefold() in places() or is_role(first))


def _looks(text: str, words: list[re.Match[str]], n: int, last: int) -> bool:
    """Whether two capitalised words with an unknown first one are a name: a usual surname, or a role before."""
    first, surname = words[n][0], words[last][0].casefold()
    if not _strange(first):
        return False
    plain = surname.removesuffix("s")
    if plain in places() and plain not in last_names():
        return False
    role = n > 0 and text[words[n - 1].end() : words[n].start()] == " " and _leads(words[n - 1][0])
    role |= (office := _OFFICE.match(text, words[last].end())) is not None and is_role(office["role"])
    role |= last == n + 1 and _alone(text, words[n].start(), words[last].end()) and bool(_SURNAME.search(plain))
    return role or {surname, plain} & last_names() != set() or (not begins(text, words[n].start()) and bool(_SURNAME.search(plain)))


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the words are a line or a list's point of their own."""
    return text[end : end + 1] in ("", "\n") and bool(_LINE.search(text[max(0, start - 8) : start]))


def _person(text: str, start: int, end: int, confidence: float) -> Mention:
    bare = end - _genitive(text[start:end], text[end : end + 40])
    return Mention(start=start, end=bare, label="PERSON", key=name_key(text[start:bare]), source="shape", confidence=confidence)


def _genitive(name: str, after: str) -> bool:
    """Whether the s that a name ends in is a genitive's: something owned must follow, a noun and neither a small word nor a verb."""
    if not name.endswith("s"):
        return False
    last = name.split()[-1].casefold()
    if last in last_names() or last in first_names():
        return False
    if last[:-1] in last_names() or _SURNAME.search(last[:-1]):
        return True
    owned = re.match(r"(?:\s\([A-ZÅÄÖa-z]{1,4}\))?\s([a-zåäö]{3,})", after)
    if owned is None or owned[1] in common_words():
        return False
    if last.endswith(("ss", "as", "is", "us", "os", "es")):
        return last.endswith("is") and not _VERB.search(owned[1])
    return not _VERB.search(owned[1])
