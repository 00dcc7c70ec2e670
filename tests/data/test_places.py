"""Which of several places of a name a meeting means: its own municipality's, its neighbour's, or one known all over the country."""

from __future__ import annotations

import pytest

from data.places import located, place_of


def where(key: str, municipality: str | None) -> tuple[str | None, int | None] | None:
    """The municipality told, and the whole degrees north."""
    found = place_of(key, municipality)
    return found and (found.municipality, int(found.latitude) if found.latitude is not None else None)


@pytest.mark.parametrize(
    ("key", "municipality", "told"),
    [
        ("backa", "Göteborgs Stad", None),  # a district there, and no list has it
        ("anneberg", "Kungsbacka kommun", None),
        ("berg", "Vännäs kommun", None),
        ("backa", "Skellefteå kommun", ("Skellefteå", 64)),
        ("berg", "Linköpings kommun", ("Linköping", 58)),
        ("alunda", "Östhammars kommun", ("Östhammar", 60)),
        ("tomtebo", "Umeå kommun", ("Umeå", 63)),
        ("tomtebo", "Borlänge kommun", (None, 60)),  # the other one, which is near
    ],
)
def test_a_shared_name_is_the_meetings_own_place_or_none(key: str, municipality: str, told: tuple[str | None, int | None] | None) -> None:
    assert where(key, municipality) == told


@pytest.mark.parametrize("municipality", ["Göteborgs Stad", "Vännäs kommun", "Säters kommun", None])
def test_what_is_far_larger_than_its_namesakes_is_meant_everywhere(municipality: str | None) -> None:
    assert where("mora", municipality) == ("Mora", 61)
    assert where("holmsund", municipality) == ("Umeå", 63)


def test_a_neighbour_is_told_and_a_namesake_far_away_is_not() -> None:
    assert where("vuollerim", "Jokkmokks kommun") == (None, 66)
    assert where("vuollerim", "Malmö stad") is None


def test_where_nothing_tells_whence_the_minutes_are_only_a_name_of_one_place_is_told() -> None:
    assert where("vuollerim", None) == where("vuollerim", "Region Mellersta") == (None, 66)
    assert where("anneberg", None) is None  # one in Småland, one in Uppland
    assert where("berg", None) is None  # a hill
    assert where("haga", None) == ("Umeå", None)  # a district file is of those who hold the archive


def test_a_name_is_one_place_for_what_knows_no_meeting() -> None:
    assert located()["mora"].municipality == "Mora"
