"""A note of a foreign file, converted, with its media in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from drill.content.faces import faces
from drill.content.indexing import document_hash
from drill.content.notes import parse_note
from drill.store.wording import two_sided_wording, wording_of

if TYPE_CHECKING:
    from drill.content.faces import CardFace
    from drill.content.notes import Note
    from drill.ids import TopicId
    from drill.interchange.package import ForeignNote, Made
    from drill.sessions.import_media import MediaStore
    from drill.store.wording import Wording


class Arrived(NamedTuple):
    """What a file says of a note."""

    note: ForeignNote
    made: Made
    document: dict[str, Any]
    """As the deck format has it; what it mentions is found here."""
    digest: str
    """Of the document."""
    parsed: Note | None
    """None of a plain one: nobody needs it to say what it says."""

    @property
    def faces(self) -> tuple[CardFace, ...]:
        """What its cards show."""
        return faces(self.parsed or parse_note(self.document))

    def said(self, topic: TopicId) -> Wording:
        """What the store keeps of it, under the topic that it is shown in."""
        if self.parsed is None:
            return two_sided_wording(self.document, self.digest)
        return wording_of(self.parsed, topic, self.digest)


def arrived(note: ForeignNote, made: Made, media: MediaStore) -> Arrived:
    """A note that was made of what a file says."""
    document, parsed = dict(made.document), made.note
    if made.media:
        document, parsed = media.document(document, made.media), None
    if parsed is None and not made.is_plain:
        parsed = parse_note(document)
    return Arrived(note, made, document, document_hash(document), parsed)
