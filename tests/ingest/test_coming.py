"""Coming meetings: those a sentence or a list tells of, no day of another matter, each once and with its time."""

from __future__ import annotations

import pytest

from ingest.coming import coming_meetings, next_meetings

MARCH = "2025-03-04"
NEXT = "Nästa möte är 6 maj kl. 13."


def starts(title: str, text: str, date: str = MARCH) -> list[str]:
    return [meeting.start for meeting in next_meetings(title, text, date)]


@pytest.mark.parametrize("title", ["Nästa möte", "Övrigt"])
@pytest.mark.parametrize(
    "after",
    [
        "Redovisning 31/5. Semester 1 juli–15 augusti.",
        "Redovisning 31/5.\n\nSemester 1 juli–15 augusti.",
        "Under sommaren 1 juli–15 augusti är kontoret stängt. Den 29 augusti är en fredag.",
        "Den 29 augusti är skottdag.",
        "Skolavslutning 12 juni. 14 juni är det marknad.",
    ],
)
def test_the_list_ends_where_the_matter_does(title: str, after: str) -> None:
    assert starts(title, f"{NEXT} {after}") == ["2025-05-06T13:00"]
    assert starts(title, f"Utbildning den 15 april. {NEXT} {after}") == ["2025-05-06T13:00"]


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Nästa möte", "Nästa möte är den 5 maj. Därefter 3 juni kl. 9.", ["2025-05-05", "2025-06-03T09:00"]),
        (
            "Övrigt",
            "Nästa möte: 5 maj kl. 13. Därefter 3 juni kl. 9–11. Sedan ses vi den 2 sept.",
            ["2025-05-05T13:00", "2025-06-03T09:00", "2025-09-02"],
        ),
        ("Övrigt", "Nästa möte är kl. 13.00 den 5 maj.", ["2025-05-05T13:00"]),
        ("Övrigt", "Nästa möte är den 6 maj, anmälan senast den 28 april.", ["2025-05-06"]),
        ("Nästa möte", "Vi ses tis. den 6 maj i Stadshuset, sal 2.", ["2025-05-06"]),
        (
            "Mötestider",
            "Tisdag 6 maj kl. 13\n\nOnsdag 4 juni (heldag)\n\nSemester 1 juli–15 augusti\n\nTisdag 2 september",
            ["2025-05-06T13:00", "2025-06-04", "2025-09-02"],
        ),
        ("Mötestider", "Våren: 6/5, 4/6. Hösten: 2/9, 7/10.", ["2025-05-06", "2025-06-04", "2025-09-02", "2025-10-07"]),
        ("Mötesdagar", "Beredning 6/5\n\nKommunstyrelsen 20/5\n\nAU 3/6", ["2025-05-06", "2025-05-20", "2025-06-03"]),
        ("Mötesdagar", "Umeå 6/5\n\nVännäs by 3/6", ["2025-05-06", "2025-06-03"]),
        (
            "Mötestider",
            ", ".join(f"tisdagen den {day} maj klockan 13.00" for day in (6, 13, 20, 27)),
            [f"2025-05-{day:02}T13:00" for day in (6, 13, 20, 27)],
        ),
    ],
)
def test_lists_of_meetings(title: str, text: str, wanted: list[str]) -> None:
    assert starts(title, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("30 september–1 oktober", ["2025-09-30"]),
        ("tisdag 30 september kl. 10 – onsdag 1 oktober", ["2025-09-30T10:00"]),
        ("30/9–1/10 2026", ["2026-09-30"]),
        ("30 december–1 januari 2027", ["2026-12-30"]),
        ("den 25 och 26 september kl. 10", ["2025-09-25T10:00", "2025-09-26T10:00"]),
        ("torsdag 25 och fredag 26 september", ["2025-09-25", "2025-09-26"]),
        ("14, 21 och 28 maj", ["2025-05-14", "2025-05-21", "2025-05-28"]),
        ("5 maj kl. 13 och 26 september", ["2025-05-05T13:00", "2025-09-26"]),
        ("6 maj – 3 juni – 2 september", ["2025-05-06", "2025-06-03", "2025-09-02"]),
    ],
)
def test_days_named_together(text: str, wanted: list[str]) -> None:
    assert starts("Nästa möte", text) == wanted
    assert starts("Övrigt", f"Nästa möte: {text}") == wanted


def test_a_meeting_told_twice_is_one_with_its_time() -> None:
    items = [("Planering", "Nästa möte är 6 maj."), ("Nästa möte", "Tisdag 6 maj kl. 13.00\n\n6 maj")]
    assert [meeting.start for meeting in coming_meetings(items, MARCH)] == ["2025-05-06T13:00"]
