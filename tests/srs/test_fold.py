from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill import events as journal
from drill.chance import Chance
from drill.ids import CardId, OperationId, PresetId, StudyDay
from drill.srs import memory
from drill.srs.answers import is_leech_lapse
from drill.srs.fold import advance, fold
from drill.srs.outcomes import Context, outcomes
from drill.srs.preset import Preset
from drill.srs.schedule import (
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
    Schedule,
)
from tests.srs.figures import vectors
from tests.srs.journals import (
    PLAIN,
    PRESETS,
    STRICT,
    happened,
    journals,
    practised,
    reviewed,
)
from tests.srs.strategies import AT, CARD, START

if TYPE_CHECKING:
    from drill.events import Body


def folded(*bodies: tuple[int, Body] | tuple[int, int, Body]) -> Schedule:
    """The fold of bodies, each with its study day and perhaps its second."""
    found = []
    for number, (day, *second, body) in enumerate(bodies):
        assert not isinstance(body, int)
        seconds = second[0] if second else 0
        assert isinstance(seconds, int)
        found.append(happened(body, day, seconds, number=number))
    return fold(found, PRESETS)


KNOWN = Reviewing(Memory(10.0, 5.0), 10, StudyDay(START + 10), START)


def after(body: Body, day: int = 0, **fields: Any) -> Schedule:
    """What one event makes of a card that is due in ten days."""
    return advance(Schedule(KNOWN, **fields), happened(body, day), PRESETS)


def state_of(schedule: Schedule) -> Learning | Reviewing | Relearning:
    assert not isinstance(schedule.state, New)
    return schedule.state


# --- answers


def test_nothing_happened_to_a_card_without_events() -> None:
    assert fold([], PRESETS) == Schedule()


def test_a_first_answer_introduces_a_card() -> None:
    found = folded((3, reviewed(3)))
    assert isinstance(found.state, Learning)
    assert (found.introduced, found.repetitions, found.lapses) == (START + 3, 1, 0)
    assert found.last_answer_day == START + 3


def test_the_fold_takes_the_outcome_that_the_button_showed() -> None:
    before = folded((0, reviewed(4)))
    context = Context(PLAIN, StudyDay(START + 8), AT, 50_000, CARD)
    for rating in range(1, 5):
        event = replace(happened(reviewed(rating), 8), at=AT)
        now = advance(before, event, PRESETS)
        assert now.state == outcomes(before, context).of(event.body.rating)  # type: ignore[union-attr]


def test_the_intervals_of_the_reference_history_come_out() -> None:
    """Thirteen ratings, each when it is due, as three other test suites have them."""
    figures = vectors()["fsrs6-ivl-history"]
    schedule, day, second = Schedule(), 0, 0
    intervals: list[int] = []
    for number, rating in enumerate(figures["ratings"]):
        event = happened(reviewed(rating), day, second, number=number)
        schedule = advance(schedule, event, PRESETS)
        state = state_of(schedule)
        intervals.append(state.due - event.day)
        if isinstance(state, Reviewing):
            day, second = state.due - START, 0
        else:
            second += 600
    assert intervals == figures["expect"]["interval_days"]


def test_a_review_22_hours_later_is_a_day_later_when_the_study_day_is() -> None:
    """By periods of 24 hours it would be the same day: 2.31 instead of 7.32."""
    evening = happened(reviewed(3, preset=STRICT), 0, 10 * 3_600)
    morning = happened(reviewed(3, preset=STRICT, planned=True), 1, 8 * 3_600)
    assert (morning.at - evening.at).total_seconds() == 22 * 3_600
    found = state_of(fold([evening, morning], PRESETS))
    assert found.memory.stability == pytest.approx(7.32, abs=0.01)


def test_six_easy_presses_of_one_hour_count_once() -> None:
    first = folded((0, reviewed(4)))
    six = folded(*((0, minute * 600, reviewed(4)) for minute in range(6)))
    assert six.state == first.state
    assert six.repetitions == 1


def test_a_card_goes_through_learning_lapse_and_back() -> None:
    found = folded(
        (0, reviewed(3)),
        (0, 600, reviewed(3)),  # graduates
        (2, reviewed(1)),  # lapses
        (2, 600, reviewed(3)),  # relearned
    )
    state = state_of(found)
    assert isinstance(state, Reviewing)
    assert (found.repetitions, found.lapses, state.last_day) == (4, 1, START + 2)


def test_again_while_learning_is_no_lapse() -> None:
    found = folded((0, reviewed(1)), (0, 60, reviewed(1)))
    assert (found.repetitions, found.lapses) == (2, 0)


def test_every_answer_is_scheduled_with_its_own_preset() -> None:
    loose = folded((0, reviewed(4)))
    strict = folded((0, reviewed(4, preset=STRICT)))
    assert state_of(loose).due - START == 8
    assert state_of(strict).due - START == memory.interval_days(
        8.2956, 0.95, STRICT.parameters
    )


def test_a_preset_that_was_never_recorded_is_the_default() -> None:
    lost = replace(reviewed(4), preset=PresetId("lost"))
    default = Preset()
    assert (
        fold([happened(lost)], {}).state
        == fold([happened(lost)], {PresetId("lost"): default}).state
    )


def test_a_clock_that_was_set_back_loses_nothing() -> None:
    found = folded(
        (0, reviewed(4)), (8, reviewed(3)), (-300, reviewed(3, planned=True))
    )
    state = state_of(found)
    assert found.repetitions == 3
    assert state.last_day == START - 300
    assert state.due > START - 300
    before = state_of(folded((0, reviewed(4)), (8, reviewed(3))))
    assert state.memory.stability >= before.memory.stability


# --- practice


def test_practice_of_a_card_that_is_not_due_changes_no_schedule() -> None:
    found = after(practised(3), day=4)
    assert found == Schedule(KNOWN, last_answer_day=StudyDay(START + 4), revision=1)


def test_a_wrong_first_answer_makes_a_card_due_today() -> None:
    found = after(practised(1), day=4)
    assert found.state == replace(KNOWN, due=StudyDay(START + 4))
    assert (found.repetitions, found.lapses) == (0, 0)


def test_and_the_review_that_follows_counts() -> None:
    found = folded((0, reviewed(4)), (4, practised(1)), (4, 60, reviewed(1)))
    assert isinstance(found.state, Relearning)
    assert (found.repetitions, found.lapses) == (2, 1)


def test_a_wrong_second_answer_is_practice() -> None:
    schedule = Schedule(KNOWN, last_answer_day=StudyDay(START + 4))
    found = advance(schedule, happened(practised(1), 4), PRESETS)
    assert found.state == KNOWN


def test_the_first_answer_of_the_day_to_a_due_card_counts_in_a_quiz() -> None:
    found = after(practised(3), day=10)
    assert found.repetitions == 1
    assert state_of(found).last_day == START + 10


def test_practice_leaves_a_new_card_new_even_when_wrong() -> None:
    found = folded((0, practised(1)))
    assert found.state == New()
    assert found.last_answer_day == START
    assert found.introduced is None


def test_a_wrong_answer_to_a_step_of_tomorrow_makes_it_due_today() -> None:
    tomorrow = StudyDay(START + 1)
    state = Learning(Memory(1.0, 5.0), 1, tomorrow, None, START)
    found = advance(Schedule(state), happened(practised(1)), PRESETS)
    assert found.state == replace(state, due=START)


def test_two_machines_that_introduce_one_card_count_it_once() -> None:
    first = happened(reviewed(3), 0, 0, device="a")
    second = happened(reviewed(3), 0, -3_000, number=1, device="b")
    late = replace(second, hybrid_us=first.hybrid_us + 1)
    found = fold([first, late], PRESETS)
    # Fifty minutes earlier by the wall clock: the step was not due there.
    assert found.repetitions == 1


# --- leeches


@pytest.mark.parametrize(
    ("leech_lapses", "told"),
    [
        (8, [8, 12, 16, 20]),
        (5, [5, 8, 11, 14, 17, 20]),  # half of five is three
        (1, list(range(1, 21))),
        (0, []),  # turned off
        (20, [20]),
    ],
)
def test_leeches_are_told_of_at_the_threshold_and_every_half(
    leech_lapses: int, told: list[int]
) -> None:
    assert [n for n in range(21) if is_leech_lapse(n, leech_lapses)] == told


@pytest.mark.parametrize("suspends", [True, False])
def test_the_eighth_lapse_makes_a_leech(*, suspends: bool) -> None:
    preset = replace(PLAIN, leech_suspends=suspends)
    presets = {preset.id(): preset}
    event = happened(reviewed(1, preset=preset), 10)
    seventh = advance(Schedule(KNOWN, lapses=6), event, presets)
    eighth = advance(Schedule(KNOWN, lapses=7), event, presets)
    ninth = advance(Schedule(KNOWN, lapses=8, leech=True), event, presets)
    assert [each.leech for each in (seventh, eighth, ninth)] == [False, True, True]
    assert [each.suspended for each in (seventh, eighth, ninth)] == [
        False,
        suspends,
        False,
    ]


# --- what the learner says of a card


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        (
            journal.Buried(CARD, StudyDay(START + 1), "sibling"),
            {"buried_until": START + 1, "buried_by": "sibling"},
        ),
        (journal.Suspended(CARD), {"suspended": True}),
        (journal.Flagged(CARD, 7), {"flag": 7}),
        (journal.Flagged(CARD, 8), {}),  # no such flag
        (journal.Flagged(CARD, -1), {}),
        (journal.Repositioned(CARD, 5), {"position": 5}),
        (journal.Remarked(CARD, "mine"), {"remark": "mine"}),
        (journal.Reported(CARD, "wrong year"), {"report": "wrong year"}),
        (journal.Renamed(CARD, CardId("raft/old#front")), {}),
        (journal.Retracted(OperationId("0" * 32)), {}),
        (journal.HolidayDeclared(START, START), {}),
        (journal.PresetRecorded(PresetId("x"), {}), {}),
        (journal.NotePut("n", "t", {}), {}),
        (journal.NoteRemoved("n"), {}),
        (journal.Unknown("mood", 3, {"of": "the day"}), {}),
    ],
)
def test_an_event_changes_what_it_says_and_no_more(
    body: Body, changes: dict[str, Any]
) -> None:
    assert after(body) == Schedule(KNOWN, **changes)


def test_burying_until_the_past_unburies() -> None:
    hidden = Schedule(KNOWN, buried_until=StudyDay(START + 3), buried_by="learner")
    event = happened(journal.Buried(CARD, START), 0)
    assert advance(hidden, event, PRESETS) == Schedule(KNOWN)


def test_a_flag_is_taken_off() -> None:
    assert after(journal.Flagged(CARD, 0), flag=3).flag == 0


def test_suspension_is_lifted() -> None:
    found = after(journal.Suspended(CARD, suspended=False), suspended=True)
    assert not found.suspended


# --- events that move a card


def test_a_reset_cuts_the_history_that_memory_is_made_of() -> None:
    found = folded((0, reviewed(4)), (8, reviewed(4)), (9, journal.Reset(CARD)))
    assert found.state == New()
    assert (found.repetitions, found.lapses, found.introduced) == (0, 0, None)
    again = folded(
        (0, reviewed(4)), (8, reviewed(4)), (9, journal.Reset(CARD)), (9, reviewed(3))
    )
    assert state_of(again).memory == memory.first(again_rating(), PLAIN.parameters)
    assert again.introduced == START + 9


def again_rating() -> Any:
    return reviewed(3).rating


def test_a_reset_keeps_what_the_learner_said_of_the_card() -> None:
    kept: dict[str, Any] = {
        "flag": 2,
        "remark": "mine",
        "suspended": True,
        "position": 4,
    }
    found = after(journal.Reset(CARD), lapses=9, leech=True, revised=True, **kept)
    assert found == Schedule(New(), **kept)


@pytest.mark.parametrize("due", [-3, 0, 30])
def test_a_due_day_can_be_set_and_the_interval_stays(due: int) -> None:
    found = after(journal.DueSet(CARD, StudyDay(START + due)), day=2)
    assert found.state == replace(KNOWN, due=StudyDay(START + due))


def test_a_new_card_set_due_counts_as_once_recalled() -> None:
    due = journal.DueSet(CARD, StudyDay(START + 30), PLAIN.id())
    found = folded((2, due))
    first = memory.first(again_rating(), PLAIN.parameters)
    assert found.state == Reviewing(
        first, 28, StudyDay(START + 30), StudyDay(START + 2)
    )
    assert (found.repetitions, found.introduced) == (0, None)


@pytest.mark.parametrize(("due", "interval"), [(-5, 1), (0, 1), (1, 1), (2, 2)])
def test_a_new_card_set_due_has_an_interval_of_at_least_a_day(
    due: int, interval: int
) -> None:
    found = folded((0, journal.DueSet(CARD, StudyDay(START + due), PLAIN.id())))
    assert isinstance(found.state, Reviewing)
    assert (found.state.interval_days, found.state.due) == (interval, START + due)


def test_a_new_card_set_due_without_a_preset_stays_new() -> None:
    assert folded((0, journal.DueSet(CARD, START))) == Schedule()


def test_a_learning_card_set_due_graduates_with_its_own_memory() -> None:
    learning = folded((0, reviewed(1)))
    found = folded((0, reviewed(1)), (1, journal.DueSet(CARD, StudyDay(START + 6))))
    known = state_of(learning).memory
    assert found.state == Reviewing(known, 5, StudyDay(START + 6), START)


def test_spreading_moves_a_reviewing_card() -> None:
    found = after(journal.Spread(CARD, StudyDay(START + 17)))
    assert found.state == replace(KNOWN, due=StudyDay(START + 17))


def test_spreading_leaves_a_card_that_is_learning_meanwhile() -> None:
    spread = journal.Spread(CARD, StudyDay(START + 17))
    assert folded((0, reviewed(1)), (0, spread)).state == folded((0, reviewed(1))).state


def test_a_revised_meaning_comes_back_today() -> None:
    found = after(journal.Revised(CARD, 2), day=4, revision=1)
    assert found.state == replace(KNOWN, due=StudyDay(START + 4))
    assert (found.revision, found.revised) == (2, True)


def test_a_revised_card_that_is_late_stays_late() -> None:
    found = after(journal.Revised(CARD, 2), day=40, revision=1)
    assert found.state == KNOWN


def test_a_revision_told_twice_is_told_once() -> None:
    found = after(journal.Revised(CARD, 2), day=4, revision=2)
    assert found == Schedule(KNOWN, revision=2)


def test_a_new_card_has_nothing_to_check() -> None:
    found = folded((0, journal.Revised(CARD, 2)))
    assert found == Schedule(revision=2)


@pytest.mark.parametrize("body", [reviewed(3, revision=2), practised(3, revision=2)])
def test_the_next_answer_checks_a_revised_card(body: Body) -> None:
    revised = after(journal.Revised(CARD, 2), day=4, revision=1)
    found = advance(revised, happened(body, 4), PRESETS)
    assert (found.revised, found.revision, found.repetitions) == (False, 2, 1)


def test_an_answer_to_the_wording_before_does_not() -> None:
    revised = after(journal.Revised(CARD, 2), day=4, revision=1)
    found = advance(revised, happened(reviewed(3, revision=1), 4), PRESETS)
    assert (found.revised, found.revision) == (True, 2)


def imported(stability: float = 20.0, difficulty: float = 6.0) -> journal.StateImported:
    return journal.StateImported(
        CARD, stability, difficulty, StudyDay(START + 20), START, 20, 7, 2
    )


def test_an_imported_state_is_taken_over() -> None:
    found = folded((0, imported()))
    state = Reviewing(Memory(20.0, 6.0), 20, StudyDay(START + 20), START)
    assert found == Schedule(state, repetitions=7, lapses=2)


@pytest.mark.parametrize(("count", "kept"), [(-3, 0), (0, 0), (1, 1)])
def test_imported_counts_are_not_negative(count: int, kept: int) -> None:
    body = replace(imported(), repetitions=count, lapses=count, interval_days=count)
    found = folded((0, body))
    assert (found.repetitions, found.lapses) == (kept, kept)
    assert isinstance(found.state, Reviewing)
    assert found.state.interval_days == 1


def test_the_first_answer_to_an_imported_card_does_not_introduce_it() -> None:
    found = folded((0, imported()), (20, reviewed(3)))
    assert (found.introduced, found.repetitions) == (None, 8)


@pytest.mark.parametrize(
    ("stability", "difficulty", "known"),
    [
        (0.0, 0.0, Memory(0.001, 1.0)),
        (-5.0, 11.0, Memory(0.001, 10.0)),
        (1e9, 5.0, Memory(36_500.0, 5.0)),
    ],
)
def test_an_imported_memory_is_bounded(
    stability: float, difficulty: float, known: Memory
) -> None:
    assert state_of(folded((0, imported(stability, difficulty)))).memory == known


@pytest.mark.parametrize(("stability", "difficulty"), [(nan, 5.0), (5.0, inf)])
def test_an_imported_memory_that_is_no_number_is_left_out(
    stability: float, difficulty: float
) -> None:
    assert folded((0, imported(stability, difficulty))) == Schedule()


# --- any journal


@given(journals())
def test_any_sequence_of_events_folds(events: list[journal.Event]) -> None:
    found = fold(events, PRESETS)
    state = found.state
    assert found.repetitions >= 0
    assert found.lapses >= 0
    if not isinstance(state, New):
        assert 0.001 <= state.memory.stability <= 36_500
        assert 1 <= state.memory.difficulty <= 10
    if isinstance(state, Reviewing | Relearning):
        assert state.interval_days >= 1


@given(journals(), st.integers(0, 2**32))
def test_the_fold_does_not_depend_on_the_order_of_arrival(
    events: list[journal.Event], seed: int
) -> None:
    arrived = Chance(seed).shuffled(events)
    in_order = sorted(arrived, key=lambda event: event.order)
    in_same_order = sorted(events, key=lambda event: event.order)
    assert fold(in_order, PRESETS) == fold(in_same_order, PRESETS)


@given(journals(), st.integers(0, 25))
def test_folding_can_be_resumed_anywhere(events: list[journal.Event], cut: int) -> None:
    schedule = fold(events[:cut], PRESETS)
    for event in events[cut:]:
        schedule = advance(schedule, event, PRESETS)
    assert schedule == fold(events, PRESETS)


@given(journals())
def test_what_precedes_a_reset_leaves_no_trace_in_the_memory(
    events: list[journal.Event],
) -> None:
    reset = happened(journal.Reset(CARD), 0)
    tail = [happened(reviewed(3), 1), happened(reviewed(3), 1, 600)]
    with_past = fold([*events, reset, *tail], PRESETS)
    assert with_past.state == fold(tail, PRESETS).state


@given(journals())
def test_events_survive_the_journal_and_fold_the_same(
    events: list[journal.Event],
) -> None:
    stored = [
        replace(
            event,
            body=journal.decode(
                event.body.kind, event.body.version, journal.encode(event.body)
            ),
        )
        for event in events
    ]
    assert fold(stored, PRESETS) == fold(events, PRESETS)


def test_the_memory_of_a_schedule_is_that_of_its_state() -> None:
    assert Schedule().memory is None
    assert Schedule(KNOWN).memory == Memory(10.0, 5.0)
