"""The commands as people and programs meet them: answers, exit codes, one clear line for what cannot be done."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from pathlib import Path

import jsonschema
from PIL import Image

from tests.commands import Run, answer
from tests.papers import YEARS, minutes, paper, write


def test_search(arende: Run, held: Path) -> None:
    found = answer(arende, "search", "Holmsund")
    assert found["query"] == "Holmsund"
    assert found["total"] == 2
    assert {hit["item"] for hit in found["hits"]} == {"trygghetsradet-2022-03-15/2", "trygghetsradet-2023-05-09/2"}
    hit = found["hits"][0]
    start, end = hit["highlights"][0]
    assert hit["snippet"][start:end] == "Holmsund"
    assert (hit["page"], hit["label"], hit["body"]) == (1, "2", "Trygghetsrådet")
    assert found["coverage"] == {"searched": 3, "failed": 0}


def test_filters_and_order(arende: Run, held: Path) -> None:
    assert answer(arende, "search", "Holmsund", "--from", "2023")["total"] == 1
    newest = answer(arende, "search", "Holmsund", "--sort", "date")["hits"]
    assert [hit["date"] for hit in newest] == ["2023-05-09", "2022-03-15"]
    listed = answer(arende, "items", "--to", "2022-10-04", "--body", "trygghetsrådet")
    assert [hit["item"] for hit in listed["hits"]] == [f"trygghetsradet-2022-{d}/{n}" for d in ("10-04", "03-15") for n in (1, 2, 3)]


def test_for_people(arende: Run, held: Path) -> None:
    shown = arende("search", "Holmsund").stdout
    assert "Nattvandring i Holmsund och Obbola" in shown
    assert "\x1b[" not in shown
    assert "searched 3 meetings" in shown
    meeting = arende("show", "trygghetsradet-2022-03-15").stdout
    for word in ("mars.pdf", "Ada Ek", "Belysning i Holmsund", "page 1 ["):
        assert word in meeting
    item = answer(arende, "show", "trygghetsradet-2022-03-15/2")
    assert item["title"] == "Belysning i Holmsund"
    assert item["paths"][0].endswith("mars.pdf")


def test_status(arende: Run, held: Path) -> None:
    told = answer(arende, "status")
    assert told.pop("unknown_organisations") == {}
    assert told == {"meetings": 3, "failed": 0, "failures": [], "bodies": {"Trygghetsrådet": {"2022": 2, "2023": 1}}}


def test_export_is_valid_and_whole(arende: Run, held: Path, tmp_path: Path) -> None:
    records = json.loads(arende("export").stdout)
    schema = json.loads(arende("schema").stdout)
    for record in records:
        jsonschema.validate(record, schema, cls=jsonschema.Draft202012Validator)
    assert [r["id"] for r in records] == ["trygghetsradet-2022-03-15", "trygghetsradet-2022-10-04", "trygghetsradet-2023-05-09"]
    lines = arende("export", "--format", "jsonl", "--from", "2023").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["trygghetsradet-2023-05-09"]
    done = arende("export", "--format", "csv", "--table", "attendance", "-o", tmp_path / "a.csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert {row["name"] for row in rows} == {"Ada Ek", "Bo Dal"}
    assert not list(tmp_path.glob(".a.csv*"))


def test_taking_in_again_changes_no_byte(arende: Run, held: Path, tmp_path: Path) -> None:
    before = arende("export").stdout
    again = arende("ingest", tmp_path / "papers")
    assert "0 new, 3 unchanged, 0 replaced, 0 failed" in again.stderr
    assert arende("export").stdout == before


def test_a_lost_index_is_made_again_with_the_same_answers(arende: Run, held: Path) -> None:
    questions = (["search", "holmsund"], ["search", "polis* OR skolor"], ["items"], ["search", '"mötets öppnande"', "--sort", "date"])
    before = [answer(arende, *q) for q in questions]
    shutil.rmtree(held / "index")
    assert arende("reindex").returncode == 0
    assert [answer(arende, *q) for q in questions] == before
    shutil.rmtree(held / "index")
    assert [answer(arende, *q) for q in questions] == before, "a search brings the index level by itself"


def test_a_corrected_version_replaces_and_is_found(arende: Run, held: Path, tmp_path: Path) -> None:
    write(tmp_path / "papers", mars2=minutes("2022-03-15", "Mötets öppnande", "Belysning i Sävar", "Polisens lägesbild"))
    assert "1 new" not in arende("ingest", tmp_path / "papers").stderr
    assert answer(arende, "search", "Sävar")["total"] == 1
    assert answer(arende, "search", "Holmsund")["total"] == 1
    assert answer(arende, "status")["meetings"] == 3


def test_bad_files_fail_alone(arende: Run, tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(picture, "PDF")
    good = YEARS["maj"]
    folder = write(
        tmp_path / "mixed",
        good=good,
        text=b"Protokoll 2022-03-15, inte en PDF",
        empty=b"",
        locked=paper(["Hemligt"], password="nyckel"),
        scan=picture.getvalue(),
        cut=good[: len(good) // 3],
    )
    done = arende("ingest", folder)
    assert done.returncode == 10
    assert "Traceback" not in done.stderr
    assert "1 new" in done.stderr
    failures = {f["file"]: f for f in answer(arende, "status")["failures"]}
    assert failures["text.pdf"]["code"] == failures["empty.pdf"]["code"] == "not-a-pdf"
    assert failures["locked.pdf"]["code"] == "encrypted"
    assert failures["scan.pdf"]["code"] == "no-text-layer"
    assert "no text layer" in failures["scan.pdf"]["reason"]
    assert failures["cut.pdf"]["code"] in ("damaged", "no-text-layer")
    for name in failures:
        assert name in done.stderr
    found = answer(arende, "search", "Holmsund")
    assert found["coverage"] == {"searched": 1, "failed": 5}
    assert found["without_text_layer"] == 1
    assert "searched 1 of 6 files; 1 without a text layer, 4 failed" in arende("search", "Holmsund").stdout


def test_control_characters_never_reach_the_terminal(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "odd", odd=YEARS["maj"])
    (folder / "odd.pdf").rename(folder / "\x1b[31mred\u202e.pdf")
    (folder / "\x1b]0;title\x07.pdf").write_bytes(b"no pdf")
    (folder / "a\ndone  forged.pdf").write_bytes(b"no pdf")
    done = arende("ingest", folder)
    assert len(done.stderr.splitlines()) == 3, "the counts, and a line for each failure"
    for path in folder.iterdir():
        path.unlink()
    shown = done.stderr + arende("status").stdout + arende("status", "--json").stdout + arende("show", "trygghetsradet-2023-05-09").stdout
    looked = arende("doctor").stdout
    assert len(looked.splitlines()) == 3
    shown += looked
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_swedish_letters_whatever_the_locale(arende: Run, held: Path) -> None:
    assert "Trygghetsrådet" in arende("search", "Holmsund", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="").stdout


def apart(text: str) -> str:
    """The text with each letter and its marks apart, as macOS gives it."""
    return unicodedata.normalize("NFD", text)


def test_letters_in_two_parts_are_whole_but_in_names_of_files(arende: Run, tmp_path: Path) -> None:
    name = apart("möte.pdf")
    papers = write(tmp_path / apart("å"), **{name[:-4]: minutes("2022-03-15", "Öppnande", "Oro på Ålidhem", people="Åsa Öberg, Bo Ek")})
    assert arende("ingest", papers).returncode == 0
    item = "trygghetsradet-2022-03-15/2"
    assert answer(arende, "show", item)["paths"] == [str(papers / name)]
    for command in (
        ("search", "på ålidhem"),
        ("search", "plats:ålidhem"),
        ("search", "--body", "trygghetsrådet", "oro"),
        ("items", "--place", "ålidhem"),
    ):
        found = answer(arende, *map(apart, command))
        assert [hit["item"] for hit in found["hits"]] == [item], command
    assert answer(arende, "items", "--person", apart("Åsa Öberg"))["total"] == 0
    assert answer(arende, "people", "show", apart("Åsa Öberg"))["key"] == "åsa öberg"
    done = answer(arende, "people", "merge", *map(apart, ("Bo Ek", "Åsa Öberg", "--reason", "samma för oss")))
    assert (done["person"], done["reason"]) == ("åsa öberg", "samma för oss")


def test_explain(arende: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "papers", maj=YEARS["maj"]) / "maj.pdf"
    told = json.loads(arende("explain", file, "--json").stdout)
    assert told["layout"] == "numbered"
    assert {"Ada Ek", "2 Nattvandring i Holmsund och Obbola"} <= {mark["text"] for mark in told["marks"]}
    shown = arende("explain", file, "--pictures", tmp_path / "pictures")
    assert "numbered" in shown.stdout
    assert (tmp_path / "pictures" / "maj-p1.png").stat().st_size > 1000


def test_help_and_version(arende: Run) -> None:
    assert "ingest" in arende("--help").stdout
    assert arende("--version").stdout.startswith("arende ")
    assert "--presenter" in arende("items", "--help").stdout


def test_topics_people_and_retag(arende: Run, sampled: Path) -> None:
    before = arende("export", "--format", "jsonl").stdout
    counted = {topic["id"]: sum(topic["items"].values()) for topic in answer(arende, "topics")}
    assert counted["narkotika"] == answer(arende, "items", "--topic", "Narkotika")["total"] > 0
    assert answer(arende, "items", "--topic", "anda")["total"] >= counted["narkotika"]
    holmsund = answer(arende, "items", "--place", "holmsund")
    assert {hit["item"] for hit in holmsund["hits"]} >= {
        hit["item"] for hit in answer(arende, "search", "Holmsund", "--limit", "99")["hits"]
    }
    people = answer(arende, "people")
    first = people[0]
    shown = answer(arende, "people", "show", first["name"].upper())
    assert sum(meeting["status"] == "present" for meeting in shown["meetings"]) == first["attended"]
    assert arende("people", "show", "Ingen Alls").returncode == 7
    again = arende("retag")
    assert (again.returncode, again.stderr) == (0, "0 records tagged anew\n")
    assert arende("export", "--format", "jsonl").stdout == before


def test_asking_in_other_ways(arende: Run, sampled: Path) -> None:
    years = answer(arende, "timeline", "polis")["counts"]
    assert sum(years.values()) == answer(arende, "search", "polis")["total"]
    found = answer(arende, "search", "polis", "--explain", "--facets")
    assert found["understood"].startswith("polis")
    assert found["hits"][0]["matched"]
    assert sum(found["facets"]["month"].values()) == found["total"]
    alike = answer(arende, "similar", found["hits"][0]["item"], "--limit", "3")
    assert found["hits"][0]["item"] not in {hit["item"] for hit in alike["hits"]}
    assert answer(arende, "search", "narkotkia")["suggestions"] == ["narkotika"]
    assert arende("timeline", "polis", "--by", "vecka").returncode == 2


def test_failed_files_are_tried_again(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "mixed", good=YEARS["maj"], bad=b"inte en PDF")
    assert arende("ingest", folder).returncode == 10
    assert arende("ingest", "--retry-failed").returncode == 10
    (folder / "bad.pdf").write_bytes(YEARS["juni"] if "juni" in YEARS else minutes("2022-06-01", "Ett", "Två"))
    again = arende("ingest", "--retry-failed")
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, "1 new, 0 unchanged, 0 replaced, 0 failed")
    assert answer(arende, "status")["failed"] == 0
    assert arende("ingest").returncode == 2


def test_a_log_of_json_lines_holds_no_words_of_the_documents(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "mixed", good=YEARS["maj"], bad=b"inte en PDF")
    arende("--log-file", tmp_path / "log.jsonl", "ingest", folder)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [(line["event"], line["file"]) for line in lines] == [("file failed", "bad.pdf"), ("file taken in", "good.pdf")]
    assert "file taken in file=good.pdf outcome=unchanged" in arende("-v", "ingest", folder).stderr


def test_the_doctor_speaks(arende: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", good=YEARS["maj"])
    arende("ingest", folder)
    assert arende("doctor").returncode == 0
    (folder / "good.pdf").unlink()
    told = arende("doctor")
    assert told.returncode == 11
    assert "source-gone" in told.stdout
