"""Records written out come back the same, and no cell runs as a formula."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from data.errors import OutputError, UsageError
from data.exporting import COLUMNS, RUNS, TABLES, Table, write, write_csv, write_json, write_jsonl, written
from data.model import Attendee, Entity, Minutes, PageStart, Presenter, Region, Topic, from_json
from data.terminal import clean_text
from tests.data.records import BOX, record


def table(records: list[Minutes], name: Table) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = write_csv(records, out, name)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count
    return rows


def test_json_is_one_array_and_jsonl_a_record_a_line() -> None:
    records = [record("a"), record("b", date=None)]
    out, lines = io.StringIO(), io.StringIO()
    assert write_json(iter(records), out) == write_jsonl(iter(records), lines) == 2
    assert json.loads(out.getvalue()) == [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [from_json(line) for line in lines.getvalue().splitlines()] == records


def test_nothing_to_write_is_valid_too() -> None:
    out = io.StringIO()
    assert write_json([], out) == 0
    assert json.loads(out.getvalue()) == []
    for name in TABLES:
        out = io.StringIO()
        assert write_csv([], out, name) == 0
        assert out.getvalue() == ",".join(COLUMNS[name]) + "\n"


def test_items_join_lists_and_give_the_first_place() -> None:
    minutes = record("a", titles=["Rapport"])
    presenters = (Presenter(name="Maja Lind", role="Chef"), Presenter(name="Per Ek", organisation="Polisen"))
    regions = (Region(2, BOX), Region(3, (0.0, 0.0, 10.0, 10.0)))
    topics = (Topic("a", "Brand"), Topic("b", "Vatten"))
    item = replace(minutes.items[0], presenters=presenters, topics=topics, source=regions)
    (row,) = table([replace(minutes, items=(item,))], "items")
    assert row["item"] == "trygghetsradet-2024-09-24/1"
    assert (row["presenters"], row["presenter_organisations"], row["presenter_roles"]) == ("Maja Lind; Per Ek", "; Polisen", "Chef; ")
    assert (row["topics"], row["page"], row["box"]) == ("Brand; Vatten", "2", "39.5; 56.0; 287.75; 140.0")
    assert (row["decision"], row["file"]) == ("", "minnes.pdf")


def test_attendance_tells_unknown_from_no() -> None:
    absent = Attendee(name="Olle Berg", status="absent", called=False, struck=True)
    attendance = (absent, Attendee(name="Eva Ö", status="unknown"))
    rows = table([replace(record("a"), attendance=attendance)], "attendance")
    assert [(r["name"], r["status"], r["called"], r["struck"], r["page"]) for r in rows] == [
        ("Olle Berg", "absent", "false", "true", ""),
        ("Eva Ö", "unknown", "", "false", ""),
    ]


def test_a_mention_stands_on_the_page_it_is_on() -> None:
    minutes = record("a", titles=["Rapport"])
    entities = tuple(Entity(text="Teg", label="PLACE", start=start, end=start + 3) for start in (0, 12))
    item = replace(
        minutes.items[0],
        entities=entities,
        pages=(PageStart(1, 0), PageStart(2, 10)),
        source=(Region(1, BOX), Region(2, (1.0, 2.0, 3.0, 4.0))),
    )
    rows = table([replace(minutes, items=(item,))], "mentions")
    assert [(r["text"], r["page"], r["box"]) for r in rows] == [
        ("Teg", "1", "39.5; 56.0; 287.75; 140.0"),
        ("Teg", "2", "1.0; 2.0; 3.0; 4.0"),
    ]


def test_a_mentioned_place_has_its_position() -> None:
    def positions(municipality: str | None) -> list[tuple[str, str, str]]:
        minutes = record("a", titles=["Rapport"], municipality=municipality)
        keys = (("LOC", "holmsund"), ("LOC", "teg"), ("LOC", "hittepågatan"), ("ORG", "holmsund"))
        entities = tuple(Entity(text=key, label=label, key=key, start=0, end=1) for label, key in keys)
        rows = table([replace(minutes, items=(replace(minutes.items[0], entities=entities),))], "mentions")
        return [(r["place_municipality"], r["latitude"][:4], r["longitude"][:4]) for r in rows]

    umea = ("Umeå", "63.7", "20.3")
    for own in (None, "Umeå kommun", "Umeå"):
        assert positions(own) == [umea, ("Umeå", "", ""), ("", "", ""), ("", "", "")], own
    assert positions("Göteborgs Stad") == [umea, ("", "", ""), ("", "", ""), ("", "", "")]  # a district is of its own town


def test_a_mention_of_a_title_says_so() -> None:
    minutes = record("a", titles=["Teg"])
    (entity,) = (Entity(text="Teg", label="LOC", key="teg", start=0, end=3),)
    item = replace(minutes.items[0], title_entities=(entity,), entities=(entity,))
    rows = table([replace(minutes, items=(item,))], "mentions")
    assert [(r["text"], r["part"], r["page"]) for r in rows] == [("Teg", "title", "1"), ("Teg", "text", "1")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_gets_an_apostrophe(start: str) -> None:
    (row,) = table([record("a", titles=[f"{start}HYPERLINK(0)"])], "items")
    assert row["title"] == f"'{start}HYPERLINK(0)"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_words_come_back_from_a_cell(words: str) -> None:
    """But for the apostrophe, line ends, which become one kind, and what would act on a terminal."""
    (row,) = table([record("a", titles=[words])], "items")
    back = row["title"].removeprefix("'") if row["title"][1:2] in set(RUNS) else row["title"]
    assert back == clean_text(words.replace("\r\n", "\n").replace("\r", "\n"))
    assert not row["title"].startswith(RUNS)


def test_no_form_acts_on_a_terminal_and_json_keeps_every_character() -> None:
    title = "röd \x1b[31m \x9b31m \u202e vänd"
    records = [record("a", titles=[title])]
    for form in ("json", "jsonl", "csv"):
        out = io.StringIO()
        write(records, out, form)
        assert not {"\x1b", "\x9b", "\u202e"} & set(out.getvalue())
        if form == "jsonl":
            assert from_json(out.getvalue()) == records[0]
        if form == "csv":
            assert "röd \ufffd[31m \ufffd31m \ufffd vänd" in out.getvalue()


def write_to(path: Path, text: str = "nytt") -> None:
    with written(path, io.StringIO()) as out:
        out.write(text)


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real.json").write_text("gammalt")
    for name in ("real.json", "not there yet.json"):
        link = tmp_path / name
        link.symlink_to(tmp_path / "far" / name)
        write_to(link)
        assert link.is_symlink()
        assert (tmp_path / "far" / name).read_text() == "nytt"
    assert len(list((tmp_path / "far").iterdir())) == 2


def test_links_that_lead_to_themselves_are_named_and_stay(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(UsageError, match=r"cannot write .*one: it is a link that leads to itself: remove it"):
        write_to(one)
    assert one.is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_to_a_pipe_is_written_through(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_to(tmp_path / "link")
    reader.join(30)
    assert heard == ["nytt"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    write_to(pipe)
    reader.join(30)
    assert heard == ["nytt"]
    assert pipe.is_fifo()


def test_a_file_is_replaced_whole_or_not_at_all_and_no_more_readable_than_before(tmp_path: Path) -> None:
    file = tmp_path / ("l" * 250 + ".json")
    write_to(file, "gammalt")
    file.chmod(0o600)
    with suppress(KeyError), written(file, io.StringIO()) as out:
        out.write("halv")
        raise KeyError  # whatever happens on the way
    assert file.read_text() == "gammalt"
    write_to(file)
    assert (file.read_text(), file.stat().st_mode & 0o777, list(tmp_path.iterdir())) == ("nytt", 0o600, [file])


@pytest.mark.parametrize("name", [".", "/", "", "no/such/folder.json", "a" * 300])
def test_what_cannot_be_written_is_wrong_use(name: str) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_to(Path(name))


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No space left"), written(tmp_path / "a.json", io.StringIO()):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())
