"""Line ends healed, paragraphs kept, and every word still knowing where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import compose, paragraphs
from tests.ingest.lines import line, lines

ENDS = (
    (["brottsföre-", "byggande arbete"], "brottsförebyggande arbete"),
    (["gång-", "och cykelvägen"], "gång- och cykelvägen"),
    (["Eva-", "Lena Ek"], "Eva-Lena Ek"),
    (["D-", "sektionen"], "D-sektionen"),
    (["2024-", "2027"], "2024-2027"),
    (["KS-", "beslutet"], "KS-beslutet"),
    (["ett – två", "tre"], "ett – två tre"),
)


@pytest.mark.parametrize(("texts", "text"), ENDS)
def test_line_ends(texts: list[str], text: str) -> None:
    assert compose([lines(texts)]).text == text


def test_word_broken_without_hyphen_in_a_narrow_column() -> None:
    cell = lines(["Trygghetsvandri", "ng i Obbola"])
    assert compose([cell], right=cell[0].x1 + 2).text == "Trygghetsvandring i Obbola"
    assert compose([cell], right=cell[0].x1 + 60).text == "Trygghetsvandri ng i Obbola"


def test_struck_words_stay_out_of_the_text() -> None:
    assert compose([[line("ett ~~två~~ tre")]]).text == "ett tre"
    assert compose([[line("ett ~~två~~ tre")]], struck=True).text == "ett två tre"


def test_paragraphs_part_at_gaps_and_short_lines() -> None:
    text = [*lines(["en lång rad med många ord", "och en rad till. Slut här."]), *lines(["nytt stycke"], y=150)]
    assert [len(p) for p in paragraphs(text)] == [2, 1]
    assert [len(p) for p in paragraphs(lines(["kort rad", "en mycket längre rad som tar plats"]))] == [1, 1]


def test_a_long_line_in_the_midst_of_a_sentence_goes_on() -> None:
    """A hard space holds "den 22 november" together, so the line before ends early; a block may be set narrower than the page."""
    early = lines(["rådet antecknar som yttrande en skrivelse från", "den 22 november 2023 av en förening i ett område här"])
    assert [len(p) for p in paragraphs(early, early[1].x1)] == [2]
    ended = lines(["rådet antecknar som yttrande en skrivelse nu.", "den 22 november 2023 av en förening i ett område här"])
    assert [len(p) for p in paragraphs(ended, ended[1].x1)] == [1, 1]
    block = lines(["för bifall röstar nu alla som är här: Eva Ek, Marina", "Qvarnbrink, Bo Ek och alla de andra som var på mötet då", "ja"])
    assert [len(p) for p in paragraphs(block, block[1].x1 + 14)] == [3]


def test_a_count_within_a_sentence_is_no_list() -> None:
    inline = lines(["fokus i höst ligger på att 1)", "fortsätta med de insatser som är,", "2) hitta arbetssätt"])
    assert [len(p) for p in paragraphs(inline, inline[1].x1)] == [3]
    listed = lines(["1) fortsätta med de insatser som är,", "2) hitta arbetssätt"])
    assert [len(p) for p in paragraphs(listed)] == [1, 1]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    before, after = line("barn från att hamna i", y=780), line("kriminalitet, och mer text här", page=2, y=60)
    passage = compose(paragraphs([before, after]))
    assert "hamna i kriminalitet" in passage.text
    assert [p.page for p in passage.pages()] == [1, 2]


@given(st.lists(st.lists(st.text("abcåäö-", min_size=1, max_size=8), min_size=1, max_size=6), min_size=1, max_size=6))
def test_spans_lie_on_their_words(texts: list[list[str]]) -> None:
    passage = compose(paragraphs(lines([" ".join(words) for words in texts])))
    for span in passage.spans:
        assert span.word.text.startswith(passage.text[span.start : span.end])
    assert [s.start for s in passage.spans] == sorted(s.start for s in passage.spans)
