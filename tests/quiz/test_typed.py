"""Short answers: what is forgiven, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import Mistake, TypedQuestion, Written
from drill.quiz.difference import MOST, difference
from drill.quiz.marking import mark
from drill.quiz.marks import Change, Stretch
from drill.quiz.spelling import distance, is_same, key, normal, slips
from tests.quiz.strategies import hostile


@given(hostile)
@settings(max_examples=200)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert key(normal(text)) == key(text)


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("write-ahead log", "Write Ahead Log"),
        ("write-ahead log", "write_ahead_log"),
        ("write-ahead log", "the write\N{NON-BREAKING HYPHEN}ahead log."),
        ("timeout", "time-out"),
        ("timeout", "time out"),
        ("timeout", "“Timeout”"),
        ("`ssthresh`", "ssthresh"),
        ("Håkan's rule", "hakans rule"),
        ("naïve", "nai\u0308ve"),
        ("a lease", "lease"),
        ("lease", "a lease"),
        ("lease", "The lease!"),
        ("an epoch", "epoch"),
        ("end of the log", "end of log"),
        ("A", "a"),  # a letter is no article
        ("a b", "A B"),
        ("locks", "lock"),
        ("lock", "locks"),
        ("secondary index", "secondary indexs"),
        ("policies", "policy"),
        ("ACK", "ACKs"),
        ("SYN, ACK", "SYN ACK"),
        ("reads & writes", "reads and writes"),
        ("1,000", "1000"),
        ("-1", "\N{MINUS SIGN}1"),
        ("n-1", "n - 1"),
        ("RFC 5681", "rfc-5681"),
        ("C++", "c++"),
        (".NET", ".net"),
        ("git rebase -i", "Git  rebase -i"),
        ("SELECT ... FOR UPDATE;", "select ... for update"),
        ("f(x, y)", "f( x,y )"),
        ("ﬁle", "file"),
        ("straße", "STRASSE"),
        ("\uff34\uff23\uff30", "tcp"),  # full width
        ("zero\u200bwidth", "zerowidth"),
        ("...", "..."),  # nothing else stands there
    ],
)
def test_spellings_of_one_answer(accepted: str, typed: str) -> None:
    found = mark(TypedQuestion("?", accepted), Written(typed))
    assert (found.credit, found.remark) == (1, "")


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("RFC 5681", "RFC 5682"),
        ("port 443", "port 433"),
        ("HTTP", "HTTPS"),
        ("HTTPS", "HTTP"),
        ("DNS", "DN"),
        ("C", "C++"),
        ("C#", "C"),
        ("-1", "1"),
        ("n-1", "n1"),
        ("git rebase -i", "git rebase -I"),
        ("git add -p", "git add p"),
        ("synchronous", "asynchronous"),
        ("synchronous", "asynchronos"),
        ("asynchronous", "synchronous"),
        ("consistent", "inconsistent"),
        ("ordered", "unordered"),
        ("internal", "external"),
        ("intracluster", "intercluster"),
        ("hypothetical", "hyperthetical"),
        ("minimum spanning tree", "maximum spanning tree"),
        ("lock", "look"),  # too short for a slip
        ("b c e f g h", "b c e f g"),  # a list of letters with one too few
        ("b c e f g", "b c e f g h"),  # and with one too many
        ("mutex", "mute"),
        ("leader", "reader"),
        ("it is blocking", "it is not blocking"),
        ("x.509", "x/509"),
        ("retransmission timeout", "retransmision timout for segmnt"),
        ("retransmission timeout", "ratransmision timout"),  # three slips
        ("timeout", "out"),
    ],
)
def test_what_looks_alike_and_is_something_else(accepted: str, typed: str) -> None:
    assert mark(TypedQuestion("?", accepted), Written(typed)).credit == 0


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("timeout", "timeuot"),  # swapped
        ("timeout", "timeot"),  # missing
        ("timeout", "timeoutt"),  # doubled
        ("timeout", "timeiut"),  # the key beside it
        ("timeout", "itmeout"),  # the first two swapped
        ("retransmission timeout", "retransmision timout"),
        ("linearizability", "lineraisability"),
        ("linearizability", "linearisability"),
        ("minimum spanning trees", "minimum spaning tree"),
        ("write-ahead logging", "writeahead loging"),
        ("quorum of 3", "qourum of 3"),
    ],
)
def test_a_slip_of_the_finger_is_right_and_shown(accepted: str, typed: str) -> None:
    found = mark(TypedQuestion("?", accepted), Written(typed))
    assert found.is_right
    assert found.remark == f"a slip: it is spelled {accepted}"
    assert {part.change for part in found.difference} >= {Change.SAME}
    assert len(found.difference) > 1


def test_a_slip_towards_a_known_mistake_is_none() -> None:
    question = TypedQuestion(
        "?", "precision", mistakes=(Mistake("precession", "that is of planets"),)
    )
    assert mark(question, Written("precession")).mistake == "that is of planets"
    assert mark(question, Written("precesson")).credit == 0  # as near to either
    assert mark(question, Written("precison")).is_right


def test_a_wrong_answer_is_set_beside_the_nearest_right_one() -> None:
    question = TypedQuestion("?", "retransmission timeout", ("RTO", "timer expiry"))
    found = mark(question, Written("timer expires soon"))
    assert found.credit == 0
    assert found.difference == (
        Stretch("timer", Change.SAME),
        Stretch(" expires soon", Change.EXTRA),
        Stretch(" expiry", Change.MISSING),
    )


def test_an_answer_longer_than_any_is_wrong_unread() -> None:
    question = TypedQuestion("?", "timeout")
    found = mark(question, Written("timeout" * 10_000))
    assert (found.credit, found.remark) == (0, "that is longer than any answer")
    long = "word " * 900
    assert mark(TypedQuestion("?", long), Written(long)).is_right


def stretches(typed: str, right: str) -> list[tuple[str, str]]:
    return [(part.text, part.change.value) for part in difference(typed, right)]


@pytest.mark.parametrize(
    ("typed", "right", "expected"),
    [
        ("timeot", "timeout", [("timeo", "same"), ("u", "missing"), ("t", "same")]),
        ("TIMEOUTS", "timeout", [("timeout", "same"), ("S", "extra")]),
        ("-I", "-i", [("-", "same"), ("I", "extra"), ("i", "missing")]),
        ("RTO", "timeout", [("RTO", "extra"), ("timeout", "missing")]),
        (
            "the log is read",
            "the log is written",
            [("the log is", "same"), (" read", "extra"), (" written", "missing")],
        ),
        ("x", "", [("x", "extra")]),
        ("w " * 50, "v", [("w " * 49 + "w", "extra"), ("v", "missing")]),
    ],
)
def test_differences(typed: str, right: str, expected: list[tuple[str, str]]) -> None:
    assert stretches(typed, right) == expected


@given(st.text("abc ", max_size=MOST), st.text("abc ", max_size=MOST))
@settings(max_examples=50)
def test_a_difference_leads_from_one_text_to_the_other(typed: str, right: str) -> None:
    found = difference(typed, right)
    kept = "".join(part.text for part in found if part.change is not Change.EXTRA)
    given_ = "".join(part.text for part in found if part.change is not Change.MISSING)
    assert "".join(kept.split()) == "".join(right.split())
    assert "".join(given_.split()) == "".join(typed.split())


def slow_distance(one: str, other: str) -> int:
    """Optimal string alignment by its definition."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        found = min(found, slow_distance(one[2:], other[2:]) + 1)
    return found


@given(st.text("ab", max_size=5), st.text("abc", max_size=5), st.integers(0, 3))
def test_the_distance_is_that_of_its_definition(
    one: str, other: str, most: int
) -> None:
    assert distance(one, other, most) == min(slow_distance(one, other), most + 1)


@given(st.text("abcdefg -", max_size=30))
def test_what_is_the_same_has_no_slips(text: str) -> None:
    assert is_same(text, text)
    assert slips(text, text) == 0
