"""Readable ids: slugs of names and dates."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath


def slug(text: str) -> str:
    """Lower case, letters without marks, everything else as single hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def base_id(body: str | None, date: str | None, file: str) -> str:
    """A minutes id before collisions are told apart: of body and date, else of the file's name."""
    if body and date and slug(body):
        return f"{slug(body)}-{date}"
    return slug(PurePath(file).stem) or "minutes"
