"""What one types, and the cards that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import InvalidSearch
from drill.events import Buried, Flagged, Remarked, Reported, Suspended
from drill.ids import Rating, StudyDay
from drill.srs import memory
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Reviewing
from drill.store.search.language import (
    All,
    Compared,
    Either,
    Is,
    Named,
    Not,
    Query,
    Words,
    parse,
)
from drill.store.search.page import SORTS
from tests.store.records import ALL, LEADER, QUORUM, TERM, TERM_2, Record

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All(())),
        ("raft", Words("raft", is_prefix=True)),
        ("raft*", Words("raft", is_prefix=True)),
        ('"leader election"', Words("leader election", is_prefix=False)),
        ('"leader elec"*', Words("leader elec", is_prefix=True)),
        ('"leader ele', Words("leader ele", is_prefix=False)),
        ("is:due", Is("due")),
        ("state:new", Is("new")),
        ("deck:a::b", Named("deck", "a::b")),
        ('deck:"my deck"', Named("deck", "my deck")),
        ("TAG:x", Named("tag", "x")),
        ("prop:r<0.9", Compared("retrievability", "<", 0.9)),
        ("prop:lapses>=3", Compared("lapses", ">=", 3)),
        ("due:<7", Compared("due", "<", 7)),
        ("due:-1", Compared("due", "=", -1)),
        ("flag:2", Compared("flag", "=", 2)),
        ("added:7", Compared("added", "<=", 7)),
        ("rated:>30", Compared("rated", ">", 30)),
        ("-is:new", Not(Is("new"))),
        ("--is:new", Not(Not(Is("new")))),
        ("-(is:new)", Not(Is("new"))),
        ("is:new is:due", All((Is("new"), Is("due")))),
        ("is:new OR is:due", Either((Is("new"), Is("due")))),
        ("or", Words("or", is_prefix=True)),
        ("(is:new OR is:due) -is:leech", All(
            (Either((Is("new"), Is("due"))), Not(Is("leech")))
        )),
        ("http://x.org", Words("http://x.org", is_prefix=True)),
        ("10:30", Words("10:30", is_prefix=True)),
        ("well-known", Words("well-known", is_prefix=True)),
        ("-", Words("-", is_prefix=True)),
    ],
)  # fmt: skip
def test_a_search_is_read_as_meant(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("raft (a", 6, ""),
        ("raft a)", 7, ""),
        ("OR raft", 4, ""),
        ("raft OR", 6, ""),
        ("dek:raft", 1, "Did you mean 'deck'?"),
        ("xyzzy:raft", 1, "Put quotes around it to search for the text."),
        ("is:du", 4, "Did you mean 'due'?"),
        ("state:suspended", 7, "Put quotes around it to search for the text."),
        ("prop:r", 6, "For example: prop:r<0.9"),
        ("prop:lapse>3", 6, "Did you mean 'lapses'?"),
        ("prop:s>much", 6, ""),
        ("flag:red", 6, ""),
        ("due:1e9", 5, ""),
        ("a " * 201, 401, ""),
    ],
)
def test_a_search_that_cannot_be_read_says_where(
    text: str, column: int, hint: str
) -> None:
    with pytest.raises(InvalidSearch) as raised:
        parse(text)
    assert (raised.value.column, raised.value.hint) == (column, hint)


@pytest.fixture
def busy(record: Record) -> Record:
    """LEADER is reviewing, TERM relearning, TERM_2 suspended, QUORUM new."""
    record.learn(LEADER)
    record.learn(TERM)
    record.pass_days(10)
    record.rate(TERM, Rating.AGAIN)
    record.do(Suspended(TERM_2), Flagged(QUORUM, 2), Remarked(QUORUM, "hm"))
    record.do(Reported(TERM_2, "wrong"), Buried(QUORUM, StudyDay(record.day + 1)))
    return record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ALL),
        ("leader", (LEADER, TERM, TERM_2)),
        ("LEAD", (LEADER, TERM, TERM_2)),
        ('"lead"', ()),
        ('"the leader"', (LEADER,)),
        ("leader term", (TERM, TERM_2)),
        ("deck:ds", ALL),
        ("deck:DS", ALL),
        ("deck:d", ()),
        ("deck:d*", ALL),
        ("deck:raft", ALL),
        ("topic:raft", ALL),
        ("topic:ds/raft", ALL),
        ("topic:paxos", ()),
        ("tag:consensus", (LEADER,)),
        ("tag:raft", (LEADER,)),
        ("tag:ra", ()),
        ("tag:r*", (LEADER,)),
        ("tag:x_", ()),
        ("id:ds/raft/term", (TERM, TERM_2)),
        ("is:new", (TERM_2, QUORUM)),
        ("is:due", (LEADER, TERM)),
        ("is:reviewing", (LEADER,)),
        ("is:relearning", (TERM,)),
        ("is:learning", ()),
        ("is:suspended", (TERM_2,)),
        ("is:buried", (QUORUM,)),
        ("is:flagged", (QUORUM,)),
        ("is:remarked", (QUORUM,)),
        ("is:reported", (TERM_2,)),
        ("is:leech", ()),
        ("is:revised", ()),
        ("is:vanished", ()),
        ("-is:vanished", ALL),
        ("flag:2", (QUORUM,)),
        ("flag:!=0", (QUORUM,)),
        ("prop:lapses>=1", (TERM,)),
        ("prop:reps=2", (LEADER,)),
        ("prop:s<1000", (LEADER, TERM)),
        ("-prop:s<1000", (TERM_2, QUORUM)),
        ("prop:d>1", (LEADER, TERM)),
        ("prop:interval>0", (LEADER, TERM)),
        ("prop:r<1", (LEADER,)),
        ("prop:r<0.1", ()),
        ("prop:r>=0", (LEADER, TERM)),
        ("prop:r<0", ()),
        ("due:<0", (LEADER,)),
        ("due:0", (TERM,)),
        ("rated:1", (TERM,)),
        ("rated:11", (LEADER, TERM)),
        ("rated:>1", (LEADER,)),
        ("introduced:10", ()),
        ("introduced:11", (LEADER, TERM)),
        ("added:1", ()),
        ("added:11", ALL),
        ("added:>10", ALL),
        ("is:due OR flag:2", (LEADER, TERM, QUORUM)),
        ("leader -(is:suspended OR is:relearning)", (LEADER,)),
        ('"', ALL),
    ],
)
def test_a_search_finds_the_cards_it_speaks_of(
    busy: Record, text: str, expected: tuple[str, ...]
) -> None:
    with busy.store.read() as unit:
        assert unit.search.cards(text, busy.day) == list(expected)
        rows, total = unit.search.page(text, busy.day)
    assert total == len(expected)
    assert {row.card.card for row in rows} == set(expected)


@pytest.mark.parametrize("days", range(0, 30, 5))
def test_retrievability_is_that_of_the_scheduler(record: Record, days: int) -> None:
    record.learn(LEADER)
    record.pass_days(days)
    state = record.schedule(LEADER).state
    assert isinstance(state, Reviewing)
    chance = memory.retrievability(state.memory, days, DEFAULT_PARAMETERS)
    with record.store.read() as unit:
        for sign, number, holds in (
            ("<", chance + 0.001, True),
            ("<", chance - 0.001, False),
            (">", chance - 0.001, True),
            (">", chance + 0.001, False),
        ):
            text = f"prop:r{sign}{number:.6f}"
            found = LEADER in unit.search.cards(text, record.day)
            assert found is holds, text


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_has_every_card_once(
    busy: Record, sort: str, *, descending: bool
) -> None:
    with busy.store.read() as unit:
        seen, total = [], 0
        for offset in range(0, 4, 2):
            rows, total = unit.search.page(
                "", busy.day, sort=sort, descending=descending, offset=offset, limit=2
            )
            seen += [row.card.card for row in rows]
    assert total == 4
    assert set(seen) == set(ALL)


def test_cards_without_the_quantity_come_last(busy: Record) -> None:
    with busy.store.read() as unit:
        for descending in (False, True):
            rows, _ = unit.search.page(
                "", busy.day, sort="stability", descending=descending
            )
            assert {row.card.card for row in rows[2:]} == {TERM_2, QUORUM}


def test_rows_carry_their_tags(record: Record) -> None:
    with record.store.read() as unit:
        (row,), _ = unit.search.page("id:ds/raft/leader", record.day)
    assert row.tags == ("Consensus", "raft::roles")


def test_only_cards_that_may_be_asked(busy: Record) -> None:
    with busy.store.read() as unit:
        assert TERM_2 not in unit.search.cards("", busy.day, askable=True)


@given(text=st.text(max_size=40))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_finds_cards_or_is_refused(record: Record, text: str) -> None:
    with record.store.read() as unit:
        refusal = refused(lambda: unit.search.page(text, record.day))
    assert refusal is None or 1 <= refusal.column <= len(text) + 1


def refused(search: Callable[[], object]) -> InvalidSearch | None:
    try:
        search()
    except InvalidSearch as refusal:
        return refusal
    return None


@given(text=st.text(st.sampled_from("\"'%_*\\()-: \0aé漢"), max_size=12))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_text_in_quotes_breaks_nothing(record: Record, text: str) -> None:
    with record.store.read() as unit:
        unit.search.cards(f'"{text}"', record.day) if '"' not in text else None
        unit.notes.similar(text)
