"""The only door to the tables and lists in `reference/` that people edit.

What an editor slips on (a column gone, a key left empty, a letter where a number goes) is told with file, line and cure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from data.errors import UsageError

REFERENCE = Path(__file__).parent / "reference"


class Row(Struct, frozen=True):
    """One line of a table, its cells by column, stripped; `line` is the last that it stands on."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def number(self, column: str, most: float, cure: str = "write degrees with a decimal point: 63.8284") -> float | None:
        """The column's number, between -most and most, or None where it is empty; `cure` says how to write it."""
        text = self.cells[column]
        try:
            found = float(text) if text else None
        except ValueError:
            found = most + 1
        if found is not None and not -most <= found <= most:
            raise wrong(self.file, self.line, f"“{text}” is no {column}", cure)
        return found


def wrong(file: str, line: int | None, what: str, cure: str) -> UsageError:
    """The error of a curated file."""
    return UsageError(f"{REFERENCE / file}{f', line {line}' if line else ''}: {what}", cure)


def text(file: str) -> str:
    """A file's text, with line ends as \\n."""
    try:
        return (REFERENCE / file).read_text("utf-8-sig")
    except OSError as error:
        raise wrong(file, None, f"cannot be read ({error.strerror})", "put it back, or install Ärende anew") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise wrong(file, line, "is not UTF-8", "save the file as UTF-8") from error


def files(pattern: str) -> list[str]:
    """The files of that pattern, sorted."""
    return sorted(path.relative_to(REFERENCE).as_posix() for path in REFERENCE.glob(pattern))


def lines(file: str) -> Iterator[tuple[int, str]]:
    """The lines of a list with their numbers, without empty ones and remarks (#)."""
    for number, line in enumerate(text(file).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def words(file: str) -> Iterator[str]:
    """The words of a list."""
    return (word for _, line in lines(file) for word in line.split())


def table(file: str, columns: Sequence[str], *, unique: bool = True) -> Iterator[Row]:
    """The rows of a table that has these columns; the first of them is the key, which no row may lack, nor two share where `unique`."""
    reader = csv.reader(io.StringIO(text(file)), strict=True)
    seen: dict[str, int] = {}
    try:
        head = [cell.strip() for cell in next(reader, [])]
        if missing := [column for column in columns if column not in head]:
            raise wrong(file, 1, f"there is no column {', '.join(missing)}", f"let the first line be {','.join(columns)}, parted by commas")
        for cells in filter(None, reader):
            if len(cells) != len(head):
                cure = 'part cells by commas, and put "quotes" round one that holds a comma'
                raise wrong(file, reader.line_num, f"{len(cells)} cells where {len(head)} belong", cure)
            row = Row(file, reader.line_num, {name: cell.strip() for name, cell in zip(head, cells, strict=True)})
            _keyed(row, columns[0], seen if unique else {})
            yield row
    except csv.Error as error:
        raise wrong(file, reader.line_num, f"no table ({error})", 'end each "quote" that is begun') from error


def _keyed(row: Row, column: str, seen: dict[str, int]) -> None:
    key = row[column]
    if not key:
        raise wrong(row.file, row.line, f"the {column} is empty", f"give the row its {column}, or take it away")
    if (first := seen.setdefault(key.casefold(), row.line)) != row.line:
        raise wrong(row.file, row.line, f"“{key}” stands in line {first} already", "put what belongs together on one line")
