"""A day's own sentence tells whether it is to come or was; other sentences do not."""

from __future__ import annotations

import pytest

from tests.ingest.test_years import keys

FEBRUARY, APRIL, OCTOBER, DECEMBER = "2024-02-10", "2024-04-02", "2024-10-02", "2024-12-17"

CASES = [
    # another sentence says nothing of it
    ("Nästa möte i februari. Statistiken från november visar en nedgång.", DECEMBER, "2024-11"),
    ("Frågan bordlades. Det blir fest den 1 oktober. Insatserna genomfördes.", APRIL, "2024-10-01"),
    ("Mötet planeras av styrelsen. Den 14 januari greps en man.", OCTOBER, "2024-01-14"),
    ("Nästa möte planeras. Den 14 januari genomfördes en tillsyn.", DECEMBER, "2024-01-14"),
    # what begins, is planned or held is to come, however far away
    ("En ny områdespolis börjar sin tjänst den 1 mars. Frågan diskuterades.", OCTOBER, "2025-03-01"),
    ("Arbetet är klart. En ny områdespolis börjar sin tjänst den 1 mars.", "2024-08-06", "2025-03-01"),
    ("Fråga två grannar var, så ses vi igen i januari.", "2024-11-08", "2025-01"),
    ("En kurs i krishantering planeras till mars.", OCTOBER, "2025-03"),
    ("Kursen startar i oktober.", "2024-10-20", "2024-10"),
    ("I slutet av mars startar kursen.", OCTOBER, "2025-03"),
    ("Möten hålls den 14 januari, 11 mars och 5 maj.", DECEMBER, "2025-05-05"),
    ("Planen ska beslutas senast i mars.", OCTOBER, "2025-03"),
    ("Polisen kommer att öka kontrollerna från april.", OCTOBER, "2025-04"),
    # what was done was
    ("Nattvandrarna var ute i oktober. De ska gå igen i maj.", APRIL, "2023-10"),
    ("Mötet den 28 september var lugnt.", FEBRUARY, "2023-09-28"),
    ("Den 14 oktober genomfördes en tillsyn.", APRIL, "2023-10-14"),
    ("Läget var lugnt under april.", FEBRUARY, "2023-04"),
    ("Under november ökade inbrotten, och i maj hålls ett möte.", APRIL, "2023-11"),
    ("Under november ökade inbrotten, och i maj hålls ett möte.", APRIL, "2024-05"),
    # what is known only afterwards was, though it is told in the present or is to be followed up
    ("Statistiken från november visar en nedgång.", "2025-05-17", "2024-11"),
    ("Rapporten visar att ökningen börjar i mars.", "2024-08-05", "2024-03"),
    ("Anteckningarna från mötet i december ska skickas ut.", APRIL, "2023-12"),
    ("Branden i oktober ska följas upp.", APRIL, "2023-10"),
    ("Inbrotten ska minska under mars.", "2024-08-10", "2025-03"),
    # what is said or settled may be about either side
    ("Rådet beslutade om stängning från den 1 april.", FEBRUARY, "2024-04-01"),
    ("Polisen informerade om en insats i april.", FEBRUARY, "2024-04"),
    ("Alla var överens om ett möte i april.", FEBRUARY, "2024-04"),
    ("Föräldrarna har kallats till ett möte den 4 maj.", APRIL, "2024-05-04"),
    ("Rådet möts den 27 april (många är intresserade av frågorna).", APRIL, "2024-04-27"),
]


@pytest.mark.parametrize(("text", "date", "key"), CASES)
def test_the_sentence_tells_the_year(text: str, date: str, key: str) -> None:
    assert key in keys(text, date).values()
