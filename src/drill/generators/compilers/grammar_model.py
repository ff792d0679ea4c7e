"""FIRST, FOLLOW and LL(1) conflicts of small grammars, and sets that get it wrong.

Nonterminals are capital letters, the first head is the start symbol; a body is a
string of symbols, the empty one is ε.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Grammar: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""The bodies of each head."""
Sets: TypeAlias = "dict[str, frozenset[str]]"

EMPTY: Final = "ε"
END: Final = "$"


@dataclass(frozen=True, slots=True)
class Rules:
    """How sets are computed; the defaults are right."""

    looks_past: bool = True
    """Whether FIRST looks past symbols that can vanish."""
    looks_past_after: bool = True
    """Whether FOLLOW looks past such symbols that come after."""
    inherits: bool = True
    """Whether FOLLOW of the head goes to what may stand last."""
    keeps_empty: bool = False
    """Whether ε is taken into FOLLOW (wrong)."""
    has_end: bool = True
    """Whether `$` is in FOLLOW of the start symbol."""


RIGHT: Final = Rules()


def first(grammar: Grammar, rules: Rules = RIGHT) -> Sets:
    """FIRST of each nonterminal, with ε if it can vanish.

    Source: Aho et al., Compilers, 2nd edition, section 4.4.2.
    """
    found: Sets = dict.fromkeys(grammar, frozenset())
    grows = True
    while grows:
        grows = False
        for head in list(grammar)[::-1]:
            bodies = (first_of(body, found, rules) for body in grammar[head])
            new = found[head].union(*bodies)
            grows |= len(new) > len(found[head])
            found[head] = new
    return found


def first_of(body: str, known: Sets, rules: Rules = RIGHT) -> frozenset[str]:
    """FIRST of a string of symbols, by the sets of the nonterminals."""
    found: frozenset[str] = frozenset()
    for symbol in body:
        starts = known.get(symbol, frozenset(symbol))
        found |= starts - {EMPTY}
        if EMPTY not in starts or not rules.looks_past:
            return found
    return found | {EMPTY}


def follow(
    grammar: Grammar, rules: Rules = RIGHT, known_first: Sets | None = None
) -> Sets:
    """FOLLOW of each nonterminal; whoever has FIRST already may hand it over.

    Source: Aho et al., section 4.4.2.
    """
    starts = known_first or first(grammar)
    found: Sets = dict.fromkeys(grammar, frozenset())
    if rules.has_end:
        found[next(iter(grammar))] = frozenset(END)
    behind = _behind(grammar, starts, rules)
    grows = True
    while grows:
        grows = False
        for symbol, head, tokens, inherits in behind:
            new = found[symbol] | tokens
            if inherits and rules.inherits:
                new |= found[head]
            grows |= len(new) > len(found[symbol])
            found[symbol] = new
    return found


def _behind(
    grammar: Grammar, starts: Sets, rules: Rules
) -> list[tuple[str, str, frozenset[str], bool]]:
    """Each place of a nonterminal: it, the head, what follows, whether it may end."""
    looking = Rules(looks_past=rules.looks_past_after)
    found = []
    for head, bodies in grammar.items():
        for body in bodies:
            for place, symbol in enumerate(body):
                if symbol not in grammar:
                    continue
                rest = body[place + 1 :]
                tokens = first_of(rest, starts, looking)
                ends = EMPTY in tokens if rules.looks_past_after else not rest
                kept = tokens if rules.keeps_empty else tokens - {EMPTY}
                found.append((symbol, head, kept, ends))
    return found


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell of the LL(1) table with two bodies."""

    head: str
    token: str
    kind: str
    """`FIRST/FIRST`, `FIRST/FOLLOW`, or `mixed`: more than one of these and others."""


def predictions(grammar: Grammar) -> dict[str, dict[str, frozenset[str]]]:
    """By head and body: the tokens on which a predictive parser takes the body."""
    starts = first(grammar)
    ends = follow(grammar, known_first=starts)
    return {
        head: {body: _predicted(first_of(body, starts), ends[head]) for body in bodies}
        for head, bodies in grammar.items()
    }


def _predicted(starts: frozenset[str], ends: frozenset[str]) -> frozenset[str]:
    return (starts - {EMPTY}) | ends if EMPTY in starts else starts


def clashes(grammar: Grammar) -> list[Clash]:
    """The cells of the LL(1) table with two bodies, in order.

    Source: Aho et al., section 4.4.3.
    """
    starts, found = first(grammar), []
    ends = follow(grammar, known_first=starts)
    for head, bodies in grammar.items():
        begun = [first_of(body, starts) for body in bodies]
        taken = [_predicted(each, ends[head]) for each in begun]
        for token in sorted(frozenset().union(*taken)):
            those = [each for each, on in zip(begun, taken, strict=True) if token in on]
            if len(those) > 1:
                found.append(Clash(head, token, _kind(token, those)))
    return found


def _kind(token: str, bodies: list[frozenset[str]]) -> str:
    """The kind of a clash, by FIRST of the bodies that are taken on a token."""
    beginning = [token in each for each in bodies]
    vanishing = [EMPTY in each for each in bodies]
    if all(beginning) and not any(vanishing):
        return "FIRST/FIRST"
    if beginning != vanishing and sum(beginning) == sum(vanishing) == 1:
        return "FIRST/FOLLOW"
    return "mixed"


def is_sound(grammar: Grammar) -> bool:
    """Whether all nonterminals can be reached and come to an end."""
    ends: set[str] = set()
    seen = {next(iter(grammar))}
    parts = {
        head: [{each for each in body if each in grammar} for body in bodies]
        for head, bodies in grammar.items()
    }
    for _ in grammar:
        for head, bodies in parts.items():
            if any(body <= ends for body in bodies):
                ends.add(head)
            if head in seen:
                seen.update(*bodies)
    return len(ends) == len(seen) == len(grammar)
