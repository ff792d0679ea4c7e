"""Interview formats: what a sitting is composed of, as its YAML file says.

A format is a list of sections, each with its own minutes. The kinds of sections are
told apart by `kind`, as notes are. Formats lie in `formats/` beside the decks.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field, model_validator

from drill.content.fields import (
    Count,
    Line,
    MaybeText,
    Model,
    NotNegative,
    Positive,
    Reference,
    Slug,
    Tag,
    Whole,
    defect,
)
from drill.content.notes import Criterion

LONGEST_MINUTES = 480
"""Of one section: a whole day at most."""

Minutes = Annotated[Positive, Field(le=LONGEST_MINUTES)]


class Section(Model):
    """What all kinds of sections have in common."""

    counts: ClassVar[bool] = True
    """Whether it has a share in the score."""

    title: Line
    minutes: Minutes
    """On the section's own clock."""
    weight: Positive = 1
    """Its share in the score of the whole, beside the other sections'."""


class QuestionSection(Section):
    """Questions that the app marks, one after the other."""

    kind: Literal["questions"] = "questions"
    number: Count
    """How many are asked."""
    scope: tuple[Reference, ...] = ()
    """Decks (`deck`), topics (`deck/topic`); left out: the decks that are studied."""
    seconds: Positive | None = None
    """For each question; left out: only the section's clock runs."""
    difficulty: Annotated[Whole, Field(ge=1, le=3)] | None = None
    """Of generated questions: 1 to 3."""
    mix: Literal["any", "weak", "due", "new", "mistakes"] = "any"
    """Which questions are preferred."""


class Phase(Model):
    """One part of the method by which a prompt is answered."""

    phase: Slug
    """Unique in its section; criteria of this area count for it."""
    title: Line
    minutes: Minutes
    weight: NotNegative = 1
    """The points that its criteria are worth together; 0: it is not judged."""
    areas: tuple[Slug, ...] = ()
    """Further areas of criteria that count for it."""
    ask: MaybeText = ""
    """What the interviewer says when it begins."""
    headings: tuple[Line, ...] = ()
    """What the editor pane is divided by, such as `Interface`, `Data model`."""


class PromptSection(Section):
    """An open question, answered by the phases of a method."""

    kind: Literal["prompt"] = "prompt"
    scope: tuple[Reference, ...] = ()
    """Decks and topics to take the prompt from; left out: all there are."""
    tags: tuple[Tag, ...] = ()
    """Only prompts that carry one of these; left out: all there are."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    criteria: tuple[Criterion, ...] = ()
    """Asked of every answer beside the prompt's own, such as how it was told."""

    @model_validator(mode="after")
    def _claims_each_area_once(self) -> PromptSection:
        seen: set[str] = set()
        for phase in self.phases:
            for area in {phase.phase, *phase.areas}:
                if area in seen:
                    hint = "An area counts for one phase."
                    raise defect("N005", f"the area {area!r} stands twice", hint)
                seen.add(area)
        if not any(phase.weight for phase in self.phases):
            raise defect("N006", "no phase has a weight", "Give one a weight above 0.")
        return self


class KataSection(Section):
    """Code to write."""

    kind: Literal["kata"] = "kata"
    scope: tuple[Reference, ...] = ()
    """Decks and topics to take the kata from; left out: the decks that are studied."""


class BreakSection(Section):
    """A pause between two rounds."""

    counts: ClassVar[bool] = False
    kind: Literal["break"] = "break"


class RoundSection(Section):
    """Another format as a part of this one; its minutes are those of that format."""

    kind: Literal["round"] = "round"
    minutes: Minutes = 1
    """Left out: those of the other format together."""
    format: Slug


AnySection: TypeAlias = (
    QuestionSection | PromptSection | KataSection | BreakSection | RoundSection
)

SECTIONS: dict[str, type[AnySection]] = {
    "questions": QuestionSection,
    "prompt": PromptSection,
    "kata": KataSection,
    "break": BreakSection,
    "round": RoundSection,
}
"""Every kind of section by its name."""


class FormatHead(Model):
    """What a format's file says beside its sections."""

    format: Slug
    """Unique; the file is named like it."""
    title: Line
    description: MaybeText = ""
    """What it is like, and whom it prepares."""
    source: tuple[Line, ...] = ()
    """Where its minutes and weights are from."""


class Format(FormatHead):
    """A format as a whole."""

    sections: Annotated[tuple[AnySection, ...], Field(min_length=1)]

    @property
    def minutes(self) -> float:
        """Of all sections together; a round's are not known here."""
        return sum(each.minutes for each in self.sections)
