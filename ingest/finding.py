"""Which files an ingest is about: those named, and the PDFs in folders with everything in them. What cannot be looked
into is told, never passed over."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from data.errors import ReadError, UsageError
from data.model import Failure
from ingest.pipeline import failure


class Found(Struct, frozen=True):
    """The files to read, each once; what could not be looked into; and the folders that could."""

    files: tuple[Path, ...]
    failures: tuple[Failure, ...] = ()
    folders: tuple[Path, ...] = ()


def find_files(paths: Sequence[Path], again: Sequence[Path] = ()) -> Found:
    """The files named, and the PDFs in folders, sorted within each. `again` are paths that failed before, whatever has
    become of them. Raises UsageError for a path that is not there, or a folder without PDFs.

    Links to folders are followed, and each folder is read once, however many ways lead to it.
    """
    search = _Search()
    for path in paths:
        _check(path)
        if not search.add(path):
            raise UsageError(f"{path} holds no PDF files", "name a folder with *.pdf in it, or the files themselves")
    for path in again:
        search.add(path)
    return Found(tuple(search.files.values()), tuple(search.failures), tuple(search.folders))


def _check(path: Path) -> None:
    """Raises UsageError for a path that is not there, or that cannot be told to be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{path} does not exist", "check the spelling; nothing was taken in") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be reached ({error.strerror})", "check its name and your rights; nothing was taken in") from error


class _Search:
    """A search under way. Files are told apart by their absolute path, folders by where they really are."""

    def __init__(self) -> None:
        self.files: dict[str, Path] = {}
        self.failures: list[Failure] = []
        self.folders: list[Path] = []
        self._seen: set[str] = set()
        self._more = False

    def add(self, path: Path) -> bool:
        """Adds a file, or what is in a folder; whether there was anything, told before or not to be told included."""
        self._more = False
        inside = sorted(self._below(path)) if os.path.isdir(path) else [path]
        for file in inside:
            self.files.setdefault(os.path.abspath(file), file)
        return bool(inside) or self._more

    def _below(self, top: Path) -> Iterator[Path]:
        """The PDFs in a folder and below it. Folders come before links to them, so that a file goes by the name of its
        own folder where that is reached too."""
        folders, links = [top], list[Path]()
        while folders or links:
            folder = folders.pop() if folders else links.pop(0)
            for entry in self._entries(folder):
                path = folder / entry.name
                if _is_folder(entry):
                    (links if entry.is_symlink() else folders).append(path)
                elif path.suffix.casefold() == ".pdf":
                    yield path
                elif _is_lost_link(path):
                    self._fail(path, "a link that leads nowhere")

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What is in a folder, sorted; nothing the second time, and nothing but a failure where it cannot be told."""
        real = os.path.realpath(folder)
        if real in self._seen:
            self._more = True
            return []
        self._seen.add(real)
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._fail(folder, error.strerror or str(error))
            return []
        self.folders.append(folder)
        return found

    def _fail(self, path: Path, why: str) -> None:
        self._more = True
        self.failures.append(failure(path, ReadError("unreadable", f"{path}: {why}")))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that turns in a circle, or leads where one may not go
        return False


def _is_lost_link(path: Path) -> bool:
    """Whether it is a link that leads nowhere and may have led to a folder, as to one on a disk that is not there now."""
    return not path.suffix and not path.name.startswith(".") and os.path.islink(path) and not os.path.exists(path)


__all__ = ["Found", "find_files"]
