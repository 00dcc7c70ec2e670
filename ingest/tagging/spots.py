"""Places by name.

A place whose name is a word or a surname as well, and one that no list has, count only where the words around them tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from data.compounds import REMEMBERED
from data.lexicon import lexicon
from data.organisations import fold, key_of
from data.people import first_names
from data.places import Place, places
from data.surnames import last_names
from data.swedish import parts
from ingest.tagging.mention import Mention, begins, is_word
from ingest.tagging.ways import ways

_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*")
_PREPOSITIONS = frozenset("i på till från vid kring runt mellan genom för mot utanför längs utmed under av".split())
_PARTS = frozenset(
    "stadsdelen kommundelen stadsdelarna kommundelarna byn byarna orten orterna tätorten tätorterna samhället samhällena området "
    "bostadsområdet bostadsområdena villaområdet industriområdet grannskapet staden kommunen kommunerna "
    "sjön insjön ån älven floden ön öarna "
    "halvön berget fjället skogen udden viken byggden bygden socknen kvarteret kvarteren badplatsen naturreservatet reservatet hållplatsen "
    "fiskeläget herrgården torpet gården skogsområdet fritidsområdet verksamhetsområdet handelsområdet hamnen färjeläget".split()
)
"""What a place is called by: the name comes after."""
_ADVERBS = frozenset("just själva hela även främst särskilt inte både bland annat".split())
"""What may stand between a preposition and the place."""
_BEFORE = _PREPOSITIONS - {"av", "under"} | _PARTS | frozenset("norr söder öster väster centrala norra södra östra västra".split())
_WHERE = _PARTS | frozenset("i vid kring runt mellan utanför".split())
"""Prepositions after which an unknown name is a place's."""
_SYSTEMS = frozenset(
    "teams zoom excel outlook word facebook instagram snapchat tiktok youtube linkedin messenger signal skype google android windows swish "
    "platina ciceron evolution stratsys troman netpublicator meetings public w3d3 hypergene heroma procapita treserva lifecare infomentor "
    "vklass unikum skolon kolada castor combine pulsen viva raindance agresso ecos bygglovalliansen geosecma trello slack internet "
    "superettan allsvenskan elitserien".split()
)
"""Computer systems that minutes are at work in ("i Platina"), and leagues that clubs play in, which are no places."""
_LISTED = frozenset((",", "och", "samt", "eller"))
_SIDE = re.compile(r"\b(?P<side>Norra|Södra|Östra|Västra|Stora|Lilla|Nedre|Övre|Gamla|Nya|Inre|Yttre)\s(?P<word>[A-ZÅÄÖ][a-zåäöé-]+)\b")
_ENDS_LIKE_PLACE = re.compile(
    r"(?:by|byn|sta|stad|köping|torp|hult|ås|ö|ön|vik|viken|sund|sele|träsk|vaara|lunda|hed|holm|fors|bo|ryd|red|löv|hammar|berga|näs|tuna|inge|åker"
    r"|skog|hov|sätra|valla|dal|bäck|mark|gård|slätt|sjö|mo|berg|lund|vall|strand|kulla|måla|boda|åsen|heden|haga|äng|torpa|liden|ljunga|ene"
    r"|hamn|hem|borg|stena|arp|lösa|inga|järvi|niva|suando|jaur|jokk|landet|fjärden)$"
)
_VOTER = re.compile(r"(?:,[ ][A-ZÅÄÖ][^\n]*)?\n+(?:S|M|SD|C|V|KD|MP|L|FI|Fi|FP|D|-)(?:\n|$)")
"""After a line of a list of votes: the party in the next. Such a line is somebody's name, though a place may be called so."""
_DATED = re.compile(
    r"(?P<place>[A-ZÅÄÖ][\wåäöé-]+)[ ](?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?[ ])?(?:den[ ])?\d{1,2}(?:[ ][a-zåäö]{3,9}\.?|/\d{1,2})"
    r"(?:[ ]kl\.?[ ][\d.:–-]+)?(?:,|[ ]och|[ ]samt|,[ ]och)[ ]$"
)
"""What stands before a name in a list of places with dates: Obbola den 16 april, Teg den 23 april."""
_SECOND = frozenset("län kommun kommuns stad församling pastorat universitet".split())


def spots(text: str, surnames: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """All places, overlapping ones too. `surnames` are those of the document's people, casefolded: such a place must be told of."""
    words = list(_WORD.finditer(text))
    for n, match in enumerate(words):
        if match[0][:1].isupper():
            yield from _known(text, words, n, surnames)
    yield from ways(text)
    for match in _SIDE.finditer(text):
        if _place(match["word"]) or (_told(text, match.start()) and not is_word(match["word"])):
            yield _mention(match.start(), match.end(), fold(match[0]), 0.75)


def _known(text: str, words: list[re.Match[str]], n: int, surnames: frozenset[str]) -> Iterator[Mention]:
    """The longest place of three words or fewer that begins here, or a word that stands and looks like one."""
    start = words[n].start()
    for last in range(min(n + 2, len(words) - 1), n - 1, -1) if _leads(words[n][0]) else ():
        end = words[last].end()
        if last > n and text[words[last - 1].end() : words[last].start()] != " ":
            continue
        found, bare = _place(text[start:end]), _place(text[start : end - 1]) if text[end - 1] == "s" else None
        place = None if _VOTER.match(text, end) and begins(text, start) else found or bare
        doubtful = place is not None and last == n and (place.common or text[start:end].casefold() in surnames)
        if place and (not doubtful or _alone(text, words, n)):
            yield _mention(start, end - (found is None), fold(place.name), 0.85)
            return
    if _strange(words[n][0]) and _alone(text, words, n) and not text.startswith(" og ", words[n].end()):  # Børn og Unge, an office
        yield from _unlisted(text, words, n)


@lru_cache(maxsize=REMEMBERED)
def _leads(word: str) -> bool:
    """Whether the name of a listed place may begin with the word, in the genitive or with an ending perhaps."""
    form = fold(word)
    return any(one.split(" ")[0] in _heads() for one in (form, form[:-1], form[:-2]))


@cache
def _heads() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in places())


@lru_cache(maxsize=REMEMBERED)
def _strange(word: str) -> bool:
    """Whether a capitalised word is nothing else that is known, so that it may be a place that no list has."""
    return lexicon().keys.get(word.casefold()) is None and not key_of(word) and fold(word) not in first_names()


def _unlisted(text: str, words: list[re.Match[str]], n: int) -> Iterator[Mention]:
    """A place that no list has, by its ending or by where it stands."""
    word, start = words[n][0], words[n].start()
    bare = word[:-1] if word.endswith("s") and not word.endswith("ss") and not _ENDS_LIKE_PLACE.search(word) else word
    first = _listed_after(text, words, n)
    called = _before(text, words, first) if first is not None else ""  # "stadsdelarna Rödjan och Sannegården": both are
    if _ENDS_LIKE_PLACE.search(bare) or _somewhere(word, called if called in _PARTS else _before(text, words, n)):
        yield _mention(start, start + len(bare), fold(bare), 0.6)


def _somewhere(word: str, before: str) -> bool:
    """Whether a name of unknown shape can only be a place's: where something is, and no word, person or computer system."""
    form, words = word.casefold(), lexicon()
    if len(word) < 4 or not word[1:].islower() or form in _SYSTEMS or form in last_names() or form.removesuffix("s") in last_names():
        return False
    if words.names.get(form):
        return True
    return before in _WHERE and not form.endswith(("et", "en", "an", "na")) and not parts(form) and words.key(form) not in words.listed


def _place(name: str) -> Place | None:
    form = fold(name)
    return places().get(form) or (places().get(form[:-1]) if form.endswith("ön") else None)


def _alone(text: str, words: list[re.Match[str]], n: int) -> bool:
    """Whether a place is told of here: after a preposition of place or in a list of places, and no name goes on after it."""
    after = words[n + 1] if n + 1 < len(words) else None
    touching = after is not None and text[words[n].end() : after.start()] == " "
    if after is not None and touching and (after[0][:1].isupper() or after[0] in _SECOND):
        return False
    if _before(text, words, n) in _BEFORE:
        return True
    start = words[n].start()
    dated = text[max(0, start - 6) : start].endswith((", ", " och ", " samt ")) and _DATED.search(text, max(0, start - 70), start)
    if dated and _place(dated["place"]):
        return True
    first = _listed_after(text, words, n)
    if first is None:
        return False
    before = words[first]
    return (_place(before[0]) is not None and not begins(text, before.start())) or _before(text, words, first) in _WHERE


def _listed_after(text: str, words: list[re.Match[str]], n: int) -> int | None:
    """The capitalised word that this one follows in a list."""
    if not n or not _LISTED & {words[n - 1][0].casefold(), text[words[n - 1].end() : words[n].start()].strip()}:
        return None
    first = n - 1 if words[n - 1][0][:1].isupper() else n - 2
    return first if first >= 0 and words[first][0][:1].isupper() else None


def _before(text: str, words: list[re.Match[str]], n: int) -> str:
    """The word just before, in small letters, past an adverb; none across a mark."""
    while n and text[words[n - 1].end() : words[n].start()].isspace():
        n -= 1
        if words[n][0] not in _ADVERBS:
            return words[n][0].casefold()
    return ""


def _told(text: str, start: int) -> bool:
    before = re.search(r"(\w+)\s$", text[max(0, start - 14) : start])
    return before is not None and before[1].casefold() in _BEFORE


def _mention(start: int, end: int, key: str, confidence: float) -> Mention:
    return Mention(start=start, end=end, label="LOC", key=key, source="place", confidence=confidence)
