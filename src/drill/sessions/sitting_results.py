"""The report of a quiz, made from what the journal tells of it."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drill.content.plain import plain
from drill.errors import SittingNotFound
from drill.events import SittingMoved, SittingOpened
from drill.ids import OperationId, TopicId
from drill.quiz.marks import SLACK
from drill.sessions.selection import Kind, Selection
from drill.sessions.shown import title_of
from drill.sessions.sitting_history import GIVEN_UP, quiz_rows, row_of
from drill.sessions.sitting_moves import (
    ANSWERED,
    TIMED_OUT,
    Decided,
    decided_in,
    number,
    progress_of,
)
from drill.sessions.sitting_plans import plan_of
from drill.sessions.sitting_steps import (
    Fate,
    KindTime,
    QuestionResult,
    QuizResult,
    TopicResult,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drill.events import Event
    from drill.ids import CardId, EventId
    from drill.sessions.sitting_moves import Progress
    from drill.sessions.sitting_plans import QuestionPlan
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit

LOOKED_AT: Final = 1_000
"""Moves of sittings, latest first, that the learner's usual times are taken from."""
LEAST_ANSWERS: Final = 5
"""With fewer answers to questions of a kind no usual time is known."""
SLOW: Final = 1.5
"""A question that took so many times what it should is called slow."""
MISSED: Final = (Fate.PARTLY, Fate.WRONG, Fate.NO_ANSWER, Fate.TIMED_OUT)
"""What is to be reviewed."""


def fate_of(decided: Decided) -> Fate:
    """What became of a question."""
    if not decided.counts:
        return Fate.VOIDED
    if decided.move == TIMED_OUT:
        return Fate.TIMED_OUT
    if not decided.is_answered:
        return Fate.NO_ANSWER
    if decided.credit >= 1 - SLACK:
        return Fate.RIGHT
    return Fate.PARTLY if decided.credit > 0 else Fate.WRONG


def score_of(progress: Progress, asked: int, *, is_whole: bool) -> float | None:
    """The share of credit, 0 to 1; None when nothing counts.

    Args:
        progress: what was decided.
        asked: questions of the plan.
        is_whole: whether questions that were not reached count as without credit.
    """
    voided = sum(not each.counts for each in progress.decided.values())
    counted = asked - voided if is_whole else progress.counted
    return progress.credit / counted if counted > 0 else None


def usual_times(unit: ReadUnit, before: EventId | None = None) -> dict[str, float]:
    """The learner's own median seconds, by kind of question.

    Args:
        unit: the record.
        before: a sitting whose own answers are left out.
    """
    times: dict[str, list[float]] = defaultdict(list)
    for event in unit.sittings.latest_moves(LOOKED_AT):
        body = event.body
        if not isinstance(body, SittingMoved) or body.sitting == before:
            continue
        if body.move == ANSWERED and (decided := decided_in(event)) is not None:
            times[decided.kind].append(decided.spent_s)
    return {
        kind: round(median(each), 1)
        for kind, each in times.items()
        if len(each) >= LEAST_ANSWERS
    }


def figures(
    unit: ReadUnit,
    sitting: EventId,
    plan: QuestionPlan,
    progress: Progress,
    reason: str,
) -> dict[str, Any]:
    """What the closing of a quiz records: its figures as they are shown.

    Args:
        unit: the record.
        sitting: which.
        plan: its questions.
        progress: what was decided.
        reason: why it ended; `GIVEN_UP` has only what was put count.
    """
    asked = len(plan.questions)
    score = score_of(progress, asked, is_whole=reason != GIVEN_UP)
    return {
        "reason": reason,
        "number": asked,
        "counted": progress.counted,
        "credit": round(progress.credit, 6),
        "score": None if score is None else round(score, 6),
        "spent_s": round(progress.all_s, 3),
        "usual_s": usual_times(unit, sitting),
    }


def report(unit: ReadUnit, sitting: EventId) -> QuizResult:
    """The report of a quiz, over or not.

    Raises:
        SittingNotFound: there is no quiz of that id that this program can read.
    """
    opened, plan = opening_of(unit, sitting)
    progress = progress_of(unit.sittings.moves(sitting))
    end = unit.sittings.end(sitting)
    told = _told(end)
    usual = _usual(told) if end is not None else usual_times(unit, sitting)
    cards = unit.cards.many(each.card for each in plan.questions)
    known = _Known(cards, _titles(unit, cards), usual)
    questions = tuple(
        _question(place, plan.questions[place].card, progress, known)
        for place in range(len(plan.questions))
    )
    row = row_of(unit, opened, end)
    return QuizResult(
        row=row,
        credit=progress.credit,
        questions=questions,
        topics=_topics(questions),
        kinds=_kinds(questions, usual),
        slow=_slow(questions),
        review=_review(questions, cards),
        earlier=tuple(
            each
            for each in reversed(quiz_rows(unit))
            if not each.is_open and each.at <= row.at
        ),
        reason=str(told.get("reason", "")),
    )


def opening_of(unit: ReadUnit, sitting: EventId) -> tuple[Event, QuestionPlan]:
    """The event that opened a quiz, and its plan.

    Raises:
        SittingNotFound: there is none, or its plan is of another program.
    """
    opened = unit.sittings.find(sitting)
    if opened is None or not isinstance(opened.body, SittingOpened):
        raise SittingNotFound(sitting)
    plan = plan_of(opened.body.plan)
    if plan is None:
        raise SittingNotFound(sitting, "its plan cannot be read")
    return opened, plan


def _told(end: Event | None) -> Mapping[str, Any]:
    body = end.body if end is not None else None
    found: Mapping[str, Any] = getattr(body, "contents", {})
    return found


def _usual(told: Mapping[str, Any]) -> dict[str, float]:
    found = told.get("usual_s")
    if not isinstance(found, dict):
        return {}
    return {str(kind): number(seconds) for kind, seconds in found.items()}


class _Known(NamedTuple):
    """What the record knows of the cards of a quiz, and of the learner."""

    cards: Mapping[CardId, StoredCard]
    titles: Mapping[CardId, str]
    usual: Mapping[str, float]
    """Seconds, by kind."""


def _titles(unit: ReadUnit, cards: Mapping[CardId, StoredCard]) -> dict[CardId, str]:
    """What is asked, in one line: a card's own front has its choices, too."""
    notes = unit.notes.many(each.note for each in cards.values())
    found = {}
    for name, card in cards.items():
        asks = notes[card.note].document if card.note in notes else {}
        text = asks.get("question") or asks.get("title")
        found[name] = plain(text) if isinstance(text, str) else card.front
    return found


def _question(
    place: int, name: CardId, progress: Progress, known: _Known
) -> QuestionResult:
    found, card = progress.decided.get(place), known.cards.get(name)
    decided = found or Decided(place, "", name, OperationId(""))
    fate = fate_of(found) if found is not None else Fate.NOT_REACHED
    topic = str(card.topic or "") if card is not None else ""
    usual_s = known.usual.get(decided.kind)
    return QuestionResult(
        place=place + 1,
        card=name,
        title=known.titles.get(name, name),
        topic=decided.topic or topic,
        kind=decided.kind,
        fate=fate,
        credit=decided.credit,
        spent_s=decided.spent_s,
        expected_s=decided.expected_s,
        usual_s=usual_s,
        hints=decided.hints,
        is_slow=fate not in UNTIMED and _slowness(decided, usual_s) > SLOW,
    )


UNTIMED: Final = (Fate.VOIDED, Fate.NOT_REACHED, Fate.TIMED_OUT)


def _slowness(decided: Decided | QuestionResult, usual_s: float | None) -> float:
    """How many times as long a question took as it should.

    It should take what such questions take, or the learner's own median if that is
    longer: whoever reads slowly is told of what was slow for them.
    """
    should_s = max(decided.expected_s, usual_s or 0.0)
    return decided.spent_s / should_s if should_s else 0.0


def _slow(questions: Iterable[QuestionResult]) -> tuple[QuestionResult, ...]:
    slow = [each for each in questions if each.is_slow]
    slow.sort(key=lambda each: (-_slowness(each, each.usual_s), each.place))
    return tuple(slow)


def _topics(questions: Iterable[QuestionResult]) -> tuple[TopicResult, ...]:
    by_topic: dict[str, list[QuestionResult]] = defaultdict(list)
    for each in questions:
        if each.fate not in {Fate.VOIDED, Fate.NOT_REACHED}:
            by_topic[each.topic].append(each)
    found = [
        TopicResult(
            topic=topic,
            title=title_of(TopicId(topic) if topic else None),
            credit=sum(each.credit for each in own),
            counted=len(own),
            mean_s=fmean(each.spent_s for each in own),
        )
        for topic, own in by_topic.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.score, each.topic)))


def _kinds(
    questions: Iterable[QuestionResult], usual: Mapping[str, float]
) -> tuple[KindTime, ...]:
    by_kind: dict[str, list[QuestionResult]] = defaultdict(list)
    for each in questions:
        if each.fate not in UNTIMED:
            by_kind[each.kind].append(each)
    return tuple(
        KindTime(
            kind=kind,
            counted=len(own),
            median_s=median(each.spent_s for each in own),
            expected_s=fmean(each.expected_s for each in own),
            usual_s=usual.get(kind),
        )
        for kind, own in sorted(by_kind.items())
    )


def _review(
    questions: Sequence[QuestionResult], cards: Mapping[CardId, StoredCard]
) -> Selection | None:
    """What was missed and is still there."""
    missed = tuple(
        each.card
        for each in questions
        if each.fate in MISSED
        and (card := cards.get(each.card)) is not None
        and card.present
    )
    return Selection(Kind.SEARCH, cards=missed) if missed else None
