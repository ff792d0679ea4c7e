"""Gossip: trace rounds of push and pull, and reckon how quickly a rumour spreads."""

from __future__ import annotations

from math import exp, log2
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.gossip import epidemic_model as model
from drill.generators.gossip.epidemic_model import BOTH, PULL, PUSH
from drill.generators.wording import fenced, listed

if TYPE_CHECKING:
    from drill.chance import Chance

NODES: Final = "ABCDEFGH"
MODES: Final = {
    PUSH: "push: a node that knows the rumour tells it to the one it calls",
    PULL: "pull: a node gets the rumour if the one it calls knows it",
    BOTH: "push-pull: after a call both know what one of them knew",
}
FEWEST: Final = 50
"""Nodes, below which an average says little."""
AT_ONCE: Final = "All calls of a round happen at once, with what was known before it."

# --- traces -----------------------------------------------------------------------


def _calls(chance: Chance, count: int, rounds: int) -> list[dict[str, str]]:
    names = NODES[:count]
    return [
        {
            name: chance.pick([other for other in names if other != name])
            for name in names
        }
        for _ in range(rounds)
    ]


def _table(rounds: list[dict[str, str]]) -> str:
    rows = [f"caller   {'  '.join(rounds[0])}"]
    rows += [
        f"round {number}  {'  '.join(calls.values())}"
        for number, calls in enumerate(rounds, 1)
    ]
    return fenced(rows)


def _ask_trace(chance: Chance, count: int, rounds: int, mode: str) -> Instance | None:
    calls = _calls(chance, count, rounds)
    start = frozenset(chance.pick(NODES[:count]))
    trace = model.spread(start, calls, mode)
    right = trace[-1]
    others = [other for other in MODES if other != mode]
    flawed = [
        *(
            (model.spread(start, calls, o)[-1], f"is the outcome of {o}")
            for o in others
        ),
        (
            model.spread(start, calls, mode, is_at_once=False)[-1],
            "lets calls of a round pass on what was told in it",
        ),
        (
            model.spread(start, calls[:-1], mode)[-1] if rounds > 1 else start,
            "is one round behind",
        ),
    ]
    text = (
        f"Nodes {NODES[0]} to {NODES[count - 1]} gossip by {MODES[mode]}. {AT_ONCE}"
        f" Only {listed(sorted(start))} knows the rumour. Whom each node"
        f" calls:\n\n{_table(calls)}\n\n"
    )
    rows = [
        f"- after round {number}: {listed(sorted(known))}"
        for number, known in enumerate(trace, 1)
    ]
    why = f"By {MODES[mode]}.\n\n" + "\n".join(rows)
    hint = "Go round by round, and look at callers or at who is called."
    if len(right) in {1, count}:
        return None
    if chance.whole(1, 3) == 1:
        asked = f"{text}How many nodes know it after round {rounds}?"
        numeric = numeric_question(
            asked, len(right), [(len(found), e) for found, e in flawed], unit="nodes"
        )
        return Instance(numeric, why, (hint,)) if len(numeric.mistakes) > 1 else None
    asked = f"{text}Which nodes know it after round {rounds}?"
    wrong = [Wrong(listed(sorted(found)), error) for found, error in flawed]
    question = choice_question(asked, listed(sorted(right)), wrong, chance)
    return Instance(question, why, (hint,)) if question else None


def _ask_short_trace(chance: Chance) -> Instance | None:
    return _ask_trace(chance, 6, 2, chance.pick((PUSH, PULL)))


def _ask_long_trace(chance: Chance) -> Instance | None:
    return _ask_trace(chance, chance.whole(7, 8), 3, chance.pick(tuple(MODES)))


# --- how quickly ------------------------------------------------------------------


def _ask_doubling(chance: Chance) -> Instance:
    fanout = chance.pick((1, 1, 2, 3, 4))
    count = chance.pick((1, 2, 5)) * 10 ** chance.whole(2, 5)
    period = chance.pick((100, 200, 500, 1000))
    rounds = model.rounds_until(count, fanout)
    text = (
        f"One of {grouped(count)} nodes knows a rumour. Each round, every {period} ms,"
        f" whoever knows it pushes it to {fanout} other{'s' if fanout > 1 else ''},"
        f" which push{'' if fanout > 1 else 'es'} it from the next round on. At best"
        " no message goes to one that knows it already. After how many rounds can all"
        " know it at the earliest?"
    )
    wrong = [
        (rounds - 1, "rounds down: the last round is needed"),
        (count / fanout, "lets only the first node push"),
        (rounds + 1, "counts one round too many"),
        (log2(count) / 2, "multiplies by four in a round"),
    ]
    if fanout > 1:
        wrong.append(
            (
                _powers(count, fanout),
                f"multiplies by {fanout}: those that told know too",
            )
        )
    question = numeric_question(text, rounds, wrong, unit="rounds", places=0)
    factor = fanout + 1
    why = (
        f"Each round multiplies those that know it by 1 + {fanout} = {factor}."
        f" {factor}^{rounds - 1} = {grouped(factor ** (rounds - 1))} is too few,"
        f" {factor}^{rounds} = {grouped(factor**rounds)} is enough: {rounds} rounds, or"
        f" {grouped(rounds * period)} ms. In practice it takes more, since late"
        " messages mostly go to nodes that know it."
    )
    return Instance(question, why, ("By which factor does their number grow?",))


def _powers(count: int, base: int) -> int:
    rounds, reached = 0, 1
    while reached < count:
        reached *= base
        rounds += 1
    return rounds


def _ask_share(chance: Chance) -> Instance | None:
    mode = chance.pick((PUSH, PULL))
    start = chance.pick((0.1, 0.2, 0.3, 0.05, 0.4))
    rounds = chance.whole(1, 3) if mode == PULL else chance.whole(1, 2)
    right = {PULL: model.pulled, PUSH: model.pushed}[mode](start, rounds)
    other = {PULL: model.pushed, PUSH: model.pulled}[mode](start, rounds)
    count = 10 ** chance.whole(5, 7)
    if count * right < FEWEST:
        return None
    text = (
        f"Of {grouped(count)} nodes {decimal(start * 100)} % do not know an update yet."
        f" They gossip by {mode}, each calling one random node a round. How many are"
        f" without it after {rounds} more round{'s' if rounds > 1 else ''}, on average?"
        " Within 5 %."
    )
    wrong = (
        (count * other, f"is that of {PUSH if mode == PULL else PULL}"),
        (count * start * 0.5**rounds, "halves the rest in each round"),
        (
            count * start ** (rounds + 1),
            "multiplies by the first share again and again",
        ),
        (count * (1 - right), "counts those that know it"),
        (count * start * exp(-1) ** rounds, "takes e^−1 a round, the limit of push"),
    )
    leeway = Leeway(relative=0.05)
    question = numeric_question(
        text, count * right, wrong, unit="nodes", leeway=leeway, places=0
    )
    if mode == PULL:
        why = (
            f"With pull a node stays without it if it calls one that is without: p is"
            f" squared in each round. {decimal(start)}^{2**rounds} ="
            f" {decimal(right, 9)}, times {grouped(count)} ="
            f" {decimal(count * right, 0)}. With push this tail is longer: nobody may"
            " happen to call the last ones."
        )
    else:
        steps = [model.pushed(start, n) for n in range(rounds + 1)]
        shown = " → ".join(decimal(each, 5) for each in steps)
        why = (
            "With push a node stays without it if none of the (1 − p) n nodes that know"
            f" it calls it: p becomes p × e^−(1 − p). {shown}, times {grouped(count)} ="
            f" {decimal(count * right, 0)}. With pull p would be squared: quicker at"
            " the end."
        )
    return Instance(question, why, ("When does a node stay without it in a round?",))


def _ask_compare(chance: Chance) -> Instance | None:
    start = chance.pick((0.5, 0.2, 0.1, 0.9, 0.01))
    rounds = chance.whole(2, 3)
    shares = {
        PULL: model.pulled(start, rounds),
        PUSH: model.pushed(start, rounds),
    }

    def said(pull: float, push: float) -> str:
        return f"pull {_percent(pull)}, push {_percent(push)}"

    limit = start * exp(-1) ** rounds
    wrong = [
        Wrong(
            said(shares[PUSH], shares[PULL]), "has push and pull the wrong way round"
        ),
        Wrong(said(shares[PULL], limit), "takes e^−1 a round for push from the start"),
        Wrong(
            said(start**rounds, shares[PUSH]), "multiplies p once a round, not squares"
        ),
        Wrong(
            said(start * 0.5**rounds, start * 0.5**rounds), "halves the rest a round"
        ),
        Wrong(said(limit, shares[PUSH]), "takes e^−1 a round for pull"),
    ]
    text = (
        f"In a large cluster {_percent(start)} of the nodes do not have an update. Each"
        " node calls one random node a round. Which share is without it after"
        f" {rounds} rounds, on average, with pull and with push?"
    )
    question = choice_question(text, said(shares[PULL], shares[PUSH]), wrong, chance)
    why = (
        f"Pull squares p in each round: {decimal(start)}^{2**rounds} ="
        f" {_percent(shares[PULL])}. Push makes it p × e^−(1 − p):"
        f" {_percent(shares[PUSH])}. While few know it both are about as quick; for"
        " the last ones pull is far quicker."
    )
    return Instance(question, why, ("Pull squares p. And push?",)) if question else None


def _percent(share: float) -> str:
    percent = share * 100
    places = 1
    while percent * 10**places < 10 and places < 9:  # noqa: PLR2004 - two digits
        places += 1
    return f"{decimal(percent, places)} %"


def _ask_residue(chance: Chance) -> Instance:
    losses = chance.whole(1, 4)
    count = chance.pick((1, 2, 5)) * 1000
    share = model.residue(losses)
    stops = "stops" if losses == 1 else f"stops with chance 1/{losses}"
    text = (
        "Rumour mongering by push: whoever knows a rumour calls random nodes, and after"
        f" each call to one that knew it already {stops}. Then a"
        f" share s with s = e^(−({losses} + 1) × (1 − s)) never hears it. How many of"
        f" {grouped(count)} nodes is that (s < 1)? Within 5 %."
    )
    wrong = (
        (
            count * exp(-(losses + 1)),
            "stops after the first step, with s = 0 on the right",
        ),
        (count * model.residue(losses + 1), "takes k + 2 for k + 1"),
        (count * exp(-losses * 1.0), "forgets the 1 in k + 1, and s on the right"),
        (count * (1 - share), "counts those that hear it"),
        (count / (losses + 1), "takes one in k + 1"),
    )
    question = numeric_question(
        text, count * share, wrong, unit="nodes", leeway=Leeway(relative=0.05), places=0
    )
    steps, now = [], 0.0
    for _ in range(4):
        now = exp(-(losses + 1) * (1 - now))
        steps.append(decimal(now, 4))
    why = (
        f"Put s = 0 into the right side and go on with what comes out:"
        f" {', '.join(steps)}, … → {decimal(share, 4)}. Times {grouped(count)} that is"
        f" {decimal(count * share, 0)}: a rumour dies out before all have heard it, so"
        " anti-entropy must find the rest."
    )
    return Instance(question, why, ("Solve it by iteration, from s = 0.",))


make = by_difficulty(
    {
        1: (_ask_short_trace, _ask_short_trace, _ask_doubling),
        2: (_ask_long_trace, _ask_doubling, _ask_share),
        3: (_ask_long_trace, _ask_share, _ask_compare, _ask_residue),
    }
)


GENERATOR = Generator(
    name="gossip.rounds",
    version=1,
    title="Follow a rumour through rounds of gossip",
    source=("Demers et al., Epidemic Algorithms, PODC 1987, sections 1.3 and 1.4",),
    parameters=Parameters,
    make=make,
)
