"""A PDF's bytes opened: what is wrong with them is told, whatever was read before."""

from __future__ import annotations

import re

import pytest

from data.errors import ReadError
from ingest.pdf.pages import read_pages
from tests.papers import YEARS, paper

LOCKED = paper(["Hemligt"], password="nyckel")
BROKEN = b"%PDF-1.4\n1 0 obj\nnothing more"
PAGELESS = re.sub(rb"/Root \d+", b"/Root 1", YEARS["maj"])
"""Its catalogue is another object: pdfium opens it and finds no pages, but calls that no error."""


def code(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_pages(data)
    return caught.value.code


@pytest.mark.parametrize("before", [LOCKED, BROKEN, PAGELESS, b""], ids=["locked", "broken", "pageless", "empty"])
def test_what_is_wrong_is_told_of_this_file(before: bytes) -> None:
    for data, wrong in [(LOCKED, "encrypted"), (BROKEN, "damaged"), (PAGELESS, "damaged"), (b"", "not-a-pdf")]:
        code(before)
        assert code(data) == wrong
