"""A question being asked: made of its note, shown in some order, and marked.

Reviews, quizzes and interview drills ask through this room alone, so that a question
looks, is marked and is recorded the same wherever it comes up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drill.chance import Chance
from drill.content.notes import (
    Choice,
    Generated,
    Numeric,
    Order,
    Prompt,
    Typed,
    parse_note,
)
from drill.content.questions import question_of, response_document
from drill.errors import InvalidNote
from drill.quiz.marking import mark
from drill.quiz.proposing import expected_s, propose
from drill.quiz.shuffling import shown_places
from drill.sessions.question_pictures import marked_step, question_step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drill.content.notes import Note
    from drill.content.questions import Question, Response
    from drill.ids import CardId
    from drill.quiz.marks import Mark
    from drill.quiz.proposing import Proposal
    from drill.sessions.question_steps import MarkedStep, QuestionStep

QUESTIONS = (Choice, Numeric, Typed, Order, Generated, Prompt)
"""Kinds of notes that ask a question; the learner rates all others alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, as it is asked once."""

    question: Question
    seed: int
    """From which the order of choices and a generated instance follow."""
    hints: tuple[str, ...] = ()
    why: str = ""
    source: tuple[str, ...] = ()
    generator: str = ""
    """Of a generated question."""
    version: int = 0
    """Of its generator."""
    difficulty: int | None = None
    """Of its instance, where somebody asked for another one than the note does."""

    @property
    def places(self) -> tuple[int, ...]:
        """Indices of choices, items or criteria in the order they are shown."""
        return shown_places(self.question, self.seed)

    @property
    def expected_s(self) -> float:
        """Seconds that it usually takes, > 0."""
        return expected_s(self.question)

    def step(self) -> QuestionStep:
        """The picture of the question before it is answered."""
        return question_step(self)


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with what was answered, and what that is worth."""

    asked: Asked
    response: Response
    mark: Mark
    proposal: Proposal
    hints: int
    """How many were shown."""
    elapsed_s: float
    """From showing the question to the response."""

    def step(self) -> MarkedStep:
        """The picture of the question after it was answered."""
        return marked_step(self)

    def record(self) -> dict[str, Any]:
        """What the journal keeps of it, as `instance` of the answer."""
        asked = self.asked
        kept: dict[str, Any] = {
            "seed": asked.seed,
            "credit": round(self.mark.credit, 6),
            "response": response_document(self.response),
        }
        if asked.generator:
            kept |= {"generator": asked.generator, "version": asked.version}
        if asked.difficulty is not None:
            kept["difficulty"] = asked.difficulty
        if self.hints:
            kept["hints"] = self.hints
        return kept


def ask(document: Mapping[str, Any], seed: int) -> Asked | None:
    """The question of a note's document; None of a note that asks none.

    Raises:
        InvalidNote: the note cannot be read, or names a generator that this program
            does not have.
    """
    return asked_of(parse_note(document), seed)


def asked_of(note: Note, seed: int, difficulty: int | None = None) -> Asked | None:
    """The question of a note; None of a note that asks none.

    Args:
        note: whose.
        seed: of the order of choices, and of a generated instance.
        difficulty: 1 to 3, of a generated instance; None, or a note whose other
            parameters leave nothing to ask at it: as the note says.

    Raises:
        InvalidNote: it names a generator that this program does not have.
    """
    if isinstance(note, Generated):
        return _generated(note, seed, difficulty)
    if isinstance(note, Choice | Numeric | Typed | Order | Prompt):
        return Asked(question_of(note), seed, note.hints, note.why, note.source)
    return None


def _generated(note: Generated, seed: int, difficulty: int | None) -> Asked:
    from drill.generators.catalogue import get  # its module, and no other

    generator, wanted = get(note.generator), note.parameters
    if difficulty is not None:
        wanted = {**wanted, "difficulty": difficulty}
    try:
        instance = generator.instance(wanted, seed)
    except InvalidNote:
        if difficulty is None:
            raise
        return _generated(note, seed, None)
    return Asked(
        question=instance.question,
        seed=seed,
        hints=(*instance.hints, *note.hints),
        why="\n\n".join(part for part in (instance.why, note.why) if part),
        source=note.source or generator.source,
        generator=generator.name,
        version=generator.version,
        difficulty=difficulty,
    )


def respond(
    asked: Asked, response: Response, *, hints: int, elapsed_s: float
) -> Marked:
    """Mark a response.

    Args:
        asked: the question.
        response: the learner's; None: they did not know, or time was out.
        hints: how many were shown, >= 0.
        elapsed_s: seconds from showing the question, >= 0.
    """
    worth = mark(asked.question, response)
    proposal = propose(asked.question, worth, hints=hints, elapsed_s=elapsed_s)
    return Marked(asked, response, worth, proposal, hints, elapsed_s)


def new_seed(card: CardId, at: datetime, extra: int = 0) -> int:
    """The seed of a card's next instance; another one at every instant.

    Args:
        card: whose.
        at: aware; the moment it is asked.
        extra: tells instances of one moment apart.
    """
    return Chance("seed", card, at.isoformat(), extra).whole(0, 2**31 - 1)
