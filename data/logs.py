"""Logging for operators: lines on standard error with -v, JSON lines in a file; nothing personal above debug level."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

LOG = logging.getLogger("arende")


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, event, and what the event carries."""

    def format(self, record: logging.LogRecord) -> str:
        found = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.casefold(),
            "event": record.getMessage(),
        }
        found |= getattr(record, "facts", {})
        if record.exc_info:
            found["traceback"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False)


class _Words(logging.Formatter):
    """The event and its facts in words."""

    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{name}={value}" for name, value in getattr(record, "facts", {}).items())
        return f"{record.levelname.casefold()}: {record.getMessage()} {facts}".rstrip()


def begin(verbose: int, file: Path | None) -> None:
    """Sends events to standard error (info with one -v, debug with two) and, all of them, to a file. Raises OSError."""
    LOG.handlers.clear()
    LOG.propagate = False
    LOG.addHandler(logging.NullHandler())
    LOG.setLevel(logging.DEBUG if file or verbose > 1 else logging.INFO)
    if verbose:
        shown = logging.StreamHandler()
        shown.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
        shown.setFormatter(_Words())
        LOG.addHandler(shown)
    if file:
        kept = logging.FileHandler(file, encoding="utf-8")
        kept.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
        kept.setFormatter(_JsonLines())
        LOG.addHandler(kept)


def event(name: str, **facts: object) -> None:
    """Something that an operator may want to know; no words of a document, no person's name."""
    LOG.info(name, extra={"facts": facts})


def detail(name: str, **facts: object) -> None:
    """What a bug report needs; it may hold what a document says."""
    LOG.debug(name, extra={"facts": facts})
