"""Custom study: what can be studied beyond today, as values and as lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.sessions.selection import Kind, Selection
from drill.tui.list_lines import ListPicture, marked
from drill.tui.runs import EMPTY, Line, Run, clip_line, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = (Kind.MORE_NEW, Kind.AHEAD, Kind.FORGOTTEN, Kind.SEARCH)
LABELS = {
    Kind.MORE_NEW: "More new cards",
    Kind.AHEAD: "Study ahead",
    Kind.FORGOTTEN: "Forgotten cards",
    Kind.SEARCH: "A search",
}
ABOUT = {
    Kind.MORE_NEW: "New cards beyond today's limit. They come back like any others.",
    Kind.AHEAD: "Cards that come due within the next days, before a journey, say.",
    Kind.FORGOTTEN: "Cards that you rated Again lately, once more.",
    Kind.SEARCH: "The cards of a search, such as `tag:situation` or `is:leech`.",
}
MOST_NEW = 500
MOST_DAYS = 60
FIRST_NEW = 10
NEW_STEP = 5
LABEL = 18
VALUE = 34
MARGIN = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """What stands at each of the four, and where the mark is."""

    new: int = FIRST_NEW
    ahead: int = 3
    back: int = 1
    text: str = ""
    cursor: int = 0

    @property
    def kind(self) -> Kind:
        """What the mark stands at."""
        return KINDS[self.cursor]

    def selection(self, kind: Kind | None = None) -> Selection:
        """The cards of one of the four; of the one at the mark unless told."""
        match kind or self.kind:
            case Kind.MORE_NEW:
                return Selection(Kind.MORE_NEW, new=self.new)
            case Kind.AHEAD:
                return Selection(Kind.AHEAD, days=self.ahead)
            case Kind.FORGOTTEN:
                return Selection(Kind.FORGOTTEN, days=self.back)
            case _:
                return Selection(Kind.SEARCH, text=self.text)

    def stepped(self, step: int) -> Wishes:
        """With the number at the mark higher or lower."""
        match self.kind:
            case Kind.MORE_NEW:
                size = NEW_STEP if self.new + min(step, 0) >= NEW_STEP else 1
                return replace(self, new=_between(self.new + step * size, MOST_NEW))
            case Kind.AHEAD:
                return replace(self, ahead=_between(self.ahead + step, MOST_DAYS))
            case Kind.FORGOTTEN:
                return replace(self, back=_between(self.back + step, MOST_DAYS))
            case _:
                return self

    @property
    def can_step(self) -> bool:
        """Whether a number stands at the mark."""
        return self.kind is not Kind.SEARCH


def _between(number: int, most: int) -> int:
    return max(1, min(number, most))


def study_picture(
    wishes: Wishes, found: Mapping[Selection, int], width: int
) -> ListPicture:
    """The four with their numbers, and how many cards each holds.

    Args:
        wishes: numbers and mark.
        found: how many cards the selections hold, as far as that is known.
        width: of the page, in cells.
    """
    lines: list[Line] = [EMPTY, (Run("   What else do you want to study?", "heading"),)]
    places: list[int] = []
    for index, kind in enumerate(KINDS):
        lines.append(EMPTY)
        places.append(len(lines))
        is_marked = index == wishes.cursor
        row = _row(wishes, kind, found, index, is_marked=is_marked)
        lines.append(clip_line(row, width))
        words = wrap([Run(ABOUT[kind], "muted")], max(8, min(width - 8, 84)))
        lines += [(Run(" " * MARGIN), *line) for line in words]
    return ListPicture(lines, places)


def _row(
    wishes: Wishes,
    kind: Kind,
    found: Mapping[Selection, int],
    index: int,
    *,
    is_marked: bool,
) -> Line:
    action = f"screen.pick({index})"
    has_number = is_marked and kind is not Kind.SEARCH
    arrows = ("\u2039 ", " \u203a") if has_number else ("  ", "  ")
    value = _value(wishes, kind)
    count = found.get(wishes.selection(kind))
    words = "" if count is None else plural(count, "card") if count else "none"
    if kind is Kind.SEARCH and not wishes.text:
        words = ""
    return (
        marked(is_marked),
        Run(left(LABELS[kind], LABEL), "cursor" if is_marked else "", action),
        Run(arrows[0], "key", "screen.step(-1)"),
        Run(value, "cursor" if is_marked else "", action),
        Run(arrows[1], "key", "screen.step(1)"),
        Run(" " * max(1, VALUE - len(value))),
        Run(right(words, 12), "muted" if not count else "", action),
    )


def _value(wishes: Wishes, kind: Kind) -> str:
    match kind:
        case Kind.MORE_NEW:
            return plural(wishes.new, "card")
        case Kind.AHEAD:
            return f"the next {plural(wishes.ahead, 'day')}"
        case Kind.FORGOTTEN:
            if wishes.back == 1:
                return "today"
            return f"the last {plural(wishes.back, 'day')}"
        case _:
            return left(one_line(wishes.text) or "nothing yet", VALUE).rstrip()


def study_detail(wishes: Wishes, width: int, refused: str = "") -> list[Line]:
    """Whether the answers count for the schedule, or why the search cannot be read."""
    selection = wishes.selection()
    sign = ("! ", "warning") if selection.is_practice else ("✓ ", "success")
    said = selection.explanation
    if refused and selection.kind is Kind.SEARCH:
        sign, said = ("✗ ", "error"), one_line(refused)
    words = wrap([Run(*sign), Run(said)], max(8, min(width - 2 * MARGIN, 92)))
    return [(Run(" " * MARGIN), *line) for line in words]
