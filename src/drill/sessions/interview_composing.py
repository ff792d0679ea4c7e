"""From a format to the plan of one sitting: which questions, which prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from drill.chance import Chance
from drill.content.formats import (
    BreakSection,
    KataSection,
    PromptSection,
    QuestionSection,
    RoundSection,
)
from drill.content.notes import Prompt, parse_note
from drill.errors import NothingToAsk
from drill.ids import note_of
from drill.quiz.composing import Mix
from drill.sessions.interview_katas import COUNTS_NOT, kata_for
from drill.sessions.interview_plans import (
    BREAK,
    KATA,
    PROMPT,
    QUESTIONS,
    InterviewPlan,
    PlannedCriterion,
    PlannedPhase,
    PlannedSection,
)
from drill.sessions.sitting_plans import QuestionPlan
from drill.sessions.sitting_pool import compose
from drill.sessions.sitting_wishes import QuizWishes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.content.formats import AnySection, Format
    from drill.ids import CardId
    from drill.sessions.collection import Collection
    from drill.store.prompts import StoredPrompt
    from drill.store.units import ReadUnit

NO_KATA = "No kata of these decks fits into {minutes:g} minutes."
NO_PROMPT = "No prompt fits this section: the decks at hand have none of its kind."


class Composer:
    """Composes one sitting at the unit's instant."""

    def __init__(
        self,
        collection: Collection,
        unit: ReadUnit,
        formats: Mapping[str, Format],
        lack_of_walls: str = "",
    ) -> None:
        """Compose from one snapshot.

        Args:
            collection: the learner's.
            unit: what is read.
            formats: all there are, for rounds.
            lack_of_walls: why no code can be run here; empty if it can.
        """
        self._lack_of_walls = lack_of_walls
        self._collection = collection
        self._unit = unit
        self._formats = formats
        self._chance = Chance("interview", unit.at.isoformat())
        self._taken: set[CardId] = set()
        """Prompts and katas of earlier sections: none is asked twice in a sitting."""

    def plan(self, format_: Format) -> InterviewPlan:
        """The plan of a format, its rounds laid out section by section."""
        sections = tuple(
            self._planned(section, f"s{place}", round_, weight)
            for place, (section, round_, weight) in enumerate(
                self._laid_out(format_), start=1
            )
        )
        return InterviewPlan(format_.format, format_.title, sections)

    def _laid_out(self, format_: Format) -> Iterator[tuple[AnySection, str, float]]:
        """Sections with the round they belong to, and their weight in the whole."""
        for section in format_.sections:
            if not isinstance(section, RoundSection):
                yield section, "", section.weight if section.counts else 0.0
                continue
            inner = self._formats[section.format].sections
            whole = sum(each.weight for each in inner if each.counts) or 1.0
            for each in inner:
                weight = section.weight * each.weight / whole if each.counts else 0.0
                yield each, section.title, weight

    def _planned(
        self, section: AnySection, id_: str, round_: str, weight: float
    ) -> PlannedSection:
        seconds = section.minutes * 60
        match section:
            case QuestionSection():
                return self._questions(section, id_, round_, weight)
            case PromptSection():
                return self._prompt(section, id_, round_, weight)
            case KataSection():
                return self._kata(section, id_, round_, weight)
            case BreakSection() | RoundSection():
                return PlannedSection(id_, BREAK, section.title, seconds, 0.0, round_)
            case _:
                assert_never(section)

    # --- questions ----------------------------------------------------------------

    def _questions(
        self, section: QuestionSection, id_: str, round_: str, weight: float
    ) -> PlannedSection:
        wishes = QuizWishes(
            scope=section.scope,
            number=section.number,
            mix=Mix(section.mix),
            difficulty=section.difficulty,
        )
        plan, lack = None, ""
        try:
            found = compose(self._collection, self._unit, wishes)
        except NothingToAsk as error:
            lack = f"{error.message}. {error.hint}".strip()
        else:
            lack = found.shortfall
            plan = QuestionPlan(
                found.questions,
                total_s=section.minutes * 60,
                each_s=section.seconds,
                marks_at_once=False,
            )
        return PlannedSection(
            id_,
            QUESTIONS,
            section.title,
            section.minutes * 60,
            weight,
            round_,
            questions=plan,
            lack=lack,
        )

    # --- katas --------------------------------------------------------------------

    def _kata(
        self, section: KataSection, id_: str, round_: str, weight: float
    ) -> PlannedSection:
        taken, chance = self._taken, self._chance
        found = kata_for(self._collection, self._unit, section, taken, chance)
        lack = ""
        if found is None:
            lack = f"{NO_KATA.format(minutes=section.minutes)} {COUNTS_NOT}"
        elif self._lack_of_walls:
            found, lack = None, self._lack_of_walls
        else:
            self._taken.add(found)
        seconds = section.minutes * 60
        return PlannedSection(
            id_, KATA, section.title, seconds, weight, round_, card=found, lack=lack
        )

    # --- prompts ------------------------------------------------------------------

    def _prompt(
        self, section: PromptSection, id_: str, round_: str, weight: float
    ) -> PlannedSection:
        bare = PlannedSection(
            id_,
            PROMPT,
            section.title,
            section.minutes * 60,
            weight,
            round_,
            lack=NO_PROMPT,
        )
        for card in self._candidates(section):
            note = parse_note(self._unit.notes.get(note_of(card)).document)
            if isinstance(note, Prompt):  # pragma: no branch - the record says so
                self._taken.add(card)
                return _with_prompt(bare, section, card, note)
        return bare

    def _candidates(self, section: PromptSection) -> list[CardId]:
        """Prompts that fit, those never asked first, then the longest ago."""
        fitting = [
            each
            for each in self._chance.shuffled(self._unit.prompts())
            if each.card not in self._taken and _fits(each, section)
        ]
        fitting.sort(key=lambda each: -1 if each.last_day is None else each.last_day)
        return [each.card for each in fitting]


def _fits(prompt: StoredPrompt, section: PromptSection) -> bool:
    if section.tags and not set(section.tags) & set(prompt.tags):
        return False
    deck = prompt.topic.partition("/")[0]
    return not section.scope or bool({deck, prompt.topic} & set(section.scope))


def _with_prompt(
    bare: PlannedSection, section: PromptSection, card: CardId, note: Prompt
) -> PlannedSection:
    phase_of = {
        area: phase.phase
        for phase in section.phases
        for area in (phase.phase, *phase.areas)
    }
    # What no phase claims counts for the part that weighs most.
    heaviest = max(section.phases, key=lambda phase: phase.weight).phase
    criteria = [
        PlannedCriterion(
            each.criterion, each.weight, phase_of.get(each.area or "", heaviest)
        )
        for each in (*note.rubric, *section.criteria)
    ]
    order = {phase.phase: place for place, phase in enumerate(section.phases)}
    criteria.sort(key=lambda each: order[each.phase])
    return PlannedSection(
        bare.id,
        PROMPT,
        bare.title,
        bare.seconds,
        bare.weight,
        bare.round,
        card=card,
        phases=tuple(
            PlannedPhase(
                each.phase,
                each.title,
                each.minutes * 60,
                each.weight,
                each.ask,
                each.headings,
            )
            for each in section.phases
        ),
        criteria=tuple(criteria),
    )
