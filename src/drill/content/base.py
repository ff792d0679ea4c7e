"""What all kinds of note have in common."""

from __future__ import annotations

from typing import ClassVar

from drill.content.fields import (
    Count,
    MaybeText,
    Model,
    Reference,
    Slug,
    Sources,
    Tag,
    Text,
)


class BaseNote(Model):
    """What an author may write in a note of any kind."""

    asks: ClassVar[str]
    """The key that holds the front's text."""

    id: Slug
    """Unique in the topic; never changes while the note means the same."""
    revision: Count = 1
    """Raised when the meaning changes: its cards come back for a check."""
    formerly: tuple[Reference, ...] = ()
    """Ids under which the note was known before."""
    why: MaybeText = ""
    """The explanation, shown after the answer."""
    hints: tuple[Text, ...] = ()
    """Help by degrees, the smallest first."""
    source: Sources = ()
    """Where to check the answer."""
    needs: tuple[Reference, ...] = ()
    """Notes and topics that come first; they hold back new cards only."""
    contrast: tuple[Reference, ...] = ()
    """Notes that are easily confused with this one."""
    tags: tuple[Tag, ...] = ()
    """Words to search by."""

    @property
    def asked(self) -> str:
        """The front's text as it was written; of several cards that of the first."""
        text: str = getattr(self, self.asks)
        return text
