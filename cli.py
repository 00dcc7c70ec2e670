"""The commands: the only place that prints, reads the environment or exits."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click import Command, Context, Parameter
from typer._click.types import StringParamType

from data.errors import INTERRUPTED, SOME_FAILED, ArendeError, OutputError, UsageError
from data.stopping import heed, stopped
from data.streams import NobodyReads, give_up, prepare
from search import commands, people_commands, record_commands, topic_commands, upkeep_commands
from search.commands import DEFAULT, AsJson, Folder

if TYPE_CHECKING:
    from ingest.intake import Report

VERSION = "0.1.0"

Timeout = Annotated[int, typer.Option(metavar="SECONDS", min=1, help="How long one file may take.")]
Memory = Annotated[int, typer.Option(metavar="MB", min=512, help="How much memory one file may take.")]


def main() -> None:
    """Runs a command and exits with the documented code; every error is one line on standard error."""
    prepare()
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    from typer._click.exceptions import ClickException

    try:
        command = typer.main.get_command(_app(arguments))
        _take_words(command)
        result = command(arguments or ["--help"], standalone_mode=False)
        sys.stdout.flush()
        if result == 130:  # what typer makes of Ctrl-C
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except ArendeError as error:
        if isinstance(error, OutputError):
            give_up()
        return _complain(error, error.exit_code)
    except ClickException as error:
        return _complain(f"{error.format_message().rstrip('.')}: arende --help, or arende COMMAND --help, shows how", 2)
    except (KeyboardInterrupt, typer.Abort):
        stopped()
        return _complain("stopped; what was done stays done, and running it again goes on from there", INTERRUPTED)
    except NobodyReads:
        give_up()
        return 0
    except OSError as error:
        return _complain(
            OutputError(f"{error.filename or 'the system'}: {error.strerror}", "check the disk and your rights"), OutputError.exit_code
        )
    except UnicodeEncodeError:
        odd = [argument for argument in arguments if argument.encode("utf-8", "replace").decode() != argument]
        if not odd:
            raise
        return _complain(
            UsageError(f"“{odd[0]}” is not UTF-8", "write it anew; only names of files may be of other bytes"), UsageError.exit_code
        )
    except RecursionError as error:
        return _complain(UsageError("the query is nested too deeply", "ask for less at a time"), UsageError.exit_code if error else 2)


def _app(arguments: list[str]) -> typer.Typer:
    """The command line. Where a command is named only that one is made ready, since each option takes its time."""
    app = typer.Typer(
        name="arende",
        help="Search the past minutes of Swedish councils: take in PDFs, ask, and see file, page and place.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    rooms: dict[str, Callable[[typer.Typer, str], None]] = dict.fromkeys(NAMES, _register)
    for room in (commands, record_commands, topic_commands, people_commands, upkeep_commands):
        rooms |= dict.fromkeys(room.NAMES, room.register)
    for name in [word for word in dict.fromkeys(arguments) if word in rooms] or rooms:  # an option's value may be named like a command
        rooms[name](app, name)
    return app


class _Words(StringParamType):
    """Words as they are kept: å is one letter, also where a keyboard or a PDF gives a and a ring."""

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        return unicodedata.normalize("NFC", super().convert(value, param, ctx))


def _take_words(command: Command) -> None:
    """Lets a command and those under it take all words composed; names of files stay byte for byte."""
    for parameter in command.params:
        if isinstance(parameter.type, StringParamType):
            parameter.type = _Words()
    for inner in getattr(command, "commands", {}).values():
        _take_words(inner)


NAMES = ("ingest", "retag", "explain")


def _register(app: typer.Typer, name: str) -> None:
    own: dict[str, Callable[..., Any]] = {"ingest": ingest, "retag": retag, "explain": explain}
    app.command(name)(own[name])


def _complain(error: object, code: int) -> int:
    from data.terminal import clean

    print(f"arende: {clean(' '.join(str(error).split()))}", file=sys.stderr)
    if "ARENDE_DEBUG" in os.environ:
        import traceback

        traceback.print_exc()
    return code


def _version(asked: bool) -> None:
    if asked:
        print(f"arende {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
    verbose: Annotated[int, typer.Option("-v", "--verbose", count=True, help="Tell what happens; twice for details and tracebacks.")] = 0,
    log_file: Annotated[
        Path | None, typer.Option("--log-file", metavar="FILE", readable=False, help="Add what happens to a file, a JSON line each.")
    ] = None,
) -> None:
    """What holds before any command."""
    if verbose or log_file:
        from data.logs import begin
        from data.terminal import clean

        try:
            begin(verbose, log_file, lambda trouble: print(f"arende: {clean(trouble)}", file=sys.stderr))
        except OSError as error:
            raise UsageError(
                f"cannot write the log file {log_file} ({error.strerror})", "name a file in a folder that can be written"
            ) from error


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", readable=False, help="PDF files, or folders that are searched whole.")
    ] = None,
    archive: Folder = DEFAULT,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try the files again that could not be read before.")] = False,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline that fills what the tagger leaves open.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many files to read at once; the machine's cores by default.")] = None,
    timeout: Timeout = 300,
    memory: Memory = 4096,
) -> int:
    """Take in minutes: files, or folders with everything in them. The same bytes again change nothing."""
    from data.archive import Archive
    from data.registries import check
    from data.terminal import progress
    from ingest.finding import find_files
    from ingest.intake import Report, take_in
    from search.levelling import Follower, level
    from search.opening import make

    heed()
    if not paths and not retry_failed:
        raise UsageError("no files are named", "name PDFs or folders with PDFs in them, or try failed ones again with --retry-failed")
    check()
    if model:
        from ingest.tagging.pipe import pipeline

        pipeline(model)  # here too, so that a wrong name is told once and no file fails of it
    found = find_files(paths or (), _failed(archive) if retry_failed else ())
    with Archive.open(archive, write=True) as held, progress(len(found.files) + len(found.failures), sys.stderr) as tick:
        index, count = make(held), workers or os.cpu_count() or 1
        # one worker means one process at work at a time: the index then waits until all is read
        added = Follower(held, index).added if count > 1 else lambda items: None
        report = Report()
        try:
            take_in(held, found, report, workers=count, tick=tick, added=added, model=model, seconds=timeout, memory=memory << 20)
            level(held, index)
            held.tell_unreadable()
        except BaseException:  # Ctrl-C, a full disk: what was done is told as well
            _tell(report)
            raise
    _tell(report)
    return SOME_FAILED if report.failures else 0


def _failed(archive: Path) -> list[Path]:
    """The files that could not be read before."""
    from data.archive import Archive
    from data.archive_identity import on_disk

    with Archive.open(archive) as held:
        return [on_disk(failure.path) for failure in held.failures()]


def _tell(report: Report) -> None:
    """What became of the files."""
    counts = ", ".join(f"{report.counts[kind]} {kind}" for kind in ("new", "unchanged", "replaced"))
    print(f"{counts}, {len(report.failures)} failed", file=sys.stderr)
    if report.failures:
        from data import terminal
        from search import render

        terminal.show(render.failures(report.failures), sys.stderr)


def retag(
    archive: Folder = DEFAULT,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline that fills what the tagger leaves open.")
    ] = None,
) -> None:
    """Tag all records anew, after a change to topics, places or organisations; no PDF is read."""
    heed()
    from data.archive import Archive
    from data.registries import check
    from ingest.tagging.pipe import pipeline
    from ingest.tagging.tag import tag
    from search.levelling import level
    from search.opening import make

    check()
    pipeline(model)
    with Archive.open(archive, write=True) as held:
        changed = held.revise(lambda minutes: tag(minutes, model))
        level(held, make(held))
        print(f"{changed} records tagged anew", file=sys.stderr)
        held.tell_unreadable()


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF.")],
    pictures: Annotated[
        Path | None, typer.Option(metavar="DIR", readable=False, help="Where to write the page pictures; explained by default.")
    ] = None,
    timeout: Timeout = 300,
    memory: Memory = 4096,
    json: AsJson = False,
) -> None:
    """Show how a document is read: which layout claims it and why, and pictures of what was found where."""
    import msgspec

    from data.terminal import clean
    from ingest.confined import Limits
    from ingest.explain import draw_marks
    from ingest.explain import explain as read

    if not os.path.isfile(file):
        raise UsageError(f"{file} is no file" if os.path.exists(file) else f"{file} does not exist", "name a PDF file")
    limits = Limits(timeout, memory << 20)
    found = read(file, limits)
    if json:
        commands.print_json(msgspec.to_builtins(found))
    if pictures or not json:
        folder = pictures or Path("explained")
        folder.mkdir(parents=True, exist_ok=True)
        drawn = draw_marks(file, found, folder, limits)
        print(f"{len(drawn)} pictures in {clean(str(folder))}", file=sys.stderr)
    if not json:
        from search import render

        commands.show(render.explanation(found.layout, found.why, found.marks, found.issues))


if __name__ == "__main__":
    main()
