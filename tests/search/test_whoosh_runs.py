"""Postings come back from disk as they went, in order, however often the pool was written out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import PostingPool

from search.whoosh_runs import Posting, Runs

POSTINGS = st.lists(
    st.tuples(st.sampled_from(["title", "text"]), st.binary(max_size=4), st.integers(0, 2**40), st.floats(0, 9), st.binary(max_size=3))
)


@given(postings=POSTINGS, together=st.integers(1, 5), every=st.integers(1, 7))
def test_what_goes_out_to_disk_comes_back_in_order_and_leaves_nothing(postings: list[Posting], together: int, every: int) -> None:
    with tempfile.TemporaryDirectory() as folder, patch("search.whoosh_runs.TOGETHER", together):
        pool = Runs.instead_of(PostingPool(FileStorage(folder), None), 1)
        for number, posting in enumerate(postings):
            if number and number % every == 0:
                pool.save()
            pool.add(posting)
        assert list(pool.items()) == sorted(postings)
        assert not list(Path(folder).iterdir())
