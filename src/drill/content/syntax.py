"""YAML as data with places, in one pass over the events of the C parser.

Nothing is constructed but mappings, lists and texts: what YAML would turn into a
number or a date stays as it was written (`fields.Spelling`). Depth and aliases
are limited here, because libyaml's own composer overflows the stack of the
process at some ten thousand brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from drill.content.decoding import FORBIDDEN
from drill.content.fields import Spelling
from drill.content.hints import syntax_defect
from drill.content.spelling import as_written
from drill.content.tree import Branch, Found, Tree, start_of

if TYPE_CHECKING:
    from drill.content.tree import Mark, Node

DEEPEST: Final = 32
"""Lists and mappings that may lie in one another; a kata has 5."""
ALIASED: Final = 2_000
"""Values that all aliases of a file together may stand for."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser; ten times slower in Python where libyaml is absent."""

_TAGS: Final = {"tag:yaml.org,2002:" + name for name in ("str", "map", "seq")}


class SyntaxDefect(Exception):
    """The point from which a text cannot be read."""

    def __init__(
        self, code: str, line: int, column: int, message: str, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.found = Found(code, line, column, message, hint)


def read_tree(text: str, offset: int = 0) -> Tree:
    """What a text of YAML says.

    Args:
        text: of a file, see `decoding`, which makes it printable; of a form as typed.
        offset: lines of the file before the text.

    Raises:
        SyntaxDefect: where the text cannot be read from.
    """
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1 + offset
        column = bad.start() - text.rfind("\n", 0, bad.start())
        message = f"the character U+{ord(bad[0]):04X} may not stand in YAML"
        raise SyntaxDefect("Y003", line, column, message)
    builder = _Builder(text, offset)
    try:
        builder.run()
    except yaml.MarkedYAMLError as error:
        raise SyntaxDefect(*syntax_defect(error, text, offset)) from None
    return Tree(builder.data, builder.root, tuple(builder.found), offset)


class _Builder:
    """Takes events one by one and keeps the containers that are open."""

    def __init__(self, text: str, offset: int) -> None:
        self.loader = LOADER(text)
        self.offset = offset
        self.found: list[Found] = []
        self.data: Any = None
        self.root: Node | None = None
        self.open: list[tuple[Any, Branch, str | None]] = []
        """Container, its places, its anchor."""
        self.key: list[str | None] = []
        """Of each open container: the key that waits for its value."""
        self.anchors: dict[str, tuple[Any, Node] | None] = {}
        self.aliased = 0

    def run(self) -> None:
        """Read the first document."""
        documents = 0
        while True:
            event = self.loader.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent:
                self.enter({}, event)
            elif kind is SequenceStartEvent:
                self.enter([], event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.leave(event)
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse("a second document begins here", event.start_mark)
            elif kind is StreamEndEvent:
                return

    def scalar(self, event: Any) -> None:
        """A text, or a key."""
        self.check_tag(event.tag, event.start_mark)
        value: str | None = event.value
        if event.implicit[0] and not event.style:
            value = as_written(event.value, event.start_mark, self.offset)
        self.put(value, event)
        if event.anchor:
            self.anchors[event.anchor] = (value, event)

    def enter(self, container: Any, event: Any) -> None:
        """A mapping or a list begins."""
        self.check_tag(event.tag, event.start_mark)
        if len(self.open) >= DEEPEST:
            raise self.defect(
                "Y006", f"more than {DEEPEST} levels of nesting", event.start_mark
            )
        if self.open and self.key[-1] is None and isinstance(self.open[-1][0], dict):
            self.refuse("a key must be a plain word", event.start_mark)
        if event.anchor:
            self.anchors[event.anchor] = None  # open: an alias to it would be endless
        self.open.append((container, Branch(event.start_mark), event.anchor))
        self.key.append(None)

    def leave(self, event: Any) -> None:
        """A mapping or a list ends."""
        container, branch, anchor = self.open.pop()
        if event.end_mark.column > event.start_mark.column:  # a bracket
            branch.end = event.start_mark
        self.key.pop()
        self.put(container, branch)
        if anchor:
            self.anchors[anchor] = (container, branch)

    def alias(self, event: Any) -> None:
        """The value of an anchor once more."""
        target = self.anchors.get(event.anchor)
        if target is None:
            name = f"*{event.anchor}"
            known = event.anchor in self.anchors
            message = f"{name} contains itself" if known else f"{name} is not known"
            raise self.defect("Y008", message, event.start_mark)
        value, node = target
        self.aliased += node.size if isinstance(node, Branch) else 1
        if self.aliased > ALIASED:
            message = f"aliases stand for more than {ALIASED:,} values"
            raise self.defect("Y008", message, event.start_mark)
        self.put(value, node, event.start_mark)

    def put(self, value: Any, node: Node, mark: Mark | None = None) -> None:
        """A value is complete: it goes into the container that is open."""
        if not self.open:
            self.data, self.root = value, node
            return
        container, branch, _ = self.open[-1]
        if isinstance(container, list):
            branch.children[len(container)] = node
            container.append(value)
        elif self.key[-1] is None:
            self.begin_pair(value, branch, mark or start_of(node))
            return
        else:
            key = self.key[-1]
            self.key[-1] = None
            if key in container:
                key = f"{key} again"  # kept as a place only, so that lines are known
            else:
                container[key] = value
            branch.children[key] = node
        branch.size += node.size if isinstance(node, Branch) else 1

    def begin_pair(self, value: Any, branch: Branch, mark: Mark) -> None:
        """A key of a mapping was read."""
        if isinstance(value, dict | list):
            self.refuse("a key must be a plain word", mark)
        key = "" if value is None else str(value)
        if isinstance(value, Spelling) and value == "<<":
            self.refuse("merge keys are not used in decks", mark)
        if key in branch.keys:
            first = branch.keys[key].line + 1 + self.offset
            self.report("Y007", f"`{key[:40]}` stands in line {first} already", mark)
        else:
            branch.keys[key] = mark
        self.key[-1] = key

    def check_tag(self, tag: str | None, mark: Mark) -> None:
        """Tags that say nothing new are allowed, all others refused."""
        if tag is not None and tag not in _TAGS and tag != "!":
            self.refuse(f"the tag {tag[:60]} is not used in decks", mark)

    def refuse(self, message: str, mark: Mark) -> None:
        """Stop at YAML that decks do not use."""
        raise self.defect("Y009", message, mark)

    def report(self, code: str, message: str, mark: Mark) -> None:
        """Note a defect and read on."""
        line, column = mark.line + 1 + self.offset, mark.column + 1
        self.found.append(Found(code, line, column, message))

    def defect(self, code: str, message: str, mark: Mark) -> SyntaxDefect:
        """The defect at a mark."""
        return SyntaxDefect(code, mark.line + 1 + self.offset, mark.column + 1, message)
