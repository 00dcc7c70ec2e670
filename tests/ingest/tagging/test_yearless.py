"""Lists of days are of the year named over them; a weekday and 29 February must fit the year."""

from __future__ import annotations

import pytest

from data.model import Item, Minutes, Source
from ingest.tagging.tag import tag
from tests.ingest.test_years import keys

HALVES = (
    "Beslut\n\nFörsta halvåret 2024\n\nDen 1 februari\nDen 29 februari\nDen 21 mars\n\nAndra halvåret 2024\n\nDen 12 september (budget)"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HALVES,
            {
                "Den 1 februari": "2024-02-01",
                "Den 29 februari": "2024-02-29",
                "Den 21 mars": "2024-03-21",
                "Den 12 september": "2024-09-12",
            },
        ),
        ("Våren 2025\n14/1 kl. 13.00\n11/3\n\nHösten 2025\n2/9", {"14/1": "2025-01-14", "11/3": "2025-03-11", "2/9": "2025-09-02"}),
        ("Sammanträdesdagar 2024: 3 september, 1 oktober", {"3 september": "2024-09-03", "1 oktober": "2024-10-01"}),
        ("Mötestider för 2024 fastställs enligt följande.\n\n• 14 maj\n• 11 juni", {"14 maj": "2024-05-14", "11 juni": "2024-06-11"}),
        ("Tider för 2025: 18/11\nHandlingarna skickas den 3 december.", {"18/11": "2025-11-18", "den 3 december": "2023-12-03"}),
        ("Under våren 2021 ökade stölderna, och den 14 januari greps en man.", {"den 14 januari": "2023-01-14"}),
    ],
)
def test_a_year_over_a_list_governs_it(text: str, expected: dict[str, str]) -> None:
    assert keys(text, "2023-10-12").items() >= expected.items()


def test_a_year_in_the_title_governs_a_list_of_meetings() -> None:
    def tagged(title: str) -> list[str | None]:
        item = Item(id="a/1", number=1, title=title, text="14 mars\n16 maj\n\nHandlingarna skickas den 3 november.")
        source = Source(file="a.pdf", sha256="", pages=1, text_layer="native")
        (found,) = tag(Minutes(id="a", date="2023-10-12", layout="plain", items=(item,), source=source)).items
        return [e.key for e in found.entities]

    assert tagged("Förslag till sammanträdesdagar för rådet år 2025") == ["2025-03-14", "2025-05-16", "2023-11-03"]
    assert tagged("Granskning av budget 2025") == ["2023-03-14", "2023-05-16", "2023-11-03"]


@pytest.mark.parametrize(
    ("text", "date", "key"),
    [
        ("Torsdagen den 21 mars", "2023-10-12", "2024-03-21"),
        ("Vi har fest tors 21/3.", "2023-10-12", "2024-03-21"),
        ("Planen för 2026 och fredag 20 mars.", "2023-10-12", "2026-03-20"),
        ("Vi har fest onsdag den 21 mars.", "2023-10-12", "2023-03-21"),
        ("Lördag den 27–28 september är det mässa.", "2024-03-05", "2025-09-27"),
        ("Lördag den 27-28/9 är det mässa.", "2024-03-05", "2025-09-27"),
        ("Mässan är den 29 februari.", "2023-10-12", "2024-02-29"),
        ("Mässan är den 29 februari.", "2022-10-12", None),
        ("Tider för 2025: 29/2", "2024-10-12", None),
    ],
)
def test_a_weekday_and_a_leap_day_pick_the_year(text: str, date: str, key: str | None) -> None:
    assert next(iter(keys(text, date).values())) == key
