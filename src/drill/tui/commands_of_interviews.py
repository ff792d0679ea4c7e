"""The commands of interview drills: chosen, sat, reported. The standard library alone.

While an answer is typed, keys that type a character are text: what works then has
another key.
"""

from __future__ import annotations

from drill.tui.command import Command

INTERVIEWS = (
    Command("interviews.open", "enter", "open", "open",
            "Sit the format at the mark; go on with a sitting that was left; or show"
            " the report of one that is over.", 1),
    Command("interviews.give-up", "x,delete", "abandon", "end it",
            "End a sitting that was left half way.", 2),
    Command("interviews.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("interviews.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("interviews.page-up", "pageup", "page(-1)", "page up",
            "Move the mark up by a page."),
    Command("interviews.page-down", "pagedown", "page(1)", "page down",
            "Move the mark down by a page."),
    Command("interviews.leave", "escape,q", "leave", "back", "Back.", 7),

    Command("interview.go-on", "enter", "go_on", "begin",
            "Begin the section; end a break; go on after a sleep.", 1),
    Command("interview.skip", "s", "skip", "pass over",
            "Pass over the section: it does not count.", 2),
    Command("interview.void", "v", "void", "take the question out",
            "After a sleep: take the question out, with its time.", 2),
    Command("interview.finish", "ctrl+s", "finish", "done",
            "End the answer before its time is up, and judge it.", 1),
    Command("interview.next-phase", "f4,ctrl+n", "turn(1)", "next phase",
            "Go to the next phase of the prompt.", 2),
    Command("interview.phase-back", "f3", "turn(-1)", "phase before",
            "Go back to the phase before.", 3),
    Command("interview.ask-hint", "f2", "prompt_hint", "hint",
            "Show one more hint of the prompt; its card is rated lower for it.", 4),
    Command("interview.note", "n,ctrl+o", "note", "note",
            "Write a note to yourself, kept with the report.", 3),
    Command("interview.undo", "u,ctrl+z", "undo", "undo",
            "Take the latest answer of these questions back.", 5),
    Command("interview.retry", "r", "retry", "try again",
            "Write again what could not be written.", 1),
    Command("interview.scroll", "f6,ctrl+down,pagedown", "scroll(1)", "read on",
            "Scroll down what stands above or beside the pane.", 6),
    Command("interview.scroll-up", "f5,ctrl+up,pageup", "scroll(-1)", "up",
            "Scroll it up."),
    Command("interview.leave", "escape", "leave", "leave",
            "Leave; everything is kept, and you can go on later.", 7),

    Command("interview-report.review", "enter", "review", "review what was missed",
            "Review the questions that were missed and the weakest topics.", 1),
    Command("interview-report.export", "e", "export", "export",
            "Write the report to a file, as Markdown.", 2),
    Command("interview-report.down", "down,j,pagedown,space", "scroll(1)", "scroll",
            "Scroll down.", 4),
    Command("interview-report.up", "up,k,pageup", "scroll(-1)", "scroll up",
            "Scroll up."),
    Command("interview-report.leave", "escape,q", "leave", "back", "Back.", 7),
)  # fmt: skip

INTERVIEW_TITLES = {
    "interviews": "Interview drills",
    "interview": "An interview drill",
    "interview-report": "The report of an interview drill",
}
