"""Which keys a question takes, and the lines that say so. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.commands import COMMANDS, keys_of, shown_key
from drill.tui.commands_of_questions import QUESTIONS
from drill.tui.key_lines import key_runs
from drill.tui.keys import separate, shown, types
from drill.tui.question_entry import (
    ChoiceEntry,
    OrderEntry,
    RubricEntry,
    SeveralEntry,
    TextEntry,
)
from drill.tui.question_marks import GLYPHS
from drill.tui.review_lines import RATINGS
from drill.tui.runs import Line, Run

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from drill.ids import Rating
    from drill.sessions.question_steps import MarkedStep
    from drill.sessions.steps import Outcome
    from drill.tui.question_entry import Entry

MOVES = frozenset(["mark", "carry"])
"""Actions that may be repeated by holding their key."""
ENTRY_ACTIONS = MOVES | {"answer", "pick", "tick", "give_up"}
"""What can be done with an answer in the making alone."""
OF_QUESTIONS = frozenset(command.id for command in QUESTIONS)
HANDED_IN = frozenset(["answer", "give_up"])


def allows(entry: Entry | None, action: str, hints: int) -> bool:
    """Whether an action means something for an answer in the making.

    Args:
        entry: None: no question waits.
        action: one of `ENTRY_ACTIONS`, or `hint`.
        hints: how many are shown.
    """
    if entry is None:
        return False
    if action == "hint":
        return hints < len(entry.question.hints)
    return action in _actions(entry)


def _actions(entry: Entry) -> frozenset[str]:
    match entry:
        case TextEntry():
            return HANDED_IN if entry.is_empty else frozenset(["answer"])
        case RubricEntry(is_open=False):
            return HANDED_IN | {"tick"}
        case ChoiceEntry():
            return HANDED_IN | {"mark", "pick"}
        case OrderEntry():
            return ENTRY_ACTIONS
        case _:
            return ENTRY_ACTIONS - {"carry"}


def asked_entries(
    entry: Entry,
    keymap: Mapping[str, str],
    hints: int,
    price: str = "",
    hidden: Collection[str] = (),
) -> list[Line]:
    """The keys of a question that waits for its answer, with their words.

    Args:
        entry: what was entered so far.
        keymap: the learner's own keys.
        hints: how many are shown.
        price: what one more hint costs; empty: not told.
        hidden: ids of commands that are left out.
    """
    keymap = keymap_of(entry, keymap)
    labels = {
        "question.answer": _answer_label(entry),
        "question.tick": _tick_label(entry),
        "question.unknown": "don't know",
        "question.hint": _hint_label(entry, hints, price),
    }
    lines = [
        key_runs(COMMANDS[name], keymap, label, is_typing=entry.wants_text)
        for name, label in labels.items()
        if label and name not in hidden and _is_shown(name, entry, keymap, hints)
    ]
    if allows(entry, "pick", hints) and entry.question.entries:
        lines.insert(1, _pick_runs(entry, keymap))
    return lines


def keymap_of(entry: Entry | None, keymap: Mapping[str, str]) -> Mapping[str, str]:
    """The learner's own keys, as far as they work for an answer in the making.

    Where text is typed, a command of questions all of whose keys type characters has
    its default ones: else nothing could be handed in.
    """
    if entry is None or not entry.wants_text:
        return keymap
    return {
        name: keys
        for name, keys in keymap.items()
        if name not in OF_QUESTIONS or not all(map(types, separate(keys)))
    }


def _is_shown(name: str, entry: Entry, keymap: Mapping[str, str], hints: int) -> bool:
    command = COMMANDS[name]
    key = shown_key(command, keymap, is_typing=entry.wants_text)
    return bool(key) and allows(entry, command.action, hints)


def _answer_label(entry: Entry) -> str:
    match entry:
        case RubricEntry(is_open=False):
            return "show what a good answer has"
        case RubricEntry():
            return "hand in"
        case OrderEntry(is_held=True):
            return "put down"
        case _:
            return "answer"


def _tick_label(entry: Entry) -> str:
    match entry:
        case RubricEntry(is_open=False) | ChoiceEntry():
            return ""
        case OrderEntry(is_held=is_held):
            return "" if is_held else "take up"
        case _:
            return "tick"


def _hint_label(entry: Entry, hints: int, price: str) -> str:
    words = f"hint {hints + 1} of {len(entry.question.hints)}"
    return f"{words} ({price})" if price else words


def price_in_rating(hints: int) -> str:
    """What a right answer is rated once so many hints were shown.

    Args:
        hints: >= 1; the rule is that of `drill.quiz.proposing`.
    """
    return "hard at best" if hints == 1 else "again is proposed"


def _pick_runs(entry: Entry, keymap: Mapping[str, str]) -> Line:
    """`1–4 choose`: a key for each row, as far as there are keys."""
    keys = keys_of(COMMANDS["question.pick"], keymap)[: len(entry.question.entries)]
    words = shown(keys[0]) + (f"–{shown(keys[-1])}" if len(keys) > 1 else "")
    label = "put to place" if isinstance(entry, OrderEntry) else "choose"
    if isinstance(entry, SeveralEntry | RubricEntry):
        label = "tick"
    return (Run(words, "key"), Run(f" {label}", "muted"))


# --- marked -------------------------------------------------------------------------


def marked_entries(
    marked: MarkedStep,
    outcomes: tuple[Outcome, ...],
    keymap: Mapping[str, str],
    *,
    has_another: bool,
) -> list[Line]:
    """`wrong: again in 10 min`, and what goes on from there."""
    lines = [consequence(marked, outcomes), key_runs(COMMANDS["marked.next"], keymap)]
    if has_another:
        lines.append(key_runs(COMMANDS["marked.another"], keymap))
    return lines


def consequence(marked: MarkedStep, outcomes: tuple[Outcome, ...]) -> Line:
    """The verdict, and what the proposed rating does."""
    glyph, style = GLYPHS[marked.verdict]
    runs = [Run(f"{glyph} {marked.verdict.value}", style)]
    if marked.proposed is not None:
        name = RATINGS[marked.proposed - 1]
        runs.append(Run(f": {name}{_when(marked.proposed, outcomes)}", "muted"))
    return tuple(runs)


def _when(rating: Rating, outcomes: tuple[Outcome, ...]) -> str:
    label = next((each.label for each in outcomes if each.rating is rating), "")
    return f" in {label}" if label[:1].isdigit() else f", {label}" if label else ""
