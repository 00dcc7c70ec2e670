"""What running text names: kinds, keys and exact places; structure before shape, context for places that are words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UsageError
from data.model import Attendee, Entity, Item, Minutes, Presenter, Source
from data.people import Decision, Registry, settle
from ingest.tagging.pipe import Context, entities
from ingest.tagging.tag import tag

NOBODY = Context("2024-03-05", ())


def named(text: str, *people: str, label: str | None = None) -> list[tuple[str, str, str | None]]:
    found = entities(text, Context("2024-03-05", people))
    return [(e.text, e.label, e.key) for e in found if label in (None, e.label)]


CASES = (
    (
        "Polisen och Polismyndigheten mötte polisen.",
        [("Polisen", "ORG", "polisen"), ("Polismyndigheten", "ORG", "polisen"), ("polisen", "ORG", "polisen")],
    ),
    ("Beslut i kommunstyrelsen.", [("kommunstyrelsen", "ORG", "kommunstyrelsen")]),
    ("Det brann i Holmsund den 27 september.", [("Holmsund", "LOC", "holmsund"), ("den 27 september", "DATE", "2023-09-27")]),
    ("Möte den 18/2 kl. 15.00–16.30.", [("den 18/2", "DATE", "2024-02-18"), ("kl. 15.00–16.30", "TIME", None)]),
    ("Tider för 2025: tisdag den 18/2", [("2025", "DATE", "2025"), ("tisdag den 18/2", "DATE", "2025-02-18")]),
    ("Enligt kommunallagen och lagen (2023:196).", [("kommunallagen", "LAW", "2017:725"), ("lagen (2023:196)", "LAW", "2023:196")]),
    ("Se dnr KS-2024/00123.", [("KS-2024/00123", "REF", "KS-2024/00123")]),
    ("Ärendet SLK-2023-00068 kostar 1 250 000 kronor.", [("SLK-2023-00068", "REF", "SLK-2023-00068"), ("1 250 000 kronor", "MONEY", None)]),
    ("Kostnaden är 2,5 miljoner kronor i våras.", [("2,5 miljoner kronor", "MONEY", None)]),
    ("Anna Berg talade om teg och haga.", [("Anna Berg", "PERSON", "anna berg")]),
    ("Vuxna saknas på Teg och Backen.", [("Teg", "LOC", "teg"), ("Backen", "LOC", "backen")]),
    ("Umeås skolor.", [("Umeå", "LOC", "umeå")]),
    (
        "Under mars 2023 och i april, dec. 2022 och vecka 12–14.",
        ["mars 2023=2023-03", "april=2024-04", "dec. 2022=2022-12", "vecka 12–14=2024-W12"],
    ),
    ("Åren 2022-2024 gav 2000 personer stöd, maj hette hon.", ["2022-2024=2022", "maj=2024-05"]),
    (
        "Lördag 31 maj–1 juni, den 12–14 juni och fre 12/9.",
        ["Lördag 31 maj–1 juni=2025-05-31", "den 12–14 juni=2024-06-12", "fre 12/9=2025-09-12"],
    ),
    ("Polisens, socialnämndens och Skolverkets svar.", ["Polisen=polisen", "socialnämnden=socialnamnden", "Skolverket=skolverket"]),
    ("Avtal med Ekby Bad AB, AB Ekby Bad och Västtrafik AB.", ["Ekby Bad AB=ekby bad", "AB Ekby Bad=ekby bad", "Västtrafik AB=vasttrafik"]),
    ("LVU och SoL men inte lvu.", ["LVU=1990:52", "SoL=2001:453"]),
    (
        "Enligt plan- och bygglagen (2010:900) och plan- och bygglagen.",
        ["plan- och bygglagen (2010:900)=2010:900", "plan- och bygglagen=2010:900"],
    ),
    (
        "Tekniska nämnden, barn- och utbildningsnämnden men inte nämnden eller ansvariga nämnden.",
        ["Tekniska nämnden", "barn- och utbildningsnämnden"],
    ),
    (
        "Kommunstyrelsens arbetsutskott ber PRO Ystad och Räddningstjänsten Jämtland svara.",
        ["Kommunstyrelsens arbetsutskott", "PRO Ystad", "Räddningstjänsten Jämtland"],
    ),
    ("Svenska Hjälporganet (SHO) skrev. Sedan svarade SHO.", []),
    ("Ekbackens idrottsförening (EIF) skrev. Sedan svarade EIF.", ["Ekbackens idrottsförening", "EIF", "EIF"]),
    ("Bygg & Marin AB, Ekbacken IF och Solbackaskolan bjuder in.", ["Bygg & Marin AB", "Ekbacken IF", "Solbackaskolan"]),
    ("Skadegörelse på Hyttgatan och Stora Torget i Norrsätra.", ["Hyttgatan", "Stora Torget", "Norrsätra"]),
    ("På Ingrid Bergmans torg, i Västra Götalands län och i Europas städer.", ["Ingrid Bergmans torg", "Västra Götalands län", "Europa"]),
    ("Lokalhyran och måndagen tog veckan. Vi ses på Ekbackafestivalen och Ekby marknad.", ["Ekbackafestivalen", "Ekby marknad"]),
    ("Avgiften är 4 500:- eller 900 000–1 100 000 kr.", ["4 500:-", "900 000–1 100 000 kr"]),
    ("Öppet 17.00 till 23.00 och kl 13–15.", ["17.00 till 23.00", "kl 13–15"]),
    ("Ärende SI 2024:9917, dnr KN 00112-2024 och 3.5.1-10422/2025-6.", ["SI 2024:9917", "KN 00112-2024", "3.5.1-10422/2025-6"]),
    ("Fru Tengelin och Rektor Ehnbom talade, Nilla Qvarnbo (S) också.", ["Tengelin", "Ehnbom", "Nilla Qvarnbo"]),
    ("Bland fler poliser och föreningar finns ett område i kommunen.", []),
    ("Kriminologen Jouvina Keskivaara och trafikstrateg S. Liljeöga mötte fru Teg.", ["Jouvina Keskivaara", "S. Liljeöga", "Teg"]),
    ("Docenten Nawal al-Khatibi Ekvik talade, ledamoten Raskenqvist teg.", ["Nawal al-Khatibi Ekvik", "Raskenqvist"]),
    ("Undersköterskan Anneli och Trygghetsrådet Umeå.", ["Trygghetsrådet=trygghetsrådet", "Umeå=umeå"]),
    ("Aziz Rahmanis utredning, Kerstin Ekgrens svar och Bo Ylius presenterar.", ["Aziz Rahmani", "Kerstin Ekgren", "Bo Ylius"]),
    ("Verket i Qvarnmyra ligger i Teams. Räddning vid Ojoåive.", ["Qvarnmyra", "Ojoåive"]),
    (
        "Stiftelsen Nattvandring.nu kom från Staffanstorp. Lunds kommun också.",
        ["Stiftelsen Nattvandring.nu", "Staffanstorp", "Lunds kommun"],
    ),
    (
        "Luleå tekniska universitet, Centrallasarettet Växjö, Länsstyrelsen Kalmar län.",
        ["Luleå tekniska universitet", "Centrallasarettet Växjö", "Länsstyrelsen Kalmar län"],
    ),
    ("Somaliska kulturföreningen och Muonio sameby.", ["Somaliska kulturföreningen", "Muonio sameby"]),
    ("Mål nr T 1873-24, ärende 5000-K248116-24 men inte ärende 3.", ["T 1873-24", "5000-K248116-24"]),
    ("Qvarncupen, Ekby Pride, Mödrarnas dag och Må bra-veckan.", ["Qvarncupen", "Ekby Pride", "Mödrarnas dag", "Må bra-veckan"]),
    ("Huset från 1898 rivs fredag 23 maj.", ["1898=1898", "fredag 23 maj=2025-05-23"]),
    ("Karl-Johan Öberg Ordförande öppnade.", [("Karl-Johan Öberg", "PERSON", "karl johan öberg")]),
    (
        "POLISEN redovisar, IFK Qvarnby och Qvarnby moské deltar, Qvarnby pingstförsamling kommer.",
        ["POLISEN=polisen", "IFK Qvarnby", "Qvarnby moské", "Qvarnby pingstförsamling"],
    ),
    ("Stiftelsen Ada och Bo Qvists minne. KOMMUNAL utveckling.", ["Stiftelsen Ada och Bo Qvists minne"]),
    (
        "Den av Åke Ek (M) och Hakan Qvistal (M) väckta; därefter Qvistal (M). Även Oskar\n\nQvistrup (C) yrkar.",
        ["Åke Ek=åke ek", "Hakan Qvistal=hakan qvistal", "Qvistal=qvistal", "Oskar\n\nQvistrup=oskar qvistrup"],
    ),
    (
        "Röstande\n\nQvist Höij, Begi\n\nSD\n\n22\n\nHammarstrand\n\nS\n\nTre: Ada Ros-Ek, Bo Dal och Åke Ek.",
        ["Qvist Höij, Begi=begi qvist höij", "Ada Ros-Ek", "Bo Dal", "Åke Ek"],
    ),
    (
        "Kvarteret i stadsdelarna Qvarnby och Bergsvass. Anna Qvistrups yrkande.",
        ["Qvarnby=qvarnby", "Bergsvass=bergsvass", "Anna Qvistrup=anna qvistrup"],
    ),
    ("Göteborg och Strömstad kommer.", ["Göteborg=göteborg", "Strömstad=strömstad"]),
    ("Vi går i stadsdelen Qvarnsätra och kommundelen Haga.", ["Qvarnsätra=qvarnsätra", "Haga=haga"]),
    ("Fastigheten Grisbacka 6:19 och Teg 12:14 säljs. Paus 9:15, möte i Teg 13:30.", ["Grisbacka", "Teg", "9:15", "Teg", "13:30"]),
    ("Frånvarande: Ek, Anna och Lindgren, Per-Olof.", ["Ek, Anna=anna ek", "Lindgren, Per-Olof=per olof lindgren"]),
    ("Per Capita. Per Qvarn yrkar bifall. Hit kom Per Qvarn.", ["Per Qvarn", "Per Qvarn"]),
    ("Lägesbild, Sofia Qvarnmund\nLägesbild, Anna", ["Sofia Qvarnmund"]),
    ("Möte med IDA Framtid om Umsetzung Qvardionen.", []),
    ("På uppdrag av Radikala Qvenstre Mahad Yusuf och ordföranden Qvinta Anna Ek.", ["Mahad Yusuf", "Qvinta Anna Ek"]),
    (
        "Christoffer Qvistbergsson Robin Silva\nOrdförande - Anna Maria Herrqvist Date",
        ["Christoffer Qvistbergsson", "Robin Silva", "Anna Maria Herrqvist"],
    ),
    ("- Vahiga Ahmix till ekonomiansvarig\n\n- Austan Qvintén\n\n- Nya lokalen till sommaren", ["Vahiga Ahmix", "Austan Qvintén"]),
    ("Där kom AnnaSara Perqvist och Nils O’Brien.", ["AnnaSara Perqvist=anna sara perqvist", "Nils O’Brien=nils o'brien"]),
    ('Sedan kom Jan-Olof "Jolle" Vik.', ['Jan-Olof "Jolle" Vik=jan olof vik']),
    ("Röstande\nQvarnbrink, Anna\nJa\nBeslut, Anna lämnade.", ["Qvarnbrink, Anna=anna qvarnbrink"]),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_mentions(text: str, expected: list[tuple[str, str, str | None] | str]) -> None:
    """`expected` are mentions whole, as text=key, or as text alone."""
    shapes = [(one, f"{one[0]}={one[2]}", one[0]) for one in named(text)]
    assert [
        shape if shape in shapes_of_one else shapes_of_one[0] for shape, shapes_of_one in zip(expected, shapes, strict=False)
    ] == expected
    assert len(shapes) == len(expected), shapes


def test_a_board_is_of_the_minutes_own_municipality() -> None:
    found = entities("Kommunstyrelsen och Polisen.", Context("2024-03-05", (), "Umeå kommun"))
    assert [e.key for e in found] == ["kommunstyrelsen/umeå", "polisen"]


def test_each_board_of_a_list_of_districts_is_named() -> None:
    context = Context("2024-03-05", (), "Göteborgs Stad")
    text = "Socialnämnderna – Centrum, Hisingen och Nordost svarar. Nämnderna väntar på socialnämnderna Norr och Söder."
    assert [(e.text, e.key) for e in entities(text, context)] == [
        ("Socialnämnderna", "socialnamnden/göteborg"),
        ("Centrum", "socialnamnden/göteborg/centrum"),
        ("Hisingen", "socialnamnden/göteborg/hisingen"),
        ("Nordost", "socialnamnden/göteborg/nordost"),
        ("socialnämnderna Norr", "socialnamnden/göteborg/norr"),
        ("Söder", "socialnamnden/göteborg/söder"),
    ]


def test_a_place_that_a_member_is_called_by_needs_its_context() -> None:
    text = "Hammarstrand yrkar bifall. Vi for till Hammarstrand."
    assert len(named(text, label="LOC")) == 2
    assert [e.start for e in entities(text, Context("2024-03-05", ("Robert Hammarstrand",))) if e.label == "LOC"] == [39]


def test_people_of_the_document_are_known_however_hyphenated() -> None:
    text = "Xerxes Qvintus-Vrå och Xerxes Qvintus Vrå, samt Xerxes Qvintus-Vrås förslag."
    assert named(text, label="PERSON") == []
    assert [key for _, _, key in named(text, "Xerxes Qvintus-Vrå")] == ["xerxes qvintus vrå"] * 3


def test_people_of_the_document_are_known_by_a_surname_that_one_alone_has() -> None:
    text = "Enligt Granlind och Qvistrums svar. Granlind kom ut. Eva Qvistrum och Lund talade med Ek."
    people = ("Ulla Granlind", "Per Qvistrum", "Bo Lund", "Åsa Ek", "Ida Ek")
    assert named(text, *people, label="PERSON") == [
        ("Granlind", "PERSON", "granlind"),
        ("Qvistrum", "PERSON", "qvistrum"),
        ("Granlind", "PERSON", "granlind"),
        ("Eva Qvistrum", "PERSON", "eva qvistrum"),
    ]


def minutes_of(*texts: str, people: Sequence[str], title: str = "Rapport") -> Minutes:
    """Tagged minutes with an item a text."""
    items = tuple(Item(id=f"a/{n}", number=n, title=title, text=text) for n, text in enumerate(texts, 1))
    attendance = tuple(Attendee(name=name, status="present") for name in people)
    source = Source(file="a.pdf", sha256="", pages=1, text_layer="native")
    return tag(Minutes(id="a", layout="plain", attendance=attendance, items=items, source=source))


def keys_of(minutes: Minutes) -> list[tuple[str, str | None]]:
    return [(e.text, e.key) for item in minutes.items for e in item.entities if e.label == "PERSON"]


def test_a_list_in_capitals_tells_the_people_of_the_text() -> None:
    text = "Lindgrens förslag antogs. Anna Lindgren svarade. Lindgren återkom. von Ek tackade."
    shouted = minutes_of(text, people=("ANNA LINDGREN", "BO VON EK"))
    assert keys_of(shouted) == keys_of(minutes_of(text, people=("Anna Lindgren", "Bo von Ek")))
    assert [key for _, key in keys_of(shouted)] == [*["anna lindgren"] * 3, "bo von ek"]
    assert settle(shouted, Registry((Decision(action="merge", person="bo dal", target="bo ek"),))) == shouted


def test_surnames_with_small_words_apostrophes_and_nicknames() -> None:
    people = ("Ann-Sofie Lind af Qvageby", "Märta von Essén-Ek", "Nils O’Brien", 'Jan-Olof "Jolle" Vik')
    text = "Lind af Qvageby yrkade bifall. von Essén-Ek reserverade sig. O'Brien svarade. Jan Olof Vik ringde. Vik tackade."
    minutes = minutes_of(text, people=people)
    assert keys_of(minutes) == [
        ("Lind af Qvageby", "ann sofie lind af qvageby"),
        ("von Essén-Ek", "märta von essén ek"),
        ("O'Brien", "nils o'brien"),
        ("Jan Olof Vik", "jan olof vik"),
        ("Vik", "jan olof vik"),
    ]
    assert [one.person for one in minutes.attendance][3] == "jan olof vik"


def test_whom_a_title_names_in_full_the_text_names_too() -> None:
    title = "Motion av Stina Ek (FI) och Teysar Subqvi (FI) samt Ekfond"
    minutes = minutes_of("Den av Stina Ek och Teysar Subqvi väckta motionen avslås.", people=(), title=title)
    assert keys_of(minutes) == [("Stina Ek", "stina ek"), ("Teysar Subqvi", "teysar subqvi")]
    fond = minutes_of("Utdrag skickas till Stiftelsen Wilhelm Qvists donationsfond.", people=(), title="Wilhelm Qvists fond")
    assert keys_of(fond) == []


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_mentions_stand_in_the_text_in_order_and_apart(text: str, people: list[str]) -> None:
    last = 0
    for found in entities(text, Context("2024-03-05", tuple(people))):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= last
        last = found.end


def test_a_pipeline_of_the_users_own_fills_gaps_and_overrides_nothing(tmp_path: Path) -> None:
    own = spacy.blank("sv")
    ruler = own.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "EVN", "pattern": "Storstädningen"}, {"label": "LOC", "pattern": "Polisen"}])  # type: ignore[attr-defined]  # a ruler, which spaCy types as any pipe
    own.to_disk(tmp_path / "own")
    found: tuple[Entity, ...] = entities("Polisen kom till Storstädningen.", NOBODY, str(tmp_path / "own"))
    assert [(e.text, e.label) for e in found] == [("Polisen", "ORG"), ("Storstädningen", "EVENT")]


def test_what_a_model_finds_has_a_key_as_the_rest_have(tmp_path: Path) -> None:
    model = spacy.blank("sv")
    said = (("PRS", "Uqo Vrin"), ("ORG", "Qvisan AB"), ("ORG", "Vrinstyret"), ("LOC", "Zqvabo"), ("EVN", "Storstädningen"))
    rules = [{"label": label, "pattern": name} for label, name in said]
    model.add_pipe("entity_ruler").add_patterns(rules)  # type: ignore[attr-defined]  # spaCy knows its parts by name only
    model.to_disk(tmp_path / "own")
    text = "idag uqo " + ". ".join(name for _, name in said)
    found = {e.text: e.key for e in entities(text, NOBODY, str(tmp_path / "own"))}
    assert found == {
        "Uqo Vrin": "uqo vrin",
        "Qvisan AB": "qvisan",
        "Vrinstyret": "vrinstyret",
        "Zqvabo": "zqvabo",
        "Storstädningen": "storstädningen",
    }


def test_a_pipeline_that_is_not_installed_is_told_in_words() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline is called"):
        entities("Hej", NOBODY, "no_such_model")


def test_a_text_of_any_length_is_tagged() -> None:
    text = "Det hände mycket den dagen. " * 40_000 + "Det brann i Holmsund."
    assert [e.text for e in entities(text, NOBODY)][-1] == "Holmsund"


def test_a_surname_alone_is_the_persons_who_has_it() -> None:
    item = Item(id="a/1", number=1, title="Rapport", text="Enligt Granlind kom Ek, Anna.", presenters=(Presenter(name="Ulla Granlind"),))
    source = Source(file="a.pdf", sha256="", pages=1, text_layer="native")
    tagged = tag(Minutes(id="a", layout="plain", items=(item,), source=source))
    assert [(e.text, e.key) for e in tagged.items[0].entities] == [("Granlind", "ulla granlind"), ("Ek, Anna", "anna ek")]
    assert settle(tagged, Registry((Decision(action="merge", person="bo dal", target="bo ek"),))) == tagged


def test_titles_are_tagged_too() -> None:
    item = Item(id="a/1", number=1, title="Polisens rapport från Holmsund", text="Den hördes.")
    source = Source(file="a.pdf", sha256="", pages=1, text_layer="native")
    (tagged,) = tag(Minutes(id="a", layout="plain", items=(item,), source=source)).items
    assert [(e.text, e.label, e.key) for e in tagged.title_entities] == [("Polisen", "ORG", "polisen"), ("Holmsund", "LOC", "holmsund")]
    assert all((item.title or "")[e.start : e.end] == e.text for e in tagged.title_entities)
    assert tagged.entities == ()
