"""What is known of Swedish words, compiled once from two dictionaries and then only mapped into memory.

From simplemma: which form belongs to which lemma. From hunspell-sv: which words may stand first in a compound, in
which form (trygghet → trygghets-), and which may stand last. Compiling takes some seconds, at the first use after
an install; data/compiled.py keeps the files.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from data.compiled import compiled, discard
from data.errors import LexiconError

RECIPE = 5
"""Raised whenever the compiled files would come out otherwise."""

_HEAD, _MIDDLE, _LAST, _ONLY_INSIDE, _FORBIDDEN = "X", "U", "Y", "Z", "%"
_ENTRY = re.compile(r"^(?P<word>[^\s/]+)(?:/(?P<flags>\S+))?")


class Lexicon(Struct, frozen=True):
    """Lookups, each a mapped trie.

    `keys`: form → stem of its lemma, where the form's own stem differs. `heads`: form of a first part → its word.
    `names`: proper names and their genitives → the name. `lasts`: stems of words that end compounds. `listed`: stems of
    all words.
    """

    keys: Any
    heads: Any
    names: Any
    lasts: Any
    listed: Any

    def key(self, form: str) -> str:
        """The stem of the form's lemma; a name as it is; else the stem of the form itself."""
        found = self.keys.get(form) or self.names.get(form)
        return found[0].decode() if found else stem(form)

    def head(self, form: str) -> str | None:
        """The stem of the word whose form as first part this is, or None."""
        found = self.heads.get(form)
        return self.key(found[0].decode()) if found else None


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("swedish")


def stem(form: str) -> str:
    """The Snowball stem of a folded word; numbers and short words are their own."""
    return str(_stemmer().stemWord(form)) if len(form) > 2 and form.isalpha() else form


@cache
def lexicon() -> Lexicon:
    """The compiled dictionaries, compiled now where they are not. Raises LexiconError when that cannot be done."""
    folder = _folder()
    try:
        return _mapped(folder)
    except (OSError, RuntimeError):  # harmed since it was looked at, or harmed in a way that its sums do not tell
        discard(folder)
    try:
        return _mapped(_folder())
    except (OSError, RuntimeError) as error:
        raise LexiconError(f"the compiled Swedish dictionary cannot be read ({error})", "check the disk, or install Ärende anew") from error


def _mapped(folder: Path) -> Lexicon:
    import marisa_trie

    made = {name: marisa_trie.BytesTrie() for name in ("keys", "heads", "names")}
    made |= {name: marisa_trie.Trie() for name in ("lasts", "listed")}
    for name, trie in made.items():
        trie.mmap(str(folder / f"{name}.marisa"))
    return Lexicon(**made)


def _folder() -> Path:
    """The folder with the compiled files for the dictionaries installed."""
    return compiled(f"lexicon-{mark()}", _compile)


def mark() -> str:
    """What tells the dictionaries installed from others."""
    return f"{zlib.crc32(f'{RECIPE} {_dictionaries()}'.encode()):08x}"


def _dictionaries() -> list[tuple[str, int, int]]:
    """The dictionaries' files by name, size and age: cheaper to tell than the packages' versions."""
    simplemma = find_spec("simplemma")
    home = Path(simplemma.origin).parent / "strategies" / "dictionaries" / "data" if simplemma and simplemma.origin else Path()
    found = [*sorted(home.glob("sv*")), Path(sysconfig.get_path("data")) / "share" / "hunspell" / "sv_SE.dic"]
    return [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in found if path.exists()]


def _compile(folder: Path) -> None:
    """Writes the five tries."""
    import marisa_trie

    if sys.stderr.isatty():
        sys.stderr.write("compiling the Swedish dictionary, once\n")
    heads, lasts, listed = _compounding()
    tries = {
        "names": marisa_trie.BytesTrie(_names()),
        "keys": marisa_trie.BytesTrie(_lemmas()),
        "heads": marisa_trie.BytesTrie((form, base.encode()) for form, base in heads.items()),
        "lasts": marisa_trie.Trie(lasts),
        "listed": marisa_trie.Trie(listed),
    }
    for name, trie in tries.items():
        (folder / f"{name}.marisa").write_bytes(trie.tobytes())  # save() does not tell why it could not


def _plain(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.islower()


def _lemmas() -> Iterator[tuple[str, bytes]]:
    """Form and stem of its lemma, where that is not the stem of the form.

    The dictionary gives one lemma a form, and a verb's before a noun's: uppdrag is made uppdra, nämnd nämna, bro broa. A
    word that has definite forms of its own (uppdraget, nämnden, bron) is its own lemma, unless it is a verb's present (bor, får).
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    lemmas = DefaultDictionaryFactory().get_dictionary("sv")
    for form, lemma in lemmas.items():
        if len(form) > 2 and _plain(form) and _plain(lemma) and stem(form) != stem(lemma):
            definite = (form + "en", form + "et", form + "n", form[:-2] + form[-1] + "et", form + "t" if form.endswith("nde") else "")
            if form == lemma + "r" or not any(lemmas.get(other) == form for other in definite):
                yield form, stem(lemma).encode()


def _hunspell(ending: str) -> list[str]:
    from importlib.metadata import files

    for file in files("hunspell-sv") or ():
        if file.name == f"sv_SE.{ending}":
            return Path(str(file.locate())).read_text("utf-8").splitlines()
    raise LexiconError(f"the package hunspell-sv holds no sv_SE.{ending}", "install Ärende anew")


def _compounding() -> tuple[dict[str, str], set[str], set[str]]:
    """Forms of first parts with their word, stems of last parts, and stems of all words (hunspell's flags)."""
    rules = _joining_rules(_hunspell("aff"))
    heads: dict[str, str] = {}
    lasts: set[str] = set()
    listed: set[str] = set()
    names = _only_names()
    for line in _hunspell("dic")[1:]:
        match = _ENTRY.match(line)
        if not match or not _plain(match["word"]) or _FORBIDDEN in (flags := match["flags"] or ""):
            continue
        word, base = match["word"], stem(match["word"])
        if _ONLY_INSIDE not in flags and word not in names:
            listed.add(base)
        if _LAST in flags:
            lasts.add(base)
        if _HEAD in flags or _MIDDLE in flags:
            heads.setdefault(word, word)
        for flag in flags:
            for strip, add, wanted in rules.get(flag, ()):
                if word.endswith(strip) and wanted.search(word):
                    heads.setdefault(word[: len(word) - len(strip)] + add, word)
    return heads, lasts, listed


def _names() -> Iterator[tuple[str, bytes]]:
    """Names and their genitives, folded, with the name: those that are no common words too."""
    words = [match["word"] for line in _hunspell("dic")[1:] if (match := _ENTRY.match(line))]
    common = {word for word in words if word.islower()} - _only_names()
    for word in sorted({word.casefold() for word in words if word.istitle() and word.isalpha()} - common):
        yield word, word.encode()
        if not word.endswith(("s", "x", "z")):
            yield f"{word}s", word.encode()


@cache
def _only_names() -> frozenset[str]:
    """Names that the dictionary has in small letters too, only to be joined (göteborg): those bend by no rule, or are forbidden."""
    names: set[str] = set()
    small: dict[str, bool] = {}
    for match in filter(None, map(_ENTRY.match, _hunspell("dic")[1:])):
        word, flags = match["word"], match["flags"] or ""
        if word.istitle():
            names.add(word.casefold())
        elif word.islower():
            small[word] = small.get(word, False) or bool(flags and _FORBIDDEN not in flags)
    return frozenset(word for word in names if small.get(word) is False)


def _joining_rules(lines: Iterable[str]) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """The suffix rules that make a word a first part: (ending to strip, ending to add, condition), by flag."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
    for line in lines:
        match = re.match(r"^SFX\s+(?P<flag>\S)\s+(?P<strip>\S+)\s+(?P<add>[^\s/]+)/(?P<more>\S+)\s+(?P<when>\S+)", line)
        if match and (_HEAD in match["more"] or _MIDDLE in match["more"]) and match["add"] != "-":
            strip, add = (part.replace("0", "") for part in (match["strip"], match["add"]))
            rules.setdefault(match["flag"], []).append((strip, add, re.compile(f"(?:{match['when']})$")))
    return rules
