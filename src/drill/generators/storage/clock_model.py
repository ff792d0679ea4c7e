"""A buffer pool that replaces pages by CLOCK, one fetch after another.

A miss takes a free frame if there is one. Else the hand goes round: it passes pinned
frames, clears a reference bit that is set and passes, and evicts the first page whose
bit is clear. A loaded page gets its bit set, and the hand moves on to the next frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Frame:
    """One place for a page."""

    page: int | None = None
    has_bit: bool = False
    """Whether its reference bit is set."""
    pins: int = 0
    is_dirty: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the pool does; the defaults are those of CLOCK, the others are errors."""

    minds_pins: bool = True
    minds_bits: bool = True
    """Without it the pool is a FIFO queue."""
    begins: str = "at the hand"
    """Where the search begins: `at the hand`, `behind it`, or `at frame 0`."""
    turns: int = 1
    """Frames by which the hand moves in one step; -1: backwards."""
    prefers_clean: bool = False
    """Whether dirty frames are passed over like pinned ones."""
    sets_bit: bool = True
    """Whether a page that is loaded gets its bit set."""


CLOCK = Rules()


@dataclass(slots=True)
class Pool:
    """Frames, the hand, and what has been done."""

    frames: list[Frame]
    hand: int = 0
    rules: Rules = CLOCK
    misses: int = 0
    writes: int = 0
    evicted: list[int] = field(default_factory=list)

    def pages(self) -> list[int | None]:
        """What each frame holds."""
        return [frame.page for frame in self.frames]

    def bits(self) -> list[int]:
        """The reference bits."""
        return [int(frame.has_bit) for frame in self.frames]


def fetch(pool: Pool, page: int, *, dirties: bool = False) -> bool:
    """Ask a pool for a page and unpin it at once.

    Args:
        pool: is changed.
        page: its number.
        dirties: whether the page is written to.

    Returns:
        False when no frame can be freed.
    """
    for frame in pool.frames:
        if frame.page == page:
            frame.has_bit = True
            frame.is_dirty = frame.is_dirty or dirties
            return True
    pool.misses += 1
    place = _place(pool)
    if place is None:
        return False
    frame = pool.frames[place]
    if frame.page is not None:
        pool.evicted.append(frame.page)
        pool.writes += frame.is_dirty
    pool.frames[place] = Frame(page, pool.rules.sets_bit, 0, dirties)
    pool.hand = (place + pool.rules.turns) % len(pool.frames)
    return True


def _place(pool: Pool) -> int | None:
    """The frame for a new page; clears the bits that the hand passes."""
    free = [n for n, frame in enumerate(pool.frames) if frame.page is None]
    if free:
        return free[0]
    count = len(pool.frames)
    starts = {"at the hand": pool.hand, "at frame 0": 0}
    place = starts.get(pool.rules.begins, (pool.hand + 1) % count)
    for _ in range(2 * count):
        frame = pool.frames[place]
        if not _is_kept(frame, pool.rules):
            if not (frame.has_bit and pool.rules.minds_bits):
                return place
            frame.has_bit = False
        place = (place + pool.rules.turns) % count
    return None


def _is_kept(frame: Frame, rules: Rules) -> bool:
    is_pinned = frame.pins > 0 and rules.minds_pins
    return is_pinned or (frame.is_dirty and rules.prefers_clean)
