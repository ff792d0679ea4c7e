"""Every remark that an import can make, by its code."""

from __future__ import annotations

from typing import Final

CODES: Final = {
    "I101": "media that cannot be unpacked",
    "I102": "media that are mentioned and not there",
    "I104": "notes that are in their file twice, of which the first counts",
    "I201": "notes without cards",
    "I202": "notes of image occlusion, whose masks cannot be shown",
    "I203": "notes whose kind is unknown to their file",
    "I204": "cards whose front is empty",
    "I205": "cloze notes without a gap, which ask all of their text",
    "I206": "filters of templates that are not known",
    "I207": "cards of one note that lie in several decks; all follow the first",
    "I208": "notes that cannot be converted",
    "I209": "boxes to type the answer into, on notes of several cards",
    "I301": "rows without a front",
    "I303": "letters that were read as Windows-1252",
    "I401": "texts that cannot be opened",
    "I402": "gaps that cannot be read",
    "I403": "questions without an answer",
    "I501": "errors in decks of drill's own; what has them is left out",
    "I502": "katas, which are whole folders and are left out",
    "I503": "entries beside decks that do not say who a note is",
    "I601": "scripts, which are left out",
    "I602": "styles, which are left out",
    "I603": "drawings (SVG), which are left out",
    "I604": "texts that were longer than a card may be, and were cut",
    "I605": "images within the text itself, which are left out",
    "I701": "cards in the source's own bin, which are left there",
    "I702": "cards whose template is not there; their fields follow one another",
    "I703": "fields that the source fills by itself, which are left empty",
    "I704": "cards of gaps that are not in their text, whose history is left out",
    "I705": "databases of reviews beside texts that cannot be read",
    "I706": "cards with reviews that no text has as they were",
    "I707": "settings beside texts that cannot be read",
}
"""Code to what is counted under it."""
