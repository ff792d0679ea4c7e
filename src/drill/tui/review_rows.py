"""The rows of keys below a card whose back is shown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.commands import COMMANDS, shown_key
from drill.tui.key_lines import SECONDARY, key_line
from drill.tui.question_keys import marked_entries
from drill.tui.review_lines import buttons, short_buttons

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from drill.sessions.steps import ReviewStep
    from drill.tui.runs import Line

RATING_KEYS = ("review.again", "review.hard", "review.good", "review.easy")


def rows_of_back(
    step: ReviewStep,
    width: int,
    keymap: Mapping[str, str],
    hidden: Collection[str],
    *,
    is_short: bool,
) -> list[Line]:
    """The ratings, and below them what else can be done.

    Args:
        step: in phase BACK.
        width: in cells.
        keymap: the learner's own keys.
        hidden: ids of commands that the moment forbids.
        is_short: whether there is one row alone.
    """
    keys = tuple(shown_key(COMMANDS[name], keymap) for name in RATING_KEYS)
    marked = step.marked
    before: list[Line] = []
    if is_short:
        return [short_buttons(step.outcomes, keys, width, marked)]
    if marked is not None:
        has_another = "marked.another" not in hidden
        before = marked_entries(marked, step.outcomes, keymap, has_another=has_another)
    rest = key_line(
        "review", width, keymap, hidden=hidden, ranks=SECONDARY, before=before
    )
    return [*buttons(step.outcomes, keys, width, marked), rest]
