"""FIRST, FOLLOW and LL(1) conflicts of small grammars, and sets that get it wrong.

Nonterminals are capital letters, the first head is the start symbol; a body is a
string of symbols, the empty one is ε.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def _least(grammar: Grammar, step: Callable[[Sets], Sets]) -> Sets:
    """The least sets that a step changes no more."""
    found: Sets = {head: frozenset() for head in grammar}
    while (new := step(found)) != found:
        found = new
    return found


def first(grammar: Grammar, rules: Rules = RIGHT) -> Sets:
    """FIRST of each nonterminal, with ε if it can vanish.

    Source: Aho et al., Compilers, 2nd edition, section 4.4.2.
    """

    def step(known: Sets) -> Sets:
        return {
            head: frozenset().union(*(first_of(body, known, rules) for body in bodies))
            for head, bodies in grammar.items()
        }

    return _least(grammar, step)


def first_of(body: str, known: Sets, rules: Rules = RIGHT) -> frozenset[str]:
    """FIRST of a string of symbols, by the sets of the nonterminals."""
    found: frozenset[str] = frozenset()
    for symbol in body:
        starts = known.get(symbol, frozenset(symbol))
        found |= starts - {EMPTY}
        if EMPTY not in starts or not rules.looks_past:
            return found
    return found | {EMPTY}


def follow(grammar: Grammar, rules: Rules = RIGHT) -> Sets:
    """FOLLOW of each nonterminal.

    Source: Aho et al., section 4.4.2.
    """
    starts = first(grammar)
    start = next(iter(grammar))

    def after(head: str, rest: str, known: Sets) -> frozenset[str]:
        found = first_of(rest, starts, Rules(looks_past=rules.looks_past_after))
        ends = EMPTY in first_of(rest, starts) if rules.looks_past_after else not rest
        if ends and rules.inherits:
            found |= known[head]
        return found if rules.keeps_empty else found - {EMPTY}

    def step(known: Sets) -> Sets:
        new = dict(known)
        if rules.has_end:
            new[start] |= {END}
        for head, bodies in grammar.items():
            for body in bodies:
                for place, symbol in enumerate(body):
                    if symbol in grammar:
                        new[symbol] |= after(head, body[place + 1 :], known)
        return new

    return _least(grammar, step)


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell of the LL(1) table with two bodies."""

    head: str
    token: str
    kind: str
    """`FIRST/FIRST`, `FIRST/FOLLOW`, or `mixed`: more than one of these and others."""


def predictions(grammar: Grammar) -> dict[str, dict[str, frozenset[str]]]:
    """By head and body: the tokens on which a predictive parser takes the body."""
    starts, ends = first(grammar), follow(grammar)
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
    for head, taken in predictions(grammar).items():
        tokens = sorted(frozenset().union(*taken.values()))
        for token in tokens:
            bodies = [first_of(body, starts) for body in taken if token in taken[body]]
            if len(bodies) > 1:
                found.append(Clash(head, token, _kind(token, bodies)))
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
    """Whether all nonterminals can be reached and vanish into terminals."""
    ends: set[str] = set()
    seen = {next(iter(grammar))}
    for _ in grammar:
        for head, bodies in grammar.items():
            if any(all(s in ends or s not in grammar for s in body) for body in bodies):
                ends.add(head)
            if head in seen:
                seen |= {s for body in bodies for s in body if s in grammar}
    return ends == set(grammar) == seen
