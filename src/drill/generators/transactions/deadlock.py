"""Find deadlocks in a log of lock requests, and who must give way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.transactions import lock_model as model
from drill.generators.transactions.lock_model import Edge, Locks, Policy, Request
from drill.generators.wording import fenced, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.chance import Chance

WHOS: Final = ("T1", "T2", "T3", "T4")
LETTERS: Final = "ABCD"
RULES: Final = (
    "Locks are shared (S) or exclusive (X) and kept to the end. A request that"
    " conflicts"
    " with locks of others waits for all of those; any other is granted at once. Who"
    " waits asks for nothing more."
)
EXCLUSIVE: Final = (
    "Locks are exclusive (X) and kept to the end. A request for a lock that another"
    " holds waits for that one; who waits asks for nothing more."
)


# --- a log ------------------------------------------------------------------------


def _log(chance: Chance, *, modes: str) -> list[Request]:
    """Requests of some transactions; mostly a first lock each, then a second."""
    whos = WHOS[: chance.whole(3, 4)]
    items = LETTERS[: len(whos)]
    first = [
        Request(who, chance.pick(modes), chance.pick(items))
        for who in chance.shuffled(whos)
    ]
    second = [
        Request(who, chance.pick(modes), chance.pick(items))
        for who in chance.shuffled((*whos, *whos))
    ]
    return _sensible([*first, *second])[:8]


def _sensible(requests: Sequence[Request]) -> list[Request]:
    """The requests that ask for something new, by transactions that do not wait."""
    kept: list[Request] = []
    for request in requests:
        waits = any(each.who == request.who for each in model.after(kept).waiting)
        has = any(
            each.who == request.who
            and each.item == request.item
            and each.mode in (request.mode, "X")
            for each in kept
        )
        if not waits and not has:
            kept.append(request)
    return kept


def _drawing(log: Sequence[Request]) -> str:
    lines = [f"{number}  {each.text()}" for number, each in enumerate(log, 1)]
    half = -(-len(lines) // 2)
    right = [*lines[half:], ""]
    rows = [
        f"{one.ljust(14)}{other}".rstrip()
        for one, other in zip(lines[:half], right, strict=False)
    ]
    return fenced(rows)


def _setting(log: Sequence[Request]) -> str:
    rules = RULES if any(each.mode == "S" for each in log) else EXCLUSIVE
    return f"{rules} Requests, in their order:\n\n{_drawing(log)}\n\n"


def _waits(edges: Sequence[Edge]) -> str:
    whos = sorted({one for one, _ in edges})
    said = [
        f"{who} for {listed([other for one, other in edges if one == who])}"
        for who in whos
    ]
    return listed(said, none="nobody")


def _circle(edges: Sequence[Edge]) -> str:
    """A shortest cycle of the graph, from its first transaction back to it."""
    start, *_ = model.on_cycles(edges)
    paths = [[start]]
    while not (closed := [path for path in paths if path[1:] and path[-1] == start]):
        paths = [
            [*path, other] for path in paths for one, other in edges if one == path[-1]
        ]
    return " → ".join(closed[0])


# --- what is asked ----------------------------------------------------------------


def _ask_members(chance: Chance, *, modes: str) -> Instance | None:
    log = _log(chance, modes=modes)
    locks = model.after(log)
    members = model.on_cycles(locks.edges())
    if len(members) < 2:  # noqa: PLR2004 - no deadlock
        return None
    waiting = sorted({each.who for each in locks.waiting})
    wrong = [
        (waiting, "names all who wait: some only wait for the cycle"),
        (sorted({each.who for each in log}), "names everybody"),
        (sorted({each.who for each in locks.waiting[-2:]}), "names the last to wait"),
        (_members_without_modes(log), "takes two shared locks for a conflict"),
    ]
    text = (
        f"{_setting(log)}Which transactions are on a cycle of the wait-for graph? Type"
        " them with spaces between them, as T1 T2."
    )
    question = list_question(text, members, [each for each in wrong if each[0]])
    why = f"{_graph(locks)} On a cycle are {listed(members)}: {_circle(locks.edges())}."
    return Instance(question, why, (_HINT,))


_HINT: Final = "Who holds what when each request comes?"


def _graph(locks: Locks) -> str:
    return f"In the end wait: {_waits(locks.edges())}."


def _members_without_modes(log: Sequence[Request]) -> list[str]:
    exclusive = [Request(each.who, "X", each.item) for each in log]
    return model.on_cycles(model.after(exclusive).edges())


def _ask_members_exclusive(chance: Chance) -> Instance | None:
    return _ask_members(chance, modes="X")


def _ask_members_shared(chance: Chance) -> Instance | None:
    return _ask_members(chance, modes="SX")


def _ask_when(chance: Chance) -> Instance | None:
    log = _log(chance, modes="SX")
    number = model.first_deadlock(log)
    if number is None:
        return None
    first_wait = next(n for n in range(1, len(log) + 1) if model.after(log[:n]).waiting)
    exclusive = model.first_deadlock([Request(e.who, "X", e.item) for e in log])
    locks = model.after(log[:number])
    wrong = [
        (first_wait, "is where somebody first waits: that is no cycle yet"),
        (exclusive or len(log), "takes shared locks for exclusive ones"),
        (len(log), "is the last request"),
        (number - 1, "comes before the cycle is closed"),
    ]
    text = f"{_setting(log)}Which request, by its number, closes the first deadlock?"
    question = numeric_question(text, number, wrong)
    why = (
        f"After request {number} wait: {_waits(locks.edges())}. That closes the cycle"
        f" {_circle(locks.edges())}; before it there was none."
    )
    return Instance(question, why, (_HINT,))


def _ask_graph(chance: Chance) -> Instance | None:
    log = _log(chance, modes="SX")[: chance.whole(5, 7)]
    locks = model.after(log)
    edges = locks.edges()
    if not 2 <= len(edges) <= 4:  # noqa: PLR2004 - a graph worth drawing
        return None
    exclusive = model.after([Request(each.who, "X", each.item) for each in log])
    single = list({one: (one, other) for one, other in reversed(edges)}.values())
    asked = [
        (each.who, other.who)
        for each in locks.waiting
        for other in log
        if other.item == each.item and other.who != each.who
    ]
    wrong = [
        Wrong(_drawn(exclusive.edges()), "takes shared locks for exclusive ones"),
        Wrong(_drawn([(b, a) for a, b in edges]), "turns the arrows round"),
        Wrong(_drawn(single), "lets each wait for one holder only"),
        Wrong(_drawn(asked), "draws arrows to all who asked, not to who holds"),
        Wrong(_drawn(edges[:-1]), "overlooks the last one that waits"),
    ]
    text = f"{_setting(log)}What is the wait-for graph in the end?"
    question = choice_question(text, _drawn(edges), wrong, chance)
    cycle = (
        f"There is a cycle: {_circle(edges)}."
        if model.on_cycles(edges)
        else "There is no cycle, so no deadlock."
    )
    why = f"{_graph(locks)} {cycle}"
    return Instance(question, why, (_HINT,)) if question else None


def _drawn(edges: Sequence[Edge]) -> str:
    arrows = sorted({f"{one} → {other}" for one, other in edges})
    return ", ".join(arrows) or "no arrows"


def _ask_breaker(chance: Chance) -> Instance | None:
    edges = _two_cycles(chance)
    (victim, *more) = model.breakers(edges) or ["", ""]
    if more:
        return None
    whos = sorted({who for edge in edges for who in edge})
    text = (
        "A deadlock detector finds this wait-for graph:\n\n"
        f"```text\n{_drawn(edges)}\n```\n\n"
        "Which transaction, rolled back alone, ends all deadlock?"
    )
    wrong = [
        Wrong(who, _left(edges, who)) for who in chance.shuffled(whos) if who != victim
    ]
    question = choice_question(text, victim, wrong, chance)
    why = (
        f"{victim} is on every cycle. Without it nobody waits for itself any more; the"
        " others wait, and go on one after another."
    )
    return Instance(question, why, ("Which cycles are there?",)) if question else None


def _left(edges: Sequence[Edge], who: str) -> str:
    rest = [edge for edge in edges if who not in edge]
    place = "on no cycle; " if who not in model.on_cycles(edges) else ""
    return f"{place}leaves the cycle {_circle(rest)}"


def _two_cycles(chance: Chance) -> list[Edge]:
    """Two cycles that share a transaction, and somebody who waits for them."""
    names = chance.shuffled(("T1", "T2", "T3", "T4", "T5", "T6"))
    shared, one, two, three, four, outside = names
    shapes = (
        [(shared, one), (one, shared), (shared, two), (two, three), (three, shared)],
        [(shared, one), (one, two), (two, shared), (shared, three), (three, shared)],
        [(shared, one), (one, two), (two, shared), (two, three), (three, shared)],
        [(one, shared), (shared, one), (two, shared), (shared, two), (three, two)],
        [
            (shared, one),
            (one, two),
            (two, shared),
            (three, four),
            (shared, three),
            (four, shared),
        ],
    )
    tail = (outside, chance.pick((shared, one, two)))
    return chance.shuffled([*chance.pick(shapes), tail])


POLICIES: Final = {
    Policy.WAIT_DIE: (
        "wait-die: an older transaction waits, a younger one that asks is rolled back"
    ),
    Policy.WOUND_WAIT: (
        "wound-wait: an older transaction that asks has the holder rolled back and"
        " takes"
        " the lock, a younger one waits"
    ),
}


def _ask_prevention(chance: Chance) -> Instance | None:
    log = _contested_by_two(_log(chance, modes="X"))
    whos = sorted({each.who for each in log})
    drawn = sorted(chance.shuffled(range(1, 60))[: len(whos)])
    stamps = dict(zip(whos, chance.shuffled(drawn), strict=True))
    policy = chance.pick(tuple(Policy))
    other = Policy.WAIT_DIE if policy is Policy.WOUND_WAIT else Policy.WOUND_WAIT
    gone = model.rolled_back(log, stamps, policy)
    turned = {who: -stamp for who, stamp in stamps.items()}
    edges = model.after(log).edges()
    members = model.on_cycles(edges)
    wrong = [
        Wrong(
            _gone(model.rolled_back(log, stamps, other)),
            f"is the answer of {other.value}",
        ),
        Wrong(
            _gone(model.rolled_back(log, turned, policy)),
            "takes a larger timestamp for the older one",
        ),
        Wrong(
            _gone([max(members, key=lambda who: stamps[who])] if members else []),
            "waits for a deadlock and takes its youngest: that is detection",
        ),
        Wrong(_gone([]), "holds that nobody need give way without a cycle"),
        Wrong(_gone(gone[:1]), "stops at the first conflict"),
    ]
    said = ", ".join(f"{who} {stamp}" for who, stamp in stamps.items())
    text = (
        f"Locks are exclusive and kept to the end. Deadlock is prevented by"
        f" {POLICIES[policy]}. Timestamps, the smaller the older: {said}. Who is rolled"
        " back frees its locks and does not begin again; who waits asks for nothing"
        f" more.\n\n{_drawing(log)}\n\nWho is rolled back, if all this is asked?"
    )
    if not gone and chance.fraction() < 0.7:  # noqa: PLR2004 - the dull case
        return None
    question = choice_question(text, _gone(gone), wrong, chance)
    why = _why_prevention(log, stamps, policy)
    return (
        Instance(question, why, ("Who is older, asker or holder?",))
        if question
        else None
    )


def _contested_by_two(log: Sequence[Request]) -> list[Request]:
    """The log without requests by which three would meet at one lock."""
    kept: list[Request] = []
    for request in log:
        others = {each.who for each in kept if each.item == request.item}
        if len(others - {request.who}) < 2:  # noqa: PLR2004 - a holder and one more
            kept.append(request)
    return kept


def _gone(whos: Sequence[str]) -> str:
    return listed(sorted(whos), none="Nobody")


def _why_prevention(
    log: Sequence[Request], stamps: Mapping[str, int], policy: Policy
) -> str:
    """What each conflicting request leads to."""
    lines, known = [], 0
    for number, request in enumerate(log, 1):
        gone = model.rolled_back(log[:number], stamps, policy)
        if len(gone) > known:
            lines.append(
                f"- {number} {request.text()}: {listed(gone[known:])} rolled back"
            )
            known = len(gone)
    said = "\n".join(lines) or "- no request meets a lock of the wrong age"
    arrow = "older to younger" if policy is Policy.WAIT_DIE else "younger to older"
    return (
        f"{said}\n\nUnder {policy.value}, waiting goes from {arrow} only, so that no"
        " cycle can close."
    )


make = by_difficulty(
    {
        1: (_ask_members_exclusive, _ask_breaker),
        2: (_ask_graph, _ask_members_shared, _ask_when),
        3: (_ask_prevention, _ask_prevention, _ask_breaker, _ask_when),
    }
)


GENERATOR = Generator(
    name="transactions.deadlock",
    version=1,
    title="Find deadlocks and who must give way",
    source=(
        "Gray and Reuter, Transaction Processing, chapter 7",
        "Rosenkrantz, Stearns and Lewis, ACM TODS 3(2), 1978",
    ),
    parameters=Parameters,
    make=make,
)
