"""Models of search, against published figures and limits that can be computed."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.search import ann_model as ann
from drill.generators.search import bm25_model as bm25
from drill.generators.search.ann_model import Quantiser
from drill.generators.search.bm25_model import Rules

# --- BM25 ------------------------------------------------------------------------


def test_the_idf_of_a_term_that_all_documents_have_stays_above_zero() -> None:
    # Connelly, "Practical BM25" (Elastic), part 2: 4 of 4 documents, 0.105360515.
    assert bm25.idf(4, 4) == pytest.approx(0.105360515)
    # Robertson and Sparck Jones without the 1: ln((N − n + 0.5) / (n + 0.5)).
    assert bm25.idf(1_000_000, 10) == pytest.approx(log(999_990.5 / 10.5), rel=1e-4)


def test_saturation_has_the_limits_of_the_framework() -> None:
    # Robertson and Zaragoza 2009, sections 3.1 to 3.5.
    assert bm25.saturation(10**9, 1) == pytest.approx(2.2)
    assert bm25.saturation(1, 1) == 1
    assert bm25.saturation(7, 1, Rules(k1=0)) == 1
    assert bm25.saturation(7, 1, Rules(k1=1e9)) == pytest.approx(7, rel=1e-6)
    assert bm25.saturation(7, 3, Rules(b=0)) == bm25.saturation(7, 1)
    # With b = 1 only the share of the document counts.
    assert bm25.saturation(6, 3, Rules(b=1)) == pytest.approx(
        bm25.saturation(2, 1, Rules(b=1))
    )


def test_a_score_is_what_the_formula_gives_by_hand() -> None:
    # idf = ln 4, tf = 3, dl = 2 avgdl: 3 × 2.2 / (3 + 1.2 × 1.75) = 6.6 / 5.1.
    assert bm25.idf(19, 4) == pytest.approx(log(1 + 15.5 / 4.5))
    assert bm25.saturation(3, 2) == pytest.approx(6.6 / 5.1)
    assert bm25.score(19, 4, 3, 2) == pytest.approx(log(20 / 4.5) * 6.6 / 5.1)
    assert bm25.score(19, 4, 3, 2, Rules(has_idf=False)) == pytest.approx(6.6 / 5.1)
    assert bm25.saturation(3, 2, Rules(saturates=False)) == 3


@given(st.integers(1, 50), st.floats(0.1, 5))
def test_more_occurrences_score_more_and_longer_documents_less(
    count: int, length: float
) -> None:
    assert bm25.saturation(count + 1, length) > bm25.saturation(count, length)
    assert bm25.saturation(count, length + 0.1) < bm25.saturation(count, length)
    gains = [
        bm25.saturation(each + 1, length) - bm25.saturation(each, length)
        for each in (count, count + 1)
    ]
    assert gains[1] < gains[0]


def test_reciprocal_ranks_add_up() -> None:
    # Cormack, Clarke and Buettcher 2009: Σ 1 / (60 + r).
    scores = bm25.fused((["a", "b"], ["b", "c"]))
    assert scores["a"] == Fraction(1, 61)
    assert scores["b"] == Fraction(1, 62) + Fraction(1, 61)
    assert bm25.order(scores) == ["b", "a", "c"]
    assert bm25.order(bm25.fused((["a", "b"], ["a", "b"]), 0)) == ["a", "b"]


# --- indexes of vectors ----------------------------------------------------------


def test_the_bytes_of_the_faiss_wiki_are_reproduced() -> None:
    # "Faiss indexes": HNSW,Flat takes 4 d + 2 M × 4; IVF,PQ ceil(M nbits / 8) + 8.
    assert ann.hnsw_bytes(1, 128, 32) == 4 * 128 + 32 * 2 * 4
    coded = Quantiser(128, 8)
    two, one = (ann.ivf_pq_bytes(count, coded, 1024, 8) for count in (2, 1))
    assert two - one == 8 + 8
    assert Quantiser(96, 3, 10).code_bytes == 4
    assert ann.raw_bytes(1000, 128) == 512_000


def test_a_code_of_sift_takes_64_bits() -> None:
    # Jégou, Douze and Schmid 2011, section 2: d = 128, m = 8, k* = 256; table 1: the
    # codebook holds k* D numbers.
    sift = Quantiser(128, 8)
    assert sift.code_bytes == 8
    assert sift.codebook_bytes == 256 * 128 * 4
    shared = ann.ivf_pq_bytes(0, sift, 1024, 8)
    assert shared == 1024 * 128 * 4 + sift.codebook_bytes


def test_a_query_sees_the_lists_that_it_visits() -> None:
    # Jégou et al., section 4.2: about n w / k' entries.
    assert ann.scanned(1_000_000, 1024, 8) == pytest.approx(7812.5)
    assert ann.scanned(1000, 10, 10) == 1000


@pytest.mark.parametrize("links", [2, 5, 16])
def test_layers_have_the_elements_that_draws_put_there(links: int) -> None:
    # The draw of Malkov and Yashunin, over a grid of u instead of chance.
    count = 20_000
    tops = [floor(-log((at + 0.5) / count) / log(links)) for at in range(count)]
    for layer in (0, 1, 2):
        found = sum(top >= layer for top in tops)
        assert found == pytest.approx(ann.on_layer(count, links, layer), abs=2)
    mean = 2 * links + links * sum(tops) / count
    assert ann.mean_links(links) == pytest.approx(mean, rel=5e-3)
