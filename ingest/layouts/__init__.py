"""The layouts, in the order they are asked; the plain one takes what no other claims."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from ingest.document import Document, Layout
from ingest.layouts import headed, notes_table, numbered, plain

LAYOUTS: tuple[ModuleType, ...] = (notes_table, numbered, headed, plain)


def choose(document: Document) -> tuple[Layout, str]:
    """The first layout that claims the document, and why."""
    for layout in LAYOUTS:
        why = layout.claim(document)
        if why:
            return cast("Layout", layout), why
    raise LookupError("the plain layout claims every document")
