"""What the help screen says of each screen. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.commands import GENERAL, TITLES, keys_of, of_screen
from drill.tui.keys import shown
from drill.tui.runs import EMPTY, Line, Run, indented, left, right
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.tui.commands import Command

MARGIN = 3
KEYS_WIDTH = 14
FORM_WIDTH = 30
"""Cells of what can be written, such as the forms of a search."""
ID_WIDTH = 22
MEASURE = 92
WITH_IDS = 100
"""Cells from which the ids for the keymap have room."""

ABOUT = {
    "home": "What is due this study day, by class; the backlog was due before it."
    " Enter reviews what the mark stands at: everything, one deck or one topic.",
    "review": "Recall the answer before you look. Then rate how it went: the words"
    " below the ratings say when the card comes back. Every answer is on disk before"
    " the next card is shown, and u takes back as many as you like.",
    "question": "While a question waits for its answer these keys come before the"
    " others. Where an answer is typed, a key that types a character is text: use the"
    " other one of a command, or find it with ^p.",
    "marked": "The app has marked the answer and proposes a rating. Another one can be"
    " chosen by its number, as far as the mark allows it.",
    "info": "Stability is the number of days until the chance of recall falls to 90 %."
    " The curve shows that chance day by day since the last review; the mark is today.",
    "welcome": "Only the decks that are chosen are studied. What you leave keeps all it"
    " holds and can come back at any time.",
    "help": "Every key can be changed: put the id of the command and the keys you want"
    " below [keys] in the settings file.",
    "browse": "What you type in the search narrows the list at once; all of it has to"
    " hold. Select cards with space, or act on the one at the mark. Each act is one"
    " operation, and u takes it back as a whole.",
    "settings": "Whatever you change is written to the settings file at once; comments"
    " in it stay. The file can be edited by hand as well.",
    "keys": "A key that another command of the same screen has already is not taken.",
    "decks": "Only the decks that are chosen are studied. What you leave keeps all it"
    " holds and can come back at any time.",
    "add": "A note makes one card or more. Write {{c1::words}} in a text with gaps, or"
    " select the words and press F6.",
    "study": "What else can be studied today; the line below says whether it counts.",
    "progress": "Reviews are answers that counted for the schedule; the rest was"
    " practice. Passed are those of due cards that were not rated Again.",
    "goals": "Readiness is the share of all cards that will be recalled on the day if"
    " nothing more is reviewed. The plan chooses for that day alone; it asks within the"
    " minutes you give it, and no due day is moved.",
    "import": "Nothing is written before you say so. The import is one operation with a"
    " backup before it; the same file again changes only what has changed.",
    "upkeep": "Backups are taken by themselves while something changes. Restoring one"
    " is `drill restore`, mending what the doctor finds is `drill doctor --repair`.",
    "trouble": "Nothing was changed. drill can try again as soon as the cause is gone.",
}
"""A few words for each screen."""


def help_lines(
    about: str,
    width: int,
    keymap: Mapping[str, str],
    pairs: Sequence[tuple[str, str]] = (),
    also: Sequence[str] = (),
) -> list[Line]:
    """The page of the help screen.

    Args:
        about: the first part of the ids of a screen's commands.
        width: of the page, in cells.
        keymap: the learner's own keys.
        pairs: what else can be written there, and what it means.
        also: the first parts of the ids of further commands.
    """
    room = max(8, min(width - 2 * MARGIN, MEASURE))
    lines: list[Line] = [EMPTY]
    for screen in (about, *also, GENERAL):
        lines.append((Run(TITLES.get(screen, screen), "heading"),))
        if words := ABOUT.get(screen):
            lines += [*wrap([Run(words, "muted")], room)]
        lines.append(EMPTY)
        if screen == about and pairs:
            lines += [*_pairs(pairs, room), EMPTY]
        for command in of_screen(screen):
            lines += _entry(command, room, keymap, with_id=width >= WITH_IDS)
        lines.append(EMPTY)
    return indented(lines, MARGIN)


def _pairs(pairs: Sequence[tuple[str, str]], room: int) -> list[Line]:
    """Forms and their meanings in two columns."""
    lines: list[Line] = []
    for form, meaning in pairs:
        words = wrap([Run(meaning)], max(8, room - FORM_WIDTH - 2))
        for index, line in enumerate(words):
            start = left(form if not index else "", FORM_WIDTH) + "  "
            lines.append((Run(start, "code"), *line))
    return lines


def _entry(
    command: Command, room: int, keymap: Mapping[str, str], *, with_id: bool
) -> list[Line]:
    keys = " ".join(shown(key) for key in keys_of(command, keymap))
    taken = KEYS_WIDTH + 2 + (ID_WIDTH if with_id else 0)
    words = wrap([Run(command.help)], max(8, room - taken))
    lines: list[Line] = []
    for index, line in enumerate(words):
        start = Run(right(keys if not index else "", KEYS_WIDTH) + "  ", "key")
        name = [Run(left(command.id if not index else "", ID_WIDTH), "muted")]
        lines.append((start, *(name if with_id else []), *line))
    return lines
