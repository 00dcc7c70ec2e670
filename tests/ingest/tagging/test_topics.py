"""Topics of whole items: what the matter is, not whom the decision is sent to."""

from __future__ import annotations

from data.model import Item, Minutes, Source
from ingest.tagging.tag import tag


def topics(text: str) -> set[str]:
    minutes = Minutes(
        id="a",
        body="Kommunstyrelsen",
        municipality="Umeå",
        date="2024-03-05",
        layout="notes-table",
        items=(Item(id="a/1", number=1, title="Ärendet", text=text),),
        source=Source(file="a.pdf", sha256="", pages=1, text_layer="native"),
    )
    return {topic.id for topic in tag(minutes).items[0].topics}


def test_whom_it_is_sent_to_tells_nothing() -> None:
    assert topics("Beslut\n\nGatlyktan lagas.") == {"belysning"}
    assert topics("Beslut\n\nAntecknas.\n\nProtokollsutdrag skickas till\n\nBelysningsbolaget\n\nBelysning AB") == set()


def test_what_follows_the_list_counts_again() -> None:
    assert topics("Beslutet skickas till\n\nBelysning AB\n\nReservation\n\nGatlyktan är trasig.") == {"belysning"}
