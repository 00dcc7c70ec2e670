"""Dates and times as minutes print them, each with what must be read from it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import MONTHS, find_dates, find_times, first_date

DATES = (
    ("Tid: 2024-09-24, kl. 15.00 – 16.30", None, "2024-09-24"),
    ("2016–05–25", None, "2016-05-25"),
    ("tisdag den 3 november 2020 kl 18:15-19:00", None, "2020-11-03"),
    ("Datum: 30/7 2020 kl. 18.15–19.45", None, "2020-07-30"),
    ("Tisdag den 18/2 15.00", 2025, "2025-02-18"),
    ("Lördagen den 7 Mars, kl 11:30", 2026, "2026-03-07"),
    ("24.9.2024", None, "2024-09-24"),
    ("Protokoll 20240924", None, "2024-09-24"),
    ("den 24:e sept 2024", None, "2024-09-24"),
    ("den 27 september", None, None),
    ("enligt 1379/22 och SLK-2023-00068", 2024, None),
    ("lagen (2023:196)", 2024, None),
    ("§ 12 2024-01", None, None),
)


@pytest.mark.parametrize(("text", "year", "day"), DATES)
def test_first_date(text: str, year: int | None, day: str | None) -> None:
    assert first_date(text, year) == day


def test_impossible_date_is_named_not_guessed() -> None:
    (found,) = find_dates("2024-02-31")
    assert found.day is None
    assert found.impossible


TIMES = (
    ("Tid: 2024-09-24, kl. 15.00 – 16.30", ("15:00", "16:30")),
    ("tisdag den 3 november 2020 kl 18:15-19:00", ("18:15", "19:00")),
    ("Klockan 09:01-11:24", ("09:01", "11:24")),
    ("kl 9-11", ("09:00", "11:00")),
    ("kl. 13.00 till 14.30", ("13:00", "14:30")),
    ("kl 11:30 i klubblokalen", ("11:30", None)),
    ("24.9.2024", (None, None)),
    ("2024-09-24", (None, None)),
)


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_times(text: str, times: tuple[str | None, str | None]) -> None:
    assert find_times(text) == times


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_form_of_a_day_reads_the_same(day: datetime.date) -> None:
    forms = (
        day.isoformat(),
        f"den {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
    )
    assert {first_date(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=60))
def test_no_text_upsets_the_grammar(text: str) -> None:
    for found in find_dates(text, 2024):
        assert 0 <= found.start < found.end <= len(text)
    find_times(text)
