"""FIRST and FOLLOW sets, and where an LL(1) table has conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.compilers import grammar_model as model
from drill.generators.compilers.grammar_model import EMPTY, END, Clash, Grammar, Rules
from drill.generators.drafting import Wrong, choice_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.chance import Chance

ATTEMPTS: Final = 60
FIRST_HINT: Final = "If a symbol can vanish, look at the one behind it."
FOLLOW_HINT: Final = "What stands last in a body is followed by what follows the head."


def _body(chance: Chance, head: str, heads: str, first: int) -> str:
    """One to three symbols that do not begin with the head itself.

    The first is a nonterminal in `first` of ten cases.
    """
    later = heads[heads.index(head) + 1 :]
    symbols = []
    for place in range(chance.whole(1, 3)):
        wants_head = chance.whole(1, 10) <= (6 if place else first)
        usable = later if place == 0 else later or heads[1:]
        symbols.append(
            chance.pick(usable) if wants_head and usable else chance.pick("abcd")
        )
    return "".join(symbols)


def _grammar(chance: Chance, first: int = 6) -> Grammar:
    """A sound grammar of four heads of which one or two can vanish."""
    heads = "SABC"
    while True:
        vanishing = chance.shuffled("ABC")[: chance.whole(1, 2)]
        grammar = {}
        for head in heads:
            bodies = [_body(chance, head, heads, first)]
            if head in vanishing:
                bodies.append("")
            elif head != "S" or chance.pick((True, False)):
                bodies.append(_body(chance, head, heads, first))
            grammar[head] = tuple(dict.fromkeys(bodies))
        if model.is_sound(grammar):
            return grammar


def _drawn(grammar: Grammar) -> str:
    rows = [
        f"{head} → {' | '.join(' '.join(body) or EMPTY for body in bodies)}"
        for head, bodies in grammar.items()
    ]
    return fenced(rows)


def _set(symbols: Iterable[str]) -> str:
    """A set as it is written: letters first, then `$` and ε."""
    ordered = sorted(
        symbols, key=lambda each: (each in (END, EMPTY), each == EMPTY, each)
    )
    return f"{{ {', '.join(ordered)} }}" if ordered else "{ }"


def _wrong(symbols: Iterable[str], why: str) -> list[Wrong]:
    """A set of a wrong model, unless it is empty: nobody would believe that."""
    return [Wrong(_set(symbols), why)] if symbols else []


def _told(grammar: Grammar) -> str:
    return (
        "Small letters are tokens, ε is the empty string, $ the end of the input:\n\n"
        f"{_drawn(grammar)}\n\n"
    )


def _why(grammar: Grammar) -> str:
    starts, ends = model.first(grammar), model.follow(grammar)
    rows = [["", "FIRST", "FOLLOW"]]
    rows += [[head, _set(starts[head]), _set(ends[head])] for head in grammar]
    return table(rows)


# --- sets ------------------------------------------------------------------------


def _ask_first(chance: Chance) -> Instance | None:
    grammar = _grammar(chance)
    starts, ends = model.first(grammar), model.follow(grammar)
    asked = chance.pick(list(grammar))
    right = starts[asked]
    direct = {body[0] for body in grammar[asked] if body and body[0] not in grammar}
    wrong = [
        Wrong(
            _set(model.first(grammar, Rules(looks_past=False))[asked]),
            "looks at the first symbol of each body only, even if it can vanish",
        ),
        Wrong(_set(right ^ {EMPTY}), _flaw_of_empty(EMPTY in right)),
        Wrong(_set((right | ends[asked]) - {EMPTY}), "adds FOLLOW, as a table would"),
        Wrong(_set(ends[asked]), "is FOLLOW"),
        Wrong(
            _set(direct), "has the tokens that stand first, not those of nonterminals"
        ),
    ]
    text = f"{_told(grammar)}What is FIRST({asked})?"
    question = choice_question(text, _set(right), wrong, chance)
    bodies = "; ".join(
        f"{' '.join(body) or EMPTY} begins with {_set(model.first_of(body, starts))}"
        for body in grammar[asked]
    )
    why = f"{_why(grammar)}\n\nOf {asked}: {bodies}."
    return Instance(question, why, (FIRST_HINT,)) if question else None


def _flaw_of_empty(has: bool) -> str:  # noqa: FBT001 - a question
    if has:
        return "leaves out ε, though it can vanish"
    return "has ε: only some symbols of its bodies vanish, not all of one"


def _follow_wrong(grammar: Grammar, asked: str) -> list[Wrong]:
    ends = model.follow(grammar)
    flaws = (
        (Rules(inherits=False), "forgets FOLLOW of the head for what may stand last"),
        (Rules(looks_past_after=False), "does not look past symbols that can vanish"),
        (Rules(keeps_empty=True), "has ε, which is never in FOLLOW"),
        (Rules(has_end=False), "forgets $, which follows the start symbol"),
    )
    wrong = [
        each
        for rules, why in flaws
        for each in _wrong(model.follow(grammar, rules)[asked], why)
    ]
    wrong.append(Wrong(_set(model.first(grammar)[asked]), "is FIRST"))
    if END not in ends[asked]:
        wrong.append(Wrong(_set(ends[asked] | {END}), "has $, though it never ends S"))
    return wrong


def _ask_follow(chance: Chance) -> Instance | None:
    grammar = _grammar(chance)
    asked = chance.pick("ABC")
    right = model.follow(grammar)[asked]
    text = f"{_told(grammar)}S is the start symbol. What is FOLLOW({asked})?"
    wrong = _follow_wrong(grammar, asked)
    question = choice_question(text, _set(right), wrong, chance)
    why = f"{_why(grammar)}\n\n{_where(grammar, asked)}"
    return Instance(question, why, (FOLLOW_HINT,)) if question else None


def _where(grammar: Grammar, asked: str) -> str:
    """Where a nonterminal stands, and what comes behind it there."""
    starts, said = model.first(grammar), []
    for head, bodies in grammar.items():
        for body in bodies:
            for place, symbol in enumerate(body):
                if symbol == asked:
                    behind = model.first_of(body[place + 1 :], starts)
                    parts = [_set(behind - {EMPTY})] if behind - {EMPTY} else []
                    if EMPTY in behind:
                        parts.append(f"FOLLOW({head})")
                    shown = " and ".join(parts)
                    said.append(f"in {head} → {' '.join(body)} come {shown}")
    return f"Behind {asked}: {'; '.join(dict.fromkeys(said))}."


def _ask_typed(chance: Chance) -> Instance | None:
    grammar = _grammar(chance)
    asked = chance.pick("ABC")
    ends = model.follow(grammar)[asked]
    if len(ends) < 2:  # noqa: PLR2004 - too few to type
        return None

    def listed(symbols: Iterable[str]) -> list[str]:
        return sorted(symbols, key=lambda each: (each in (END, EMPTY), each))

    flaws = (
        (Rules(inherits=False), "forgets FOLLOW of the head for what may stand last"),
        (Rules(looks_past_after=False), "does not look past symbols that can vanish"),
    )
    wrong = [(listed(model.follow(grammar, each)[asked]), why) for each, why in flaws]
    wrong.append((listed(model.first(grammar)[asked]), "is FIRST"))
    text = (
        f"{_told(grammar)}S is the start symbol. What is FOLLOW({asked})? Type its"
        " tokens in alphabetical order, $ last, with spaces between."
    )
    question = list_question(text, listed(ends), wrong)
    return Instance(
        question, f"{_why(grammar)}\n\n{_where(grammar, asked)}", (FOLLOW_HINT,)
    )


# --- conflicts -------------------------------------------------------------------


def _clash_text(clash: Clash) -> str:
    return f"{clash.kind} for {clash.head} on {clash.token}"


NO_CLASH: Final = "None: the grammar is LL(1)"


def _clashing(chance: Chance) -> tuple[Grammar, list[Clash]] | None:
    """A grammar with one conflict or, less often, with none."""
    may_be_none = chance.pick((True, False))
    for _ in range(ATTEMPTS):
        grammar = _grammar(chance, 2)
        found = model.clashes(grammar)
        if len(found) == 1 and found[0].kind != "mixed":
            return grammar, found
        if may_be_none and not found:
            return grammar, found
    return None


def _ask_clash(chance: Chance) -> Instance | None:
    drawn = _clashing(chance)
    if not drawn:
        return None
    grammar, found = drawn
    right = _clash_text(found[0]) if found else NO_CLASH
    starts, ends = model.first(grammar), model.follow(grammar)
    wrong = (
        [Wrong(NO_CLASH, "overlooks that two bodies share a token")] if found else []
    )
    if found:
        clash = found[0]
        other = "FIRST/FOLLOW" if clash.kind == "FIRST/FIRST" else "FIRST/FIRST"
        why = "takes one kind for the other: does a body vanish on this token?"
        wrong.append(Wrong(_clash_text(Clash(clash.head, clash.token, other)), why))
    for head, bodies in grammar.items():
        if len(bodies) == 1:
            continue
        token = chance.pick(sorted(starts[head] - {EMPTY}))
        kind = "FIRST/FOLLOW" if "" in bodies else "FIRST/FIRST"
        if any((each.head, each.token) == (head, token) for each in found):
            continue
        why = "begins one body only, and follows no other that vanishes"
        wrong.append(Wrong(_clash_text(Clash(head, token, kind)), why))
        if "" in bodies and (free := sorted(ends[head] - starts[head])):
            why = "follows it, but begins no other body"
            wrong.append(Wrong(_clash_text(Clash(head, free[0], "FIRST/FOLLOW")), why))
    text = f"{_told(grammar)}S is the start symbol. Which conflict has the LL(1) table?"
    question = choice_question(text, right, wrong, chance)
    return Instance(question, _why_clash(grammar, found)) if question else None


def _why_clash(grammar: Grammar, found: list[Clash]) -> str:
    rows = [["body", "taken on"]]
    for head, taken in model.predictions(grammar).items():
        if len(taken) > 1:
            rows += [
                [f"{head} → {' '.join(body) or EMPTY}", _set(tokens)]
                for body, tokens in taken.items()
            ]
    end = "No head has two bodies for one token."
    if found:
        end = f"Two bodies of {found[0].head} are taken on {found[0].token}."
    return (
        f"{table(rows)}\n\nA body is taken on its FIRST, and on FOLLOW of its head too"
        f" if it can vanish. {end}"
    )


make = by_difficulty(
    {
        1: (_ask_first,),
        2: (_ask_first, _ask_follow, _ask_typed),
        3: (_ask_follow, _ask_typed, _ask_clash, _ask_clash),
    }
)


GENERATOR = Generator(
    name="compilers.first_follow",
    version=1,
    title="FIRST, FOLLOW and LL(1) conflicts",
    source=(
        "Aho, Lam, Sethi and Ullman, Compilers, 2nd edition, sections 4.4.2 and 4.4.3",
    ),
    parameters=Parameters,
    make=make,
)
