"""Logging for operators: lines on standard error with -v, JSON lines in a file; nothing personal above debug level."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data.terminal import clean, clean_json, clean_text

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
        return clean_json(json.dumps(found, ensure_ascii=False, default=str))


class _Words(logging.Formatter):
    """The event and its facts in words."""

    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{name}={self._said(name, value)}" for name, value in getattr(record, "facts", {}).items())
        return f"{record.levelname.casefold()}: {record.getMessage()} {facts}".rstrip()

    def _said(self, name: str, value: object) -> str:
        return clean_text(str(value)) if name == "traceback" else clean(str(value))


class _File(logging.FileHandler):
    """A file of events. Where it cannot be written any more that is said once, and what is logged goes on without it."""

    def __init__(self, file: Path, warn: Callable[[str], None]) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace")
        self._named, self._warn, self._lost = file, warn, False

    def emit(self, record: logging.LogRecord) -> None:
        if not self._lost:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        self._lost = True
        reason = error.strerror if isinstance(error, OSError) else str(error)
        self._warn(f"the log file {self._named} cannot be written any more ({reason}): the rest is done without it")


def begin(verbose: int, file: Path | None, warn: Callable[[str], None]) -> None:
    """Sends events to standard error (info with one -v, debug with two) and, all of them, to a file. Raises OSError where
    the file cannot be opened; what goes wrong later is said to `warn` and stops nothing."""
    logging.raiseExceptions = False
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
        kept = _File(file, warn)
        kept.setLevel(logging.DEBUG if verbose > 1 else logging.INFO)
        kept.setFormatter(_JsonLines())
        LOG.addHandler(kept)


def event(name: str, **facts: object) -> None:
    """Something that an operator may want to know; no words of a document, no person's name."""
    LOG.info(name, extra={"facts": facts})


def detail(name: str, **facts: object) -> None:
    """What a bug report needs; it may hold what a document says."""
    LOG.debug(name, extra={"facts": facts})
