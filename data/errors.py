"""Everything that can go wrong in words: each error carries its exit code and says what to do.

The codes are stable and documented in the README; they stay below 100.
"""

from __future__ import annotations


class ArendeError(Exception):
    """An error a person can mend. `hint` is the cure, without a closing dot's worth of ceremony."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class UsageError(ArendeError):
    """Wrong use: a missing path, an unknown filter value, an option out of range."""

    exit_code = 2


class QueryError(UsageError):
    """A query that cannot be parsed; `position` counts characters from 0, None when it is the whole."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", position: int | None = None) -> None:
        super().__init__(message, hint)
        self.position = position


class ArchiveError(ArendeError):
    """The archive cannot be opened, read or written."""

    exit_code = 4


class NewerArchiveError(ArchiveError):
    """The archive was made by a newer version of Ärende."""

    exit_code = 5


class SearchIndexError(ArendeError):
    """The search index is missing, damaged or of another version: `arende reindex` mends it."""

    exit_code = 6


class NotFoundError(ArendeError):
    """No meeting or item has that id."""

    exit_code = 7


class LockedError(ArchiveError):
    """Another process is writing to the archive."""

    exit_code = 8


class ReadersLost(ArendeError):
    """The worker processes that read files cannot be kept alive."""

    exit_code = 9


class LexiconError(ArendeError):
    """The Swedish dictionary cannot be compiled or read."""

    exit_code = 13


class OutputError(ArendeError):
    """The results, or a file that was asked for, cannot be written: a full disk, for one."""

    exit_code = 12


SOME_FAILED = 10
"""Exit code when a file could not be read; what else an ingest was given was taken in."""

DAMAGE_LEFT = 11
"""Exit code of a doctor that found something it did not mend."""

INTERRUPTED = 30
"""Exit code after Ctrl-C: what was done stays done."""

FAILURES: dict[str, str] = {
    "encrypted": "the PDF asks for a password: save a copy without one and ingest that",
    "damaged": "the PDF is damaged: fetch it again, or save it anew from the program that made it",
    "not-a-pdf": "the file is no PDF: export the minutes as PDF and ingest that",
    "no-text-layer": "no text layer, the pages are pictures: run OCR (for example ocrmypdf -l swe) and ingest the result",
    "empty": "the pages are blank, they hold neither text nor pictures of it: look for a copy that shows something",
    "too-large": "the PDF is too large to read safely: split it and ingest the parts",
    "timed-out": "reading took too long: split the PDF, or allow more time with --timeout and --retry-failed",
    "out-of-memory": "reading took too much memory: split the PDF, or allow more with --memory and --retry-failed",
    "ended": "the system, short of memory, or somebody ended the reader: free some memory, and try again with --retry-failed",
    "unreadable": "it could not be opened: check that it exists and may be read",
    "reader-error": "the reader met something it does not know: please report it with the file if you may share it",
}


class ReadError(ArendeError):
    """A file that gives no record. `code` is a key of FAILURES."""

    exit_code = SOME_FAILED

    def __init__(self, code: str, detail: str = "", page: int | None = None) -> None:
        reason = FAILURES[code]
        super().__init__(f"{reason} ({detail})" if detail else reason)
        self.code = code
        self.detail = detail
        self.page = page

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, int | None]]:
        return ReadError, (self.code, self.detail, self.page)
