"""Struck words: a thin line across the letters strikes, underlines, borders, fills and long rules do not."""

from __future__ import annotations

import pytest

from ingest.page import Rule, Word
from ingest.pdf.pages import read_pages
from ingest.runs import Run
from ingest.strikes import mark
from tests.corpus import need

BASE, SIZE, STEP = 100.0, 10.0, 5.0


def run(text: str, x: float) -> Run:
    made = Run(BASE, SIZE, False)
    for n, letter in enumerate(text):
        made.letters.append(letter)
        made.edges.append((x + n * STEP, x + (n + 1) * STEP))
    return made


def rule(x0: float, x1: float, y: float, thick: float = 0.7) -> Rule:
    return Rule(x0, y - thick / 2, x1, y + thick / 2)


def words(*rules: Rule) -> list[tuple[str, bool, bool]]:
    found: list[Word] = mark([run("Anna", 50), run("Ek,", 75), run("Bo", 95)], list(rules), [])
    return [(w.text, w.struck, w.glued) for w in found]


PLAIN = [("Anna", False, False), ("Ek,", False, False), ("Bo", False, False)]


def test_a_line_across_the_middle_strikes_and_leaves_the_comma() -> None:
    assert words(rule(50, 85, 97)) == [("Anna", True, False), ("Ek", True, False), (",", False, True), ("Bo", False, False)]
    assert words(rule(50, 90, 97)) == [("Anna", True, False), ("Ek", True, False), (",", False, True), ("Bo", False, False)]


@pytest.mark.parametrize(
    "false_friend",
    [
        pytest.param(rule(50, 85, 101.2), id="underline"),
        pytest.param(rule(50, 85, 90.5), id="line above"),
        pytest.param(rule(50, 85, 97, thick=8), id="fill"),
        pytest.param(rule(0, 600, 97), id="rule far longer than the words"),
        pytest.param(Rule(60, 80, 60.5, 120), id="upright border"),
    ],
)
def test_false_friends(false_friend: Rule) -> None:
    assert words(false_friend) == PLAIN


def test_an_annotation_strikes() -> None:
    found = mark([run("Anna", 50), run("Ek", 75)], [], [(49, 92, 71, 102)])
    assert [(w.text, w.struck) for w in found] == [("Anna", True), ("Ek", False)]


STRUCK = {
    "mupdf-test-styled-table": "Strikeout Zeile 1 Hier kommt Zeile 2. Strikeout (1,0), (1,2) Bold-strikeout (3,1)",
    "natural-types-of-type": "strikeout text",
    "pdfjs-annotation-strikeout": "Lorem ipsum dolor sit amet",
    "mupdf-test-4503": "(3) the the right to request the state to review and if appropriate adjust the order (1)",
}
"""What the pages' pictures show struck, looked at and written down before the rules were set."""


@pytest.mark.parametrize("name", sorted(STRUCK))
def test_real_strikes(name: str) -> None:
    pages = read_pages(need("real", f"{name}.pdf").read_bytes())
    found = sorted(w.text.strip(".,") for page in pages for w in page.words if w.struck and w.text.strip(".,"))
    assert found == sorted(w.strip(".,") for w in STRUCK[name].split())


def test_no_word_is_struck_on_nine_hundred_pages_without_strikes() -> None:
    for path in sorted(need("goteborg").glob("ks-2024-0[1-3]*.pdf")):
        assert not [w.text for page in read_pages(path.read_bytes()) for w in page.words if w.struck]
