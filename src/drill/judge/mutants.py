"""Small changes to a reference, one at a time, that the cases of its kata must notice.

A mutant that passes every case is either the same program in other words, or shows
that a case is missing. Nothing runs here.
"""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 160
"""Mutants of one reference that are tried; of more, an even choice."""
WIDTH: Final = 48
"""Characters of code that a change shows."""

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
_CALLED: Final = {"max": "min", "min": "max", "any": "all", "all": "any"}

_UNTOUCHED: Final = frozenset(
    {"annotation", "returns", "decorator_list", "format_spec", "type_params", "bases"}
)
"""Fields that no result depends on, or that break everything at once."""
_UNCALLED: Final = frozenset({"__repr__", "__str__"})
"""Methods for people who debug: no case sees them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A reference with one change."""

    line: int
    """Of the change in the reference, counted from 1."""
    column: int
    """Counted from 1."""
    change: str
    """What was changed, in one line: `a < b` becomes `a <= b`."""
    source: str
    """The whole module; without its comments."""


@dataclass(frozen=True, slots=True)
class Mutants:
    """What a reference was changed into."""

    chosen: tuple[Mutant, ...]
    """In the order of the reference."""
    left_out: int
    """How many more there are than may be tried."""


@dataclass(slots=True)
class _Edit:
    """A node to put in the place of another."""

    holder: ast.AST
    field: str
    place: int | None
    """In a list of nodes; None where the field is the node."""
    new: ast.AST
    line: int
    column: int
    change: str

    def swap(self) -> None:
        """Put the new node in, and remember the one that was there."""
        value = getattr(self.holder, self.field)
        if self.place is None:
            setattr(self.holder, self.field, self.new)
            self.new = value
        else:
            value[self.place], self.new = self.new, value[self.place]


def mutants(source: str, most: int = MOST) -> Mutants:
    """The changes to a reference, each different from all others.

    Args:
        source: Python that can be parsed.
        most: how many at the most; of more, as many are left out evenly.
    """
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    found = []
    for edit in _edits(tree):
        edit.swap()
        changed = ast.unparse(tree)
        edit.swap()
        if changed not in seen:
            seen.add(changed)
            found.append(Mutant(edit.line, edit.column, edit.change, changed))
    if len(found) <= most:
        return Mutants(tuple(found), 0)
    chosen = tuple(found[place * len(found) // most] for place in range(most))
    return Mutants(chosen, len(found) - most)


def _edits(tree: ast.Module) -> Iterator[_Edit]:
    once = _named_once(tree)
    for holder, field, place, node in list(_nodes(tree)):
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
        for new in _changes(node, holder, once):
            change = _told(node, new)
            yield _Edit(holder, field, place, new, line, column, change)


def _named_once(tree: ast.Module) -> frozenset[str]:
    """Names that are given a value in one place only."""
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    names = Counter(node.id for node in stored if isinstance(node.ctx, ast.Store))
    return frozenset(name for name, count in names.items() if count == 1)


def _nodes(holder: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node that may change, with its place, in the order of the source."""
    for field, value in ast.iter_fields(holder):
        if field in _UNTOUCHED:
            continue
        listed = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, node in listed:
            if not isinstance(node, ast.AST) or _is_left_alone(node, holder):
                continue
            yield holder, field, place, node
            if not isinstance(node, ast.Raise):  # its message is not compared
                yield from _nodes(node)


def _is_left_alone(node: ast.AST, holder: ast.AST) -> bool:
    match node:
        case ast.FunctionDef(name=name):
            return name in _UNCALLED
        case ast.Constant(value=str()):
            return isinstance(holder, ast.JoinedStr)
        case (
            ast.Assert()
            | ast.Import()
            | ast.ImportFrom()
            | ast.Pass()
            | ast.Expr(value=ast.Constant())  # a docstring, or `...`
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Assign(targets=[ast.Name(id="__slots__" | "__all__")])
        ):
            return True
        case _:
            return False


def _changes(node: ast.AST, holder: ast.AST, once: frozenset[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.expr):
        yield from _operators(node)
        yield from _values(node, holder)
        if _is_condition(node, holder):
            yield ast.Constant(value=False)
            if not isinstance(holder, ast.While):
                yield ast.Constant(value=True)
    elif isinstance(node, ast.stmt):
        yield from _statements(node, once)


def _operators(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=operators, comparators=others):
            for place, each in enumerate(operators):
                changed = [*operators]
                changed[place] = _COMPARED[type(each)]()
                yield ast.Compare(left, changed, others)
        case ast.BinOp(left=left, op=operator, right=right):
            if type(operator) in _COMPUTED:
                yield ast.BinOp(left, _COMPUTED[type(operator)](), right)
        case ast.BoolOp(op=operator, values=values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield ast.BoolOp(other, values)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case _:
            pass


def _values(node: ast.expr, holder: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
            if not _is_negated(holder):  # or the same as a change of the sign
                yield _number(value - 1)
        case ast.Call(func=ast.Name(id=name), args=values, keywords=named):
            if name in _CALLED:
                yield ast.Call(ast.Name(_CALLED[name]), values, named)
        case _:
            pass


def _is_negated(holder: ast.AST) -> bool:
    return isinstance(holder, ast.UnaryOp) and isinstance(holder.op, ast.USub)


def _number(value: float) -> ast.expr:
    if value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def _is_condition(node: ast.expr, holder: ast.AST) -> bool:
    """Whether a branch, a loop or a filter hangs on an expression."""
    match holder:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return node is test and not isinstance(test, ast.Constant)
        case ast.comprehension(ifs=filters):
            return any(node is each for each in filters)
        case ast.match_case(guard=guard):
            return node is guard
        case _:
            return False


def _statements(node: ast.stmt, once: frozenset[str]) -> Iterator[ast.AST]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) if name in once:
            pass  # whatever reads it would fail at once
        case ast.AugAssign(target=target, op=operator, value=value):
            if type(operator) in _COMPUTED:
                yield ast.AugAssign(target, _COMPUTED[type(operator)](), value)
            yield ast.Pass()
        case ast.Expr() | ast.Assign() | ast.Raise() | ast.Delete():
            yield ast.Pass()
        case ast.Return(value=value):
            if value is not None and not _is_none(value):
                yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case _:
            pass


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _told(old: ast.AST, new: ast.AST) -> str:
    if isinstance(new, ast.Pass):
        return f"`{_code(old)}` is left out"
    return f"`{_code(old)}` becomes `{_code(new)}`"


def _code(node: Any) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
