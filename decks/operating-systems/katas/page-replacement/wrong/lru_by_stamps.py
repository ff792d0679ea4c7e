"""Right but slow: stamps each reference, and looks for the oldest of all stamps."""

from typing import Any


class Fifo:
    """Replaces pages in the order of loading, which goes round the frames."""

    def __init__(self, frames: int) -> None:
        self.frames = frames
        self.hand = 0

    def touch(self, frame: int) -> None:
        """Take note of a reference: FIFO does not care."""

    def victim(self) -> int:
        """The frame whose page has to go."""
        frame = self.hand
        self.hand = (frame + 1) % self.frames
        return frame


class Lru:
    """Replaces the page whose last reference is the longest ago."""

    def __init__(self, frames: int) -> None:
        self.now = 0
        self.stamps: dict[int, int] = {}

    def touch(self, frame: int) -> None:
        """Take note of a reference."""
        self.now += 1
        self.stamps[frame] = self.now

    def victim(self) -> int:
        """The frame whose page has to go."""
        return min(self.stamps, key=self.stamps.get)


class Clock:
    """Goes round the frames and spares those referenced since it last came by."""

    def __init__(self, frames: int) -> None:
        self.referenced = [False] * frames
        self.hand = 0

    def touch(self, frame: int) -> None:
        """Take note of a reference."""
        self.referenced[frame] = True

    def victim(self) -> int:
        """The frame whose page has to go."""
        while self.referenced[self.hand]:
            self.referenced[self.hand] = False
            self._advance()
        frame = self.hand
        self._advance()
        return frame

    def _advance(self) -> None:
        self.hand = (self.hand + 1) % len(self.referenced)


POLICIES = {"fifo": Fifo, "lru": Lru, "clock": Clock}


def replace_pages(policy: str, frames: int, references: list[int]) -> dict[str, Any]:
    """The number of page faults, and the pages in the frames at the end."""
    chosen = POLICIES[policy](frames)
    held: list[int | None] = [None] * frames
    where: dict[int, int] = {}
    """The frame of each page that is loaded."""
    faults = 0
    for page in references:
        frame = where.get(page)
        if frame is None:
            if faults < frames:
                frame = faults
            else:
                frame = chosen.victim()
                del where[held[frame]]
            held[frame] = page
            where[page] = frame
            faults += 1
        chosen.touch(frame)
    return {"faults": faults, "frames": held}
