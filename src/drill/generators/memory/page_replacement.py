"""Replace pages by FIFO, LRU and OPT, and meet Belady's anomaly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.memory.replacement_model import (
    Policy,
    Step,
    faults,
    trace,
    victim,
)
from drill.generators.wording import counted

if TYPE_CHECKING:
    from drill.chance import Chance

RULES: Final = {
    Policy.FIFO: "FIFO",
    Policy.LRU: "LRU",
    Policy.OPT: "OPT (Belady’s optimal policy)",
}
GIVES_WAY: Final = {
    Policy.FIFO: "the page that was loaded first gives way, used or not",
    Policy.LRU: "the page whose last use is longest ago gives way",
    Policy.OPT: "the page whose next use is farthest away gives way",
}
CONFUSED: Final = {
    Policy.FIFO: "evicts the page loaded first: that is FIFO",
    Policy.LRU: "evicts the page unused for longest: that is LRU",
    Policy.OPT: "looks into the future: that is OPT",
    Policy.MRU: "evicts the page used last",
    Policy.LFU: "counts uses: that is LFU",
}
NEWS: Final = 0.55
"""How often a page comes up that was not used before, while there are such."""
BELADY: Final = (1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5)
"""The string of Belady, Nelson and Shedler; others are made from it."""


def _references(chance: Chance, count: int, pages: int) -> list[int]:
    """A string in which no page follows itself; new pages come up by and by."""
    fresh = chance.shuffled(range(1, pages + 1))
    found = [fresh.pop(), fresh.pop()]
    while len(found) < count:
        known = [page for page in found if page != found[-1]]
        is_fresh = fresh and chance.fraction() < NEWS
        found.append(fresh.pop() if is_fresh else chance.pick(known))
    return found


def _setting(references: list[int], frames: int, policy: Policy) -> str:
    row = " ".join(map(str, references))
    return (
        f"A process has {frames} frames, all empty at first, and replaces pages by"
        f" {RULES[policy]}. It uses the pages\n\n```text\n{row}\n```\n\n"
    )


def _others(policy: Policy) -> list[Policy]:
    return [each for each in Policy if each is not policy]


def _why(steps: list[Step], frames: int, policy: Policy) -> str:
    """The frames after each reference, as a table; a star marks a fault."""
    rows = [["page", *(str(step.page) for step in steps)]]
    for place in range(frames):
        held = [step.resident[place : place + 1] for step in steps]
        label = "oldest" if place == 0 else ""
        rows.append([label, *(str(each[0]) if each else "" for each in held)])
    rows.append(["fault", *("*" if step.is_fault else "" for step in steps)])
    total = counted(sum(step.is_fault for step in steps), "fault")
    return (
        f"{table(rows, gap=' ')}\n\nUnder {policy.value}, {GIVES_WAY[policy]}; the"
        f" column shows the pages in the order in which they were loaded. {total}, the"
        f" {frames} that fill empty frames among them."
    )


# --- what is asked ----------------------------------------------------------------


def _ask_faults(chance: Chance, policies: tuple[Policy, ...]) -> Instance | None:
    frames = chance.pick((3, 3, 4))
    references = _references(chance, chance.whole(11, 13), frames + 2)
    policy = chance.pick(policies)
    answer = faults(references, frames, policy)
    if len({faults(references, frames, each) for each in RULES}) < len(policies):
        return None
    wrong = [
        (answer - frames, "leaves out the faults that fill the empty frames"),
        *(
            (faults(references, frames, each), CONFUSED[each])
            for each in _others(policy)
        ),
        (len(references) - answer, "counts the hits"),
    ]
    text = f"{_setting(references, frames, policy)}How many page faults are there?"
    question = numeric_question(text, answer, wrong, unit="faults")
    why = _why(trace(references, frames, policy), frames, policy)
    return Instance(question, why, ("The first use of a page is always a fault.",))


def _ask_few(chance: Chance) -> Instance | None:
    return _ask_faults(chance, (Policy.FIFO, Policy.LRU))


def _ask_all(chance: Chance) -> Instance | None:
    return _ask_faults(chance, (Policy.FIFO, Policy.LRU, Policy.OPT))


def _ask_victim(chance: Chance) -> Instance | None:
    frames = chance.pick((3, 4))
    references = _references(chance, chance.whole(7, 10), frames + 2)
    policy = chance.pick((Policy.FIFO, Policy.LRU, Policy.OPT))
    steps = trace(references, frames, policy)
    last = next((step for step in reversed(steps) if step.evicted), None)
    if last is None or (policy is Policy.OPT and not _is_forced(steps, references)):
        return None
    place = len(steps) - steps[::-1].index(last)
    before = steps[place - 2].resident
    wrong = [
        Wrong(f"Page {victim(before, references, place - 1, each)}", CONFUSED[each])
        for each in _others(policy)
    ]
    text = (
        f"{_setting(references, frames, policy)}Which page gives way to page"
        f" {last.page} at reference number {place}?"
    )
    question = choice_question(text, f"Page {last.evicted}", wrong, chance)
    why = _why(steps, frames, policy)
    hint = f"Before it, pages {', '.join(map(str, sorted(before)))} are in memory."
    return Instance(question, why, (hint,)) if question else None


def _is_forced(steps: list[Step], references: list[int]) -> bool:
    """Whether OPT never has two pages to choose from that are not used again."""
    for place, step in enumerate(steps):
        if step.evicted is not None:
            before = steps[place - 1].resident
            if sum(page not in references[place:] for page in before) > 1:
                return False
    return True


def _ask_resident(chance: Chance) -> Instance | None:
    frames = chance.pick((3, 4))
    references = _references(chance, chance.whole(11, 13), frames + 2)
    policy = chance.pick((Policy.FIFO, Policy.LRU))
    steps = trace(references, frames, policy)
    if sum(step.evicted is not None for step in steps) < 2:  # noqa: PLR2004
        return None
    wrong = [
        (sorted(trace(references, frames, each)[-1].resident), CONFUSED[each])
        for each in _others(policy)
    ]
    text = (
        f"{_setting(references, frames, policy)}Which pages are in memory at the end?"
        " Type them in rising order, with spaces between them."
    )
    question = list_question(text, sorted(steps[-1].resident), wrong)
    return Instance(question, _why(steps, frames, policy))


def _relabelled(chance: Chance) -> list[int]:
    """Belady's string, or one like it, with other names for its pages."""
    string = list(BELADY)
    for _ in range(chance.whole(0, 3)):
        place = chance.whole(1, len(string) - 2)
        beside = (string[place - 1], string[place + 1])
        string[place] = chance.pick([page for page in BELADY if page not in beside])
    names = chance.shuffled(range(1, 6))
    return [names[page - 1] for page in string]


def _ask_more_frames(chance: Chance) -> Instance | None:
    policy = chance.pick((Policy.FIFO, Policy.FIFO, Policy.LRU))
    references = _relabelled(chance)
    three, four = faults(references, 3, policy), faults(references, 4, policy)
    change = four - three
    if policy is Policy.FIFO and change < 0 and chance.fraction() < 0.6:  # noqa: PLR2004
        return None  # the usual case would come up too often
    text = (
        f"{_setting(references, 3, policy)}How does the number of page faults change if"
        " it gets a fourth frame?"
    )
    wrong = _changes(references, change, policy)
    question = choice_question(text, _change(change), wrong, chance)
    rule = (
        "FIFO is no stack algorithm: the pages in 3 frames need not be among those in 4"
        if policy is Policy.FIFO
        else "LRU is a stack algorithm: what 3 frames hold, 4 hold too; no anomaly"
    )
    why = (
        f"{three} faults with 3 frames, {four} with 4: {_change(change).lower()}."
        f" {rule}.\n\n{_rows(references, 3, policy)}\n\n{_rows(references, 4, policy)}"
    )
    return Instance(question, why) if question else None


def _rows(references: list[int], frames: int, policy: Policy) -> str:
    steps = trace(references, frames, policy)
    marks = ["*" if step.is_fault else "" for step in steps]
    return table(
        [["page", *map(str, references)], [f"{frames} frames", *marks]], gap=" "
    )


def _change(change: int) -> str:
    if change == 0:
        return "It stays the same"
    return f"It {'rises' if change > 0 else 'falls'} by {abs(change)}"


def _changes(references: list[int], change: int, policy: Policy) -> list[Wrong]:
    others = {
        each: faults(references, 4, each) - faults(references, 3, each)
        for each in _others(policy)
    }
    belief = Wrong(_change(-1), "holds that more frames never cost faults")
    if change <= 0:
        belief = Wrong(_change(1), "sees Belady’s anomaly where there is none")
    return [
        belief,
        *(Wrong(_change(each), CONFUSED[other]) for other, each in others.items()),
        Wrong(_change(0), "takes what is gained early to be lost again later"),
    ]


def _ask_frames_needed(chance: Chance) -> Instance | None:
    references = _references(chance, 12, 5)
    counts = {frames: faults(references, frames, Policy.LRU) for frames in range(1, 6)}
    allowed = counts[chance.whole(2, 4)] + chance.pick((0, 0, 1))
    answer = min(frames for frames in counts if counts[frames] <= allowed)
    by_fifo = [n for n in counts if faults(references, n, Policy.FIFO) <= allowed]
    if answer == 1:
        return None
    row = " ".join(map(str, references))
    text = (
        f"A process uses the pages\n\n```text\n{row}\n```\n\nPages are replaced by LRU;"
        " all frames are empty at first, and filling them counts. What is the least"
        f" number of frames with which there are at most {allowed} page faults?"
    )
    wrong = [
        (answer - 1, f"{counts[answer - 1]} faults: one frame too few"),
        *((min(by_fifo), CONFUSED[Policy.FIFO]) for _ in by_fifo[:1]),
        (len(counts), "has a frame for every page: fewer do"),
    ]
    rows = [["frames", *counts], ["faults", *counts.values()]]
    why = (
        f"{table(rows)}\n\nLRU is a stack algorithm, so the faults never rise with"
        f" the frames, and {answer} is the first number with at most {allowed}."
    )
    return Instance(numeric_question(text, answer, wrong, unit="frames"), why)


make = by_difficulty(
    {
        1: (_ask_few, _ask_victim),
        2: (_ask_all, _ask_victim, _ask_resident),
        3: (_ask_more_frames, _ask_more_frames, _ask_frames_needed),
    }
)


GENERATOR = Generator(
    name="memory.page_replacement",
    version=1,
    title="Replace pages by FIFO, LRU and OPT",
    source=(
        "Silberschatz et al., Operating System Concepts, 10th edition, section 10.4",
        "Belady, Nelson and Shedler, CACM 12(6), 1969",
        "Mattson et al., IBM Systems Journal 9(2), 1970",
    ),
    parameters=Parameters,
    make=make,
)
