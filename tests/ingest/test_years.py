"""Days without a year get the one that the words, or else the meeting's date, tell."""

from __future__ import annotations

import pytest

from ingest.coming import next_meetings
from ingest.tagging.when import days

DECEMBER, JANUARY, MARCH = "2024-12-10", "2025-01-15", "2024-03-05"


def keys(text: str, date: str | None) -> dict[str, str | None]:
    """The longest mentions and their keys."""
    found = sorted(days(text, date), key=lambda m: m.start - m.end)
    kept = [m for n, m in enumerate(found) if not any(o.start <= m.start and m.end <= o.end for o in found[:n])]
    return {text[m.start : m.end]: m.key for m in kept}


@pytest.mark.parametrize(
    ("text", "date", "key"),
    [
        ("Nästa möte är den 14 januari.", DECEMBER, "2025-01-14"),
        ("Nästa möte\n\nTisdag den 14 juni", "2024-08-20", "2025-06-14"),
        ("En utbildning hålls den 14 januari.", DECEMBER, "2025-01-14"),
        ("Rådet beslutade att ses den 14 januari.", DECEMBER, "2025-01-14"),
        ("Vi har möte den 14/1.", DECEMBER, "2025-01-14"),
        ("Den 14 januari genomfördes en tillsyn.", DECEMBER, "2024-01-14"),
        ("Tillsynen har skett den 14 januari.", DECEMBER, "2024-01-14"),
        ("Arbetet börjar i januari.", DECEMBER, "2025-01"),
        ("Under januari genomfördes insatser.", DECEMBER, "2024-01"),
        ("Kursen ges vecka 3.", DECEMBER, "2025-W03"),
        ("Stölder anmäldes den 12 december.", JANUARY, "2024-12-12"),
        ("En stöld den 12 december är uppklarad.", JANUARY, "2024-12-12"),
        ("Redovisas senast den 12 december.", JANUARY, "2025-12-12"),
        ("Det brann i Holmsund den 27 september.", MARCH, "2023-09-27"),
        ("Det brann i Holmsund den 27 september.", None, None),
        ("Tider för 2025: tisdag den 18/11", JANUARY, "2025-11-18"),
    ],
)
def test_the_year_of_a_day(text: str, date: str | None, key: str | None) -> None:
    assert key in keys(text, date).values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lov 12 december–9 januari 2025.", {"12 december–9 januari 2025": "2024-12-12"}),
        ("Lov 30/12–2/1 2025.", {"30/12–2/1 2025": "2024-12-30"}),
        (
            "Mässa 27-28/4, 27–28/9 2025 och 12-14.6.2025.",
            {"27-28/4": "2024-04-27", "27–28/9 2025": "2025-09-27", "12-14.6.2025": "2025-06-12"},
        ),
        ("Kurs 3–5 maj 2023.", {"3–5 maj 2023": "2023-05-03"}),
        ("Mätningar mars–april 2023.", {"mars–april 2023": "2023-03"}),
        ("Mätningar december–januari 2023.", {"december–januari 2023": "2022-12"}),
        ("Vi ses på tisdag. Den 31/2 finns inte.", {"Den 31/2": None}),
        ("Vi ses tis. den 3/4 och fredagen den 6/4.", {"tis. den 3/4": "2024-04-03", "fredagen den 6/4": "2024-04-06"}),
        ("Vi ses fredag\n\nden 6/4", {"den 6/4": "2024-04-06"}),
        ("Handling 2023 nr 46 bifalls.", {}),
    ],
)
def test_what_a_date_takes_in(text: str, expected: dict[str, str | None]) -> None:
    assert keys(text, MARCH) == expected


def test_coming_meetings_reach_into_the_next_year() -> None:
    def starts(title: str, text: str, date: str) -> list[str]:
        return [meeting.start for meeting in next_meetings(title, text, date)]

    assert starts("Nästa möte", "Den 14 januari kl. 13.00", DECEMBER) == ["2025-01-14T13:00"]
    assert starts("Mötestider", "14 januari, 11 mars och 5 maj", DECEMBER) == ["2025-01-14", "2025-03-11", "2025-05-05"]
    assert starts("Mötestider", "14 januari, 11 mars och 25 maj", "2024-05-10") == ["2024-05-25"]


@pytest.mark.parametrize(
    ("title", "text", "date", "wanted"),
    [
        ("Mötestider", "torsdag 16/1, tors 13/2 och torsdagen den 11 september", "2024-08-20", ["2025-01-16", "2025-02-13", "2025-09-11"]),
        ("Mötestider", "onsdag 11/9 och onsdag 4/12", "2024-08-20", ["2024-09-11", "2024-12-04"]),
        ("Mötestider för 2025", "fredag 16/1", "2024-12-01", ["2025-01-16"]),  # what is printed goes before a slip in a weekday
        ("Nästa möte", "25–26 september kl. 10.00", "2024-06-01", ["2024-09-25T10:00"]),
        ("Nästa möte", "torsdag 25-26/9", "2024-06-01", ["2024-09-25"]),
        ("Nästa möte", "26 september kl. 13-15", "2024-06-01", ["2024-09-26T13:00"]),
        ("Nästa möte", "den 25 och 26 september", "2024-06-01", ["2024-09-25", "2024-09-26"]),
    ],
)
def test_a_coming_meeting_fits_its_weekday_and_begins_on_the_first_of_its_days(title: str, text: str, date: str, wanted: list[str]) -> None:
    assert [meeting.start for meeting in next_meetings(title, text, date)] == wanted
