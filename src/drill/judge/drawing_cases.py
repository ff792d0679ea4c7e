"""The cases of a kata in the order of running: written, random, large.

What a case is called and how many there are is known without running anything; the
arguments of drawn ones and what the reference wants are fetched when they are needed,
once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.judge.deck_worker import Trouble
from drill.judge.verdicts import CaseName, Origin, Wanted

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Mapping
    from typing import Any

    from drill.content.kata import RandomCases
    from drill.content.kata_cases import WrittenCase
    from drill.content.kata_files import KataFolder
    from drill.judge.deck_worker import DeckWorker

LARGE: Final = "large"


@dataclass(frozen=True, slots=True)
class Planned:
    """A case that will be run."""

    case: CaseName
    written: WrittenCase | None = None
    """None of a case that the generator draws."""
    seed: str = ""
    """Of a drawn case."""
    asked_stage: str | None = None
    """The stage that the generator is told; None for all rules."""

    @property
    def needs_deck(self) -> bool:
        """Whether code of the deck says its arguments or what it wants."""
        written = self.written
        return written is None or not (written.has_want or written.raises)


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage, or a kata without any."""

    id: str | None
    cases: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case that can be run."""

    name: CaseName
    arguments: Mapping[str, Any]
    wanted: Wanted


def planned_stages(kata: KataFolder) -> tuple[PlannedStage, ...]:
    """All cases of a kata, stage by stage, numbered in the order of running.

    The kata's own random cases and the large one may need every rule, so they belong to
    the last stage.
    """
    cases = kata.note.cases
    stages = kata.note.stages
    found: list[list[Planned]] = []
    for stage in stages:
        mine = [_written(each) for each in kata.cases if each.stage == stage.id]
        if stage.random:
            mine += _random(stage.random, stage.id, f"{stage.id} ", stage.id)
        found.append(mine)
    if not stages:
        found.append([_written(each) for each in kata.cases])
    last = stages[-1].id if stages else None
    if cases and cases.random:
        found[-1] += _random(cases.random, last)
    if cases and cases.large:
        name = CaseName(LARGE, last, origin=Origin.LARGE, size=cases.large.size)
        found[-1].append(Planned(name, seed=LARGE))
    ids: list[str | None] = [*(stage.id for stage in stages)] or [None]
    return tuple(_numbered(ids, found))


def _written(case: WrittenCase) -> Planned:
    return Planned(CaseName(case.name, case.stage), case)


def _random(
    wish: RandomCases, stage: str | None, prefix: str = "", asked: str | None = None
) -> list[Planned]:
    """Random cases whose sizes grow evenly from the least to the most."""
    least, most, count = wish.size.least, wish.size.most, wish.count
    planned = []
    for place in range(count):
        size = least + (most - least) * place // max(count - 1, 1)
        label = f"{prefix}random {place + 1}"
        name = CaseName(label, stage, origin=Origin.RANDOM, size=size)
        planned.append(Planned(name, None, f"{wish.seed}:{place}", asked))
    return planned


def _numbered(
    ids: list[str | None], found: list[list[Planned]]
) -> Iterator[PlannedStage]:
    number = 0
    for stage, planned in zip(ids, found, strict=True):
        cases = []
        for each in planned:
            number += 1
            name = CaseName(
                each.case.name, stage, number, each.case.origin, each.case.size
            )
            cases.append(Planned(name, each.written, each.seed, each.asked_stage))
        yield PlannedStage(stage, tuple(cases))


class CaseBook:
    """The cases of one kata, kept once drawn. Used from one thread at a time."""

    def __init__(self, kata: KataFolder, deck: DeckWorker) -> None:
        self.kata = kata
        self.deck = deck
        self.stages = planned_stages(kata)
        self._kept: dict[int, Case] = {}

    def case(
        self, planned: Planned, *, cancelled: threading.Event | None = None
    ) -> Case | Trouble:
        """A planned case with its arguments and what it wants."""
        number = planned.case.number
        if number not in self._kept:
            made = self._made(planned, cancelled)
            if isinstance(made, Trouble):
                return made
            self._kept[number] = made
        return self._kept[number]

    def drawn(
        self,
        name: CaseName,
        seed: str,
        stage: str | None,
        *,
        cancelled: threading.Event | None = None,
    ) -> Case | Trouble:
        """A case outside the plan, such as a smaller one; not kept.

        Args:
            name: with the size to ask for.
            seed: of the draw.
            stage: what the generator is told.
        """
        size = name.size or 0
        arguments = self.deck.draw(seed, size, stage, cancelled=cancelled)
        if isinstance(arguments, Trouble):
            return arguments
        wanted = self.deck.wanted(arguments, cancelled=cancelled)
        if isinstance(wanted, Trouble):
            return wanted
        return Case(name, arguments, wanted)

    def _made(
        self, planned: Planned, cancelled: threading.Event | None
    ) -> Case | Trouble:
        written = planned.written
        if written is None:
            stage = planned.asked_stage
            return self.drawn(planned.case, planned.seed, stage, cancelled=cancelled)
        if not planned.needs_deck:
            wanted = Wanted(written.want, written.raises)
            return Case(planned.case, written.arguments, wanted)
        found = self.deck.wanted(written.arguments, cancelled=cancelled)
        if isinstance(found, Trouble):
            return found
        return Case(planned.case, written.arguments, found)
