"""Growth classes that are the same, and such that are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import Mistake, TypedQuestion, Written
from drill.quiz.growth import compared, growth
from drill.quiz.marking import mark
from tests.quiz.strategies import hostile


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # spellings
        ("O(n log n)", "n·lg n"),
        ("O(n log n)", "nlogn"),
        ("O(n log n)", "O(log n * n)"),
        ("O(n log n)", "Θ(n log₂ n)"),
        ("O(n log n)", "theta(n ln n)"),
        ("O(n log n)", "big-O(N LOG N)"),
        ("O(n log n)", r"$O(n \log n)$"),
        ("O(n log n)", "linearithmic"),
        ("O(n)", "0(n)"),  # the key beside it
        ("O(n)", "o(n)"),
        ("O(1)", "constant"),
        ("O(1)", "42"),
        ("O(1)", "n^0"),
        ("O(n)", "O(n) amortized"),
        ("O(n)", "expected O(n) time in the worst case"),
        ("O(V + E)", "O(|E| + |V|)"),
        ("O(V + E)", "v+e"),
        ("O(V + E)", "O(V) + O(E)"),
        ("O(n log n)", "O(n) * O(log n)"),
        ("O(n log n)", "O(n) + n·Θ(log n)"),
        ("O(m+n)", "O(n + m)"),
        ("O(VE)", "V·E"),
        ("O(E log V)", "e lg v"),
        ("n N", "N n"),  # two variables that differ in case only
        # powers and roots
        ("n^2", "n²"),
        ("n^2", "n**2"),
        ("n^2", "n2"),
        ("n^2", "n * n"),
        ("n^2", "quadratic"),
        ("n^3", "n3"),
        ("sqrt(n)", "√n"),
        ("sqrt n", "n^0.5"),
        ("√(n)", "n^{1/2}"),
        ("sqrt(n + m)", "sqrt n + sqrt m"),
        ("1/n", "n^-1"),
        ("n^(log2 3)", "n^(log_2(3))"),
        ("n^(log2 3)", "n^lg 3"),
        ("n^(1 - 1/k)", "n / n^(1/k)"),
        ("n_1 + n_2", "n_2 + n_1"),
        # factors and terms that do not count
        ("n", "3n + 7"),
        ("n^2", "n(n-1)/2"),
        ("n^2", "n^2 + n log n + 1"),
        ("n log n", "n log n + n"),
        ("n", "n + log n"),
        ("n", "n + sqrt n"),
        ("nk", "nk + n"),
        ("n^2 + m^2", "n^2 + nm + m^2"),
        ("n^2 + m^2", "(n + m)^2"),
        ("n^2 + nm + m^2 + 2^n", "2^n + m^2 + nm + n^2"),
        ("n^2 + nm + m^2 + 2^n", "2^n + m^2"),
        ("m + n", "max(m, n)"),
        ("log log n", "log log n + α(n) + log* n"),
        ("n + m", "n + m - log n"),
        # logarithms
        ("log n", "log_10 n"),
        ("log n", "log10(n)"),
        ("log n", "log(n^2)"),
        ("log n", "log(n log n)"),
        ("log n", "log(n - 1)"),
        ("log n", "log(n + 1) - 1"),
        ("log^2 n", "(log n)^2"),
        ("log² n", "log n log n"),
        ("log log n", "loglog n"),
        ("log(nm)", "log n + log m"),
        ("log(n + m)", "log(max(n, m))"),
        ("log(n/m) + log m", "log n"),
        ("log* n", "log*(n)"),
        ("log*n", "lg* n"),
        ("α(n)", "alpha(n)"),
        ("log(n!)", "n log n"),
        ("log(2^n)", "n"),
        ("log(n + m)^2", "log^2 (nm)"),
        # exponentials
        ("2^n", "2^(n+1)"),
        ("4^n", "2^(2n)"),
        ("2^n * 3^n", "6^n"),
        ("2^n", "2ⁿ"),
        ("2^n", "2^n + 2^(n^1.00000001)"),  # so near that it is taken for the same
        ("n^(1/k)", "n^(1/k) + 5"),
        ("2^n", "2^n + n^100"),
        ("2^(log2 n)", "n"),
        ("2^log n", "n"),
        ("n^n", "2^(n log n)"),
        ("n!", "n (n-1)!"),
        ("n!", "n! + 2^n"),
        ("2^(2^n)", "2^2^n"),
        ("2^(2^n)", "2^(2^n) + 2^(n^2)"),
        ("2^sqrt(n)", "2^sqrt n + n^(log n)"),
    ],
)
def test_equal_classes(one: str, other: str) -> None:
    assert growth(one) is not None
    assert growth(one) == growth(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n", "n log n"),
        ("n", "n^2"),
        ("n", "k"),
        ("1", "log n"),
        ("log n", "log log n"),
        ("log n", "log^2 n"),
        ("log* n", "log log n"),
        ("α(n)", "1"),
        ("α(n)", "log* n"),
        ("sqrt n", "n"),
        ("2^n", "3^n"),
        ("2^n", "4^n"),
        ("2^n", "2^(n/2)"),
        ("n!", "n^n"),
        ("n!", "2^n"),
        ("(n-1)!", "n!"),
        ("m + n", "m"),
        ("m + n", "mn"),
        ("E log V", "V log E"),
        ("n log m", "n log n"),
        ("n^(log2 3)", "n^1.58"),
        ("n^2 + nm", "n^2"),
        ("n^(log n)", "2^n"),
        ("2^sqrt(n)", "2^n"),
        ("2^(2^n)", "2^(2^(n+1))"),  # a factor in an exponent is none outside
        ("n/m", "n"),
        ("n^k", "n"),
        ("n^O(1)", "n"),  # a polynomial of any degree
        ("2^O(n)", "2^n"),
        ("2**O(n)", "2^n"),
    ],
)
def test_different_classes(one: str, other: str) -> None:
    assert growth(one) is not None
    assert growth(other) is not None
    assert growth(one) != growth(other)


@pytest.mark.parametrize(
    "text",
    [
        "", "O()", "O(n", "n)", "n +", "foo(n)?", "timeout!", "n - n", "n - n^2", "0",
        "log 0", "min(n, m)", "log nm", "log 2n", "log_1 n", "log_n m", "log^n n",
        "log^-1 n", "n1", "log(n+m) - log n", "2^log(n + m)", "2^(n!)", "(n + m)^n",
        "max(n, m)^k", "(n + m)^-1", "n/(n + m)", "(2n)!", "(nm)!", "(n²)!",
        "(log n)!", "5!", "(n + 0.5)!", "n^1000", "2^2^2^2^n", "99999^(99999)", "log*",
        "log*(log n)", "log* log n", "α(2)", "max(n", "max(n, 1)!",
        "2^(n^2 log(n + 1))", "2^(n log(n + sqrt n))",
        "n log(n + 1) - n log n + 1", "max(n, m) - n", "(((((((((((n", "n^^n",
        "n^n^n^n^n^n^n^n^n^n^n^n", "(a+b)(c+d)(e+f)(g+h)(i+j)", "n" * 81, "n & m",
        "O(|n)", "n/0", "e^(9999n - 9998 n) ^", "2^(9999 + n)",
        "Ω(n)", "omega(n)",  # a bound from below says another thing
    ],
)  # fmt: skip
def test_what_is_not_surely_read_is_not_read(text: str) -> None:
    assert growth(text) is None


@given(hostile)
@settings(max_examples=200)
def test_reading_never_raises(text: str) -> None:
    found = growth(text)
    assert found is None or found.is_within(found)


FACTORS = ["1", "n", "m", "log n", "log m", "sqrt n", "n^2", "2^n", "log log n", "n!"]
sums = st.lists(
    st.lists(st.sampled_from(FACTORS), min_size=1, max_size=3).map(" * ".join),
    min_size=1,
    max_size=4,
)


@given(sums, st.randoms(use_true_random=False))
def test_the_order_of_terms_and_their_factors_do_not_matter(
    terms: list[str], chance: object
) -> None:
    turned = [f"3 * {' * '.join(reversed(each.split(' * ')))}" for each in terms]
    one, other = " + ".join(terms), " + ".join(reversed(turned))
    if len(other) <= 80:
        assert growth(f"O({one})") == growth(other)
    if len(one) + len(terms[0]) < 78:
        assert growth(one) == growth(f"{one} + {terms[0]}")


@given(sums, sums)
def test_what_is_within_another_is_within_its_sum_with_a_third(
    one: list[str], other: list[str]
) -> None:
    first, second = " + ".join(one), " + ".join(other)
    whole = growth(f"{first} + {second}")
    if whole is not None:
        for part in (growth(first), growth(second)):
            assert part is not None
            assert part.is_within(whole)


def test_how_one_class_grows_beside_another() -> None:
    def said(given_: str, answer: str) -> str:
        one, other = growth(given_), growth(answer)
        assert one is not None
        assert other is not None
        return compared(one, other)

    assert said("n^2", "n log n") == "that grows faster than the answer"
    assert said("log n", "n") == "that grows slower than the answer"
    assert said("m", "n") == ""
    assert said("n", "n + m") == "that grows slower than the answer"


MERGE = TypedQuestion(
    "How long does merge sort take?",
    "O(n log n)",
    accept=("as sorting",),
    big_o=True,
    mistakes=(Mistake("n^2", "that is insertion sort"), Mistake("no class", "no")),
)


@pytest.mark.parametrize(
    ("typed", "credit", "remark", "mistake", "understood"),
    [
        ("O(n log n)", 1, "", "", ""),
        ("n * lg n + n", 1, "", "", "n * lg n + n = O(n log n)"),
        ("As sorting", 1, "", "", ""),
        ("O(n)", 0, "that grows slower than the answer", "", ""),
        ("O(m)", 0, "", "", ""),
        ("n(n-1)/2", 0, "", "that is insertion sort", ""),
        ("as sortin", 1, "a slip: it is spelled as sorting", "", ""),
        ("no class", 0, "", "no", ""),
    ],
)
def test_a_growth_class_is_marked_by_what_it_means(
    typed: str, credit: float, remark: str, mistake: str, understood: str
) -> None:
    found = mark(MERGE, Written(typed))
    assert (found.credit, found.remark) == (credit, remark)
    assert (found.mistake, found.understood) == (mistake, understood)


def test_where_the_answer_is_no_class_words_are_compared() -> None:
    question = TypedQuestion("?", "min(n, m)", big_o=True)
    assert mark(question, Written("Min(n,m)")).is_right
    assert mark(question, Written("O(n)")).credit == 0
