"""How slow answers of single servers add up when a request needs many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.capacity import tail_model as model
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    percent,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty

if TYPE_CHECKING:
    from drill.chance import Chance

SHARES: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05)
SERVERS: Final = (5, 10, 20, 30, 40, 50, 80, 100, 150, 200)
NEAR: Final = Leeway(relative=0.02)
HINTS: Final = (
    "With which chance is every single answer fast?",
    "Independent chances multiply: (1 − p)^n are all fast.",
)


def _story(share: float, servers: int) -> str:
    return (
        f"A request asks {servers} servers at once and needs all of their answers. Each"
        f" server, independently, is slow in {percent(share)} of the cases."
    )


def _ask_any(chance: Chance) -> Instance | None:
    share, servers = chance.pick(SHARES), chance.pick(SERVERS)
    right = model.any_slow(share, servers)
    if not 0.03 < right < 0.97:  # noqa: PLR2004 - else it is next to nothing, or all
        return None
    text = f"{_story(share, servers)} Which share of the requests is slow?"
    wrong = [
        (
            min(1, share * servers),
            "adds the shares up, as if two were never slow at once",
        ),
        (share, "is the share of a single server"),
        (1 - right, "is the share in which all are fast"),
        (share * servers / 2, "takes half of the servers for the average case"),
        (1 - (1 - share) ** (servers / 10), "leaves out most of the servers"),
    ]
    why = (
        f"All {servers} are fast with (1 − {decimal(share, 3)})^{servers} ="
        f" {decimal(1 - right, 3)}, so at least one is slow in {percent(right)} of the"
        " requests: what is rare for a server is not rare for a request."
    )
    if chance.pick((True, False)):
        numbers = [(each * 100, error) for each, error in wrong[:3]]
        question = numeric_question(
            f"{text} In percent, within 2 %.",
            right * 100,
            numbers,
            unit="%",
            leeway=NEAR,
        )
        return Instance(question, why, HINTS)
    offered = [Wrong(percent(each), error) for each, error in wrong]
    chosen = choice_question(text, percent(right), offered, chance)
    return Instance(chosen, why, HINTS) if chosen else None


def _ask_share(chance: Chance) -> Instance | None:
    goal, servers = chance.pick((0.01, 0.02, 0.05, 0.1)), chance.pick(SERVERS)
    right = model.share_for(goal, servers)

    def fast(share: float) -> str:
        return f"In {decimal((1 - share) * 100, 4)} % of the cases"

    text = (
        f"A request asks {servers} servers at once and needs all of their answers. Of"
        f" the requests {percent(1 - goal)} shall be fast. How often must each server,"
        " independently, be fast?"
    )
    wrong = [
        Wrong(fast(goal), "gives the goal of the whole to each server"),
        Wrong(fast(goal / 2), "halves the slow share, whatever the number of servers"),
        Wrong(
            fast(model.share_for(goal, max(2, servers // 10))), "has a tenth of them"
        ),
        Wrong(fast(goal**2), "squares the slow share, as for two copies"),
        Wrong(fast(goal / servers**2), "divides by the number of servers twice"),
    ]
    question = choice_question(text, fast(right), wrong, chance)
    why = (
        f"(1 − p)^{servers} must be {decimal(1 - goal, 2)}, so 1 − p ="
        f" {decimal(1 - goal, 2)}^(1/{servers}) = {decimal(1 - right, 6)}. Nearly the"
        f" same: p = {decimal(goal, 2)} / {servers} = {percent(goal / servers, 4)},"
        " since two are hardly ever slow together."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_servers(chance: Chance) -> Instance | None:
    goal, share = chance.pick((0.05, 0.1, 0.2, 0.5)), chance.pick(SHARES)
    right = model.servers_for(goal, share)
    if right < 3:  # noqa: PLR2004 - too few for a fan
        return None
    text = (
        f"Each server, independently, is slow in {percent(share)} of the cases. A"
        " request needs the answers of all servers that it asks, and at most"
        f" {percent(goal)} of the requests may be slow. How many servers may it ask"
        " at most? A whole number, within 2 %."
    )
    wrong = (
        (goal / share, "divides the shares, as if two were never slow together"),
        (1 / share, "is the number at which one is slow on average"),
        (right * 10, "is ten times too many"),
        (model.servers_for(1 - goal, share), "takes the goal for what must be slow"),
    )
    why = (
        f"(1 − {decimal(share, 3)})^n must be at least {decimal(1 - goal, 2)}: n ="
        f" ln {decimal(1 - goal, 2)} / ln {decimal(1 - share, 3)}, rounded down"
        f" {right}. The quick estimate {decimal(goal, 2)} / {decimal(share, 3)} ="
        f" {decimal(goal / share, 0)} counts twice the requests with two slow answers."
    )
    question = numeric_question(
        text, right, wrong, unit="servers", leeway=NEAR, places=0
    )
    return Instance(question, why, HINTS)


def _ask_hedged(chance: Chance) -> Instance | None:
    share, servers = chance.pick((0.01, 0.02, 0.05, 0.1)), chance.pick(SERVERS)
    single = model.hedged(share)
    right = model.any_slow(single, servers)
    if model.any_slow(share, servers) > 0.99:  # noqa: PLR2004 - beyond all use
        return None
    text = (
        f"A request asks {servers} shards at once and needs all of their answers. A"
        f" replica is slow in {percent(share)} of the cases. Now each shard is asked"
        " at two replicas, slow independently, and the faster answer counts. Which"
        " share of the requests is still slow?"
    )
    wrong = [
        Wrong(
            percent(model.any_slow(share, servers), 2), "is the share without copies"
        ),
        Wrong(
            percent(model.any_slow(share / 2, servers), 2),
            "halves the slow share instead of squaring it",
        ),
        Wrong(percent(model.any_slow(share, servers) ** 2, 2), "squares the whole"),
        Wrong(percent(single, 2), "is the share of a single shard"),
        Wrong(percent(model.any_slow(share, 2 * servers), 2), "needs both answers"),
    ]
    question = choice_question(text, percent(right, 2), wrong, chance)
    why = (
        f"A shard is slow only if both replicas are: {decimal(share, 2)}² ="
        f" {decimal(single, 4)}. Then 1 − (1 − {decimal(single, 4)})^{servers} ="
        f" {percent(right, 2)}, against {percent(model.any_slow(share, servers))}"
        " with one replica each. The price is twice the load, unless the second copy is"
        " sent only after a while."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_partial(chance: Chance) -> Instance | None:
    share, servers = chance.pick((0.005, 0.01, 0.02)), chance.pick(SERVERS[2:])
    spared = chance.whole(1, 2)
    right = model.several_slow(share, servers, spared)
    if right < 0.002:  # noqa: PLR2004 - too little to show
        return None
    whole = model.any_slow(share, servers)
    missing = "one answer is" if spared == 1 else "two answers are"
    text = (
        f"A search asks {servers} servers at once, each slow in {percent(share)} of"
        f" the cases, independently. It returns as soon as no more than {missing}"
        " missing. Which share of the searches is slow? In percent, to two decimals."
    )
    wrong = (
        (whole * 100, "waits for all of them"),
        (model.any_slow(share, servers - spared) * 100, "asks fewer servers instead"),
        (whole / (spared + 1) * 100, "divides the share"),
        (whole ** (spared + 1) * 100, "takes a power of the whole"),
    )
    leeway = Leeway(absolute=max(0.02, round(right, 2)))
    question = numeric_question(text, right * 100, wrong, unit="%", leeway=leeway)
    none, one = (1 - share) ** servers, servers * share * (1 - share) ** (servers - 1)
    more = "" if spared == 1 else f", exactly two {percent(1 - right - none - one, 2)}"
    why = (
        f"None is slow in (1 − {decimal(share, 3)})^{servers} = {percent(none, 2)},"
        f" exactly one in {servers} × {decimal(share, 3)} × (1 −"
        f" {decimal(share, 3)})^{servers - 1} = {percent(one, 2)}{more}. The rest,"
        f" {percent(right, 2)}, is slow; waiting for all it would be"
        f" {percent(whole, 1)}."
    )
    return Instance(question, why, HINTS)


def _ask_layers(chance: Chance) -> Instance | None:
    share = chance.pick((0.001, 0.002, 0.005))
    first, second = chance.pick((3, 5, 8, 10)), chance.pick((4, 6, 10, 20))
    right = model.any_slow(share, first + first * second)
    text = (
        f"A page needs {first} services at once, and each of those needs {second}"
        " servers of its own at once. Every service and every server, independently, is"
        f" slow by itself in {percent(share)} of the cases, and whoever waits for a"
        " slow one is slow. Which share of the pages is slow?"
    )
    wrong = [
        Wrong(percent(model.any_slow(share, first)), "counts the services only"),
        Wrong(percent(model.any_slow(share, second)), "counts one fan of servers only"),
        Wrong(
            percent(model.any_slow(share, first + second)), "adds where fans multiply"
        ),
        Wrong(percent(model.any_slow(share, first * second)), "forgets the services"),
        Wrong(percent(share), "is the share of a single one"),
    ]
    question = choice_question(text, percent(right), wrong, chance)
    count = first + first * second
    why = (
        f"{first} services and {first} × {second} servers are {count} that must all be"
        f" fast: 1 − (1 − {decimal(share, 3)})^{count} = {percent(right)}."
    )
    hints = ("How many must be fast for a fast page?",)
    return Instance(question, why, hints) if question else None


make = by_difficulty(
    {
        1: (_ask_any,),
        2: (_ask_any, _ask_share, _ask_servers),
        3: (_ask_hedged, _ask_partial, _ask_layers),
    }
)


GENERATOR = Generator(
    name="capacity.fan_out_tail",
    version=1,
    title="Add up the tails of a request that fans out",
    source=("Dean and Barroso, The Tail at Scale, CACM 56(2), 2013",),
    parameters=Parameters,
    make=make,
)
