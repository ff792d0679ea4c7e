"""The commands of quizzes: set up, asked, reported, listed. The standard library alone.

While an answer is typed, keys that type a character are text: each command of a
running quiz has another key.
"""

from __future__ import annotations

from drill.tui.command import Command

QUIZZES = (
    Command("quiz-setup.start", "enter", "start", "start", "Begin the quiz.", 1),
    Command("quiz-setup.less", "left,h,minus", "step(-1)", "less",
            "The value before, at the mark.", 2),
    Command("quiz-setup.more", "right,l,plus", "step(1)", "more",
            "The value after, at the mark.", 3),
    Command("quiz-setup.scope", "slash,e", "scope", "decks",
            "Name the decks and topics that are asked of.", 4),
    Command("quiz-setup.resume", "r", "resume", "go on",
            "Go on with the quiz that was left half way.", 5),
    Command("quiz-setup.list", "t", "list", "earlier ones",
            "Earlier quizzes with their reports.", 6),
    Command("quiz-setup.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("quiz-setup.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("quiz-setup.leave", "escape,q", "leave", "leave", "Back to home.", 7),

    Command("quiz.next", "enter,space", "next", "next",
            "On to the next question; after a pause or a sleep, go on.", 1),
    Command("quiz.void", "v", "void", "take the question out",
            "After a sleep: take the question out of the quiz, with its time.", 1),
    Command("quiz.pause", "p,f4", "pause", "pause",
            "Stop the clock and hide the question, where the quiz allows it.", 2),
    Command("quiz.undo", "u,ctrl+z", "undo", "undo",
            "Take the latest answer back; time goes on from where it was.", 3),
    Command("quiz.give-up", "x,f7", "abandon", "end it",
            "End the quiz here, and see what it comes to.", 5),
    Command("quiz.retry", "r,f5", "retry", "try again",
            "Write again what could not be written.", 1),
    Command("quiz.scroll", "pagedown,ctrl+down", "scroll(1)", "down", "Scroll down."),
    Command("quiz.scroll-up", "pageup,ctrl+up", "scroll(-1)", "up", "Scroll up."),
    Command("quiz.leave", "escape", "leave", "leave",
            "Leave; what was answered stays, and you can go on later.", 7),

    Command("quiz-report.review", "enter", "review", "review what was missed",
            "Review the questions that were not right.", 1),
    Command("quiz-report.again", "n", "again", "another quiz",
            "Set up another quiz.", 2),
    Command("quiz-report.list", "t", "list", "earlier ones",
            "Earlier quizzes with their reports.", 3),
    Command("quiz-report.down", "down,j,pagedown,space", "scroll(1)", "scroll",
            "Scroll down.", 4),
    Command("quiz-report.up", "up,k,pageup", "scroll(-1)", "scroll up", "Scroll up."),
    Command("quiz-report.leave", "escape,q", "leave", "back", "Back.", 7),

    Command("quizzes.open", "enter", "open", "open",
            "The report of the quiz at the mark; one that is half way goes on.", 1),
    Command("quizzes.give-up", "x,delete", "abandon", "end it",
            "End a quiz that was left half way.", 2),
    Command("quizzes.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("quizzes.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("quizzes.first", "home,g", "edge(-1)", "first", "To the latest one."),
    Command("quizzes.last", "end,G", "edge(1)", "last", "To the first one."),
    Command("quizzes.leave", "escape,q", "leave", "back", "Back.", 7),
)  # fmt: skip

QUIZ_TITLES = {
    "quiz-setup": "A quiz, before it begins",
    "quiz": "A quiz",
    "quiz-report": "The report of a quiz",
    "quizzes": "Earlier quizzes",
}
"""What these screens are called in help and documentation."""
