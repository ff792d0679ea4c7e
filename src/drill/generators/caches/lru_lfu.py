"""What an LRU or LFU cache holds, hits and evicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.caches import policies_model as model
from drill.generators.caches.policies_model import Access, Rules, trace
from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question

if TYPE_CHECKING:
    from drill.chance import Chance

ATTEMPTS: Final = 12
NAMES: Final = {"lru": "LRU", "lfu": "LFU", "fifo": "FIFO"}
RULE: Final = {
    "lru": "evicts the key whose last access is longest ago",
    "lfu": (
        "evicts the key accessed least often since it came in, that access included; on"
        " a tie the one whose last access is longest ago"
    ),
    "fifo": "evicts the key that came in first",
}


def _keys(chance: Chance, length: int, kinds: str = "ABCDE") -> list[str]:
    """Accesses among which some keys are more frequent than others."""
    letters = chance.shuffled(list(kinds))
    weighted = [*letters, *letters[:2], letters[0]]
    found: list[str] = []
    while len(found) < length:
        key = chance.pick(weighted)
        if not found or key != found[-1]:
            found.append(key)
    return found


def _setting(capacity: int, keys: list[str], policy: str) -> str:
    return (
        f"An empty cache for {capacity} keys takes in every key it misses and"
        f" {RULE[policy]}. It is accessed in this order:\n\n"
        f"```text\n{' '.join(keys)}\n```\n\n"
    )


def _why(accesses: list[Access], policy: str) -> str:
    """Each access and what is in the cache after it."""
    rows: list[list[object]] = [["", *(each.key for each in accesses)]]
    depth = max(len(each.after) for each in accesses)
    for place in range(depth):
        cells = []
        for each in accesses:
            ordered = list(each.after.items())[::-1]
            cell = ""
            if place < len(ordered):
                key, (_, count) = ordered[place]
                cell = f"{key}{count}" if policy == "lfu" else key
            cells.append(cell)
        rows.append(["latest" if place == 0 else "", *cells])
    rows.append(["hit", *("✓" if each.is_hit else "" for each in accesses)])
    rows.append(["evicts", *(each.evicted or "" for each in accesses)])
    end = "Below each access: the keys held, the latest used on top"
    end += ", with their counts." if policy == "lfu" else "."
    return f"{table(rows)}\n\n{end}"


def _policy(chance: Chance) -> str:
    return chance.pick(("lru", "lfu"))


def _ask_held(chance: Chance) -> Instance | None:
    capacity, policy = chance.whole(3, 4), _policy(chance)
    keys = _keys(chance, chance.whole(8, 11), "ABCDEF")

    def held(rules: Rules) -> str:
        return " ".join(sorted(trace(capacity, keys, rules)[-1].after))

    others = [each for each in NAMES if each != policy]
    wrong = [
        Wrong(held(Rules(each)), f"evicts as {NAMES[each]} does") for each in others
    ]
    wrong += [
        Wrong(held(Rules("mru")), "evicts the latest used instead of the oldest"),
        Wrong(
            " ".join(sorted(dict.fromkeys(keys[-capacity:]))),
            "takes the last accesses, though some name the same key",
        ),
        Wrong(
            " ".join(sorted(dict.fromkeys(keys))[:capacity]),
            "keeps those that came first",
        ),
    ]
    text = (
        f"{_setting(capacity, keys, policy)}Which keys are in the cache at the end, by"
        " letter?"
    )
    right = held(Rules(policy))
    kept = [each for each in wrong if len(each.text) == len(right)]
    question = choice_question(text, right, kept, chance)
    why = _why(trace(capacity, keys, Rules(policy)), policy)
    return Instance(question, why) if question else None


def _ask_hits(chance: Chance) -> Instance:
    capacity, policy = chance.whole(3, 4), _policy(chance)
    keys = _keys(chance, chance.whole(10, 13))
    found = model.hits(trace(capacity, keys, Rules(policy)))
    text = f"{_setting(capacity, keys, policy)}How many accesses are hits?"
    wrong = [
        (len(keys) - found, "counts the misses"),
        (len(keys) - len(set(keys)), "counts every access but the first of each key"),
        *[
            (model.hits(trace(capacity, keys, Rules(each))), f"is that of {name}")
            for each, name in NAMES.items()
            if each != policy
        ],
        (model.best_hits(capacity, keys), "is what the best policy could do"),
    ]
    question = numeric_question(text, found, wrong, unit="hits", places=0)
    why = _why(trace(capacity, keys, Rules(policy)), policy)
    return Instance(question, why, ("Write down what is held after each access.",))


def _ask_evicted(chance: Chance) -> Instance | None:
    capacity, policy = 4, _policy(chance)
    keys = _keys(chance, chance.whole(8, 11))
    before = trace(capacity, keys, Rules(policy))[-1].after
    keys.append(next(each for each in "ABCDEF" if each not in before))
    accesses = trace(capacity, keys, Rules(policy))
    if accesses[-1].evicted is None:
        return None
    held = sorted(accesses[-2].after)
    victim = accesses[-1].evicted
    flaws = {
        trace(capacity, keys, Rules(each))[-1].evicted: f"is evicted by {name}"
        for each, name in NAMES.items()
    }
    wrong = []
    for key in held:
        used, count = accesses[-2].after[key]
        often = "once" if count == 1 else f"{count} times"
        when = f"last used at access {used + 1}, used {often} since it came in"
        wrong.append(Wrong(key, flaws.get(key) or when))
    text = (
        f"{_setting(capacity, keys, policy)}Which key does the last access,"
        f" {keys[-1]}, evict?"
    )
    question = choice_question(text, victim, wrong, chance)
    return Instance(question, _why(accesses, policy)) if question else None


def _ask_evictions(chance: Chance) -> Instance | None:
    capacity = 3
    policy = chance.pick(("lfu", "lfu", "lru"))
    keys = _keys(chance, chance.whole(10, 12))
    rules = Rules(policy)

    def evicted(rules: Rules) -> list[str]:
        return [each.evicted for each in trace(capacity, keys, rules) if each.evicted]

    right = evicted(rules)
    if len(right) < 3:  # noqa: PLR2004 - too few to follow
        return None
    wrong = [
        (evicted(replace(rules, tie="fifo")), "breaks ties by who came in first"),
        (evicted(replace(rules, forgets=False)), "keeps the counts of evicted keys"),
        *[
            (evicted(Rules(each)), f"evicts as {name} does")
            for each, name in NAMES.items()
            if each != policy
        ],
    ]
    text = (
        f"{_setting(capacity, keys, policy)}Which keys are evicted, in their order?"
        " Type their letters with spaces between."
    )
    why = _why(trace(capacity, keys, rules), policy)
    hint = "A count starts anew when a key comes in again."
    hints = (hint,) if policy == "lfu" else ("A hit counts as a use.",)
    return Instance(list_question(text, right, wrong), why, hints)


def _ask_better(chance: Chance) -> Instance | None:
    capacity = chance.whole(2, 3)
    for _ in range(ATTEMPTS):
        keys = _keys(chance, chance.whole(11, 13), "ABCD")
        lru, lfu, fifo = (
            model.hits(trace(capacity, keys, Rules(each))) for each in NAMES
        )
        if lru != lfu:
            break
    else:
        return None
    text = (
        f"Two empty caches for {capacity} keys take in every key they miss. LRU"
        f" {RULE['lru']}; LFU {RULE['lfu']}. Both see\n\n```text\n{' '.join(keys)}\n```"
        f"\n\nHow many hits have they?"
    )

    def shown(lru: int, lfu: int) -> str:
        return f"LRU {lru}, LFU {lfu}"

    wrong = [
        Wrong(shown(lfu, lru), "takes one policy for the other"),
        Wrong(shown(fifo, lfu), "lets a hit leave the order as it was: FIFO"),
        Wrong(
            shown(
                lru,
                model.hits(trace(capacity, keys, Rules("lfu", forgets=False))),
            ),
            "keeps the counts of evicted keys",
        ),
        Wrong(
            shown(lru, model.hits(trace(capacity, keys, Rules("lfu", tie="fifo")))),
            "breaks ties of LFU by who came in first",
        ),
        Wrong(shown(len(keys) - lru, len(keys) - lfu), "counts misses instead of hits"),
    ]
    question = choice_question(text, shown(lru, lfu), wrong, chance)
    marks: list[list[object]] = [["", *keys]]
    for policy in ("lru", "lfu"):
        accesses = trace(capacity, keys, Rules(policy))
        marks.append([NAMES[policy], *("✓" if a.is_hit else "·" for a in accesses)])
        marks.append(["evicts", *(each.evicted or "" for each in accesses)])
    why = f"{table(marks)}\n\nHits: {shown(lru, lfu)}."
    return Instance(question, why) if question else None


make = by_difficulty(
    {
        1: (_ask_held, _ask_evicted),
        2: (_ask_hits, _ask_evicted, _ask_evictions),
        3: (_ask_evictions, _ask_better),
    }
)


GENERATOR = Generator(
    name="caches.lru_lfu",
    version=1,
    title="Follow an LRU or LFU cache",
    source=(
        "Silberschatz et al., Operating System Concepts, 10th edition, section 10.4",
        "Shah, Mitra and Matani, An O(1) algorithm for implementing the LFU, 2010",
    ),
    parameters=Parameters,
    make=make,
)
