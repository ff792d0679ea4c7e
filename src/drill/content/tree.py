"""Data read from a file together with the places where the file says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from drill.content.validation import Place


class Mark(Protocol):
    """A point of a text; line and column are counted from 0."""

    line: int
    column: int


class Leaf(Protocol):
    """What the parser says of a scalar."""

    start_mark: Mark
    end_mark: Mark
    style: str | None
    """`|`, `>`, a quote, or nothing."""


@dataclass(slots=True)
class Branch:
    """Where a mapping or a list stands, and all that it holds."""

    start: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    children: dict[str | int, Node] = field(default_factory=dict)
    end: Mark | None = None
    """Where its closing bracket stands, if it has one."""
    size: int = 1
    """Values that it holds, itself included."""


Node: TypeAlias = Branch | Leaf


@dataclass(frozen=True, slots=True)
class Found:
    """A defect at a line and a column, both counted from 1."""

    code: str
    line: int
    column: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """What a text says, and where it says it."""

    data: Any
    """Mappings, lists, texts, `fields.Spelling`, None."""
    root: Node | None
    found: tuple[Found, ...] = ()
    """Defects that did not keep the text from being read."""
    offset: int = 0
    """Lines of the file before the text."""

    def value(self, place: Place) -> Any:
        """What a place holds, None if nothing stands there."""
        value = self.data
        for step in place:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step] if step < len(value) else None
            else:
                return None
        return value

    def position(self, place: Place, *, is_key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of the key it stands under, from 1.

        Where the way does not lead on, of the last value on it.
        """
        node, key = self.root, None
        for step in place:
            if not isinstance(node, Branch) or step not in node.children:
                key = None
                break
            key = node.keys.get(str(step))
            node = node.children[step]
        if node is None:
            return 1 + self.offset, 1
        mark = key if is_key and key else start_of(node)
        return mark.line + 1 + self.offset, mark.column + 1

    def line_within(self, place: Place, line: int) -> tuple[int, int]:
        """Where a line of a text stands; known for block scalars alone.

        Args:
            place: of the text.
            line: counted from 0.
        """
        node = self.node(place)
        first, column = self.position(place)
        if node and not isinstance(node, Branch) and node.style in {"|", ">"}:
            return first + 1 + line, 1
        return first, column

    def lines(self, place: Place) -> range:
        """The lines of a value, counted from 0, perhaps with blank ones after it."""
        node = self.node(place)
        if node is None:
            return range(0)
        first = start_of(node).line
        return range(first + self.offset, max(_end(node), first + 1) + self.offset)

    def node(self, place: Place) -> Node | None:
        """What stands at a place, if anything does."""
        node = self.root
        for step in place:
            node = node.children.get(step) if isinstance(node, Branch) else None
        return node


def start_of(node: Node) -> Mark:
    """Where a value begins."""
    return node.start if isinstance(node, Branch) else node.start_mark


def _end(node: Node) -> int:
    """The line after the last one of a value."""
    while isinstance(node, Branch):
        if node.end:
            return node.end.line + 1
        node = next(reversed(node.children.values()))
    end = node.end_mark
    # A block scalar ends where the next line begins.
    return end.line if end.column == 0 else end.line + 1
