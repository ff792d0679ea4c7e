"""The commands of a question, wherever one is asked. The standard library alone.

They come before the other keys of a screen while a question waits for its answer, or
for its rating; a key that types a character is text where an answer is typed.
"""

from __future__ import annotations

from drill.tui.command import Command

QUESTION = "question"
"""While a question waits for its answer."""
MARKED = "marked"
"""While a marked question waits for its rating."""

QUESTIONS = (
    Command("question.answer", "enter", "answer", "answer",
            "Hand in what you chose, typed or put into order.", 1),
    Command("question.pick", "1,2,3,4,5,6,7,8,9", "pick(1)", "choose",
            "Choose by number; tick where several can be right; put the item at the"
            " mark to that place.", 2),
    Command("question.tick", "space", "tick", "tick",
            "Tick the row at the mark; take the item up or put it down; show what a"
            " good answer has.", 3),
    Command("question.up", "up,k", "mark(-1)", "up", "Move the mark up."),
    Command("question.down", "down,j", "mark(1)", "down", "Move the mark down."),
    Command("question.raise", "shift+up,K", "carry(-1)", "move up",
            "Move the item at the mark up."),
    Command("question.lower", "shift+down,J", "carry(1)", "move down",
            "Move the item at the mark down."),
    Command("question.unknown", "ctrl+d,0", "give_up", "don't know",
            "Say that you do not know, and see the answer.", 4),
    Command("question.hint", "f2,h", "hint", "hint",
            "Show the next hint; the rating can then not be the best.", 5),
    Command("marked.next", "enter", "next(False)", "next",
            "Take the rating that is proposed.", 1),
    Command("marked.further", "space", "next(True)", "further",
            "Show what lies below; at the end take the rating that is proposed."),
    Command("marked.another", "n", "another", "a new instance",
            "Take the rating that is proposed, and practise another instance.", 2),
)  # fmt: skip

QUESTION_TITLES = {
    QUESTION: "A question",
    MARKED: "A question, marked",
}
