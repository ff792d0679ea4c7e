"""Rebalancing: what moves when nodes come, by remainder, by slots or by ranges."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    percent,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.sharding import rebalance_model as model
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from drill.chance import Chance


# --- by the remainder -------------------------------------------------------------


def _ask_keys(chance: Chance) -> Instance | None:
    before = chance.whole(3, 8)
    after = before + chance.pick((1, 1, 2, -1, before))
    hashes = dict(zip("abcdef", (chance.whole(20, 999) for _ in range(6)), strict=True))
    moved = [key for key, h in hashes.items() if h % before != h % after]
    if not 1 <= len(moved) <= 5:  # noqa: PLR2004 - all or none are no choice
        return None
    last = [key for key, h in hashes.items() if h % after >= before]
    gone = [key for key, h in hashes.items() if h % before >= after]
    stays = [key for key in hashes if key not in moved]
    quotient = [key for key, h in hashes.items() if h // before != h // after]
    wrong = [
        Wrong(listed(stays), "has it the wrong way round: these stay"),
        Wrong(listed(hashes), "takes it that every key moves"),
        Wrong(listed(quotient), "compares quotients, not remainders"),
        Wrong(
            listed(last if after > before else gone),
            "only looks at the nodes that come or go",
        ),
        Wrong(listed(moved[:-1]), f"overlooks {moved[-1]}"),
        Wrong(listed(sorted([*moved, stays[0]])), f"{stays[0]} has the same remainder"),
    ]
    listing: list[list[object]] = [["key", *hashes], ["hash", *hashes.values()]]
    text = (
        f"Keys lie on node hash mod N, and N changes from {before} to {after}. Which"
        f" keys move to another node?\n\n{table(listing)}"
    )
    question = choice_question(text, listed(moved), wrong, chance)
    rows: list[list[object]] = [
        ["key", *hashes],
        [f"mod {before}", *(h % before for h in hashes.values())],
        [f"mod {after}", *(h % after for h in hashes.values())],
    ]
    why = (
        f"{table(rows)}\n\nThose whose remainders differ move. On average only"
        f" {percent(model.staying(before, after))} of keys stay."
    )
    hint = "Compute both remainders of each."
    return Instance(question, why, (hint,)) if question else None


def _ask_share(chance: Chance) -> Instance:
    before = chance.whole(3, 16)
    after = before + chance.pick((1, 1, 2, 3, before, -1))
    moved = 1 - model.staying(before, after)
    text = (
        f"A cache puts each key on node hash mod N. N changes from {before} to {after}."
        " Which share of keys has to move, in percent, if hashes are uniform? Within 1."
    )
    least = Fraction(abs(after - before), max(before, after))
    wrong = (
        (1 - moved, "is the share that stays"),
        (least, "is what consistent hashing moves at least"),
        (Fraction(abs(after - before), before), "takes the nodes that change over N"),
        (Fraction(1), "takes it that every key moves"),
        (Fraction(before - 1, before), "forgets that a remainder may stay by chance"),
    )
    question = numeric_question(
        text,
        float(moved * 100),
        [(float(share * 100), why) for share, why in wrong],
        unit="%",
        leeway=Leeway(absolute=1),
        places=1,
    )
    stays = model.staying(before, after)
    period = lcm(before, after)
    why = (
        f"Remainders by {before} and {after} repeat after {period} hashes (their least"
        f" common multiple), and are the same for the first {min(before, after)} of"
        f" them. So {min(before, after)} / {period} = {percent(stays)} stay and"
        f" {percent(moved)} move; at least {percent(least)} would have to."
    )
    hint = "When are both remainders the same?"
    return Instance(question, why, (hint,))


# --- by slots ---------------------------------------------------------------------


def _ask_partitions(chance: Chance) -> Instance:
    partitions = chance.pick((64, 128, 256, 512, 1000, 1024, 4096, 16384))
    before = chance.whole(3, 12)
    after = before + chance.whole(1, 4)
    moved = model.least_moves(partitions, before, after)
    even = Fraction(partitions, after)
    text = (
        f"A store has {grouped(partitions)} fixed partitions on {before} nodes, each"
        f" with the same number or one more. {counted(after - before, 'node')}"
        f" {'is' if after - before == 1 else 'are'} added. How many partitions must"
        " move at least until that holds for all nodes again?"
    )
    mod = partitions * (1 - model.staying(before, after))
    wrong = (
        (float(mod), "moves as many as partition number mod nodes does"),
        (
            (after - before) * partitions // before,
            "gives a new node what an old one had",
        ),
        (ceil(even), "counts one new node only"),
        ((after - before) * ceil(even), "rounds up for each new node"),
        (partitions - moved, "counts those that stay"),
        (partitions // (after - before + 1), "takes the new nodes for all there are"),
    )
    question = numeric_question(text, moved, wrong, unit="partitions", places=0)
    low, more = divmod(partitions, after)
    why = (
        f"{grouped(partitions)} / {after} = {low}, remainder {more}: {more} of the"
        f" {after} nodes have {low + 1}, the others {low}. For the fewest moves the old"
        f" nodes keep the larger shares. The new ones get {grouped(moved)} in all,"
        f" {percent(Fraction(moved, partitions))} of the data; old nodes exchange"
        " nothing, and keys never change partition."
    )
    hint = "How many has each node afterwards?"
    return Instance(question, why, (hint,))


def _ask_compare(chance: Chance) -> Instance | None:
    before = chance.whole(4, 20)
    after = before + chance.pick((1, 1, 2, 4, before))
    mod, fixed = 1 - model.staying(before, after), Fraction(after - before, after)

    def said(one: Fraction, other: Fraction) -> str:
        return f"{percent(one)} and {percent(other)}"

    wrong = [
        Wrong(said(fixed, mod), "has the two the wrong way round"),
        Wrong(said(1 - mod, 1 - fixed), "gives the shares that stay"),
        Wrong(said(mod, Fraction(after - before, before)), "divides by the old nodes"),
        Wrong(said(Fraction(1), fixed), "takes it that hash mod N moves every key"),
        Wrong(said(mod, Fraction(1, after)), "counts one new node only"),
        Wrong(said(1 - Fraction(1, before), fixed), "leaves the new N out of account"),
    ]
    text = (
        f"A store grows from {before} to {after} nodes. Which share of keys moves if a"
        " key lies on node hash mod N, and which if there are many fixed partitions, of"
        " which new nodes take an equal share?"
    )
    question = choice_question(text, said(mod, fixed), wrong, chance)
    why = (
        f"- hash mod N: a key stays if both remainders are the same, which is so for"
        f" {percent(1 - mod)}; {percent(mod)} move.\n"
        f"- fixed partitions: only what the new nodes hold in the end moves,"
        f" {after - before} / {after} = {percent(fixed)}."
    )
    hint = "What do the new nodes hold in the end?"
    return Instance(question, why, (hint,)) if question else None


def _ask_time(chance: Chance) -> Instance:
    before = chance.whole(4, 16)
    new = chance.whole(1, 4)
    after = before + new
    terabytes = chance.pick((12, 16, 24, 40, 60, 100))
    rate = chance.pick((50, 100, 200, 400))
    moved = Fraction(terabytes * new, after)
    minutes = moved * 1_000_000 / (new * rate) / 60
    text = (
        f"A store with fixed partitions holds {terabytes} TB (10^12 bytes) spread"
        f" evenly over {before} nodes. {counted(new, 'node')}"
        f" join{'s' if new == 1 else ''}, and each new node takes in {rate} MB/s (10^6"
        " bytes), all at the same time. After how many minutes does every node hold an"
        " equal share? Within 2 %."
    )
    by_mod = 1 - model.staying(before, after)
    wrong = (
        (minutes * new, "lets one new node after another take its share in"),
        (minutes / new, "divides by the new nodes twice"),
        (minutes / moved * terabytes, "moves all data"),
        (minutes * after / before, "takes what a node had before"),
        (minutes / moved * terabytes * by_mod, "moves as much as hash mod N does"),
    )
    question = numeric_question(
        text,
        float(minutes),
        [(float(each), why) for each, why in wrong],
        unit="min",
        leeway=Leeway(relative=0.02),
        places=0,
    )
    each = Fraction(terabytes * 1000, after)
    why = (
        f"In the end each of {after} nodes has {terabytes} TB / {after} ="
        f" {decimal(float(each), 1)} GB. A new node takes that in at {rate} MB/s in"
        f" {decimal(float(each * 1000 / rate), 0)} s ="
        f" {decimal(float(minutes), 0)} min, all new ones at the same time. The old"
        f" ones send {decimal(float(moved), 2)} TB in all, beside their usual load."
    )
    return Instance(question, why, ("How much does one node hold in the end?",))


# --- by ranges --------------------------------------------------------------------


def _ask_split(chance: Chance) -> Instance | None:
    limit = chance.pick((8, 10, 16, 20))
    ranges = [chance.whole(limit // 4, limit) for _ in range(chance.whole(4, 6))]
    factor = chance.pick((2, 3, 4))
    hot = chance.whole(0, len(ranges) - 1)
    grows_evenly = chance.pick((True, False))
    grown = [
        size * factor if grows_evenly or place == hot else size
        for place, size in enumerate(ranges)
    ]
    found = model.splits(grown, limit)
    once = len(grown) + sum(size > limit for size in grown)
    growth = (
        f"each grows to {factor} times its size"
        if grows_evenly
        else f"the one of {ranges[hot]} GB, at place {hot + 1}, grows to {factor} times"
        " its size, the others not at all"
    )
    text = (
        f"A store splits a key range into two halves as soon as it holds more than"
        f" {limit} GB; keys come in evenly over a range. Its ranges hold"
        f" {listed(ranges)} GB. Then {growth}. How many ranges are there?"
    )
    wrong = (
        (once, "splits each once, though a half may be too large again"),
        (ceil(sum(grown) / limit), "fills ranges up to the limit"),
        (len(ranges) * factor, "multiplies the ranges like the data"),
        (len(ranges), "splits none"),
    )
    question = numeric_question(text, len(found), wrong, unit="ranges")
    if len(found) == len(ranges) or len(question.mistakes) < 2:  # noqa: PLR2004
        return None
    rows = [
        f"- {size} GB: {len(model.splits([size], limit))}"
        + (
            f", of {decimal(size / len(model.splits([size], limit)), 1)} GB"
            if size > limit
            else ""
        )
        for size in grown
    ]
    why = (
        "Ranges that come of each (a half that is still too large splits again):\n\n"
        + "\n".join(rows)
        + f"\n\nTogether {len(found)}. A split moves nothing by itself; the"
        " balancer may move halves afterwards."
    )
    return Instance(question, why, ("Halve until it is not above the limit.",))


make = by_difficulty(
    {
        1: (_ask_keys, _ask_share),
        2: (_ask_partitions, _ask_compare, _ask_share),
        3: (_ask_compare, _ask_time, _ask_split, _ask_partitions),
    }
)


GENERATOR = Generator(
    name="sharding.rebalance",
    version=1,
    title="Reckon what moves when a cluster grows",
    source=(
        "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 6",
        "Redis documentation, Redis cluster specification, Key distribution model",
    ),
    parameters=Parameters,
    make=make,
)
