"""Whatever a learner does in whatever order, the record and the review agree.

`DRILL_TEST_EXAMPLES=2000 pytest tests/sessions/test_review_machine.py` looks longer
and elsewhere each time.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from drill.errors import NothingToRedo, NothingToUndo
from drill.ids import CardId, NoteId, Rating, StudyDay, note_of
from drill.sessions import acting, undoing
from drill.sessions.collection import Collection
from drill.sessions.goals import remove_goal, set_goal
from drill.sessions.planning import standing_goals
from drill.sessions.queued import due_at_of, is_hidden
from drill.sessions.rereading import reread
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import Phase, ReviewStep
from drill.srs.fold import fold
from drill.srs.schedule import Learning, New, Relearning, Reviewing, Schedule
from tests.sessions.desk import CARDS, Desk
from tests.sessions.model import Model, check_record, schedule_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.planning import Goal
    from drill.sessions.steps import Changed
    from drill.store.card_rows import StoredCard

EXAMPLES = int(os.environ.get("DRILL_TEST_EXAMPLES", "0"))

HEAD = """
        topic: words
        title: Words
        notes:"""
COMMIT = """
          - id: commit
            both_ways: true
            front: commit
            back: to make permanent
            source: a dictionary"""

ratings = st.sampled_from(Rating)
places = st.integers(0, len(CARDS) - 1)
selections = st.sampled_from(
    [
        Selection(),
        Selection(),
        Selection(scope=("networks",)),
        Selection(scope=("mine/words",)),
        Selection(Kind.MORE_NEW, new=2),
        Selection(Kind.AHEAD, days=20),
        Selection(Kind.FORGOTTEN, days=2),
        Selection(Kind.SEARCH, text="deck:networks"),
    ]
)
spans = st.sampled_from(
    [
        timedelta(seconds=30),
        timedelta(minutes=2),
        timedelta(minutes=11),
        timedelta(hours=5),
        timedelta(hours=20),
        timedelta(days=1),
        timedelta(days=9),
        timedelta(days=40),
        timedelta(minutes=-7),
        timedelta(hours=-13),
        timedelta(days=-2),
    ]
)


class ReviewMachine(RuleBasedStateMachine):
    """A learner at a desk, another window on the same files, and an editor."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="drill-machine-"))
        self.desk = Desk(self.folder, study={"new_a_day": 999, "reviews_a_day": 999})
        self.model = Model()
        self.fold_name = "fold"
        self.former: list[str] = []
        self.fold_text = "What does a fold need?"
        self.fold_revision = 1
        self.has_commit = True
        self.serial = 0
        self.other = self.open_other()
        self.selection = Selection()
        self.excused: CardId | None = None
        """A card whose answer was taken back comes although it is not due."""
        self.is_quiet = True
        """Whether nobody but the session did anything since it began."""
        self.step = self.open_session(Selection())

    def teardown(self) -> None:
        self.check_shuffled()
        self.other.close()
        self.desk.close()
        shutil.rmtree(self.folder)

    # --- helpers ------------------------------------------------------------------

    def open_other(self) -> Collection:
        desk = self.desk
        settings_ = desk.collection.settings
        return Collection.open(desk.locations, settings_, desk.clock)

    def open_session(self, selection: Selection) -> ReviewStep:
        self.selection = selection
        self.is_quiet = True
        self.review = ReviewSession(self.desk.collection, selection)
        self.serial = 0
        return self.seen(self.review.start())

    def stored(self, card: CardId) -> StoredCard:
        return self.desk.card(card)

    def schedule(self, card: CardId) -> Schedule:
        with self.desk.collection.store.read() as unit:
            return schedule_of(unit, card)

    def card_at(self, place: int) -> CardId:
        return self.model.names[CARDS[place]]

    def seen(self, step: ReviewStep, *, is_undo: bool = False) -> ReviewStep:
        """Check a step by itself, and take it as the present one."""
        assert step.serial > self.serial
        self.serial = step.serial
        assert step.left == step.counts.total
        assert step.can_undo == bool(self.model.done)
        assert step.can_redo == bool(self.model.undone)
        now = self.desk.collection.now
        if is_undo or step.card != self.excused:
            self.excused = step.card if is_undo else None
        if step.card is not None:
            self.check_card(step)
        elif step.phase is Phase.WAITING:
            assert step.waiting_until is not None
            assert step.waiting_until > now
        else:
            assert step.phase is Phase.FINISHED
            assert step.summary is not None
            self.check_finished()
        self.step = step
        return step

    def check_card(self, step: ReviewStep) -> None:
        assert step.card is not None
        assert step.left >= 1
        card, today = self.stored(step.card), self.desk.collection.today
        assert not is_hidden(card, today)
        assert len(step.outcomes) == (4 if step.phase is Phase.BACK else 0)
        state = card.schedule.state
        if self.selection.is_practice or step.card == self.excused:
            return
        is_for_a_goal = isinstance(state, Reviewing) and any(
            goal.covers(step.card) and state.last_day < today for goal in self.goals()
        )
        assert (
            isinstance(state, New)
            or state.due <= today
            or due_at_of(card)
            or is_for_a_goal
        )
        if step.counts.planned:
            assert self.goals()

    def goals(self) -> list[Goal]:
        """The interviews that are to come."""
        with self.desk.collection.store.read() as unit:
            return standing_goals(unit, self.desk.collection.today)

    def check_finished(self) -> None:
        """Nothing is left that a session of the day should have shown."""
        if self.selection.kind is not Kind.TODAY:
            return
        today = self.desk.collection.today
        scope = self.selection.scope or ("networks", "mine")
        with self.desk.collection.store.read() as unit:
            cards = unit.cards.many(self.model.names.values()).values()
        for card in cards:
            topic = card.topic or ""
            if is_hidden(card, today) or not topic.startswith(scope):
                continue
            state = card.schedule.state
            if isinstance(state, New):
                assert topic == "networks/dns"
            else:
                assert state.due > today

    def check_promise(self, card: CardId, before: ReviewStep, rating: Rating) -> None:
        """What the button said is what happened."""
        promised = before.outcomes[rating - 1]
        state = self.stored(card).schedule.state
        if promised.interval_days is not None:
            assert not isinstance(state, New)
            assert state.due == self.desk.collection.today + promised.interval_days
        elif promised.label == "due today":
            assert not isinstance(state, New)
            assert state.due <= self.desk.collection.today
        elif promised.label != "practice":
            assert isinstance(state, Learning | Relearning)
            assert state.due_at is not None

    def check_shuffled(self) -> None:
        """Events fold the same in whatever order they are found, once sorted."""
        with self.desk.collection.store.read() as unit:
            for name in self.model.names.values():
                events = [
                    e.event for e in unit.journal.history(name) if not e.retracted
                ]
                mixed = list(events)
                random.Random(len(events)).shuffle(mixed)  # noqa: S311
                again = fold(sorted(mixed, key=lambda e: e.order), unit.presets)
                assert again == schedule_of(unit, name)

    def acted(self, collection: Collection, changed: Changed) -> None:
        if changed.count:
            with collection.store.read() as unit:
                latest = unit.operations.latest()
            assert latest is not None
            self.model.do(latest.label)

    @invariant()
    def the_record_agrees(self) -> None:
        with self.desk.collection.store.read() as unit:
            check_record(self.model, unit)

    # --- a review -----------------------------------------------------------------

    @precondition(lambda self: self.step.phase is Phase.FRONT)
    @rule()
    def reveal(self) -> None:
        self.seen(self.review.reveal())

    @precondition(lambda self: self.step.phase is Phase.FRONT)
    @rule(rating=ratings)
    def answer(self, rating: Rating) -> None:
        self.seen(self.review.reveal())
        if self.step.phase is Phase.BACK:
            self.rate(rating, is_at_once=True)

    @precondition(lambda self: self.step.phase is Phase.BACK)
    @rule(rating=ratings)
    def rate_later(self, rating: Rating) -> None:
        self.rate(rating, is_at_once=False)

    def rate(self, rating: Rating, *, is_at_once: bool) -> None:
        before, shown = self.step, self.step.card
        assert shown is not None
        deeds = len(self.desk.operations())
        step = self.review.rate(rating)
        card = self.stored(shown).card  # it may have another name by now
        if len(self.desk.operations()) == deeds:  # the promise could not be kept
            assert not is_at_once
            self.seen(step)
            return
        self.model.do(f"{rating.name.lower()} on {shown}", (card, rating))
        self.check_promise(card, before, rating)
        if step.card == card:
            state = self.stored(card).schedule.state
            is_again = self.selection.is_practice and rating is Rating.AGAIN
            assert is_again or due_at_of(self.stored(card)) or isinstance(state, New)
        others = before.counts.total - before.counts.learning
        if self.is_quiet and rating is Rating.EASY and others > 1:
            assert step.left < before.left
        self.seen(step)

    @rule()
    def undo(self) -> None:
        if not self.model.done:
            self.refused(self.review.undo, NothingToUndo)
            return
        deed = self.model.done[-1]
        step = self.review.undo()
        self.model.undo()
        assert step.message == f"undone: {deed.label}"
        self.seen(step, is_undo=True)

    @rule()
    def redo(self) -> None:
        if not self.model.undone:
            self.refused(self.review.redo, NothingToRedo)
            return
        deed = self.model.undone[-1]
        step = self.review.redo()
        self.model.redo()
        assert step.message == f"done again: {deed.label}"
        self.seen(step)

    def refused(self, intent: Callable[[], ReviewStep], error: type[Exception]) -> None:
        try:
            intent()
        except error:
            return
        raise AssertionError(error)

    @precondition(lambda self: self.step.card is not None)
    @rule()
    def bury(self) -> None:
        card = self.step.card
        step = self.review.bury()
        self.model.do(f"buried {card}")
        assert step.card is None or note_of(step.card) != note_of(CardId(str(card)))
        self.seen(step)

    @precondition(lambda self: self.step.card is not None)
    @rule()
    def suspend(self) -> None:
        card = self.step.card
        step = self.review.suspend()
        self.model.do(f"suspended {card}")
        assert step.card != card
        self.seen(step)

    @precondition(lambda self: self.step.card is not None)
    @rule(flag=st.integers(0, 7))
    def flag(self, flag: int) -> None:
        card, phase = self.step.card, self.step.phase
        step = self.review.flag(flag)
        self.model.do(f"flag {flag} on {card}")
        if step.card == card:
            assert step.flag == flag
            assert step.phase is phase
        self.seen(step)

    @rule()
    def look_again(self) -> None:
        self.seen(self.review.start())

    # --- elsewhere ----------------------------------------------------------------

    @rule(selection=selections)
    def start_another(self, selection: Selection) -> None:
        self.open_session(selection)

    @rule()
    def restart(self) -> None:
        self.other.close()
        self.desk.reopen()
        self.other = self.open_other()
        self.open_session(Selection())

    @rule(span=spans)
    def pass_time(self, span: timedelta) -> None:
        self.is_quiet = False
        self.desk.clock.advance(span)

    @rule(
        place=places,
        what=st.sampled_from(["unsuspend", "unbury", "reset", "suspend", "bury"]),
        is_other=st.booleans(),
    )
    def act(self, place: int, what: str, *, is_other: bool) -> None:
        collection = self.other if is_other else self.desk.collection
        self.is_quiet = False
        card = self.card_at(place)
        self.acted(collection, getattr(acting, what)(collection, [card]))

    @rule(place=places, days=st.integers(0, 3), is_other=st.booleans())
    def set_due(self, place: int, days: int, *, is_other: bool) -> None:
        collection = self.other if is_other else self.desk.collection
        day = StudyDay(collection.today + days)
        self.is_quiet = False
        card = self.card_at(place)
        self.acted(collection, acting.set_due(collection, [card], day))

    @rule(rating=ratings)
    def answer_in_another_window(self, rating: Rating) -> None:
        self.is_quiet = False
        review = ReviewSession(self.other, Selection())
        card = review.start().card
        if card is not None:
            review.reveal()
            review.rate(rating)
            self.model.do(f"{rating.name.lower()} on {card}", (card, rating))

    @rule(
        days=st.integers(1, 40),
        scope=st.sampled_from(["networks", "networks/dns", "mine/words"]),
        is_other=st.booleans(),
    )
    def set_a_goal(self, days: int, scope: str, *, is_other: bool) -> None:
        collection = self.other if is_other else self.desk.collection
        day = StudyDay(collection.today + days)
        self.is_quiet = False
        before = {name: self.schedule(name) for name in self.model.names.values()}
        self.acted(collection, set_goal(collection, day, [scope], title=scope))
        after = {name: self.schedule(name) for name in self.model.names.values()}
        assert after == before  # an overlay of choices

    @rule(is_other=st.booleans())
    def take_a_goal_away(self, *, is_other: bool) -> None:
        collection = self.other if is_other else self.desk.collection
        goals = self.goals()
        if goals:
            self.is_quiet = False
            self.acted(collection, remove_goal(collection, goals[0].title))

    @precondition(lambda self: self.model.done)
    @rule()
    def undo_in_another_window(self) -> None:
        self.is_quiet = False
        undoing.undo(self.other)
        self.model.undo()

    # --- the decks ----------------------------------------------------------------

    def write_words(self) -> None:
        self.is_quiet = False
        former = ", ".join(self.former)
        text = (
            HEAD
            + (COMMIT if self.has_commit else "")
            + f"""
          - id: {self.fold_name}
            formerly: [{former}]
            revision: {self.fold_revision}
            front: {self.fold_text}
            back: A start and a step.
            source: Bird and Wadler, chapter 3
        """
        )
        path = self.desk.write(self.desk.own / "mine/words.yaml", text)
        os.utime(path, ns=(0, self.next_stamp()))
        reread(self.desk.collection)
        with self.desk.collection.store.read() as unit:
            assert unit.library.problems() == []

    def next_stamp(self) -> int:
        self.stamp = getattr(self, "stamp", 10**18) + 10**9
        return self.stamp

    @property
    def fold_card(self) -> CardId:
        return CardId(f"mine/words/{self.fold_name}#front")

    @rule()
    def mend_a_typo(self) -> None:
        before = self.stored(self.fold_card).schedule
        self.fold_text += " Say both"
        self.write_words()
        assert self.stored(self.fold_card).schedule == before

    @rule()
    def change_the_meaning(self) -> None:
        before = self.stored(self.fold_card).schedule
        self.fold_revision += 1
        self.write_words()
        after = self.stored(self.fold_card).schedule
        if isinstance(before.state, New) or before.revision is None:
            assert after.state == before.state  # it was never seen
        elif isinstance(before.state, Reviewing):
            assert isinstance(after.state, Reviewing)
            assert after.state.due <= self.desk.collection.today
            assert after.state.memory == before.state.memory
            assert after.revised

    @rule()
    def take_a_note_away_or_bring_it_back(self) -> None:
        cards = [CardId("mine/words/commit#front"), CardId("mine/words/commit#back")]
        before = [self.schedule(card) for card in cards]
        self.has_commit = not self.has_commit
        self.write_words()
        assert [self.schedule(card) for card in cards] == before
        with self.desk.collection.store.read() as unit:
            found = unit.cards.many(cards).values()
        assert all(card.present is self.has_commit for card in found)
        assert len(found) == 2 or not self.has_commit

    @rule()
    def rename_a_note(self) -> None:
        before = self.stored(self.fold_card).schedule
        old = NoteId(f"mine/words/{self.fold_name}")
        self.former.append(self.fold_name)
        self.fold_name = f"fold-{len(self.former)}"
        self.write_words()
        self.model.rename(old, NoteId(f"mine/words/{self.fold_name}"))
        assert self.stored(self.fold_card).schedule == before


TestReview = ReviewMachine.TestCase
TestReview.settings = settings(
    max_examples=EXAMPLES or 25,
    stateful_step_count=30,
    derandomize=not EXAMPLES,
    phases=[Part.generate],  # shrinking takes minutes, and steps read well
    report_multiple_bugs=False,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
