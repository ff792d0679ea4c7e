"""What the sections of an interview drill are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.quiz.scoring import weighted_share
from drill.sessions.interview_plans import KATA, QUESTIONS
from drill.sessions.interview_steps import PhaseResult
from drill.sessions.sitting_moves import progress_of
from drill.sessions.sitting_results import score_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.events import Event
    from drill.sessions.interview_moves import SectionState
    from drill.sessions.interview_plans import InterviewPlan, PlannedSection


def section_share(
    section: PlannedSection, state: SectionState, moves: Sequence[Event]
) -> float | None:
    """The share of a section's points, 0 to 1; None when it does not count.

    Args:
        section: which.
        state: how far it has come.
        moves: of the whole sitting.
    """
    if not section.weight or not section.can_be_sat or state.is_skipped:
        return None
    if section.kind == QUESTIONS:
        if section.questions is None or not state.is_ended:
            return None
        progress = progress_of(moves, section.id)
        return score_of(progress, len(section.questions.questions), is_whole=True)
    if section.kind == KATA:
        return state.credit if state.is_ended else None
    return prompt_share(section, state) if state.is_judged else None


def prompt_share(section: PlannedSection, state: SectionState) -> float | None:
    """The share of a prompt's points, by the weights of its phases."""
    results = phase_results(section, state)
    return weighted_share(
        (each.points / each.of, each.of) for each in results if each.of
    )


def phase_results(
    section: PlannedSection, state: SectionState
) -> tuple[PhaseResult, ...]:
    """The points of each phase, of 100 for all phases that have criteria."""
    of = phase_points(section)
    results = []
    for phase in section.phases:
        share = _share_met(section, state, phase.id)
        results.append(
            PhaseResult(
                title=phase.title,
                points=of[phase.id] * share,
                of=of[phase.id],
                spent_s=state.phase_s.get(phase.id, 0.0),
                seconds=phase.seconds,
            )
        )
    return tuple(results)


def phase_points(section: PlannedSection) -> dict[str, float]:
    """What each phase is worth, of 100; one without criteria is worth nothing."""
    judged = {each.phase for each in section.criteria}
    weights = {
        phase.id: phase.weight if phase.id in judged else 0.0
        for phase in section.phases
    }
    whole = sum(weights.values()) or 1.0
    return {id_: 100 * weight / whole for id_, weight in weights.items()}


def criterion_points(section: PlannedSection) -> list[float]:
    """What each criterion is worth, of 100 for all of them."""
    of = phase_points(section)
    totals: dict[str, float] = {}
    for each in section.criteria:
        totals[each.phase] = totals.get(each.phase, 0.0) + each.weight
    return [
        of.get(each.phase, 0.0) * each.weight / totals[each.phase]
        for each in section.criteria
    ]


def _share_met(section: PlannedSection, state: SectionState, phase: str) -> float:
    own = [
        (1.0 if state.is_judged and place in state.met else 0.0, each.weight)
        for place, each in enumerate(section.criteria)
        if each.phase == phase
    ]
    return weighted_share(own) or 0.0


def whole_share(
    plan: InterviewPlan, shares: Mapping[str, float | None]
) -> float | None:
    """The share of all points, by the weights of the sections that count."""
    return weighted_share(
        (share, section.weight)
        for section in plan.sections
        if (share := shares.get(section.id)) is not None
    )
