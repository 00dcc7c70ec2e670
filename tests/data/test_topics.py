"""Topics by lemma and compound part, broader ones with their narrower, and no string matches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data import signs, topics
from data.swedish import fold, key
from data.taxonomy import Subject, labels, taxonomy, with_narrower
from data.topics import topics_of


def ids(title: str, text: str = "") -> set[str]:
    return {topic.id for topic in topics_of(title, text)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Bilbränderna fortsätter.", "bilbrander"),
        ("Flera narkotikabrott har uppdagats.", "narkotika"),
        ("Våld i nära relationer ökar.", "vald-i-nara-relation"),
        ("Nattvandrarna behövs.", "nattvandring"),
        ("Gatubelysningen är släckt.", "belysning"),
        ("Kyrkorna ställer upp.", "trossamfund"),
        ("Skattesatserna för nästa år.", "ekonomi"),
    ],
)
def test_told_by_any_form(text: str, topic: str) -> None:
    assert topic in ids("", text)


def test_a_man_called_brandt_is_no_fire() -> None:
    assert "brander" not in ids("Rune Brandt", "Rune Brandt hälsade välkommen.")


def test_a_weak_word_needs_the_title_or_company() -> None:
    assert "kultur-och-fritid" not in ids("Lägesbild", "En idrott nämndes.")
    twice = "En idrott nämndes. Idrotten är stor. "
    assert "kultur-och-fritid" in ids("Lägesbild", twice)
    longer = twice + "Ledamöterna samtalade vidare om det som hade sagts. " * 10
    assert "kultur-och-fritid" not in ids("Lägesbild", longer)
    assert "kultur-och-fritid" in ids("Lägesbild", longer + "Idrotten växer.")
    assert "kultur-och-fritid" in {topic.id for topic in topics_of("Anmälningar", longer, many=True)}
    assert "kultur-och-fritid" in ids("Oro i idrotten")


def test_a_bodys_name_tells_nothing() -> None:
    assert "skola" in ids("Grundskolan växer")
    assert "skola" not in ids("Beslut av grundskolenämnden")


def test_a_common_word_is_no_illness() -> None:
    assert "aldre" in ids("Om demens")
    assert "aldre" not in ids("Om dem")


def test_a_weak_word_tells_as_part_of_a_compound_in_the_title() -> None:
    assert "kultur-och-fritid" in ids("Plan för kulturprogrammet")
    assert "kultur-och-fritid" not in ids("Åtgärder mot tystnadskulturer")  # a word that is listed itself


def test_a_compound_inside_a_compound() -> None:
    assert "vatten-och-avlopp" in ids("Göteborgs Stads dagvattenpolicy")


def test_a_name_is_told_by_its_shape() -> None:
    assert "skola" in ids("Byggnation av Eriksboskolan")
    assert "aldre" in ids("Lokala äldrekuratorer")
    assert "skola" not in ids("Högskolans campus")


@pytest.mark.parametrize(
    "text",
    [
        "Heden",
        "Branden på hedarna",
        "Granar och granris",
        "Bullar till kaffet",
        "I all hast, hastigt och lustigt",
        "Skjuts till matchen",
        "Nämnden brottas med tiden",
        "Det stämmer",
        "Lagen träder i kraft",
        "Hur lagen tolkas",
        "Ett naturligt steg",
        "Nämnden upplyser om detta",
    ],
)
def test_another_words_form_of_the_same_key_tells_nothing(text: str) -> None:
    assert not ids(text) - {"brander"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Hedern står på spel.", "hedersrelaterat-vald"),
        ("Handgranater och en granat", "vapen-och-sprangningar"),
        ("En skjuten man", "vapen-och-sprangningar"),
        ("Bullret vid vägen", "miljo-och-klimat"),
        ("Höga hastigheter", "trafik"),
        ("Bolagets stämma", "styrning"),
        ("Tolken kom inte", "integration"),
    ],
)
def test_the_word_itself_tells_as_before(text: str, topic: str) -> None:
    assert topic in ids(text)


def test_every_form_that_is_kept_out_would_tell() -> None:
    for subject in taxonomy().values():
        told = {form: signs.signs().words.get(key(fold(form)), ()) for form in subject.others}
        assert all(any(sign.topic == subject.id for sign in found) for found in told.values()), subject.id


def test_a_task_from_the_budget_is_not_about_it() -> None:
    assert "ekonomi" in ids("Rapport", "Budgeten antas. Nämndernas budgetar följer den.")
    assert "ekonomi" not in ids("Rapport", "I kommunfullmäktiges budget fick nämnden i uppdrag att återkomma.")


def test_what_does_something_is_not_what_it_does_it_with() -> None:
    assert "barn-och-unga" in ids("Rapport från fältarna")
    assert "barn-och-unga" in ids("Våra ungdomsfältare")
    assert "barn-och-unga" not in ids("Kollektivkörfält på E4", "Körfälten och fältet byggs om.")
    assert "skola" not in ids("", "Det lär bli så. Det lär dröja.")


def test_words_that_meet_in_a_sentence_tell_in_any_order() -> None:
    assert "ekonomi" in ids("Skylten", "Den nya skylten vid ån kostar 40 tkr.")
    assert "ekonomi" in ids("Skylten", "Av 40 tkr betalar byalaget hälften.")
    assert "ekonomi" not in ids("Skylten", "Han hade 40 tkr på sig. Det kostade mycket möda.")


def test_what_stands_along_a_road_is_not_about_it() -> None:
    assert "trafik" in ids("Cykelvägen breddas")
    assert ids("", "Belysningen längs gång- och cykelvägen lagas.") == {"belysning"}


def test_an_act_is_cited_oftener_than_spoken_of() -> None:
    assert "jamstalldhet" in ids("Enkäten", "Två elever berättar om diskriminering.")
    assert "jamstalldhet" not in ids("Enkäten", "Svaren följs upp enligt diskrimineringslagen.")


def test_a_word_tells_a_topic_once_however_many_of_its_parts_do() -> None:
    assert "naringsliv-och-arbete" not in ids("Kommande", "Resan ordnas av den prao-ansvarige.")
    assert "ekonomi" in ids("Budgetuppföljning")


def test_a_list_of_many_matters_tells_each_once() -> None:
    filling = "Ledamöterna samtalade vidare om det som hade sagts. " * 100
    assert not topics_of("Anmälningar", "Stölder nämndes. " + filling)
    assert [topic.id for topic in topics_of("Anmälningar", "Stölder nämndes. " + filling, many=True)] == ["stold"]


def forget() -> None:
    for held in (signs.signs, topics._of_form, topics._shaped, topics._partners):
        held.cache_clear()


@pytest.fixture
def own_topic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A taxonomy of one topic whose words have hyphens."""
    subject = Subject(id="trafik", sv="Trafik", en="Traffic", words=("a-traktor",), phrases=("ny e-tjänst",))
    with monkeypatch.context() as patched:
        for room in (topics, signs):
            patched.setattr(room, "taxonomy", lambda: {"trafik": subject})
        forget()
        yield
    forget()


@pytest.mark.usefixtures("own_topic")
def test_a_word_with_a_hyphen_is_told_by_any_form() -> None:
    for text in ("A-traktorer", "A‑traktorns förare", "en a-traktor", "Förbud mot A-traktorerna", "atraktor", "Nya e-tjänster"):
        assert ids(text) == {"trafik"}, text
    assert not ids("Två traktorer och en A-kassa")


def test_an_adjective_is_no_school() -> None:
    assert "skola" not in ids("Ekonomiska förutsättningar")


def test_a_long_text_names_much_in_passing() -> None:
    filling = "Ledamöterna samtalade vidare om det som hade sagts. " * 100
    assert "stold" in ids("Lägesbild", "Stölder nämndes.")
    assert "stold" not in ids("Lägesbild", "Stölder nämndes. " + filling)
    assert "stold" in ids("Lägesbild", "Stölder nämndes. Stölderna ökar. " + filling)


def test_a_formal_paragraph_names_more_in_passing_above_all_when_its_title_tells_the_matter() -> None:
    def told(title: str, text: str, *, formal: bool) -> bool:
        return "stold" in {topic.id for topic in topics_of(title, text, formal=formal)}

    shorter, longer = ("Stölder nämndes. " + "Ledamöterna samtalade vidare om det som hade sagts. " * times for times in (40, 70))
    assert told("Lägesbild", longer, formal=False)
    assert told("Lägesbild", shorter, formal=True)
    assert not told("Lägesbild", longer, formal=True)
    assert told("Belysning", shorter, formal=False)
    assert not told("Belysning", shorter, formal=True)


def test_a_party_is_no_matter() -> None:
    assert not ids("Yttrande från Miljöpartiet", "Miljöpartiets ledamot yrkar avslag.")
    assert "miljo-och-klimat" in ids("Miljöpolicy")


def test_a_topic_is_found_by_id_and_both_labels_with_what_is_under_it() -> None:
    assert with_narrower("Organised crime") == with_narrower("organiserad brottslighet") == with_narrower("organiserad-brottslighet")
    assert set(with_narrower("brott")) >= {"brott", "vald", "vald-i-nara-relation", "stold"}
    assert with_narrower("rymdfart") == ()


def test_the_file_holds_together() -> None:
    assert len(set(labels())) == len(taxonomy())
    for subject in taxonomy().values():
        assert subject.broader is None or subject.broader in taxonomy()
        assert {key(fold(w)) for w in subject.weak} - {key(fold(w)) for w in subject.words} == set() or subject.weak
