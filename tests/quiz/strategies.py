"""Questions and responses of every kind, with texts that mean no good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    Criterion,
    Leeway,
    Mistake,
    NumericQuestion,
    Offered,
    OrderQuestion,
    RubricQuestion,
    Ticked,
    TypedQuestion,
    Written,
)

if TYPE_CHECKING:
    from drill.content.questions import Question, Response

HOSTILE = [
    "", " ", "\x00", "\x1b[31m5", "\u202e5", "5\u200b", "\ud800", "\U0001f600", "NaN",
    "inf", "-", "+", "1/0", "0/0", "0^-1", "0**-1", "(-1)^0.5", "9^9^9", "9**9**9",
    "1e999", "1e-999", "1e99999999999", "2^1e9", "2^0.5", "1.0000001^1e6", "-2^0.5",
    "1e399^0.5", "10^300^0.9", "1e390*1e390", "(" * 200, "(1", "((1))", "1)",
    "2^" * 60, "9" * 130, "9" * 100_000, "1," * 50, "1.2.3", "1,2,3", "1,00,000",
    "1.234.567", "1.2,3,4", "12:30", "4 KiB", "4k", "4 kb", "4 mw", "4 MB per minute",
    "5 %", "1h30m", "1 h 2 min 3 s 4 ms 5 us 6 ns", "1 h h 1", "1 1/0", "1 1/2",
    "0x1f", "0b2", "½", "1½", "10⁶", "3×10⁸", "٣", "\uff11\uff12", "$5",
    "5 / s / s / s", "5 per per", "5 a second", "~5", "5 \N{FULLWIDTH PERCENT SIGN}",
    "5 m", "5 Mi", "5 million million", "5 k /", "O(n log n)", "O(", "O()", "n!!",
    "n^n^n^n^n^n", "log", "log log", "log*", "2^(2^(2^(2^n)))", "log^2", "log_1 n",
    "log_0(n)", "√", "α(", "α(n)", "max(", "max(n,", "n1", "n^-1", "1/n", "n-n",
    "n - n^2", "0", "O(0)", "log 0", "log(n-n)", "(n-1)!", "(2n)!", "(nm)!", "5!",
    "n^1000", "(n+m)^-1", "n/(n+m)", "2^log(n+m)", "2^(n!)", "999^999n",
    "2^(999999999999n)", "(a+b)(c+d)(e+f)(g+h)(i+j)", "|n", "n_", "ⁿ", "2ⁿ",
    "\\frac{n}{2}", "min(n,m)", "the", "a", "a the a the", "...", "'", "--", "-i",
    "-I -I", "& &", "ﷺ" * 20, "İ", "ß", "\u017f", "µ", "e\u0301", "\u0345", "ΐ",
    "x" * 400, "ab " * 90,
]  # fmt: skip
"""Texts that broke something somewhere, or might."""

hostile = (
    st.sampled_from(HOSTILE)
    | st.text(max_size=40)
    | st.text("0123456789.,eE+-*/^x() kKMGTibBs%", max_size=20)
    | st.text("nmNlogsqrt0123456789^()+-*/!_|√α, ", max_size=20)
)
words = st.sampled_from(
    ["timeout", "RTO", "a lease", "git rebase -i", "C++", "write-ahead log", "RFC 5681"]
)
texts = st.text(max_size=30)
finite = st.integers(-(10**20), 10**20) | st.floats(
    allow_nan=False, allow_infinity=False
)
sizes = st.floats(0, 10)
leeways = st.none() | st.one_of(
    st.builds(Leeway, absolute=sizes),
    st.builds(Leeway, relative=sizes),
    st.builds(Leeway, magnitude=sizes),
)
mistakes = st.lists(st.builds(Mistake, hostile, texts), max_size=3).map(tuple)
UNITS = [
    "",
    "s",
    "ms",
    "B",
    "KiB",
    "Mb/s",
    "%",
    "segments",
    "requests/s",
    "$",
    "mb",
    "/",
]

choice_questions = st.builds(
    ChoiceQuestion,
    texts,
    st.lists(
        st.builds(Offered, texts, st.booleans(), texts, st.booleans()), max_size=7
    ).map(tuple),
    st.booleans(),
)
numeric_questions = st.builds(
    NumericQuestion,
    texts,
    finite,
    st.sampled_from(UNITS) | hostile,
    leeways,
    st.booleans(),
    mistakes,
)
typed_questions = st.builds(
    TypedQuestion,
    texts,
    words | hostile,
    st.lists(words | hostile, max_size=3).map(tuple),
    st.booleans(),
    mistakes,
)
order_questions = st.builds(
    OrderQuestion, texts, st.lists(texts, max_size=8, unique=True).map(tuple)
)
criteria = st.builds(Criterion, texts, st.floats(0.01, 1e9))
rubric_questions = st.builds(
    RubricQuestion,
    texts,
    texts,
    st.lists(criteria, max_size=8).map(tuple),
    minutes=st.none() | st.integers(1, 90),
)
questions: st.SearchStrategy[Question] = st.one_of(
    choice_questions,
    numeric_questions,
    typed_questions,
    order_questions,
    rubric_questions,
)
places = st.lists(st.integers(-2, 9) | st.integers(), max_size=10).map(tuple)
HUGE = ["a" * 10_000_000, "9" * 10_000_000]
responses: st.SearchStrategy[Response] = st.one_of(
    st.none(),
    st.builds(Chosen, places),
    st.builds(Written, hostile | st.sampled_from(HUGE)),
    st.builds(Arranged, places),
    st.builds(Ticked, places),
)
