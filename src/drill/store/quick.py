"""Statements compiled once, for the few that every answer runs.

SQLAlchemy finds a compiled statement in its cache in about 50 µs and wraps its result
in 40; handing the text to the driver costs 15 in all. An answer runs eight of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Dialect
    from sqlalchemy.sql import ClauseElement
    from sqlalchemy.sql.compiler import SQLCompiler

FEW, MANY = 16, 500
"""Values that a statement lists: its text differs by how many there are."""


TOGETHER = 50
"""Rows that one statement inserts, which takes three quarters of what so many take."""


_LISTED: Final = object()
"""Stands for a value that is listed, while a text is made."""


class Quick:
    """A statement, and its text for one database."""

    def __init__(self, statement: ClauseElement) -> None:
        self.statement = statement
        self._text: str | None = None
        self._many: str | None = None
        self._names: tuple[str, ...] | None = None
        self._fixed: dict[str, Any] = {}

    def text(self, dialect: Dialect) -> str:
        """The statement as the driver takes it."""
        if self._text is None:
            compiled = self.statement.compile(dialect=dialect)
            names = getattr(compiled, "positiontup", None)
            self._names = tuple(names) if names else ()
            fixed = dict(compiled.params)
            self._fixed = {name: x for name, x in fixed.items() if x is not None}
            self._text = str(compiled)
        return self._text

    def text_of_many(self, dialect: Dialect) -> str:
        """The statement for `TOGETHER` rows at once, of one that inserts a row."""
        if self._many is None:
            text = self.text(dialect)
            row = text[text.rindex("(") :]
            self._many = ", ".join([text, *[row] * (TOGETHER - 1)])
        return self._many

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the text."""
        fixed = self._fixed
        return tuple([given[n] if n in given else fixed[n] for n in self._names or ()])


class QuickList:
    """A query that lists values, and its texts for a few and for many of them."""

    def __init__(self, statement: ClauseElement, name: str) -> None:
        """Nothing is compiled yet.

        Args:
            statement: with one parameter to be given, which is expanding.
            name: of that parameter.
        """
        self.statement = statement
        self._name = name
        self._texts: dict[int, tuple[str, list[Any], list[Any]]] = {}

    def texts(
        self, dialect: Dialect, wanted: Iterable[Any]
    ) -> Iterator[tuple[str, list[Any]]]:
        """The texts to run one after the other, with their values.

        A list that is too short for its text has its last value several times.
        """
        values = list(wanted)
        for start in range(0, len(values), MANY):
            some = values[start : start + MANY]
            size = FEW if len(some) <= FEW else MANY
            some += some[-1:] * (size - len(some))
            text, before, after = self._text(dialect, size)
            yield text, [*before, *some, *after]

    def _text(self, dialect: Dialect, size: int) -> tuple[str, list[Any], list[Any]]:
        """The text for so many, and the values that stand before and after them."""
        if size not in self._texts:
            compiled = cast("SQLCompiler", self.statement.compile(dialect=dialect))
            state = compiled.construct_expanded_state({self._name: [_LISTED] * size})
            values = list(state.positional_parameters)
            first = values.index(_LISTED)
            after = values[first + size :]
            self._texts[size] = state.statement, values[:first], after
        return self._texts[size]
