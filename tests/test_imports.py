"""The house's rules, read from the code itself: imports run one way, each heavy library has one door, rooms stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "ingest").rglob("*.py"), *(ROOT / "search").rglob("*.py"), *(ROOT / "data").rglob("*.py"), ROOT / "cli.py"])
ALLOWED = {"cli": {"ingest", "search", "data"}, "ingest": {"ingest", "data"}, "search": {"search", "data"}, "data": {"data"}}
DOORS = {
    "pdfplumber": {"ingest/pdf/cells.py", "ingest/pdf/second.py"},
    "pypdfium2": {"ingest/pdf/pages.py", "ingest/pdf/characters.py", "ingest/pdf/drawings.py"},
    "spacy": {"ingest/tagging/pipe.py"},
    "whoosh": {f"search/whoosh_{room}.py" for room in ("engine", "folder", "query", "collecting", "merging", "runs", "scoring", "words")},
    "sqlite3": {
        "data/archive.py",
        "data/archive_connection.py",
        "data/archive_reading.py",
        "data/archive_rows.py",
        "data/archive_schema.py",
        "data/archive_settling.py",
    },
    "multiprocessing": {"ingest/worker.py", "ingest/confined.py"},
    "pebble": {"ingest/worker.py"},
    "luqum": {"search/query.py"},
    "simplemma": {"data/lexicon.py"},
    "marisa_trie": {"data/lexicon.py"},
    "Stemmer": {"data/lexicon.py"},
}
MAKERS = {"data/samples/make.py"}
"""What makes sample PDFs writes them, and so may know what the readers do not."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name(path)} imports relatively"
            yield node.module


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    room = name(path).split("/")[0].removesuffix(".py")
    ours = {module.split(".")[0] for module in imported(path)} & set(ALLOWED)
    assert ours <= ALLOWED[room], f"{name(path)} may not import {ours - ALLOWED[room]}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_each_heavy_library_has_one_door(path: Path) -> None:
    for library, doors in DOORS.items():
        uses = any(module.split(".")[0] == library for module in imported(path))
        assert not uses or name(path) in doors, f"{name(path)} goes to {library} past its door"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_only_the_commands_print_read_the_environment_or_exit(path: Path) -> None:
    if name(path) in {"cli.py", "search/commands.py", "search/people_commands.py", "search/upkeep_commands.py", *MAKERS}:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        assert called not in {"print", "sys.exit", "exit", "input"}, f"{name(path)}:{getattr(node, 'lineno', 0)} {called}"
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in {"os.environ", "sys.argv"}, f"{name(path)}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300, f"{name(path)} is over 300 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{name(path)}:{node.lineno} {node.name} is over 50 lines"


def test_no_other_installed_package_owns_our_names() -> None:
    for other in distributions():
        if other.name == "arende":
            continue
        top = {str(file).split("/")[0] for file in other.files or ()}
        assert not top & {"ingest", "search", "data", "cli.py"}, f"{other.name} owns one of our top-level names"
