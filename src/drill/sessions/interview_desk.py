"""Where an interview drill is read from and written to: the record of one sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.content.questions import Ticked
from drill.errors import KataNotFound, KataUnreadable, SittingNotFound
from drill.events import SittingClosed, SittingMoved
from drill.ids import CardId
from drill.quiz.marks import Mark
from drill.quiz.proposing import propose
from drill.sessions.answering import Answering, Given
from drill.sessions.asking import Marked
from drill.sessions.interview_moves import ENDED, JUDGED, SectionState, states_of
from drill.sessions.interview_plans import BREAK, QUESTIONS
from drill.sessions.interview_prompt import answer_text, asked_prompt, rubric_of
from drill.sessions.interview_reports import plan_in, report, report_figures
from drill.sessions.interview_scores import criterion_points, prompt_share
from drill.sessions.interview_steps import (
    CriterionStep,
    RubricStep,
    SectionFate,
    SectionRow,
)
from drill.sessions.selection import Kind, Selection
from drill.sessions.sitting_moves import progress_of
from drill.sessions.sitting_questions import QuestionRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.events import Event
    from drill.ids import EventId
    from drill.sessions.asking import Asked
    from drill.sessions.collection import Collection
    from drill.sessions.interview_code import CodeRun
    from drill.sessions.interview_plans import PlannedSection
    from drill.sessions.interview_steps import InterviewReport
    from drill.store.units import WriteUnit

NOTHING = SectionState()


class InterviewDesk:
    """The plan of a sitting and what has become of it, read anew after each write."""

    def __init__(self, collection: Collection, sitting: EventId) -> None:
        """Look a sitting up.

        Raises:
            SittingNotFound: there is none of that id that this program can read.
        """
        self._collection = collection
        self.sitting = sitting
        with collection.store.read() as unit:
            self.plan = plan_in(unit, sitting)
        self._moves: tuple[Event, ...] = ()
        self._states: Mapping[str, SectionState] = {}
        self._answering = Answering(collection, Selection(Kind.INTERVIEW))

    # --- reading --------------------------------------------------------------------

    def read(self) -> None:
        """Take in what the journal tells of the sitting."""
        with self._collection.store.read() as unit:
            self._moves = tuple(unit.sittings.moves(self.sitting))
        self._states = states_of(self._moves)

    def state(self, section: PlannedSection) -> SectionState:
        """How far a section has come."""
        return self._states.get(section.id, NOTHING)

    def spent_s(self, section: PlannedSection) -> float:
        """Seconds of a section's clock that are used up."""
        if section.kind == QUESTIONS:
            return progress_of(self._moves, section.id).used_s
        return self.state(section).spent_s

    def rows(self, at: int) -> tuple[SectionRow, ...]:
        """The outline of the sitting, with the section at hand marked."""
        return tuple(
            SectionRow(
                each.title,
                each.kind,
                each.round,
                each.seconds,
                self._fate(each, is_at_hand=place == at),
                each.lack,
                each.can_be_sat or each.kind == BREAK,
            )
            for place, each in enumerate(self.plan.sections)
        )

    def _fate(self, section: PlannedSection, *, is_at_hand: bool) -> SectionFate:
        state = self.state(section)
        if state.is_skipped:
            return SectionFate.SKIPPED
        if state.is_judged or (state.is_ended and not section.criteria):
            return SectionFate.DONE
        return SectionFate.RUNNING if is_at_hand else SectionFate.AHEAD

    def asked(self, section: PlannedSection) -> Asked | None:
        """The prompt of a section, as its note has it now; None when it is gone."""
        with self._collection.store.read() as unit:
            return asked_prompt(unit, section)

    def rubric(self, section: PlannedSection) -> RubricStep:
        """An answer beside its rubric."""
        asked, state = self.asked(section), self.state(section)
        question = rubric_of(asked, section.title)
        titles = {phase.id: phase.title for phase in section.phases}
        points = criterion_points(section)
        return RubricStep(
            title=question.title,
            criteria=tuple(
                CriterionStep(
                    each.text,
                    round(points[place], 1),
                    titles.get(each.phase, ""),
                    place in state.met,
                )
                for place, each in enumerate(section.criteria)
            ),
            outline=question.outline,
            answer=answer_text(section, state),
            note=state.note,
        )

    def question_run(self, section: PlannedSection) -> QuestionRun:
        """The questions of a section; they are not started yet."""
        if section.questions is None:  # pragma: no cover - it was looked at before
            raise SittingNotFound(self.sitting, "a section has no questions")
        return QuestionRun(
            self._collection,
            self.sitting,
            section.questions,
            title=section.title,
            section=section.id,
            context=Kind.INTERVIEW,
        )

    def code_run(self, section: PlannedSection) -> CodeRun | None:
        """The code of a section; it is not started yet. None when its kata is gone."""
        from drill.sessions.interview_code import CodeRun
        from drill.sessions.kata_rooms import kata_folder

        try:
            kata = kata_folder(self._collection, CardId(section.card or ""))
        except (KataNotFound, KataUnreadable):
            return None
        state = self.state(section)
        return CodeRun(self._collection, self.sitting, section, state, kata)

    def report(self) -> InterviewReport:
        """What the sitting came to, so far or in the end."""
        with self._collection.store.read() as unit:
            return report(self._collection, unit, self.sitting)

    # --- writing --------------------------------------------------------------------

    def tell(self, section: PlannedSection, move: str, **told: Any) -> None:
        """Record what happened in a section; undo passes over it."""
        with self._collection.store.write(hidden=True) as unit:
            self._tell(unit, section, move, told)
        self.read()

    def _tell(
        self, unit: WriteUnit, section: PlannedSection, move: str, told: dict[str, Any]
    ) -> None:
        contents = {"section": section.id, **told}
        unit.record(SittingMoved(self.sitting, move, contents))

    def judge(self, section: PlannedSection, met: Sequence[int], note: str) -> None:
        """Record the judgement of an answer, and that its card was practised."""
        known = sorted({place for place in met if 0 <= place < len(section.criteria)})
        told = {"met": known, "note": note}
        label = f"interview: judged {section.title}"
        with self._collection.store.write(label) as unit:
            self._tell(unit, section, JUDGED, told)
            body = SittingMoved(self.sitting, JUDGED, {"section": section.id, **told})
            self._practised(unit, section, self.state(section).after(body))
        self.read()

    def _practised(
        self, unit: WriteUnit, section: PlannedSection, state: SectionState
    ) -> None:
        asked = asked_prompt(unit, section)
        share = prompt_share(section, state)
        if asked is None or section.card is None or share is None:
            return
        mark = Mark(share, remark=f"{100 * share:.0f} of 100 points")
        proposal = propose(
            asked.question, mark, hints=state.hints, elapsed_s=state.spent_s
        )
        response = _ticked(asked, section, state)
        marked = Marked(asked, response, mark, proposal, state.hints, state.spent_s)
        instance = marked.record() | {"sitting": self.sitting, "section": section.id}
        card = unit.cards.get(section.card)
        revision = unit.notes.get(card.note).revision
        given = Given(proposal.rating, round(state.spent_s * 1_000), revision, instance)
        self._answering.record(unit, card, given)

    def end_code(self, run: CodeRun) -> None:
        """Record the end of a section of code, and that its card was practised."""
        with self._collection.store.write(f"interview: {run.section.title}") as unit:
            self._tell(unit, run.section, ENDED, run.told())
            run.practised(unit)
        self.read()

    def close(self) -> None:
        """Record the end of the sitting with the figures of its report; once."""
        with self._collection.store.write(hidden=True) as unit:
            if unit.sittings.end(self.sitting) is None:
                found = report(self._collection, unit, self.sitting)
                unit.record(SittingClosed(self.sitting, report_figures(found)))
        self.read()


def _ticked(asked: Asked, section: PlannedSection, state: SectionState) -> Ticked:
    """What was met of the prompt's own rubric, as its note has it now."""
    met = {section.criteria[place].text for place in state.met}
    rubric = rubric_of(asked, section.title).rubric
    return Ticked(tuple(p for p, each in enumerate(rubric) if each.text in met))
