"""The commands of katas: chosen, worked on, looked back at. The standard library alone.

While code is typed, keys that type a character are text: what works then has another
key.
"""

from __future__ import annotations

from drill.tui.command import Command

KATAS = (
    Command("katas.open", "enter", "open", "open",
            "Work on the kata at the mark, or go on with it.", 1),
    Command("katas.attempts", "a", "attempts", "earlier runs",
            "Look at the earlier runs of the kata at the mark.", 2),
    Command("katas.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("katas.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("katas.page-up", "pageup", "page(-1)", "page up",
            "Move the mark up by a page."),
    Command("katas.page-down", "pagedown", "page(1)", "page down",
            "Move the mark down by a page."),
    Command("katas.leave", "escape,q", "leave", "back", "Back.", 7),

    Command("kata.rate-proposed", "enter", "rate_proposed", "rate as proposed",
            "Rate the kata as it is proposed.", 1),
    Command("kata.again", "1", "rate(1)", "again", "Rate it again."),
    Command("kata.hard", "2", "rate(2)", "hard", "Rate it hard."),
    Command("kata.good", "3", "rate(3)", "good", "Rate it good."),
    Command("kata.easy", "4", "rate(4)", "easy", "Rate it easy."),
    Command("kata.run", "ctrl+r,f5", "run", "run",
            "Run the code over all cases.", 1),
    Command("kata.cancel", "ctrl+c", "cancel", "stop",
            "Stop the run that is going on.", 1),
    Command("kata.run-case", "f6", "run_case", "this case",
            "Run the case that failed, and no other.", 3),
    Command("kata.own", "ctrl+t", "own", "own input",
            "Run the code on an input of your own, with what the reference says.", 2),
    Command("kata.hint", "f2", "hint", "hint",
            "Show one more hint; the rating is lower for it.", 1),
    Command("kata.view", "f3", "view", "next view",
            "Statement, code, result: the next one, where not all have room.", 1),
    Command("kata.editor", "f4", "editor", "your editor",
            "Open the file in your own editor; what is saved there is run at once.", 3),
    Command("kata.attempts", "f7", "attempts", "earlier runs",
            "Look at earlier runs with their code.", 5),
    Command("kata.give-up", "ctrl+g", "give_up", "give up",
            "Show the solution; the kata counts as again.", 6),
    Command("kata.reset", "f9", "reset", "reset",
            "Begin the file anew, after a question.", 5),
    Command("kata.language", "f10", "language", "language",
            "Write it in the next language that the kata offers.", 4),
    Command("kata.scroll", "ctrl+down,pagedown", "scroll(1)", "read on",
            "Scroll down the statement, or what the run came to.", 7),
    Command("kata.scroll-up", "ctrl+up,pageup", "scroll(-1)", "up", "Scroll it up."),
    Command("kata.retry", "f12", "retry", "try again",
            "Write again what could not be written.", 1),
    Command("kata.leave", "escape", "leave", "leave",
            "Leave; the file and the time are kept.", 3),

    Command("attempts.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("attempts.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("attempts.page-up", "pageup", "page(-1)", "page up",
            "Move the mark up by a page."),
    Command("attempts.page-down", "pagedown", "page(1)", "page down",
            "Move the mark down by a page."),
    Command("attempts.leave", "escape,q,enter", "leave", "back", "Back.", 7),
)  # fmt: skip

KATA_TITLES = {
    "katas": "Katas",
    "kata": "A kata",
    "attempts": "Earlier runs of a kata",
}
