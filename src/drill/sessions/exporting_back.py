"""Notes of Anki's on their way back: as they came, or with what was changed here."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drill.interchange.instants import LATEST_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.interchange.anki_back import GivenBack
    from drill.store.outgoing import CardRow, Kept, NoteRow

ANKI: Final = "anki"
NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class Back(NamedTuple):
    """What goes back beside the cards; `KeptNote` says what it is."""

    type: str
    guid: str
    fields: Sequence[str]
    media: Mapping[str, str]
    factors: Mapping[str, Any]
    after_s: int


def back_to_anki(
    row: NoteRow,
    kept: Kept | None,
    cards: Sequence[CardRow],
    types: Mapping[str, Mapping[str, Any]],
) -> Back | None:
    """A note of Anki's as it came, or with what was changed here in its fields.

    None of all others, and where its kind does not tell which field that is.

    Args:
        row: the note.
        kept: what its import kept.
        cards: its cards.
        types: kinds of note of Anki's that were kept, by their ids.
    """
    if kept is None or kept[1] != ANKI or (id_ := str(kept[2])) not in types:
        return None
    guid, factors = kept[3], kept[6]
    fields, media = _as_it_came(kept)
    after_s = 0
    if not is_same(row):
        changed = _changed(row, (fields, media), cards, (id_, types[id_]))
        if changed is None:
            return None
        (fields, media), after_s = changed, _instant_s(kept[7])
    return Back(
        id_,
        str(guid) if guid else "",
        fields,
        media,
        factors if isinstance(factors, dict) else NONE,
        after_s,
    )


def is_same(row: NoteRow) -> bool:
    """Whether a note says what it said when it was imported last."""
    return row[3].endswith(f" {row[4]}")


def _changed(
    row: NoteRow,
    came: tuple[list[str], Mapping[str, str]],
    cards: Sequence[CardRow],
    kind: tuple[str, Mapping[str, Any]],
) -> GivenBack | None:
    """The fields of a note that was changed here."""
    from drill.interchange import anki_back
    from drill.interchange.anki_rows import ordinal_of

    return anki_back.given_back(
        anki_back.type_of(*kind),
        anki_back.Kept(*came, row[5]),
        json.loads(row[6]),
        [ordinal_of(card[2]) for card in cards],
    )


def _as_it_came(kept: Kept) -> tuple[list[str], Mapping[str, str]]:
    """Fields and media of a note of Anki's; a file of JSON may have said anything."""
    fields, media = kept[4], kept[5]
    texts = list(map(str, fields)) if isinstance(fields, list) else []
    if not isinstance(media, dict) or not media:
        return texts, NONE
    return texts, {str(name): str(here) for name, here in media.items()}


def _instant_s(modified: Any) -> int:
    """When a note was changed in Anki, as it says itself; 0 of nonsense."""
    is_instant = isinstance(modified, int) and 0 <= modified <= LATEST_MS // 1_000
    return modified if is_instant else 0
