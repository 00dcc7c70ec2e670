"""The index's folder: which generation is in use, whether its files are whole, who may write, and what Whoosh's errors mean in words.

Each generation is a Whoosh index. A file `current`, replaced in one step, names the one in use, what it is level with, and the size
and checksum of its files, which never change once written: a cut or missing file is seen before it is read, the doctor reads them all.
"""

from __future__ import annotations

import errno
import os
import shutil
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from whoosh import index
from whoosh.util.filelock import FileLock, try_for

from data.errors import ArchiveError, ArendeError, LockedError, SearchIndexError

WAIT = 600.0
"""Seconds to wait for another process that writes the index: building a large one takes minutes."""
_CHUNK = 1 << 20


class Current(Struct, frozen=True):
    """What `current` says: `files` are the size and checksum (CRC-32) of each file of the generation."""

    version: str
    generation: str
    stamp: str
    files: dict[str, tuple[int, int]] = {}


class Generations:
    """The folder, for a program that reads and writes indexes of one version."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self._version = version
        self._writes = False
        self._condemned: Current | None = None

    # --- what is in use ------------------------------------------------------------------------------

    def current(self) -> Current | None:
        """The index in use; None where there is none of this version, or where it was found damaged."""
        found = self._pointer()
        usable = found is not None and found.version == self._version and found != self._condemned
        return found if usable and found and (self.folder / found.generation).is_dir() else None

    def other_version(self) -> bool:
        """Whether the index in use is of another version."""
        found = self._pointer()
        return found is not None and found.version != self._version

    def _pointer(self) -> Current | None:
        try:
            with translated(self.folder):
                named = self.folder / "current"
                if not named.is_file():  # a pipe would be waited for
                    return None
                said = named.read_bytes()
            return msgspec.json.decode(said, type=Current)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def condemn(self, found: Current) -> None:
        """It is damaged: as long as nobody has written another it is not in use any more."""
        self._condemned = found

    def point(self, generation: Path, stamp: str) -> None:
        """The generation is the one in use from now on. Only files that are new to it are read for their checksums."""
        old = self._pointer()
        known = old.files if old and old.generation == generation.name else {}
        files = {}
        for path in sorted(generation.iterdir()):
            size = path.stat().st_size
            kept = known.get(path.name) if path.suffix != ".toc" else None
            if not path.name.endswith("LOCK"):
                files[path.name] = kept if kept and kept[0] == size else (size, _checksum(path))
        fresh = self.folder / f"current.{os.getpid()}"
        fresh.write_bytes(msgspec.json.encode(Current(self._version, generation.name, stamp, files)))
        if (self.folder / "current").is_dir() and not (self.folder / "current").is_symlink():  # no file takes a folder's place
            (self.folder / "current").rename(self.folder / uuid.uuid4().hex)
        fresh.replace(self.folder / "current")

    # --- whether it is whole -------------------------------------------------------------------------

    def measure(self, found: Current) -> None:
        """A look at each file: raises FileNotFoundError for one that is not there, SearchIndexError for one that is cut. The list
        of segments, which is small and unpickled, is read."""
        for name, (size, checksum) in found.files.items():
            path = self.folder / found.generation / name
            if not path.is_file() or path.stat().st_size != size or (path.suffix == ".toc" and _checksum(path) != checksum):
                raise damaged(self.folder)

    def sound(self) -> bool:
        """Whether every file of the index in use is what was written, byte for byte."""
        found = self.current()
        if found is None:
            return True
        try:
            with translated(self.folder):
                self.measure(found)
                return all(_checksum(self.folder / found.generation / name) == sum_ for name, (_, sum_) in found.files.items())
        except (FileNotFoundError, SearchIndexError):
            return False

    def spare(self) -> list[Path]:
        """What lies in the folder beside the index in use; once nobody else writes, it was left by a rebuild that was broken off."""
        found = self._pointer()
        used = {"current", found.generation if found else ""}
        try:
            with translated(self.folder):
                return [path for path in self.folder.iterdir() if path.name not in used]
        except FileNotFoundError:  # nothing was made yet, or somebody removed all of it
            return []

    def clear(self) -> None:
        """Removes what is spare. Call while writing: then whoever began it is done or dead."""
        for path in self.spare():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    # --- who writes ----------------------------------------------------------------------------------

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        """Nobody else writes meanwhile; the system frees the lock however this process ends. It lies beside the folder, which may
        be thrown away. Raises LockedError when another process has it, with `wait` only after a long time."""
        if self._writes:
            yield
            return
        with translated(self.folder, "write"):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            if trouble := in_the_way(self.folder):
                raise trouble
            lock = FileLock(f"{self.folder}.lock")
            if not try_for(lock.acquire, timeout=WAIT if wait else 0, delay=0.05):
                raise LockedError(f"another arende is writing the search index in {self.folder}", "wait until it is done")
        self._writes = True
        try:
            yield
        finally:
            self._writes = False
            lock.release()


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found = zlib.crc32(chunk, found)
    return found


# --- errors in our words -----------------------------------------------------------------------------


def damaged(folder: Path) -> SearchIndexError:
    """What to say of an index that cannot be read."""
    return SearchIndexError(f"the search index in {folder} is damaged", "make it anew: arende reindex")


def in_the_way(folder: Path) -> ArendeError | None:
    """What to say of something else than a folder where the index goes, or than a file where its lock does: a person put it there,
    so none of ours removes it."""
    lock = Path(f"{folder}.lock")
    if os.path.lexists(folder) and not folder.is_dir():
        return SearchIndexError(f"there can be no search index, since {folder} is no folder", "remove it, then run arende reindex")
    if os.path.lexists(lock) and not lock.is_file():  # a pipe would be waited for
        return ArchiveError(f"the search index cannot be written, since {lock} is no file", "remove it, then run arende reindex")
    return None


@contextmanager
def translated(folder: Path, doing: Literal["read", "write"] = "read") -> Iterator[None]:
    """Whatever Whoosh and the system say, in our words. A damaged file makes Whoosh fail in any way there is. While reading
    FileNotFoundError stays: a writer may have swapped files between our look and our opening them."""
    try:
        yield
    except (ArendeError, RecursionError, MemoryError):
        raise  # said already; a query nested too deeply; a machine too small
    except index.LockError as error:
        raise LockedError(f"another arende is writing the search index in {folder}", "wait until it is done") from error
    except FileNotFoundError as error:
        if doing == "read":
            raise
        raise damaged(folder) from error
    except OSError as error:
        raise _of_system(folder, doing, error) from error
    except Exception as error:  # a damaged file makes Whoosh fail in any way there is
        raise damaged(folder) from error


def _of_system(folder: Path, doing: Literal["read", "write"], error: OSError) -> ArendeError:
    """An index is not damaged because the system will not give its files."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return ArchiveError(f"too many files are open to {doing} the search index in {folder}", "allow more: ulimit -n 1024")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        able = "readable" if doing == "read" else "writable"
        return ArchiveError(f"cannot {doing} {error.filename or folder}: {error.strerror}", f"make it {able}, or name another archive")
    if doing == "read":
        return damaged(folder)
    return ArchiveError(f"cannot write to {folder}: {error.strerror or error}", "free some space, then run arende reindex")
