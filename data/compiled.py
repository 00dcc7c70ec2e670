"""A folder compiled once and kept for all later runs: whole or not at all, and made anew where it has come to harm.

It lies in the user's cache folder, or in a folder of the user's own among the temporary files where that cannot be
written. The sums of its files lie beside them, so that a file that was cut, emptied or changed is never used.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from data.errors import LexiconError

SUMS = "sums.json"
KEPT = 4
"""So many of a kind are kept, the newest: those of other editions of a list or a dictionary are hardly needed again."""
STALE = 3600.0
"""After so many seconds a folder half made belongs to a process that has ended."""


def compiled(name: str, write: Callable[[Path], None]) -> Path:
    """The folder of that name with the files that `write` makes, written now where they are not there whole.

    Raises LexiconError where it can be kept nowhere.
    """
    trouble = OSError("no place for it")
    for place in _places():
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            _owned(place)
            return _in(place, name, write)
        except OSError as error:
            trouble = error
    raise _lost(name, trouble) from trouble


def _lost(name: str, error: OSError) -> LexiconError:
    what = "the Swedish dictionary" if name.startswith("lexicon") else "the words of the topics"
    reason = error.strerror or str(error)
    hint = "free some space, or make your cache folder writable (XDG_CACHE_HOME names another)"
    return LexiconError(f"{what} cannot be compiled into any folder ({reason})", hint)


def discard(folder: Path) -> None:
    """Sets a folder that cannot be used aside, so that the next to ask has it made anew."""
    with contextlib.suppress(OSError):  # another process was first, or nothing can be written here
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)
            return
        aside = _making(folder)
        with contextlib.suppress(FileNotFoundError):
            os.replace(folder, aside)
        shutil.rmtree(aside, ignore_errors=True)


def _places() -> Iterator[Path]:
    """Where the folder may lie, best first. A place is looked for only when the ones before it would not do."""
    from platformdirs import user_cache_path

    yield user_cache_path("arende")
    import tempfile  # here, since this is seldom needed and people wait for every start

    yield Path(tempfile.gettempdir()) / f"arende-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"


def _owned(place: Path) -> None:
    """Raises OSError when somebody else could put files into the place, as in the folder that all users share."""
    target = place.stat()
    owners = {place.lstat().st_uid, target.st_uid}
    if hasattr(os, "getuid") and (owners - {os.getuid(), 0} or target.st_mode & stat.S_IWOTH):
        raise PermissionError(f"{place} belongs to somebody else")


def _in(place: Path, name: str, write: Callable[[Path], None]) -> Path:
    """The whole folder in this place. Raises OSError where it cannot be written."""
    folder = place / name
    if _whole(folder):
        return folder
    _sweep(place, name)
    making = _making(folder)
    try:
        write(making)
        _seal(making)
        if os.path.lexists(folder) and not _whole(folder):
            discard(folder)
        with contextlib.suppress(OSError):  # another process was first
            os.replace(making, folder)
        _settled(place)
        _forget(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    if not _whole(folder):
        raise OSError(f"{folder} does not keep what is written to it")
    return folder


def _making(folder: Path) -> Path:
    """A new folder beside it."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))


def _whole(folder: Path) -> bool:
    """Whether its files are what was written."""
    try:
        sums = json.loads((folder / SUMS).read_bytes())
        return bool(sums) and all(_sum(folder / name) == found for name, found in sums.items())
    except (OSError, ValueError, AttributeError):
        return False


def _sum(file: Path) -> list[int]:
    data = file.read_bytes()
    return [len(data), zlib.crc32(data)]


def _seal(folder: Path) -> None:
    """Notes the files' sums, and has all of it on the disk before it gets its name."""
    sums = {file.name: _sum(file) for file in sorted(folder.iterdir())}
    (folder / SUMS).write_text(json.dumps(sums))
    for file in folder.iterdir():
        _settled(file)
    _settled(folder)


def _settled(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk, where the system can."""
    with contextlib.suppress(OSError):  # some disks know no such thing, and Windows none for folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(place: Path, name: str) -> None:
    """Removes what processes that were killed left half made."""
    import time

    for left in place.glob(f"{name}-*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - STALE:
                shutil.rmtree(left, ignore_errors=True)


def _forget(folder: Path) -> None:
    """Removes the oldest of its kind."""
    kind = folder.name.rpartition("-")[0]
    with contextlib.suppress(OSError):
        found = [path for path in folder.parent.glob(f"{kind}-*") if path.name.rpartition("-")[0] == kind and path != folder]
        for old in sorted(found, key=lambda path: path.lstat().st_mtime, reverse=True)[KEPT - 1 :]:
            discard(old)
