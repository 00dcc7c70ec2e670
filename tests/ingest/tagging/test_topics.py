"""Topics of whole items: what the matter is, not whom the decision is sent to."""

from __future__ import annotations

import pytest

from data.model import Item, Minutes, Source
from ingest.tagging.tag import tag


def topics(text: str, title: str = "Ärendet") -> set[str]:
    minutes = Minutes(
        id="a",
        body="Kommunstyrelsen",
        municipality="Umeå",
        date="2024-03-05",
        layout="notes-table",
        items=(Item(id="a/1", number=1, title=title, text=text),),
        source=Source(file="a.pdf", sha256="", pages=1, text_layer="native"),
    )
    return {topic.id for topic in tag(minutes).items[0].topics}


def test_whom_it_is_sent_to_tells_nothing() -> None:
    assert topics("Beslut\n\nGatlyktan lagas.") == {"belysning"}
    assert topics("Beslut\n\nAntecknas.\n\nProtokollsutdrag skickas till\n\nBelysningsbolaget\n\nBelysning AB") == set()


def test_what_is_appended_tells_nothing() -> None:
    voted = "Beslut\n\nAntecknas.\n\nBilaga 1\n\nMotion om fler gatlyktor\n\nAntal Ja: 40"
    assert topics(voted) == set()
    for bare in ("Bilaga 1 skickas med.", "Bilaga"):
        assert topics(voted.replace("Bilaga 1", bare)) == {"belysning"}


@pytest.mark.parametrize(
    "title", ["Anmälningsärenden", "Förteckning över anmälningsärenden", "Frågestund", "12. Delgivningar", "Laget runt"]
)
def test_a_list_of_matters_tells_each_once(title: str) -> None:
    between = "Ledamöterna samtalade vidare om det som hade sagts. " * 100
    assert topics(f"Gatlyktan är trasig. {between}", title) == {"belysning"}
    for other in ("Ärendet", "Anmälningsplikten", "Orosanmälningar", "Frågor om avloppet i Vik"):
        assert "belysning" not in topics(f"Gatlyktan är trasig. {between}", other)


def test_what_follows_the_list_counts_again() -> None:
    assert topics("Beslutet skickas till\n\nBelysning AB\n\nReservation\n\nGatlyktan är trasig.") == {"belysning"}


@pytest.mark.parametrize(
    "title",
    [
        "Mötets öppnande",
        "Mötet öppnas",
        "Sammanträdet avslutas",
        "Upprop och fastställande av röstlängd",
        "Val av justerare",
        "Val av två justeringspersoner",
        "Val av ordförande och sekreterare för mötet",
        "Fastställande av föredragningslistan",
        "Godkännande av dagordning",
        "Protokollsjustering",
        "Tid och plats för justering",
        "Anmälan av jäv",
        "Jäv",
        "Sammanträdestider 2026",
        "Förslag till sammanträdesdagar för nämnden",
        "Protokoll från folkhälsorådet 2025-03-04",
        "Arbetsutskottets protokoll 2025-03-04",
        "§ 58 Fastställande av föredragningslistan",
        "BN § 201 Val av justerare",
        "1. Upprop",
        "Psalm och öppnande",
        "Ordningsfråga om mötet ska fortsätta",
        "Välkommen",
    ],
)
def test_what_every_meeting_does_has_no_topic(title: str) -> None:
    assert topics("Ledamoten deltar inte i ärendet om gatlyktor och belysning.", title) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Belysning på Storgatan",
        "Föregående protokoll",
        "Genomgång av föregående protokoll 2025-03-04",
        "Öppnande av ny badplats",
        "Val av upphandlingsform",
        "Justering av taxa",
        "Jävsfrågor",
        "Närvaro i kommunens skolor",
        "Upprop mot våld",
        "Mötesplatsen öppnar i Teg",
        "Öppnande av mötesplats för äldre",
        "Val av mötesplats för unga",
        "Välkommen till trygghetsdagen",
        "Val av entreprenör till idrottshallen, ordförande informerar",
    ],
)
def test_a_title_that_only_looks_like_a_formality_tells_of_a_matter(title: str) -> None:
    assert "belysning" in topics("Gatlyktorna lagas under våren.", title)


@pytest.mark.parametrize(
    "title",
    [
        "Val av ledamot i pensionärsrådet",
        "Nominering av civilsamhällesledamot till kommunens råd för belysning",
        "Avsägelse från Ulla Ek (S) från uppdraget som ersättare i miljö- och byggnadsnämnden",
        "Fyllnadsval av revisor i Belysningsbolaget AB",
    ],
)
def test_an_election_is_not_about_what_the_body_does(title: str) -> None:
    assert topics("Till ledamot i rådet för belysning utses Ulla Ek.", title) == {"styrning"}


@pytest.mark.parametrize(
    "text",
    [
        "Bänken i Järnvägsparken målas.",
        "Rädda Barnen har hört av sig.",
        "Yttrande från Ekby Kommuns Belysnings AB.",
        "Eva Storm berättar. Storm menar att det är lugnt.",
        "Barn-, idrotts- och kulturnämnden har yttrat sig.",
    ],
)
def test_a_name_tells_no_matter(text: str) -> None:
    assert topics(text) == set()
    assert topics("Det är lugnt.", text) == set()


def test_a_place_in_the_title_is_the_matter_and_not_one_in_passing() -> None:
    assert topics("Huset ligger granne med Ekbyskolan.") == set()
    assert topics("Arbetet går vidare.", "Ekbyskolan") == {"skola"}


def test_what_a_place_is_and_what_stands_beside_a_name_tells() -> None:
    assert topics("Vägen till Säve flygplats stängs.", "Säve flygplats") == {"trafik"}
    assert "barn-och-unga" in topics("Rädda Barnen ordnar läger för barn.")
    assert "belysning" in topics("Ekby Belysnings AB lagar gatlyktorna.")
