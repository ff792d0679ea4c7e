"""The report of an interview drill, made from what the journal tells of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from drill.errors import SittingNotFound
from drill.events import SittingClosed, SittingOpened
from drill.ids import TopicId, note_of
from drill.quiz.composing import UNSEEN_RECALL
from drill.quiz.scoring import decision, points
from drill.sessions.collection import deck_of_topic
from drill.sessions.interview_moves import SectionState, states_of
from drill.sessions.interview_plans import KATA, QUESTIONS, interview_plan_of
from drill.sessions.interview_prompt import answer_text, asked_prompt, rubric_of
from drill.sessions.interview_scores import (
    phase_results,
    section_share,
    whole_share,
)
from drill.sessions.interview_steps import (
    InterviewReport,
    ReviewHint,
    SectionResult,
    SittingRow,
    SlowAnswer,
    TopicScore,
)
from drill.sessions.labels import date_label
from drill.sessions.selection import Kind, Selection
from drill.sessions.shown import title_of
from drill.sessions.sitting_history import QUIZ
from drill.sessions.sitting_moves import number, progress_of
from drill.sessions.sitting_results import MISSED, SLOW, fate_of
from drill.srs.memory import retrievability
from drill.srs.outcomes import elapsed_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.events import Event
    from drill.ids import CardId, EventId, StudyDay
    from drill.sessions.collection import Collection
    from drill.sessions.interview_plans import InterviewPlan, PlannedSection
    from drill.sessions.sitting_moves import Decided
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit

WEAK_SHARE: Final = 0.75
"""A prompt below this share of its points has its topic reviewed."""
CARDS_A_TOPIC: Final = 5
"""Cards of such a topic that are proposed, the most forgotten first."""
NOT_JUDGED: Final = "It was not finished, so it does not count."
SKIPPED: Final = "It was passed over, so it does not count."


# --- lists ------------------------------------------------------------------------


def sitting_rows(unit: ReadUnit) -> list[SittingRow]:
    """Every interview drill, latest first."""
    ends, rows, numbers = unit.sittings.closed(), [], defaultdict[str, int](int)
    for opened in unit.sittings.opened():
        body = opened.body
        if isinstance(body, SittingOpened) and body.format != QUIZ:
            numbers[body.format] += 1
            end = ends.get(opened.id)
            rows.append(_row(unit, opened, body, end, numbers[body.format]))
    return rows[::-1]


def _row(
    unit: ReadUnit, opened: Event, body: SittingOpened, end: Event | None, place: int
) -> SittingRow:
    figures: Mapping[str, Any] = {}
    if end is not None and isinstance(end.body, SittingClosed):
        figures = end.body.contents
    share = figures.get("share")
    plan = interview_plan_of(body.format, body.title, body.plan)
    return SittingRow(
        sitting=opened.id,
        format=body.format,
        title=body.title,
        at=opened.at,
        day=opened.day,
        date_label=date_label(opened.day),
        share=None if share is None else min(1.0, number(share)),
        spent_s=number(figures.get("spent_s")),
        is_open=end is None,
        can_resume=end is None
        and plan is not None
        and opened.device == unit.shared.device,
        number=place,
    )


def report_figures(report: InterviewReport) -> dict[str, Any]:
    """What the end of a sitting records: its figures as they are shown."""
    counted = [each for each in report.sections if each.share is not None]
    share = None if report.points is None else report.points / 4
    return {
        "share": None if share is None else round(share, 6),
        "spent_s": round(sum(each.spent_s for each in report.sections), 3),
        "sections": [
            {"title": each.title, "share": round(each.share or 0.0, 6)}
            for each in counted
        ],
    }


# --- one report -------------------------------------------------------------------


def plan_in(unit: ReadUnit, sitting: EventId) -> InterviewPlan:
    """The plan of a sitting.

    Raises:
        SittingNotFound: there is none of that id, or it cannot be read.
    """
    opened = unit.sittings.find(sitting)
    if opened is None or not isinstance(opened.body, SittingOpened):
        raise SittingNotFound(sitting)
    body = opened.body
    plan = interview_plan_of(body.format, body.title, body.plan)
    if plan is None:
        raise SittingNotFound(sitting, "its plan cannot be read")
    return plan


def report(collection: Collection, unit: ReadUnit, sitting: EventId) -> InterviewReport:
    """What a sitting came to, over or not.

    Raises:
        SittingNotFound: there is none of that id that this program can read.
    """
    return _Reporter(collection, unit, sitting).report()


class _Reporter:
    """Makes one report from one snapshot of the record."""

    def __init__(
        self, collection: Collection, unit: ReadUnit, sitting: EventId
    ) -> None:
        self._collection = collection
        self._unit = unit
        self._rows = sitting_rows(unit)
        rows = {row.sitting: row for row in self._rows}
        if sitting not in rows:
            raise SittingNotFound(sitting)
        self._row = rows[sitting]
        self._plan = plan_in(unit, sitting)
        self._moves = unit.sittings.moves(sitting)
        self._states = states_of(self._moves)

    def report(self) -> InterviewReport:
        shares = {
            section.id: section_share(section, self._state(section), self._moves)
            for section in self._plan.sections
        }
        whole = whole_share(self._plan, shares)
        hints = self._hints(shares)
        cards = tuple(dict.fromkeys(card for hint in hints for card in hint.cards))
        return InterviewReport(
            row=self._row,
            points=None if whole is None else points(whole),
            decision="" if whole is None else decision(whole).value,
            how=self._how(shares),
            sections=tuple(
                self._section(each, shares[each.id]) for each in self._plan.sections
            ),
            topics=self._topics(),
            earlier=tuple(
                each
                for each in reversed(self._rows)
                if each.format == self._row.format
                and not each.is_open
                and each.number < self._row.number
            ),
            review=hints,
            selection=Selection(Kind.SEARCH, cards=cards) if cards else None,
        )

    def _state(self, section: PlannedSection) -> SectionState:
        return self._states.get(section.id, SectionState())

    def _how(self, shares: Mapping[str, float | None]) -> str:
        counted = [
            f"{section.title} {100 * share:.0f} % × {section.weight:g}"
            for section in self._plan.sections
            if (share := shares[section.id]) is not None
        ]
        if not counted:
            return "Nothing was finished, so there is no score."
        together = " + ".join(counted)
        return f"4 points × the mean by weight: {together}."

    # --- sections -------------------------------------------------------------------

    def _section(self, section: PlannedSection, share: float | None) -> SectionResult:
        state = self._state(section)
        bare = SectionResult(
            title=section.title,
            kind=section.kind,
            round=section.round,
            share=share,
            weight=section.weight,
            points=100 * (share or 0.0),
            of=100.0,
            spent_s=self._spent_s(section),
            seconds=section.seconds,
            lack=self._lack(section, share),
        )
        if section.kind == QUESTIONS:
            return replace(bare, slow=self._slow(section))
        if section.card is None:
            return bare
        if section.kind == KATA:
            title = self._kata_title(section.card)
            return replace(
                bare,
                kata=title,
                verdict=state.verdict,
                runs=state.runs,
                hints=state.hints,
            )
        is_met = [place in state.met for place in range(len(section.criteria))]
        judged = section.criteria if state.is_judged else ()
        return replace(
            bare,
            phases=phase_results(section, state),
            prompt=self._prompt_title(section),
            met=tuple(c.text for c, was in zip(judged, is_met, strict=False) if was),
            missed=tuple(
                c.text for c, was in zip(judged, is_met, strict=False) if not was
            ),
            answer=answer_text(section, state),
            note=state.note,
        )

    def _lack(self, section: PlannedSection, share: float | None) -> str:
        if section.lack or share is not None or not section.weight:
            return section.lack
        return SKIPPED if self._state(section).is_skipped else NOT_JUDGED

    def _spent_s(self, section: PlannedSection) -> float:
        if section.kind == QUESTIONS:
            return progress_of(self._moves, section.id).used_s
        return self._state(section).spent_s

    def _prompt_title(self, section: PlannedSection) -> str:
        asked = asked_prompt(self._unit, section)
        return rubric_of(asked, str(section.card)).title

    def _kata_title(self, card: CardId) -> str:
        """Its title; its name when it is gone."""
        note = self._unit.notes.find(note_of(card))
        return str(note.document["title"]) if note is not None else note_of(card)

    # --- questions ----------------------------------------------------------------

    def _decided(self, section: PlannedSection) -> list[Decided]:
        progress = progress_of(self._moves, section.id)
        return [each for each in progress.decided.values() if each.counts]

    def _slow(self, section: PlannedSection) -> tuple[SlowAnswer, ...]:
        slow = [
            each
            for each in self._decided(section)
            if each.expected_s and each.spent_s > SLOW * each.expected_s
        ]
        known = self._unit.cards.many(each.card for each in slow)
        found = [
            SlowAnswer(
                each.card,
                known[each.card].front if each.card in known else each.card,
                each.spent_s,
                each.expected_s,
            )
            for each in slow
        ]
        return tuple(sorted(found, key=lambda each: each.expected_s / each.spent_s))

    def _topics(self) -> tuple[TopicScore, ...]:
        credit: dict[str, list[float]] = defaultdict(list)
        for section in self._plan.sections:
            for each in self._decided(section):
                credit[each.topic].append(each.credit)
            share = section_share(section, self._state(section), self._moves)
            if (topic := self._topic_of(section)) and share is not None:
                credit[topic].append(share)
        found = [
            TopicScore(
                topic,
                title_of(TopicId(topic)) if topic else "",
                sum(own) / len(own),
                len(own),
            )
            for topic, own in credit.items()
        ]
        return tuple(sorted(found, key=lambda each: (each.share, each.topic)))

    def _topic_of(self, section: PlannedSection) -> str:
        card = None if section.card is None else self._unit.cards.find(section.card)
        return str(card.topic or "") if card is not None else ""

    # --- what to review ---------------------------------------------------------------

    def _hints(self, shares: Mapping[str, float | None]) -> tuple[ReviewHint, ...]:
        """Questions that were missed, and topics whose prompt went badly."""
        by_topic: dict[str, list[CardId]] = defaultdict(list)
        for section in self._plan.sections:
            for each in self._decided(section):
                if fate_of(each) in MISSED:
                    by_topic[each.topic].append(each.card)
            share = shares[section.id]
            topic = self._topic_of(section)
            if topic and share is not None and share < WEAK_SHARE:
                by_topic[topic] += self._weakest(topic)
        return tuple(
            ReviewHint(title_of(TopicId(topic)) if topic else "", tuple(cards))
            for topic, found in by_topic.items()
            if (cards := self._there(dict.fromkeys(found)))
        )

    def _weakest(self, topic: str) -> list[CardId]:
        """The cards of a topic that are most forgotten, prompts aside."""
        day = self._collection.calendar.day(self._unit.at)
        text = f"topic:{topic} -is:suspended"
        found = self._unit.search.cards(text, day=day, askable=True)
        prompts = {each.card for each in self._unit.prompts()}
        known = self._unit.cards.many(card for card in found if card not in prompts)
        ranked = sorted(known.values(), key=lambda card: self._recall(card, day))
        return [card.card for card in ranked[:CARDS_A_TOPIC]]

    def _recall(self, card: StoredCard, day: StudyDay) -> float:
        """The chance of recalling a card now; of a new one as quizzes count it."""
        memory = card.schedule.memory
        if memory is None:
            return UNSEEN_RECALL
        preset = self._collection.preset_of(deck_of_topic(card.topic))
        elapsed = elapsed_days(card.schedule.state, day)
        return retrievability(memory, elapsed, preset.parameters)

    def _there(self, cards: Sequence[CardId] | dict[CardId, None]) -> list[CardId]:
        known = self._unit.cards.many(cards)
        return [each for each in cards if each in known and known[each].present]
