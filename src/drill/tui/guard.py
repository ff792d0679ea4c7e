"""Keeps held and doubled keys from answering a card.

A rating within 150 ms of the reveal was not meant for this back; the same key again
within 100 ms is a held or bouncing key. Pure: moments are arguments.
"""

from __future__ import annotations

REVEAL_PAUSE_S = 0.150
REPEAT_PAUSE_S = 0.100
LONG_AGO = float("-inf")


class KeyGuard:
    """Remembers when the back was painted and which key came last, and when."""

    def __init__(self) -> None:
        self._revealed_at = LONG_AGO
        self._key = ""
        self._pressed_at = LONG_AGO
        self._is_repeat = False

    def revealed(self, at: float) -> None:
        """The back was painted.

        Args:
            at: seconds on a monotonic clock, as everywhere here.
        """
        self._revealed_at = at

    def pressed(self, key: str, at: float) -> None:
        """A key arrived; each repeat of a held key counts as a press."""
        self._is_repeat = key == self._key and at - self._pressed_at < REPEAT_PAUSE_S
        self._key = key
        self._pressed_at = at

    @property
    def is_repeat(self) -> bool:
        """Whether the latest key is a held or doubled one."""
        return self._is_repeat

    def admits_rating(self, at: float) -> bool:
        """Whether a rating asked for at this moment was meant."""
        return not self._is_repeat and at - self._revealed_at >= REVEAL_PAUSE_S

    def forget_key(self) -> None:
        """What comes next is no key press: a click, or a command of the palette."""
        self._key = ""
        self._is_repeat = False
