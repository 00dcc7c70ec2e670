"""Which documents are the same meeting, and what they are called, whatever the order they come in."""

from __future__ import annotations

import random
import tempfile
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.archive import Archive, Disorder
from data.archive_identity import same_meeting
from data.model import Minutes
from tests.data.records import exported, hashed, ids, record, take_in

BASE = "trygghetsradet-2024-09-24"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def filled(folder: Path, *files: tuple[Minutes, str]) -> list[str]:
    """Takes the files in, in order, and says what became of each."""
    with Archive.open(folder, write=True) as archive:
        return [take_in(archive, minutes, Path("/minnes") / path) for minutes, path in files]


# what the second document is like, and whether it replaces record("a")
SAME = {
    "corrected text": (record("b"), True),
    "one title changed": (record("b", titles=["Öppnande", "Rapporten", "Övrigt"]), True),
    "an item more": (record("b", titles=["Öppnande", "Rapport", "Fråga", "Övrigt"]), True),
    "no labels, most titles": (record("b", labels=False), True),
    "body in capitals": (record("b", body="TRYGGHETSRÅDET"), True),
    "municipality known to one": (record("b", municipality="Umeå"), True),
    "another day": (record("b", date="2024-09-25"), False),
    "another hour": (record("b", start="15:00"), False),
    "another body": (record("b", body="Byggnadsnämnden"), False),
    "no start": (record("b", start=None), False),
    "half of the labels, no title": (record("b", titles=[f"Punkt {n}" for n in range(6)]), False),
    "no items": (record("b", titles=[]), False),
    "a partial protocol": (record("b", extract=True), False),
}


@pytest.mark.parametrize("case", SAME)
def test_what_replaces_an_earlier_version(folder: Path, case: str) -> None:
    later, replaces = SAME[case]
    outcomes = filled(folder, (record("a"), "a.pdf"), (later, "b.pdf"))
    assert outcomes == ["new", "replaced" if replaces else "new"]
    assert len(ids(folder)) == (1 if replaces else 2)


def test_different_municipalities_meet_apart(folder: Path) -> None:
    one, other = record("a", municipality="Umeå"), record("b", municipality="Vännäs")
    assert filled(folder, (one, "a.pdf"), (other, "b.pdf")) == ["new", "new"]


def test_a_replaced_version_is_kept_and_marked(folder: Path) -> None:
    filled(folder, (record("a"), "a.pdf"), (record("b"), "b.pdf"), (record("c"), "c.pdf"))
    with Archive.open(folder) as archive:
        (current,) = archive.minutes()
        assert current.source.sha256 == hashed("c")
        assert [m.source.sha256 for m in archive.earlier(BASE)] == [hashed("b"), hashed("a")]
        assert archive.known(hashed("a"))
        assert archive.counts().meetings == 1


def test_an_old_version_again_does_not_come_back(folder: Path) -> None:
    outcomes = filled(folder, (record("a"), "a.pdf"), (record("b"), "b.pdf"), (record("a"), "kopia.pdf"))
    assert outcomes == ["new", "replaced", "unchanged"]
    with Archive.open(folder) as archive:
        assert archive.get(BASE).source.sha256 == hashed("b")


def test_other_bytes_at_the_same_path_replace(folder: Path) -> None:
    other = record("b", body="Byggnadsnämnden")
    assert filled(folder, (record("a"), "senaste.pdf"), (other, "senaste.pdf")) == ["new", "replaced"]
    assert ids(folder) == ["byggnadsnamnden-2024-09-24"]
    with Archive.open(folder) as archive:
        assert [m.source.sha256 for m in archive.earlier("byggnadsnamnden-2024-09-24")] == [hashed("a")]


def test_the_path_given_back_its_old_bytes_gives_back_the_record(folder: Path) -> None:
    files = (record("a"), "m.pdf"), (record("b", date="2024-10-01"), "m.pdf"), (record("a"), "m.pdf")
    assert filled(folder, *files) == ["new", "replaced", "replaced"]
    assert ids(folder) == [BASE]


def test_bytes_that_stand_elsewhere_too_are_not_replaced_by_their_path(folder: Path) -> None:
    filled(folder, (record("a"), "m.pdf"), (record("a"), "kopia.pdf"), (record("b", date="2024-10-01"), "m.pdf"))
    assert ids(folder) == [BASE, "trygghetsradet-2024-10-01"]


def test_a_version_whose_correction_is_overwritten_is_current_again(folder: Path) -> None:
    files = (record("a"), "a.pdf"), (record("b"), "b.pdf"), (record("c", date="2024-10-01"), "b.pdf")
    filled(folder, *files)
    assert ids(folder) == [BASE, "trygghetsradet-2024-10-01"]


def test_colliding_ids_are_numbered_by_start_and_items_follow(folder: Path) -> None:
    evening, morning = record("kväll", start="18:00"), record("morgon", start="09:00")
    with Archive.open(folder, write=True) as archive:
        archive.store(evening, Path("kväll.pdf"))
        stamp = archive.stamp()
        assert archive.store(morning, Path("morgon.pdf")) == "new"
        assert archive.changed_since(stamp) == ((BASE, f"{BASE}-2"), ())
        assert archive.get(BASE).start == "09:00"
        renumbered = archive.get(f"{BASE}-2")
        assert renumbered.start == "18:00"
        assert [item.id for item in renumbered.items] == [f"{BASE}-2/{number}" for number in (1, 2, 3)]
        assert archive.item(f"{BASE}-2/3")[1].title == "Övrigt"
        archive.store(record("annat", date="2025-01-01"), Path("morgon.pdf"))
        assert [m.id for m in archive.minutes()] == [BASE, "trygghetsradet-2025-01-01"]
        assert archive.get(BASE).start == "18:00"


def test_a_file_named_as_a_number_keeps_its_name(folder: Path) -> None:
    """`protokoll-2` is a base id of its own: the second `protokoll` steps over it."""
    files = [
        (record("a", file="protokoll.pdf", body=None), "1/protokoll.pdf"),
        (record("b", file="protokoll.pdf", body=None), "2/protokoll.pdf"),
        (record("c", file="protokoll-2.pdf", body=None), "protokoll-2.pdf"),
    ]
    filled(folder, *files[:2])
    assert ids(folder) == ["protokoll", "protokoll-2"]
    filled(folder, files[2])
    assert ids(folder) == ["protokoll", "protokoll-2", "protokoll-3"]
    with Archive.open(folder) as archive:
        assert archive.get("protokoll-2").source.sha256 == hashed("c")


def test_bytes_under_several_names_go_by_the_smallest(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.store(record("a", file="protokoll.pdf", body=None), Path("protokoll.pdf"))
        stamp = archive.stamp()
        assert archive.remember(hashed("a"), Path("minnes.pdf")) == "unchanged"
        assert archive.changed_since(stamp) == (("minnes",), ("protokoll",))
        assert archive.get("minnes").source.file == "minnes.pdf"
        assert archive.get("minnes").items[0].id == "minnes/1"


def test_a_document_that_gets_another_name_leaves_its_number_to_the_next(folder: Path) -> None:
    one, other = sorted((record(c, file="protokoll.pdf", body=None) for c in "ab"), key=lambda m: m.source.sha256)
    filled(folder, (one, "1/protokoll.pdf"), (other, "2/protokoll.pdf"), (one, "minnes.pdf"))
    assert ids(folder) == ["minnes", "protokoll"]


def test_a_partial_protocol_names_the_whole_one(folder: Path) -> None:
    part = record("del", extract=True, titles=["Öppnande"], start=None)
    with Archive.open(folder, write=True) as archive:
        archive.store(part, Path("del.pdf"))
        assert archive.get(BASE).extract_of is None
        archive.store(record("hel"), Path("hel.pdf"))
        assert archive.get(BASE).source.sha256 == hashed("hel")
        assert archive.get(f"{BASE}-2").extract_of == BASE
        archive.store(record("annat", date="2025-01-01"), Path("hel.pdf"))
        assert archive.get(BASE).extract_of is None


# --- in general ------------------------------------------------------------------------------------

documents = st.builds(
    record,
    st.sampled_from("abcdefghij"),
    body=st.sampled_from([None, "Rådet", "Råd-et"]),
    date=st.sampled_from([None, "2024-01-01"]),
    start=st.sampled_from([None, "09:00", "18:00"]),
    title=st.sampled_from([None, "Protokoll"]),
    extract=st.booleans(),
    titles=st.sampled_from([(), ("Öppnande",), ("Brand", "Vatten")]),
    labels=st.just(False),
)
names = st.sampled_from(["m.pdf", "m-2.pdf", "m-3.pdf", "radet-2024-01-01-2.pdf", "ö/m.pdf"])


def named_as_its_file(minutes: Minutes, path: str) -> Minutes:
    """Bytes decide the record, all but the file's name."""
    content = repr((minutes.body, minutes.date, minutes.start, minutes.title, minutes.extract, len(minutes.items)))
    return record(
        content,
        file=Path(path).name,
        body=minutes.body,
        date=minutes.date,
        start=minutes.start,
        title=minutes.title,
        extract=minutes.extract,
        titles=[item.title or "" for item in minutes.items],
        labels=False,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(names, documents, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_shows(found: dict[str, Minutes], chance: random.Random) -> None:
    """No two here are versions of one meeting: of those the later one wins, as the next test knows."""
    files = [(named_as_its_file(minutes, path), path) for path, minutes in sorted(found.items())]
    records = {minutes.source.sha256: minutes for minutes, _ in files}.values()
    assume(not any(same_meeting(one, other) for one, other in combinations(records, 2)))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        filled(Path(one), *files)
        for file in chance.sample(files, len(files)) + chance.sample(files, len(files) // 2):  # in runs of their own
            filled(Path(other), file)
        assert exported(Path(one)) == exported(Path(other))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(names, documents), min_size=1, max_size=10))
def test_history_leaves_no_trace_but_the_last_bytes_of_each_path(history: list[tuple[str, Minutes]]) -> None:
    """Files overwritten, old bytes back, copies: the archive ends as if it had seen the last state alone, the
    documents in the order it first met them. And an index brought level by `changed_since` is level indeed."""
    taken = [(named_as_its_file(minutes, path), path) for path, minutes in history]
    met = list(dict.fromkeys(minutes.source.sha256 for minutes, _ in taken))
    last = {path: minutes for minutes, path in taken}
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        index: dict[str, Minutes] = {}
        with Archive.open(Path(one), write=True) as archive:
            stamp = archive.stamp()
            for minutes, path in taken:
                take_in(archive, minutes, Path("/minnes") / path)
                level = archive.changed_since(stamp)
                assert level is not None
                index = {name: known for name, known in index.items() if name not in level[1]}
                index |= {name: archive.get(name) for name in level[0]}
                stamp = archive.stamp()
                assert index == {m.id: m for m in archive.minutes()}
                assert archive.disorder() == Disorder([], [], [])
        last_state = sorted(last.items(), key=lambda file: met.index(file[1].source.sha256))
        filled(Path(other), *((minutes, path) for path, minutes in last_state))
        assert exported(Path(one)) == exported(Path(other))
