"""What a terminal is shown, on the stream the caller names: colour on a terminal, none in a pipe.

Text from documents is made safe first: no control character of a PDF or a file name reaches a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import Any, Self, TextIO

from msgspec import Struct

_UNSAFE = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""Characters above the first 32 that act instead of being shown: controls, direction marks, line ends, half characters."""
_IN_TEXT = re.compile(rf"[\x00-\x08\x0b-\x1f{_UNSAFE}]")
_IN_LINE = re.compile(rf"[\x00-\x1f{_UNSAFE}]")
_IN_JSON = re.compile(f"[{_UNSAFE}]")


def clean(text: str | None) -> str:
    """What stands on a line, such as a name: each character that would act, line ends included, shown as \ufffd."""
    return _IN_LINE.sub("\ufffd", text or "")


def clean_text(text: str) -> str:
    """A text of many lines, cleaned as `clean` does: its line ends and tabs stay, and it stays as long as it is."""
    return _IN_TEXT.sub("\ufffd", text)


def clean_json(text: str) -> str:
    """JSON with the characters that would act, which JSON itself allows, written as escapes: the same value, safe to show."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def show(what: Any, stream: TextIO) -> None:
    """Writes a rich renderable: as wide as the terminal, or unwrapped where there is none."""
    from rich.console import Console

    width = None if stream.isatty() else 100_000
    Console(file=stream, highlight=False, markup=False, emoji=False, width=width).print(what)


class Line(Struct, frozen=True):
    """A line for people: its text, what is written how in it as (start, end, style), and how far it is indented."""

    text: str
    styles: tuple[tuple[int, int, str], ...] = ()
    indent: int = 0

    @classmethod
    def of(cls, *pieces: tuple[str, str], indent: int = 0) -> Self:
        """A line of pieces, each with its style."""
        text, styles = "", []
        for piece, style in pieces:
            styles.append((len(text), len(text) + len(piece), style))
            text += piece
        return cls(text, tuple(styles), indent)


def show_lines(lines: Iterable[Line], stream: TextIO) -> None:
    """Writes lines: with their styles on a terminal, as they are elsewhere, where what makes colours is not even loaded."""
    if not stream.isatty():
        stream.writelines(indent(line.text.expandtabs(), " " * line.indent) + "\n" for line in lines)
        return
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    styled = []
    for line in lines:
        text = Text(line.text)
        for start, end, style in line.styles:
            text.stylize(style, start, end)
        styled.append(Padding(text, (0, 0, 0, line.indent), expand=False))
    show(Group(*styled), stream)


def show_json(value: Any, stream: TextIO) -> None:
    """Writes JSON, indented, with Swedish letters as they are."""
    import json  # here, since not every command prints it

    stream.write(clean_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


@contextmanager
def progress(total: int, stream: TextIO) -> Iterator[Callable[[Path], None]]:
    """A progress bar over files on a terminal, silent elsewhere; call what it yields with each file that is done."""
    if not stream.isatty() or total < 2:
        yield lambda path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda path: bar.update(task, advance=1, description=clean(path.name)[:40])
