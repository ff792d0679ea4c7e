"""Follow the hand of CLOCK through a buffer pool with pinned and dirty pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.storage.clock_model import CLOCK, Frame, Pool, Rules, fetch
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

RULE: Final = (
    "A buffer pool replaces by CLOCK: the hand clears a reference bit that is set and"
    " passes on; where it is clear it evicts. A loaded page gets its bit set, and the"
    " hand moves on by one."
)
PINS: Final = " It passes over pinned frames and leaves their bits alone."
NOTHING: Final = "None: no frame can be freed"
MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(minds_bits=False), "takes the frame at the hand whatever its bit: FIFO"),
    (Rules(begins="at frame 0"), "begins at frame 0 instead of at the hand"),
    (Rules(begins="behind it"), "begins behind the frame at which the hand stands"),
    (Rules(turns=-1), "turns the hand backwards"),
    (Rules(minds_pins=False), "evicts a pinned page: somebody is using it"),
    (Rules(prefers_clean=True), "passes over dirty pages: CLOCK writes them out"),
)


_NO_BIT: Final = (Rules(sets_bit=False), "leaves the bit of the new page clear")

# --- one fetch --------------------------------------------------------------------


def _pool(chance: Chance, *, pins: bool) -> Pool:
    count = chance.whole(5, 7)
    numbers = chance.shuffled(range(10, 99))[:count]
    frames = [
        Frame(
            number,
            chance.fraction() < 0.6,  # noqa: PLR2004
            int(pins and chance.fraction() < 0.3),  # noqa: PLR2004
            pins and chance.pick((True, False)),
        )
        for number in numbers
    ]
    standing = [n for n, frame in enumerate(frames) if frame.has_bit]
    return Pool(frames, chance.pick(standing or [0]))


def _copy(pool: Pool, rules: Rules = CLOCK) -> Pool:
    return Pool([replace(frame) for frame in pool.frames], pool.hand, rules)


def _drawing(pool: Pool, *, pins: bool) -> str:
    rows: list[list[object]] = [
        ["frame", *range(len(pool.frames))],
        ["page", *(f"{each.page}{'d' * each.is_dirty}" for each in pool.frames)],
        ["bit", *pool.bits()],
    ]
    if pins:
        rows.append(["pins", *(frame.pins for frame in pool.frames)])
    return table(rows)


def _picture(pool: Pool, *, pins: bool) -> str:
    return (
        f"{RULE}{PINS if pins else ''}\n\n{_drawing(pool, pins=pins)}\n\nThe hand"
        f" stands at frame {pool.hand}{'; d marks dirty pages' if pins else ''}. "
    )


def _fetched(pool: Pool, page: int, rules: Rules = CLOCK) -> Pool:
    after = _copy(pool, rules)
    fetch(after, page)
    return after


def _victim(after: Pool) -> str:
    return f"Page {after.evicted[0]}" if after.evicted else NOTHING


def _why(pool: Pool, after: Pool, page: int, *, pins: bool) -> str:
    """The frames that the hand passes, and where it stops."""
    count, passed, place = len(pool.frames), [], pool.hand
    state = _copy(pool)
    while state.frames[place].pins or state.frames[place].has_bit:
        frame = state.frames[place]
        passed.append(f"{frame.page} ({'pinned' if frame.pins else 'bit cleared'})")
        frame.has_bit = frame.has_bit and frame.pins > 0
        place = (place + 1) % count
    before = f"The hand passes {listed(passed)}. " if passed else ""
    victim = pool.frames[place]
    dirty = " It is dirty, so it is written out first." if victim.is_dirty else ""
    return (
        f"{before}It stops at {victim.page}, whose bit is clear.{dirty} Then page"
        f" {page} is there, and the hand stands at frame {after.hand}:"
        f"\n\n{_drawing(after, pins=pins)}"
    )


def _is_full(pool: Pool) -> bool:
    return all(frame.pins for frame in pool.frames)


def _ask_victim(chance: Chance, *, pins: bool) -> Instance | None:
    pool = _pool(chance, pins=pins)
    page = chance.whole(1, 9)
    if _is_full(pool):
        return None
    after = _fetched(pool, page)
    wrong = [
        Wrong(_victim(_fetched(pool, page, rules)), why) for rules, why in MISTAKES
    ]
    text = f"{_picture(pool, pins=pins)}Page {page} is fetched. Which page is evicted?"
    question = choice_question(text, _victim(after), wrong, chance)
    if question is None:
        return None
    return Instance(question, _why(pool, after, page, pins=pins), (_LOOK,))


_LOOK: Final = "Is the frame at the hand pinned, and is its bit set?"


def _ask_two(chance: Chance) -> Instance | None:
    pool = _pool(chance, pins=True)
    one, other = chance.shuffled(range(1, 10))[:2]
    if _is_full(pool):
        return None
    first = _fetched(pool, one)
    both = _fetched(first, other)
    flaws = (*MISTAKES, _NO_BIT)
    wrong = [Wrong(_victims(pool, one, other, rules), why) for rules, why in flaws]
    back = _copy(first)
    back.hand = pool.hand
    wrong.append(
        Wrong(
            _both(first, _fetched(back, other)), "leaves the hand where it first stood"
        )
    )
    text = (
        f"{_picture(pool, pins=True)}Page {one} is fetched and unpinned, then page"
        f" {other}. Which pages are evicted?"
    )
    question = choice_question(text, _both(first, both), wrong, chance)
    said = f"{_victim(first)} makes room for page {one}. For page {other}:"
    why = f"{said} {_why(first, both, other, pins=True)}"
    return Instance(question, why, (_LOOK,)) if question else None


def _both(first: Pool, second: Pool) -> str:
    return f"{_victim(first)}, then {_victim(second).lower()}"


def _victims(pool: Pool, one: int, other: int, rules: Rules) -> str:
    first = _fetched(pool, one, rules)
    return _both(first, _fetched(first, other, rules))


def _ask_victim_plain(chance: Chance) -> Instance | None:
    return _ask_victim(chance, pins=False)


def _ask_victim_pinned(chance: Chance) -> Instance | None:
    return _ask_victim(chance, pins=True)


def _ask_bits(chance: Chance) -> Instance | None:
    pins = chance.pick((True, False))
    pool = _pool(chance, pins=pins)
    page = chance.whole(1, 9)
    if _is_full(pool):
        return None
    after = _fetched(pool, page)
    flaws = [
        *MISTAKES,
        _NO_BIT,
    ]
    wrong = [(_fetched(pool, page, rules).bits(), why) for rules, why in flaws]
    place = after.pages().index(page)
    kept = pool.bits()
    kept[place] = 1
    wrong.append((kept, "clears no bits on the way"))
    text = (
        f"{_picture(pool, pins=pins)}Page {page} is fetched. What are the reference"
        " bits then, from frame 0 on? Type them with"
        " spaces between them."
    )
    question = list_question(text, after.bits(), wrong)
    return Instance(question, _why(pool, after, page, pins=pins))


# --- several fetches --------------------------------------------------------------


def _fetches(chance: Chance, count: int) -> list[tuple[int, bool]]:
    """Pages and whether they are written to; no page follows itself."""
    pages = chance.shuffled(range(1, 10))[:5]
    found: list[tuple[int, bool]] = []
    while len(found) < count:
        page = chance.pick(pages)
        if not found or found[-1][0] != page:
            found.append((page, chance.fraction() < 0.5))  # noqa: PLR2004
    return found


def _run(fetches: Sequence[tuple[int, bool]], frames: int, rules: Rules) -> Pool:
    pool = Pool([Frame() for _ in range(frames)], rules=rules)
    for page, is_written in fetches:
        fetch(pool, page, dirties=is_written)
    return pool


def _said(fetches: Sequence[tuple[int, bool]]) -> str:
    return " ".join(
        f"{page}{'w' if is_written else ''}" for page, is_written in fetches
    )


def _opening(fetches: Sequence[tuple[int, bool]], frames: int) -> str:
    return (
        f"{RULE} It has {frames} frames, all free, and fills them from frame 0 on; the"
        " hand begins at frame 0. These pages are used, each unpinned at once, those"
        f" with w written to:\n\n```text\n{_said(fetches)}\n```\n\n"
    )


def _history(fetches: Sequence[tuple[int, bool]], frames: int) -> str:
    """The pool after each fetch: page, a star for its bit, w if it is dirty."""
    pool = Pool([Frame() for _ in range(frames)])
    columns: list[list[str]] = [["used", *(f"frame {n}" for n in range(frames)), ""]]
    for page, is_written in fetches:
        evicted, written = len(pool.evicted), pool.writes
        fetch(pool, page, dirties=is_written)
        mark = "out" if len(pool.evicted) > evicted else ""
        mark = "write" if pool.writes > written else mark
        columns.append([_said([(page, is_written)]), *map(_cell, pool.frames), mark])
    return table([list(row) for row in zip(*columns, strict=True)], gap=" ")


def _cell(frame: Frame) -> str:
    if frame.page is None:
        return ""
    return f"{frame.page}{'w' if frame.is_dirty else ''}{'*' if frame.has_bit else ''}"


_LEGEND: Final = (
    "A star is a set bit, w a dirty page, out an eviction, write one of a dirty page."
)


def _ask_end(chance: Chance) -> Instance | None:
    frames = chance.pick((3, 4))
    fetches = [(page, False) for page, _ in _fetches(chance, chance.whole(8, 10))]
    pool = _run(fetches, frames, CLOCK)
    if len(pool.evicted) < 2:  # noqa: PLR2004 - CLOCK has something to decide
        return None
    wrong = [
        (_run(fetches, frames, rules).pages(), why)
        for rules, why in (*MISTAKES, _NO_BIT)
    ]
    text = (
        f"{_opening(fetches, frames)}Which pages are in the frames at the end? Type"
        " them from frame 0 on, with spaces between them."
    ).replace(", those with w written to", "")
    question = list_question(text, pool.pages(), wrong)
    why = f"{_history(fetches, frames)}\n\n{_LEGEND}"
    return Instance(question, why, ("A hit sets the bit and leaves the hand alone.",))


def _ask_misses(chance: Chance) -> Instance | None:
    frames = chance.pick((3, 4))
    fetches = [(page, False) for page, _ in _fetches(chance, chance.whole(9, 11))]
    pool = _run(fetches, frames, CLOCK)
    if len(pool.evicted) < 2:  # noqa: PLR2004
        return None
    wrong = [
        (len(pool.evicted), "leaves out the misses that fill free frames"),
        *(
            (_run(fetches, frames, rules).misses, why)
            for rules, why in (*MISTAKES, _NO_BIT)
        ),
        (len(fetches) - pool.misses, "counts the hits"),
    ]
    text = f"{_opening(fetches, frames)}How many of the uses miss?".replace(
        ", those with w written to", ""
    )
    question = numeric_question(text, pool.misses, wrong, unit="misses")
    why = f"{_history(fetches, frames)}\n\n{counted(pool.misses, 'miss', 'misses')}."
    why += f" {_LEGEND}"
    return Instance(question, why, ("Filling a free frame is a miss too.",))


def _ask_writes(chance: Chance) -> Instance | None:
    frames = chance.pick((3, 4))
    fetches = _fetches(chance, chance.whole(9, 11))
    pool = _run(fetches, frames, CLOCK)
    left = sum(frame.is_dirty for frame in pool.frames)
    if not pool.writes:
        return None
    wrong = [
        (len(pool.evicted), "writes clean pages too"),
        (sum(is_written for _, is_written in fetches), "writes at once, each time"),
        (pool.writes + left, "writes out what is still in the pool at the end"),
        *(
            (_run(fetches, frames, rules).writes, why)
            for rules, why in (*MISTAKES[:3], _NO_BIT)
        ),
    ]
    text = (
        f"{_opening(fetches, frames)}How many pages are written to disk, if that"
        " happens"
        " at evictions only?"
    )
    question = numeric_question(text, pool.writes, wrong, unit="pages")
    why = (
        f"{_history(fetches, frames)}\n\n{len(pool.evicted)} evictions, {pool.writes}"
        " of"
        f" dirty pages; {left} more stay dirty in the pool. {_LEGEND}"
    )
    return Instance(question, why, ("A page stays dirty until it is written out.",))


make = by_difficulty(
    {
        1: (_ask_victim_plain, _ask_victim_plain, _ask_misses),
        2: (_ask_victim_pinned, _ask_victim_pinned, _ask_bits, _ask_end),
        3: (_ask_two, _ask_two, _ask_writes, _ask_writes, _ask_bits),
    }
)


GENERATOR = Generator(
    name="storage.buffer_pool",
    version=1,
    title="Follow the hand of CLOCK through a buffer pool",
    source=(
        "Ramakrishnan and Gehrke, Database Management Systems, 3rd edition, 9.4",
        "Stallings, Operating Systems, 7th edition, section 8.2",
    ),
    parameters=Parameters,
    make=make,
)
