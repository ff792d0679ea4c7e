"""Every command of the front end, declared once.

Bindings, the line of keys, the palette, the help screen and the table in the
documentation are made from `COMMANDS`. The standard library alone, so that the
first paint can show the keys; `drill.tui.bindings` makes Textual bindings of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.command import GENERAL, Command
from drill.tui.commands_of_goals import GOAL_TITLES, GOALS
from drill.tui.commands_of_interviews import INTERVIEW_TITLES, INTERVIEWS
from drill.tui.commands_of_katas import KATA_TITLES, KATAS
from drill.tui.commands_of_library import LIBRARY, LIBRARY_TITLES
from drill.tui.commands_of_media import MEDIA, MEDIA_TITLES
from drill.tui.commands_of_questions import QUESTION_TITLES, QUESTIONS
from drill.tui.commands_of_quizzes import QUIZ_TITLES, QUIZZES
from drill.tui.keys import separate, shown, types

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "COMMANDS",
    "GENERAL",
    "TITLES",
    "Command",
    "keys_of",
    "of_screen",
    "shown_key",
    "table",
]


def _commands(*rows: Command) -> dict[str, Command]:
    return {command.id: command for command in rows}


COMMANDS: dict[str, Command] = _commands(
    Command("general.help", "question_mark", "help", "help",
            "What this screen shows and every key of it.", 8),
    Command("general.help-typing", "f1", "help", "help",
            "The same while typing.", is_priority=True),
    Command("general.palette", "ctrl+p", "command_palette", "find a command",
            "Find any command by its name.", is_priority=True),
    Command("general.theme", "f8", "next_theme", "theme",
            "Change the colours to the next theme, for this run."),
    Command("general.quit", "ctrl+q", "quit", "quit",
            "Leave drill; every answer is on disk already.", is_priority=True),
    Command("home.review", "enter", "review", "review",
            "Review what the mark stands at: everything, a deck or a topic.", 1),
    Command("home.quiz", "t", "quiz", "quiz",
            "Be asked against the clock, of what the mark stands at.", 1),
    Command("home.interview", "i", "open('interviews')", "interview",
            "Sit an interview drill, and look at earlier ones.", 2),
    Command("home.katas", "k", "open('katas')", "katas",
            "Write code that really runs, or go on with it.", 2),
    Command("home.up", "up", "move(-1)", "up", "Move the mark up."),
    Command("home.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("home.open", "right,l", "expand(True)", "unfold",
            "Show the topics of the deck at the mark."),
    Command("home.close", "left,h", "expand(False)", "fold",
            "Hide the topics of the deck at the mark."),
    Command("home.fold", "space", "fold", "fold",
            "Show or hide the topics of the deck at the mark.", 8),
    Command("home.browse", "slash", "open('browse')", "browse",
            "Search cards, and act on many at once.", 2),
    Command("home.progress", "p", "open('progress')", "progress",
            "What was done, how well, and what comes.", 3),
    Command("home.add", "a", "open('add')", "add", "Write a note.", 4),
    Command("home.study", "c", "open('study')", "custom",
            "Custom study: more new cards, ahead, forgotten ones, or a search.", 5),
    Command("home.decks", "d", "open('decks')", "decks",
            "Choose what is studied, or make a deck of your own.", 6),
    Command("home.settings", "comma", "open('settings')", "settings",
            "Every setting with its explanation, and every key.", 7),
    Command("home.choose", "w", "choose", "first choices",
            "Choose decks, new cards a day and the rollover hour in one place."),
    Command("home.goals", "g", "open('goals')", "interview dates",
            "Set the date of an interview, and see how ready you will be."),
    Command("home.holidays", "y", "open('holidays')", "holidays",
            "Take days off, or take a holiday back."),
    Command("home.spread", "b", "spread", "spread the backlog",
            "Deal what is late out over some days."),
    Command("home.upkeep", "m", "open('upkeep')", "upkeep",
            "Backups, the doctor, reported cards and what undo takes back."),
    Command("home.undo", "u", "undo", "undo",
            "Take back the latest operation of this device, across restarts."),
    Command("home.redo", "ctrl+r", "redo", "redo", "Do again what was taken back."),
    Command("home.quit", "q", "app.quit", "quit",
            "Leave drill; every answer is on disk already.", 8),
    Command("review.reveal", "space,enter", "reveal", "show the answer",
            "Show the back of the card.", 1),
    Command("review.again", "1", "rate(1)", "again", "I did not know it.", 1),
    Command("review.hard", "2", "rate(2)", "hard", "I knew it, with trouble.", 1),
    Command("review.good", "3", "rate(3)", "good", "I knew it.", 1),
    Command("review.easy", "4", "rate(4)", "easy", "I knew it without a thought.", 1),
    Command("review.retry", "r,f5", "retry", "try again",
            "Try once more what could not be saved.", 1),
    Command("review.hint", "h", "hint", "hint", "Show the next hint.", 2),
    Command("review.undo", "u,ctrl+z", "undo", "undo",
            "Take back the latest operation and show that card again.", 2),
    Command("review.redo", "ctrl+r", "redo", "redo", "Do again what was taken back."),
    Command("review.edit", "e", "edit", "edit", "Edit the note in your editor.", 3),
    Command("review.bury", "b", "bury", "bury",
            "Hide the note's cards until the next study day.", 4),
    Command("review.suspend", "exclamation_mark", "suspend", "suspend",
            "Hide the card until you say otherwise."),
    Command("review.flag", "f", "flag", "flag",
            "Put a flag on the card, or take it off.", 5),
    Command("review.remark", "n", "remark", "note",
            "Write a note to yourself on the card."),
    Command("review.report", "w", "report", "wrong",
            "Say that the card is wrong; kept as a list to export."),
    Command("review.info", "i", "info", "info",
            "History, memory and forgetting curve of the card.", 6),
    Command("review.contrast", "x", "contrast", "contrast",
            "Jump to a card that is easily confused with this one.", 7),
    Command("review.open", "o,f9", "open", "open",
            "Open the picture, sound or film of the card; choose among several.", 2),
    Command("review.source", "m", "source", "source",
            "Show the source of the maths on the card, or the maths again.", 2),
    Command("review.browse", "slash", "browse", "browse",
            "Search cards; the card at hand waits."),
    Command("review.kata", "k", "kata", "kata",
            "Work on the kata that is due, once the cards are done.", 1),
    Command("review.down", "down,j,pagedown", "scroll(1)", "scroll down",
            "Scroll a long card down."),
    Command("review.up", "up,pageup", "scroll(-1)", "scroll up",
            "Scroll a long card up."),
    Command("review.leave", "escape,q", "leave", "leave",
            "Back to home; every answer is on disk already.", 7),
    Command("info.down", "down,j,pagedown,space", "scroll(1)", "scroll",
            "Scroll down.", 1),
    Command("info.up", "up,k,pageup", "scroll(-1)", "scroll up", "Scroll up."),
    Command("info.leave", "escape,q,i,enter", "leave", "back", "Back to the card.", 2),
    Command("welcome.start", "enter", "start", "start",
            "Keep these choices and go on.", 1),
    Command("welcome.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("welcome.down", "down,j", "move(1)", "down", "Move the mark down.", 2),
    Command("welcome.toggle", "space,x", "choose_deck", "choose",
            "Choose the deck at the mark, or leave it.", 3),
    Command("welcome.less", "left,h,minus", "change(-1)", "less",
            "Lower the number at the mark.", 4),
    Command("welcome.more", "right,l,plus", "change(1)", "more",
            "Raise the number at the mark.", 5),
    Command("welcome.leave", "escape,q", "leave", "leave",
            "Leave without changing anything.", 7),
    Command("help.down", "down,j,pagedown,space", "scroll(1)", "scroll",
            "Scroll down.", 1),
    Command("help.up", "up,k,pageup", "scroll(-1)", "scroll up", "Scroll up."),
    Command("help.leave", "escape,q,question_mark,enter", "leave", "back",
            "Back to the screen before.", 2),
    Command("trouble.retry", "r,enter", "retry", "try again",
            "Try to open the collection again.", 1),
    Command("trouble.quit", "q,escape", "app.quit", "quit", "Leave drill.", 2),
    *QUESTIONS,
    *QUIZZES,
    *INTERVIEWS,
    *KATAS,
    *GOALS,
    *LIBRARY,
    *MEDIA,
)  # fmt: skip
"""All commands by id, in the order of the help screen."""

TITLES = {
    GENERAL: "Everywhere",
    "home": "Home",
    "review": "Review",
    "info": "Card info",
    "welcome": "First choices",
    "help": "Help",
    "trouble": "When the collection cannot be opened",
    **QUESTION_TITLES,
    **QUIZ_TITLES,
    **INTERVIEW_TITLES,
    **KATA_TITLES,
    **GOAL_TITLES,
    **LIBRARY_TITLES,
    **MEDIA_TITLES,
}
"""What a screen is called in help and documentation."""


def of_screen(screen: str) -> list[Command]:
    """The commands of one screen, in their order."""
    return [command for command in COMMANDS.values() if command.screen == screen]


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """The keys of a command, the learner's own ones first of all."""
    return separate(keymap.get(command.id, command.keys))


def shown_key(
    command: Command, keymap: Mapping[str, str], *, is_typing: bool = False
) -> str:
    """The first key of a command as the bottom line writes it.

    Args:
        command: which.
        keymap: the learner's own keys.
        is_typing: whether keys that type a character are text; a command that has no
            other gives an empty name.
    """
    keys = keys_of(command, keymap)
    return next((shown(key) for key in keys if not is_typing or not types(key)), "")


def table(keymap: Mapping[str, str] | None = None) -> str:
    """All commands as Markdown tables, for the documentation."""
    parts: list[str] = []
    for screen, title in TITLES.items():
        parts += [f"## {title}", "", "| keys | id | what it does |", "|---|---|---|"]
        for command in of_screen(screen):
            keys = " ".join(f"`{shown(key)}`" for key in keys_of(command, keymap or {}))
            parts.append(f"| {keys} | `{command.id}` | {command.help} |")
        parts.append("")
    return "\n".join(parts)
