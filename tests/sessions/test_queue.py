"""Which cards a day takes, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import InvalidSearch
from drill.ids import Rating
from drill.sessions import acting, waiting
from drill.sessions.selection import Kind, Selection
from drill.sessions.today import home
from drill.sessions.waiting import QueueBuilder
from drill.srs.memory import retrievability
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Learning, Reviewing
from tests.sessions.desk import (
    ACKS,
    COMMIT,
    COMMIT_BACK,
    FOLD,
    HANDSHAKE_1,
    HANDSHAKE_2,
    RESOLVER,
    TTL,
    WINDOW,
)
from tests.sessions.sitting import answer, queue, session, through, write_topic

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.sessions.queued import Queue
    from tests.sessions.desk import Desk

NAMES = [f"n{number:03}" for number in range(120)]


def open_with(desk: Desk, **settings: Any) -> None:
    desk.set(**settings)
    desk.reopen()


def built(desk: Desk, **fields: Any) -> Queue:
    with desk.collection.store.read() as unit:
        return QueueBuilder(desk.collection, unit, Selection(**fields)).build()


# --- limits -----------------------------------------------------------------------


def test_a_day_takes_so_many_new_cards_and_no_more(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 3})
    assert len(queue(desk)) == 3
    desk.rate(FOLD)
    assert len(queue(desk)) == 2
    assert built(desk).is_new_limited


def test_new_cards_of_yesterday_do_not_count_today(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 1})
    desk.rate(FOLD, Rating.EASY)
    assert queue(desk) == []
    desk.pass_time(days=1)
    assert len(queue(desk)) == 1


def test_a_new_card_that_was_taken_back_makes_room_again(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 1})
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    review.undo()
    assert len(queue(desk)) == 1


def test_a_deck_has_a_cap_of_its_own_on_new_cards(desk: Desk) -> None:
    write_topic(desk, "mine/many", NAMES)
    open_with(
        desk,
        study={"new_a_day": 4},
        decks={"mine": {"new_a_day": 1}},
    )
    cards = queue(desk)
    assert len(cards) == 4
    assert len([card for card in cards if card.startswith("mine/")]) == 1


def test_a_cap_of_zero_leaves_the_room_to_the_other_decks(desk: Desk) -> None:
    write_topic(desk, "mine/many", NAMES)
    open_with(desk, decks={"mine": {"new_a_day": 0}})
    assert set(queue(desk)) == {WINDOW, HANDSHAKE_1, ACKS}


def test_reviews_have_a_limit_over_today_and_backlog_together(desk: Desk) -> None:
    cards = write_topic(desk, "mine/many", NAMES[:6])
    open_with(desk, study={"reviews_a_day": 4, "new_a_day": 0})
    desk.learn(*cards[:3])
    desk.pass_time(days=1)
    desk.learn(*cards[3:])
    desk.pass_time(days=8)
    counts = home(desk.collection).counts
    assert (counts.review, counts.backlog) == (3, 1)  # those of today are known best
    assert built(desk).is_review_limited
    desk.rate(cards[0])
    assert len(queue(desk)) == 3


def test_a_capped_deck_does_not_take_the_reviews_of_others(desk: Desk) -> None:
    many = write_topic(desk, "big/many", NAMES)
    open_with(
        desk,
        study={
            "reviews_a_day": 5,
            "new_a_day": 0,
            "decks": ["big", "mine"],
            "review_order": "due",
        },
        decks={"big": {"reviews_a_day": 2}},
    )
    desk.learn(*many)
    desk.pass_time(days=1)
    desk.learn(FOLD, COMMIT)
    desk.pass_time(days=30)
    cards = queue(desk)
    assert len([card for card in cards if card.startswith("big/")]) == 2
    assert {FOLD, COMMIT} <= set(cards)


def test_a_cap_that_is_used_up_leaves_nothing_of_the_deck(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 0}, decks={"mine": {"reviews_a_day": 1}})
    desk.learn(FOLD, COMMIT)
    desk.pass_time(days=30)
    assert len(queue(desk)) == 1
    desk.rate(FOLD)
    assert queue(desk) == []


def test_siblings_do_not_use_up_what_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SPARE", 1)
    open_with(desk, study={"reviews_a_day": 2, "new_a_day": 0, "bury_siblings": False})
    desk.learn(HANDSHAKE_1, HANDSHAKE_2, COMMIT, COMMIT_BACK, ACKS)
    desk.pass_time(days=30)
    open_with(desk, study={"bury_siblings": True})
    assert len({card.partition("#")[0] for card in queue(desk)}) == 2


# --- order ------------------------------------------------------------------------


def three_due(desk: Desk) -> None:
    """FOLD is due longest, COMMIT was hard, WINDOW is known best."""
    desk.rate(COMMIT, Rating.HARD)
    desk.pass_time(minutes=7)
    desk.rate(COMMIT, Rating.EASY)
    desk.learn(FOLD)
    desk.pass_time(days=12)
    desk.learn(WINDOW)
    desk.rate(FOLD, Rating.AGAIN)
    desk.pass_time(minutes=11)
    desk.rate(FOLD, Rating.GOOD)
    desk.pass_time(days=40)


def test_due_reviews_come_in_the_order_that_was_chosen(desk: Desk) -> None:
    desk.set(study={"new_a_day": 0})
    three_due(desk)
    found = {}
    for order in ("retrievability", "due", "difficulty", "random"):
        open_with(desk, study={"review_order": order})
        found[order] = queue(desk)
        assert set(found[order]) == {FOLD, COMMIT, WINDOW}
    cards = (FOLD, COMMIT, WINDOW)
    states = {card: reviewing(desk, card) for card in cards}
    assert found["due"] == sorted(cards, key=lambda card: states[card].due)
    assert found["difficulty"] == sorted(
        cards, key=lambda card: states[card].memory.difficulty
    )
    assert found["retrievability"] == sorted(
        cards, key=lambda card: -known(desk, states[card])
    )
    assert len({tuple(order) for order in found.values()}) > 2


def reviewing(desk: Desk, card: CardId) -> Reviewing:
    state = desk.card(card).schedule.state
    assert isinstance(state, Reviewing)
    return state


def known(desk: Desk, state: Reviewing) -> float:
    elapsed = desk.collection.today - state.last_day
    return retrievability(state.memory, elapsed, DEFAULT_PARAMETERS)


def test_a_random_order_stays_the_same_all_day(desk: Desk) -> None:
    cards = write_topic(desk, "mine/many", NAMES[:12])
    open_with(desk, study={"new_a_day": 0, "review_order": "random"})
    desk.learn(*cards)
    desk.pass_time(days=30)
    first = queue(desk)
    desk.pass_time(hours=3)
    assert queue(desk) == first
    desk.pass_time(days=1)
    assert set(queue(desk)) == set(first)
    assert queue(desk) != first


@pytest.mark.parametrize(
    ("place", "expected"),
    [("first", "NNRRR"), ("last", "RRRNN"), ("mixed", "RNRNR")],
)
def test_new_cards_come_where_the_learner_wants_them(
    desk: Desk, place: str, expected: str
) -> None:
    cards = write_topic(desk, "mine/many", NAMES[:5])
    open_with(desk, study={"new_cards": place, "decks": ["mine"]})
    desk.learn(*cards[:3], FOLD)
    desk.rate(COMMIT, Rating.EASY)
    desk.pass_time(days=30)
    desk.rate(FOLD)
    desk.rate(COMMIT)
    desk.set(study={"new_a_day": 2})
    desk.reopen()
    desk.collection.change({("study", "bury_siblings"): False})
    acting.suspend(desk.collection, [COMMIT_BACK])
    letters = ["R" if card in cards[:3] else "N" for card in queue(desk)]
    assert "".join(letters) == expected


def test_cards_that_contrast_come_near_each_other(desk: Desk) -> None:
    cards = queue(desk, scope=("networks",))
    assert cards.index(ACKS) - cards.index(WINDOW) <= 2


def test_steps_of_whole_days_come_before_everything_else(desk: Desk) -> None:
    open_with(desk, presets={"default": {"learning_steps": ["1d"]}})
    desk.rate(FOLD, Rating.AGAIN)
    assert isinstance(desk.card(FOLD).schedule.state, Learning)
    desk.pass_time(days=1)
    assert queue(desk)[0] == FOLD
    assert home(desk.collection).counts.learning == 1


# --- prerequisites ------------------------------------------------------------------


def test_a_topic_opens_when_four_fifths_of_what_it_needs_are_known(desk: Desk) -> None:
    base = write_topic(desk, "mine/base", NAMES[:5])
    later = write_topic(desk, "mine/later", ["after"], needs=["base"])
    open_with(desk, study={"new_a_day": 99})
    desk.learn(*base[:3])
    desk.pass_time(days=1)
    assert later[0] not in queue(desk)
    assert built(desk).held_back >= 1
    desk.learn(base[3])
    assert later[0] in queue(desk)


def test_a_note_opens_when_the_note_it_needs_is_known(desk: Desk) -> None:
    [one] = write_topic(desk, "mine/base", ["one"])
    path = desk.own / "mine/base.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text + "- {id: two, needs: [one], front: Two?, back: Two., source: a book}\n",
        "utf-8",
    )
    desk.reopen()
    assert "mine/base/two#front" not in queue(desk)
    assert built(desk).held_back == 3  # this one, and the two cards of dns
    desk.learn(one)
    assert "mine/base/two#front" in queue(desk)


def test_needs_in_decks_that_are_not_studied_hold_nothing_back(desk: Desk) -> None:
    write_topic(desk, "strange/base", ["one"])
    cards = write_topic(desk, "mine/later", ["after"], needs=["strange/base"])
    desk.reopen()
    assert cards[0] in queue(desk)
    open_with(desk, study={"decks": ["networks", "mine", "strange"]})
    assert cards[0] not in queue(desk)


def test_needs_that_nobody_knows_hold_nothing_back(desk: Desk) -> None:
    cards = write_topic(desk, "mine/later", ["after"], needs=["nowhere/base"])
    desk.reopen()
    assert cards[0] in queue(desk)


def test_reviews_are_never_held_back(desk: Desk) -> None:
    desk.learn(TTL, RESOLVER)
    desk.pass_time(days=30)
    assert {TTL, RESOLVER} <= set(queue(desk))


def test_new_cards_are_found_behind_many_that_must_wait(desk: Desk) -> None:
    needing = "".join(
        f"- {{id: {name}, needs: [aa/base/one], front: 'Why {name}?', back: So.,"
        " source: a book}\n"
        for name in NAMES
    )
    write_topic(desk, "aa/base", ["one"])
    path = desk.own / "aa/next.yaml"
    path.write_text(f"topic: next\ntitle: Next\nnotes:\n{needing}", "utf-8")
    last = write_topic(desk, "aa/zz", ["last"])
    open_with(desk, study={"decks": ["aa"], "new_a_day": 2})
    assert queue(desk) == ["aa/base/one#front", last[0]]
    assert built(desk).held_back == len(NAMES)


def test_it_is_not_looked_for_ever_for_a_new_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "AT_ONCE", 2)
    monkeypatch.setattr(waiting, "FARTHEST", 3)
    write_topic(desk, "mine/many", NAMES)
    open_with(desk, study={"new_a_day": 50, "decks": ["mine"]})
    assert len(queue(desk)) == 6  # two, then four


def test_a_note_of_a_kind_that_is_not_asked_yet_is_no_contrast(desk: Desk) -> None:
    path = desk.own / "mine/more.yaml"
    path.write_text(
        "topic: more\ntitle: More\nnotes:\n"
        "- {id: one, contrast: [two, three], front: One?, back: One., source: x}\n"
        "- {id: three, front: Three?, back: Three., source: x}\n",
        "utf-8",
    )
    desk.write(
        desk.own / "mine/katas/two/kata.yaml",
        """\
        kind: kata
        id: two
        topic: more
        title: Two
        signature: "def two() -> int: ..."
        statement: Return two.
        source: x
        """,
    )
    desk.reopen()
    step = session(desk, scope=("mine/more",)).start()
    assert step.contrasts == ("mine/more/three#front",)


# --- scope ------------------------------------------------------------------------


def test_a_scope_is_decks_and_topics(desk: Desk) -> None:
    assert all(
        card.startswith("networks/") for card in queue(desk, scope=("networks",))
    )
    assert queue(desk, scope=("mine/words",)) == [COMMIT, FOLD]


def test_an_unknown_scope_holds_nothing(desk: Desk) -> None:
    assert queue(desk, scope=("nowhere",)) == []


def test_nothing_is_studied_until_a_deck_is_chosen(desk: Desk) -> None:
    open_with(desk, study={"decks": []})
    assert queue(desk) == []
    assert home(desk.collection).counts.total == 0


def test_a_deck_that_is_not_studied_may_be_reviewed_by_name(desk: Desk) -> None:
    open_with(desk, study={"decks": ["networks"]})
    assert queue(desk, scope=("mine",)) == [COMMIT, FOLD]


def test_a_deck_without_notes_holds_nothing(desk: Desk) -> None:
    write_topic(desk, "bare/nothing", [])
    open_with(desk, study={"decks": ["bare"]})
    assert queue(desk) == []
    assert home(desk.collection).counts.total == 0


# --- custom study -------------------------------------------------------------------


def test_more_new_cards_pass_the_limit_and_the_caps(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 0}, decks={"mine": {"new_a_day": 0}})
    assert len(queue(desk, kind=Kind.MORE_NEW, new=4)) == 4
    assert queue(desk, kind=Kind.MORE_NEW, new=0) == []


def test_studying_ahead_takes_what_comes_due_soonest(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=2)
    desk.learn(WINDOW)
    assert queue(desk, kind=Kind.AHEAD, days=30) == [FOLD, WINDOW]
    assert queue(desk, kind=Kind.AHEAD, days=1) == []


def test_forgotten_cards_are_those_answered_again_lately(desk: Desk) -> None:
    desk.rate(FOLD, Rating.AGAIN)
    desk.learn(WINDOW)
    desk.pass_time(days=1)
    assert queue(desk, kind=Kind.FORGOTTEN, days=1) == []
    assert queue(desk, kind=Kind.FORGOTTEN, days=2) == [FOLD]


def test_a_search_is_studied_without_what_is_hidden(desk: Desk) -> None:
    acting.suspend(desk.collection, [ACKS])
    acting.bury(desk.collection, [WINDOW])
    cards = queue(desk, kind=Kind.SEARCH, text="topic:tcp")
    assert set(cards) == {HANDSHAKE_1, HANDSHAKE_2}


def test_chosen_cards_come_in_the_order_they_were_chosen(desk: Desk) -> None:
    chosen = (FOLD, WINDOW, COMMIT)
    assert queue(desk, kind=Kind.SEARCH, cards=chosen) == list(chosen)


def test_a_search_that_cannot_be_read_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidSearch):
        session(desk, kind=Kind.SEARCH, text="prop:nothing>1").start()


def test_a_practice_asks_each_card_once_although_it_is_read_anew(desk: Desk) -> None:
    review = session(desk, kind=Kind.SEARCH, text="deck:mine")
    first = review.start().card
    step = answer(review, Rating.GOOD)
    assert step.left == 2
    acting.flag(desk.collection, [ACKS], 1)  # a write that the session did not make
    seen = through(review, review.start(), Rating.GOOD)
    assert first not in seen
    assert len(seen) == 2


def test_undo_in_a_practice_brings_back_that_card_alone(desk: Desk) -> None:
    review = session(desk, kind=Kind.SEARCH, text="deck:mine")
    review.start()
    second = answer(review, Rating.GOOD).card
    answer(review, Rating.GOOD)
    step = review.undo()
    assert step.card == second
    assert step.left == 2


def test_what_was_not_known_in_a_practice_comes_again_at_its_end(desk: Desk) -> None:
    review = session(desk, kind=Kind.SEARCH, text="deck:mine")
    first = review.start().card
    answer(review, Rating.AGAIN)
    acting.flag(desk.collection, [ACKS], 1)
    seen = through(review, review.start(), Rating.GOOD)
    assert seen[-1] == first
    assert len(seen) == 3


def test_a_practice_hides_no_siblings(desk: Desk) -> None:
    desk.set(study={"bury_siblings": False})
    desk.reopen()
    desk.learn(HANDSHAKE_1, HANDSHAKE_2)
    desk.pass_time(days=30)
    open_with(desk, study={"bury_siblings": True})
    review = session(desk, kind=Kind.SEARCH, text="topic:tcp")
    seen = through(review, review.start(), Rating.GOOD)
    assert {HANDSHAKE_1, HANDSHAKE_2} <= set(seen)
    assert desk.card(HANDSHAKE_2).schedule.buried_until is None


def test_more_new_cards_are_no_more_than_asked_for_after_undo(desk: Desk) -> None:
    open_with(desk, study={"new_a_day": 0, "bury_siblings": False})
    review = session(desk, kind=Kind.MORE_NEW, new=3)
    review.start()
    answer(review, Rating.EASY)
    answer(review, Rating.EASY)
    step = review.undo()
    assert step.left == 2
    assert len(through(review, step)) == 2
