"""Whom people speak for, told by the registry: from what is printed of a presenter, and from words in running text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data.organisations import employer_of, fold, is_role, key_of, key_of_role, registry

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = frozenset("för på vid hos i inom från".split())
"""What may stand between a role and the organisation: chef för lokalpolisområde Umeå."""


@lru_cache(maxsize=4096)
def employers(name: str, organisation: str | None, role: str | None) -> tuple[str, ...]:
    """The registry's keys of whom a presenter speaks for, the likeliest first; a name alone may be an organisation's or a role."""
    told = [part for words in (organisation, role) if words for part in _parts(words)]
    found = [*map(_employer, told), key_of(name) if told else _employer(name)]
    return tuple(dict.fromkeys(filter(None, found)))


def _parts(words: str) -> list[str]:
    """What is printed, whole where the registry knows it so, else what commas and slashes part."""
    return [words] if key_of(words) else re.split(r"\s*[,;/]\s*", words)


def _employer(text: str) -> str | None:
    return key_of(text) or _behind_role(text) or key_of_role(text)


def _behind_role(text: str) -> str | None:
    """The organisation that a role names after it: "enhetschef vid Kriminalvården"."""
    words = text.split()
    for n in range(1, len(words)):
        if is_role(words[n - 1]):
            rest = words[n + (words[n].casefold() in _INSIDE) :]
            if found := key_of(" ".join(rest)):
                return found
    return None


def employers_in(text: str) -> frozenset[str]:
    """The organisations that roles and common words of a text tell of, though they name none: poliser, polis och räddningstjänst."""
    return frozenset(filter(None, map(_told, set(_WORD.findall(text)))))


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> str | None:
    return employer_of(word) or _indefinite().get(fold(word))


@cache
def _indefinite() -> dict[str, str]:
    """Registered names without their article, which are common words, → key: räddningstjänst, frivård."""
    found = {}
    for one in registry().values():
        definite = set(map(fold, one.names))
        for form in definite:
            if definite & {form + "n", form + "en", form + "et"}:
                found[form] = one.key
    return found
