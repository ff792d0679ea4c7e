"""The plan of an interview drill: its sections as they will be sat.

It is recorded when the sitting opens, so that later changes of formats and decks do
not change what is going on; and read again from a journal that others may have
written, so that nothing of it is taken on trust.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from drill.ids import CardId
from drill.sessions.sitting_moves import number, text_of
from drill.sessions.sitting_plans import QuestionPlan, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

QUESTIONS: Final = "questions"
PROMPT: Final = "prompt"
KATA: Final = "kata"
BREAK: Final = "break"
KINDS: Final = (QUESTIONS, PROMPT, KATA, BREAK)


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    """One thing that an answer is judged by."""

    text: str
    weight: float
    """> 0."""
    phase: str
    """The id of the phase that it counts for."""


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """One part of the method by which a prompt is answered."""

    id: str
    title: str
    seconds: float
    """> 0: a plan, not a wall."""
    weight: float
    """The points that its criteria are worth together."""
    ask: str = ""
    """What the interviewer says when it begins."""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section, with what will be asked in it."""

    id: str
    """Unique in the sitting: `s1`, `s2`, …"""
    kind: str
    """One of `KINDS`."""
    title: str
    seconds: float
    """On its own clock, > 0."""
    weight: float = 1.0
    """Its share in the score of the whole; 0: it has none."""
    round: str = ""
    """The round that it belongs to; empty outside of one."""
    questions: QuestionPlan | None = None
    """Of a section of questions; None when none was there to ask."""
    card: CardId | None = None
    """Of a prompt; None when none was there to ask."""
    seed: int = 0
    phases: tuple[PlannedPhase, ...] = ()
    criteria: tuple[PlannedCriterion, ...] = ()
    """The prompt's own, then those of the format, in the order of the phases."""
    lack: str = ""
    """Why there is nothing to ask, in one sentence."""

    @property
    def can_be_sat(self) -> bool:
        """Whether something is asked in it."""
        return self.questions is not None or self.card is not None


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """All sections, in their order."""

    format: str
    title: str
    sections: tuple[PlannedSection, ...]

    @property
    def seconds(self) -> float:
        """Of all sections together."""
        return sum(each.seconds for each in self.sections)

    def document(self) -> dict[str, Any]:
        """The plan as JSON has it."""
        return {"sections": [_section_document(each) for each in self.sections]}


def interview_plan_of(
    format_: str, title: str, document: Mapping[str, Any]
) -> InterviewPlan | None:
    """The plan of a JSON object; None of one that no program of ours wrote."""
    match document:
        case {"sections": [_, *_] as listed}:
            sections = [_section(each) for each in listed]
        case _:
            return None
    read = tuple(each for each in sections if each is not None)
    if len(read) < len(sections) or len({each.id for each in read}) < len(read):
        return None
    return InterviewPlan(format_, title, read)


# --- to JSON and back -----------------------------------------------------------


def _section_document(section: PlannedSection) -> dict[str, Any]:
    questions = section.questions.document() if section.questions else None
    found: dict[str, Any] = {
        "id": section.id,
        "kind": section.kind,
        "title": section.title,
        "seconds": section.seconds,
        "weight": section.weight,
        "round": section.round,
        "questions": questions,
        "card": section.card,
        "seed": section.seed,
        "phases": [_phase_document(each) for each in section.phases],
        "criteria": [
            {"text": each.text, "weight": each.weight, "phase": each.phase}
            for each in section.criteria
        ],
        "lack": section.lack,
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _phase_document(phase: PlannedPhase) -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "seconds": phase.seconds,
        "weight": phase.weight,
        "ask": phase.ask,
        "headings": list(phase.headings),
    }


def _section(document: object) -> PlannedSection | None:
    told = _mapping(document)
    id_, kind, title = (text_of(told.get(key)) for key in ("id", "kind", "title"))
    seconds = number(told.get("seconds"))
    if not (id_ and title) or kind not in KINDS or seconds <= 0:
        return None
    questions, card = told.get("questions"), told.get("card")
    return PlannedSection(
        id=id_,
        kind=kind,
        title=title,
        seconds=seconds,
        weight=number(told.get("weight")),
        round=text_of(told.get("round")),
        questions=plan_of(questions) if isinstance(questions, dict) else None,
        card=CardId(card) if isinstance(card, str) else None,
        seed=int(number(told.get("seed"))),
        phases=_all(told.get("phases"), _phase),
        criteria=_all(told.get("criteria"), _criterion),
        lack=text_of(told.get("lack")),
    )


def _phase(document: object) -> PlannedPhase | None:
    told = _mapping(document)
    id_, title, headings = (
        text_of(told.get("id")),
        text_of(told.get("title")),
        told.get("headings"),
    )
    if not (id_ and title):
        return None
    return PlannedPhase(
        id_,
        title,
        number(told.get("seconds")) or 1.0,
        number(told.get("weight")),
        text_of(told.get("ask")),
        tuple(
            filter(None, map(text_of, headings if isinstance(headings, list) else ()))
        ),
    )


def _criterion(document: object) -> PlannedCriterion | None:
    told = _mapping(document)
    text, weight = text_of(told.get("text")), number(told.get("weight"))
    return (
        PlannedCriterion(text, weight or 1.0, text_of(told.get("phase")))
        if text
        else None
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _all(listed: object, read: Callable[[object], T | None]) -> tuple[T, ...]:
    found = map(read, listed if isinstance(listed, list) else ())
    return tuple(each for each in found if each is not None)
