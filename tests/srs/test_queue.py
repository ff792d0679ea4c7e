from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import CardId, DeckId, NoteId, StudyDay
from drill.srs.mixing import contrasted, mixed
from drill.srs.needs import Progress, unmet_needs
from drill.srs.order import Candidate, ReviewOrder, ordered
from drill.srs.queue import (
    Limit,
    NewCards,
    Rules,
    Waiting,
    arranged,
    without_siblings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = StudyDay(20_000)
ALL = Limit(1_000)


def card(
    name: str,
    *,
    due: int = 0,
    retrievability: float = 0.9,
    difficulty: float = 5.0,
    deck: str = "raft",
) -> Candidate:
    """`n1#a` is the card `a` of the note `n1`, due so many days after `TODAY`."""
    return Candidate(
        CardId(name),
        NoteId(name.partition("#")[0]),
        DeckId(deck),
        StudyDay(TODAY + due),
        retrievability,
        difficulty,
    )


def cards(*names: str) -> list[Candidate]:
    return [card(name) for name in names]


def names(found: Sequence[Candidate]) -> list[str]:
    return [each.card for each in found]


candidates = st.lists(
    st.builds(
        lambda note, part, due, chance, hard, deck: Candidate(
            CardId(f"n{note}#{part}"),
            NoteId(f"n{note}"),
            DeckId(deck),
            StudyDay(TODAY + due),
            chance,
            hard,
        ),
        st.integers(0, 8),
        st.integers(0, 5),
        st.integers(-30, 0),
        st.floats(0, 1),
        st.floats(1, 10),
        st.sampled_from("ab"),
    ),
    unique_by=lambda each: each.card,
    max_size=20,
)

# --- order

WAITING = [
    card("n1#a", due=-9, retrievability=0.5, difficulty=3),
    card("n2#a", due=0, retrievability=0.8, difficulty=9),
    card("n3#a", due=-2, retrievability=0.9, difficulty=1),
    card("n4#a", due=0, retrievability=0.7, difficulty=5),
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("retrievability", ["n3", "n2", "n4", "n1"]),  # best known first
        ("due", ["n1", "n3", "n2", "n4"]),  # longest waiting first
        ("difficulty", ["n3", "n1", "n4", "n2"]),  # easiest first
    ],
)
def test_reviews_come_in_the_chosen_order(order: str, expected: list[str]) -> None:
    found = ordered(WAITING, ReviewOrder(order))
    assert [each.note for each in found] == expected


def test_equal_cards_keep_one_order_wherever_they_come_from() -> None:
    twins = cards("n2#a", "n1#a", "n3#a")
    assert names(ordered(twins)) == names(ordered(reversed(twins)))


def test_a_random_order_follows_from_its_seed() -> None:
    many = cards(*(f"n{number}#a" for number in range(50)))
    monday = ordered(many, ReviewOrder.RANDOM, seed="monday")
    assert monday == ordered(reversed(many), ReviewOrder.RANDOM, seed="monday")
    assert monday != ordered(many, ReviewOrder.RANDOM, seed="tuesday")
    assert monday != sorted(many, key=lambda each: each.card)


def test_a_random_order_stays_when_a_card_was_answered() -> None:
    many = cards(*(f"n{number}#a" for number in range(20)))
    before = ordered(many, ReviewOrder.RANDOM, seed="x")
    assert ordered(before[1:], ReviewOrder.RANDOM, seed="x") == before[1:]


@given(candidates, st.sampled_from(ReviewOrder))
def test_an_order_is_a_permutation(found: list[Candidate], order: ReviewOrder) -> None:
    assert set(ordered(found, order, seed="x")) == set(found)


# --- the day


def test_the_classes_of_a_day_come_in_order() -> None:
    waiting = Waiting(cards("l#a"), cards("d#a"), cards("r#a"), cards("n#a"))
    rules = Rules(ALL, ALL, new_cards=NewCards.LAST)
    assert names(arranged(waiting, rules)) == ["l#a", "d#a", "r#a", "n#a"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (NewCards.FIRST, ["n1#a", "r1#a", "r2#a"]),
        (NewCards.LAST, ["r1#a", "r2#a", "n1#a"]),
        (NewCards.MIXED, ["r1#a", "n1#a", "r2#a"]),
    ],
)
def test_new_cards_come_where_the_learner_wants_them(
    place: NewCards, expected: list[str]
) -> None:
    waiting = Waiting(reviews=cards("r1#a", "r2#a"), new=cards("n1#a"))
    assert names(arranged(waiting, Rules(ALL, ALL, new_cards=place))) == expected


def test_a_later_class_never_hides_a_card_of_an_earlier_one() -> None:
    waiting = Waiting(
        cards("x#step"), cards("y#day"), cards("x#r", "y#r", "z#r"), cards("z#n", "w#n")
    )
    found = arranged(waiting, Rules(ALL, ALL, new_cards=NewCards.LAST))
    assert names(found) == ["x#step", "y#day", "z#r", "w#n"]


def test_learning_siblings_are_never_hidden() -> None:
    waiting = Waiting(cards("x#a", "x#b"), cards("x#c"))
    assert names(arranged(waiting, Rules(ALL, ALL))) == ["x#a", "x#b", "x#c"]


def test_of_two_siblings_the_first_in_order_is_shown() -> None:
    waiting = Waiting(
        reviews=[card("x#a", retrievability=0.5), card("x#b", retrievability=0.8)]
    )
    assert names(arranged(waiting, Rules(ALL, ALL))) == ["x#b"]


def test_siblings_are_hidden_across_decks() -> None:
    waiting = Waiting(reviews=[card("x#a", deck="one")], new=[card("x#b", deck="two")])
    assert names(arranged(waiting, Rules(ALL, ALL))) == ["x#a"]


def test_siblings_of_a_card_answered_today_wait() -> None:
    waiting = Waiting(cards("x#a"), reviews=cards("x#b", "y#a"), new=cards("x#c"))
    rules = Rules(ALL, ALL, answered={NoteId("x")})
    assert names(arranged(waiting, rules)) == ["x#a", "y#a"]


def test_siblings_are_shown_together_when_the_learner_wants_it() -> None:
    waiting = Waiting(cards("x#a"), reviews=cards("x#b", "x#c"), new=cards("x#d"))
    rules = Rules(ALL, ALL, bury_siblings=False, new_cards=NewCards.LAST)
    assert names(arranged(waiting, rules)) == ["x#a", "x#b", "x#c", "x#d"]


def test_hidden_siblings_do_not_count_to_a_limit() -> None:
    waiting = Waiting(reviews=cards("x#a", "x#b", "y#a"))
    assert names(arranged(waiting, Rules(Limit(2), ALL))) == ["x#a", "y#a"]


def test_a_review_kept_for_tomorrow_does_not_hide_a_new_sibling() -> None:
    waiting = Waiting(reviews=cards("x#a", "y#a"), new=cards("y#b"))
    found = arranged(waiting, Rules(Limit(1), ALL, new_cards=NewCards.LAST))
    assert names(found) == ["x#a", "y#b"]


@given(candidates, candidates, candidates, st.integers(0, 9), st.integers(0, 9))
def test_a_queue_keeps_its_promises_for_any_cards(
    steps: list[Candidate],
    reviews: list[Candidate],
    new: list[Candidate],
    most_reviews: int,
    most_new: int,
) -> None:
    rules = Rules(Limit(most_reviews), Limit(most_new))
    found = arranged(Waiting(steps, (), reviews, new), rules)
    assert found[: len(steps)] == steps
    rest = found[len(steps) :]
    notes = [each.note for each in rest]
    assert len(notes) == len(set(notes))
    assert not set(notes) & {each.note for each in steps}
    assert len(rest) <= most_reviews + most_new


# --- limits


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(10), ["1", "2", "3", "4"]),
        (Limit(2), ["1", "2"]),
        (Limit(2, done=1), ["1"]),
        (Limit(2, done=5), []),  # the limit was lowered during the day
        (Limit(0), []),
        (Limit(10, caps={DeckId("a"): 1}), ["1", "3", "4"]),
        (Limit(2, caps={DeckId("a"): 1}), ["1", "3"]),  # another deck takes the room
        (Limit(10, caps={DeckId("a"): 2}, done_by_deck={DeckId("a"): 1}), list("134")),
        (Limit(10, caps={DeckId("a"): 2}), ["1", "2", "3", "4"]),
        (Limit(10, caps={DeckId("a"): 0}), ["3", "4"]),
        (Limit(10, caps={DeckId("z"): 0}), ["1", "2", "3", "4"]),
    ],
)
def test_limits_count_all_decks_together_and_each_capped_deck(
    limit: Limit, expected: list[str]
) -> None:
    waiting = [card(name, deck=deck) for name, deck in zip("1234", "aabb", strict=True)]
    assert names(limit.take(waiting)) == expected


# --- what an interview asks for


def test_the_limit_lets_in_what_is_wanted_first_and_what_yields_last() -> None:
    found = cards("a#1", "b#1", "c#1", "d#1")
    rules = Rules(Limit(2), ALL, wanted={CardId("d#1")}, yielding={CardId("a#1")})
    assert names(arranged(Waiting(reviews=found), rules)) == ["b#1", "d#1"]


def test_what_yields_comes_behind_new_cards_and_contrasts() -> None:
    waiting = Waiting(reviews=cards("a#1", "b#1"), new=cards("n#1"))
    rules = Rules(
        ALL, ALL, new_cards=NewCards.LAST, yielding={CardId("a#1")},
        contrasts={NoteId("b"): [NoteId("a")]},
    )  # fmt: skip
    assert names(arranged(waiting, rules)) == ["b#1", "n#1", "a#1"]


def test_what_yields_still_hides_its_new_sibling() -> None:
    waiting = Waiting(reviews=cards("a#1"), new=cards("a#2", "n#1"))
    rules = Rules(ALL, ALL, yielding={CardId("a#1")})
    assert names(arranged(waiting, rules)) == ["n#1", "a#1"]


def test_what_is_wanted_keeps_its_place_in_the_order() -> None:
    found = [
        card("a#1", retrievability=0.9),
        card("b#1", retrievability=0.8),
        card("c#1", retrievability=0.7),
    ]
    rules = Rules(ALL, ALL, wanted={CardId("b#1")})
    assert names(arranged(Waiting(reviews=found), rules)) == ["a#1", "b#1", "c#1"]


def test_of_siblings_the_wanted_one_is_shown() -> None:
    found = [card("a#1", retrievability=0.9), card("a#2", retrievability=0.8)]
    rules = Rules(ALL, ALL, wanted={CardId("a#2")})
    assert names(arranged(Waiting(reviews=found), rules)) == ["a#2"]


def test_without_siblings_keeps_the_first_card_of_each_note() -> None:
    found = without_siblings(cards("x#a", "y#a", "x#b", "z#a"), {NoteId("z")})
    assert names(found) == ["x#a", "y#a"]


# --- mixing


@pytest.mark.parametrize(
    ("reviews", "new", "expected"),
    [
        ("", "", ""),
        ("abcd", "", "abcd"),
        ("", "12", "12"),
        ("ab", "1", "a1b"),
        ("abcd", "1", "ab1cd"),
        ("abcdef", "12", "ab1cd2ef"),
        ("abc", "12", "a1b2c"),
        ("a", "12", "a12"),  # more new cards than gaps between reviews
        ("ab", "1234", "a12b34"),
    ],
)
def test_new_cards_stand_evenly_among_reviews(
    reviews: str, new: str, expected: str
) -> None:
    assert "".join(mixed(reviews, new)) == expected


@given(st.integers(0, 60), st.integers(0, 60))
def test_mixing_keeps_both_orders_and_is_even(reviews: int, new: int) -> None:
    found = mixed(range(reviews), range(1_000, 1_000 + new))
    assert [each for each in found if each < 1_000] == list(range(reviews))
    assert [each for each in found if each >= 1_000] == list(range(1_000, 1_000 + new))
    runs = [0]
    for each in found:
        if each >= 1_000:
            runs[-1] += 1
        else:
            runs.append(0)
    inner = runs[1:-1]
    if inner and new:
        assert max(inner) - min(inner) <= 1


def test_contrasting_cards_stand_near_each_other() -> None:
    contrasts = {NoteId("n1"): {NoteId("n5")}}
    found = contrasted(cards("n0#a", "n1#a", "n2#a", "n3#a", "n4#a", "n5#a"), contrasts)
    assert [each.note for each in found] == ["n0", "n1", "n2", "n5", "n3", "n4"]


def test_contrasts_of_contrasts_follow() -> None:
    contrasts = {NoteId("n1"): {NoteId("n3")}, NoteId("n3"): {NoteId("n5")}}
    found = contrasted(cards("n1#a", "n2#a", "n3#a", "n4#a", "n5#a"), contrasts)
    assert [each.note for each in found] == ["n1", "n2", "n3", "n4", "n5"]


def test_a_contrast_at_the_end_of_the_queue_has_nothing_in_between() -> None:
    contrasts = {NoteId("n1"): {NoteId("n2"), NoteId("n9")}}
    found = contrasted(cards("n1#a", "n2#a"), contrasts)
    assert [each.note for each in found] == ["n1", "n2"]


def test_each_card_pulls_another_card_of_the_note_it_contrasts_with() -> None:
    contrasts = {NoteId("n1"): {NoteId("n2")}, NoteId("n2"): {NoteId("n1")}}
    waiting = cards("n1#a", "n1#b", "x#a", "y#a", "n2#a", "n2#b")
    found = names(contrasted(waiting, contrasts, gap=0))
    assert found == ["n1#a", "n2#a", "n1#b", "n2#b", "x#a", "y#a"]


note_ids = st.integers(0, 8).map(lambda number: NoteId(f"n{number}"))


@given(
    candidates,
    st.dictionaries(note_ids, st.sets(note_ids, max_size=3)),
    st.integers(0, 3),
)
def test_bringing_contrasts_together_is_a_permutation(
    found: list[Candidate], contrasts: dict[NoteId, set[NoteId]], gap: int
) -> None:
    assert sorted(names(contrasted(found, contrasts, gap))) == sorted(names(found))


# --- needs

CHOSEN = {DeckId("systems")}


def progress(known: int, of: int = 10, deck: str = "systems") -> Progress:
    return Progress(DeckId(deck), of, known)


@pytest.mark.parametrize(
    ("needs", "found", "unmet"),
    [
        (["raft"], {"raft": progress(8)}, ()),  # 80 %
        (["raft"], {"raft": progress(7)}, ("raft",)),
        (["raft"], {"raft": progress(4, of=5)}, ()),  # exactly, in whole numbers
        (["raft"], {"raft": progress(0, of=1)}, ("raft",)),
        (["raft"], {"raft": progress(1, of=1)}, ()),
        (["raft"], {"raft": progress(0, of=0)}, ()),  # an empty topic
        (["raft"], {"raft": progress(0, deck="unchosen")}, ()),
        (["nowhere"], {"raft": progress(0)}, ()),  # nothing is known of it
        ([], {"raft": progress(0)}, ()),
        (
            ["raft", "paxos", "vr"],  # each for itself, in the given order
            {"vr": progress(1), "paxos": progress(10), "raft": progress(0)},
            ("raft", "vr"),
        ),
    ],
)
def test_new_cards_wait_until_four_fifths_of_a_need_left_learning(
    needs: list[str], found: dict[str, Progress], unmet: tuple[str, ...]
) -> None:
    assert unmet_needs(needs, found, CHOSEN) == unmet
