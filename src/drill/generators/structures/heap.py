"""The array of a binary heap after something is done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.structures import heap_model as model
from drill.generators.structures.heap_model import Rules
from drill.generators.wording import array_text

if TYPE_CHECKING:
    from drill.chance import Chance

SETTING: Final = "in an array from index 0 (children of i at 2i + 1 and 2i + 2)"
TYPE_IT: Final = "Type the array from index 0, with spaces between the keys."


def _keys(chance: Chance, count: int) -> list[int]:
    return chance.shuffled(range(2, 60))[:count]


def _drawn(chance: Chance, least: int, most: int) -> tuple[list[int], Rules]:
    """Some heap, and whether it has its least or its largest key on top."""
    rules = Rules(is_max=chance.pick((True, False)))
    heap, _ = model.build(_keys(chance, chance.whole(least, most)), rules)
    return heap, rules


def _kind(rules: Rules) -> str:
    return "max-heap" if rules.is_max else "min-heap"


def _better(rules: Rules) -> str:
    return "larger" if rules.is_max else "smaller"


def _ordered(keys: list[int], rules: Rules) -> list[int]:
    return sorted(keys, reverse=rules.is_max)


# --- one operation ---------------------------------------------------------------


def _ask_push(chance: Chance) -> Instance | None:
    heap, rules = _drawn(chance, 6, 9)
    parents = [heap[place] for place in (0, (len(heap) - 1) // 2)]
    key = chance.whole(min(parents) - 3, max(parents) + 2)
    if key in heap or key < 1:
        return None
    after = model.push(heap, key, rules)
    wrong = [
        Wrong(array_text([*heap, key]), "appends the key and does not let it rise"),
        Wrong(
            array_text(model.push(heap, key, replace(rules, rises_to="once"))),
            "lets the key rise by one level only",
        ),
        Wrong(array_text([key, *heap]), "puts the key in front of all the others"),
        Wrong(
            array_text(_ordered([*heap, key], rules)),
            "sorts: a heap orders parents and children, not siblings",
        ),
        Wrong(
            array_text(model.push(heap, key, replace(rules, is_max=not rules.is_max))),
            f"compares the wrong way round for a {_kind(rules)}",
        ),
    ]
    text = (
        f"A binary {_kind(rules)} lies {SETTING}: {array_text(heap)}. What is the array"
        f" after {key} has been pushed?"
    )
    question = choice_question(text, array_text(after), wrong, chance)
    why = (
        f"{key} goes to index {len(heap)}, then swaps with its parent, at (i − 1) / 2"
        f" rounded down, as long as it is {_better(rules)}: it stops at index"
        f" {after.index(key)}.\n\n{_levels(after)}"
    )
    hints = (f"The key begins at index {len(heap)}, below {_up(len(heap))}.",)
    return Instance(question, why, hints) if question else None


def _up(place: int) -> str:
    return f"index {(place - 1) // 2}"


def _pop_mistakes(heap: list[int], rules: Rules) -> list[tuple[list[int], str]]:
    def popped(wrong: Rules) -> list[int]:
        return model.pop(heap, wrong)

    worse = "smaller" if rules.is_max else "larger"
    return [
        (popped(replace(rules, child="left")), "always swaps with the left child"),
        (popped(replace(rules, child="other")), f"swaps with the {worse} child"),
        (popped(replace(rules, sinks_to="once")), "sinks by one level only"),
        (heap[1:], "moves all keys up by one place, as in a list"),
        (_ordered(heap[1:], rules), "sorts what is left"),
    ]


def _ask_pop(chance: Chance) -> Instance | None:
    heap, rules = _drawn(chance, 7, 11)
    after = model.pop(heap, rules)
    wrong = [Wrong(array_text(keys), why) for keys, why in _pop_mistakes(heap, rules)]
    text = (
        f"A binary {_kind(rules)} lies {SETTING}: {array_text(heap)}. What is the array"
        " after its root has been popped?"
    )
    question = choice_question(text, array_text(after), wrong, chance)
    return Instance(question, _why_pop(heap, after, rules)) if question else None


def _why_pop(heap: list[int], after: list[int], rules: Rules) -> str:
    last = heap[-1]
    return (
        f"{heap[0]} goes; the last key, {last}, takes its place and swaps with the"
        f" {_better(rules)} of its two children as long as that one is"
        f" {_better(rules)} than {last}: it stops at index {after.index(last)}."
        f"\n\n{_levels(after)}"
    )


def _levels(heap: list[int]) -> str:
    """A heap as a table, one row a level."""
    rows: list[list[object]] = [["level", "keys"]]
    start, size = 0, 1
    while start < len(heap):
        keys = " ".join(map(str, heap[start : start + size]))
        rows.append([len(rows) - 1, keys])
        start, size = start + size, size * 2
    width = max(len(str(row[1])) for row in rows)
    return table([[first, str(second).ljust(width)] for first, second in rows])


# --- building --------------------------------------------------------------------


def _ask_build(chance: Chance) -> Instance | None:
    rules = Rules(is_max=chance.pick((True, False)))
    keys = _keys(chance, chance.whole(6, 8))
    built, _ = model.build(keys, rules)
    if built == keys:
        return None
    wrong = [
        (model.build_by_pushing(keys, rules), "pushes one by one: another heap"),
        (_ordered(keys, rules), "sorts: a heap, but not the one that sinking gives"),
        (model.build_downwards(keys, rules), "begins at the root instead of the end"),
        (
            model.build(keys, replace(rules, sinks_to="once"))[0],
            "lets each key sink by one level only",
        ),
    ]
    text = (
        f"Floyd's bottom-up method makes a binary {_kind(rules)} of {array_text(keys)},"
        f" {SETTING}: it lets the keys sink, from the last one with a child back to the"
        f" root. What is the array then? {TYPE_IT}"
    )
    return Instance(
        list_question(text, built, wrong),
        _why_build(keys, rules),
        (f"The first key to sink is at index {len(keys) // 2 - 1}.",),
    )


def _why_build(keys: list[int], rules: Rules) -> str:
    rows: list[list[object]] = [["sinks", "array"], ["", array_text(keys)]]
    now = list(keys)
    for place in range(len(keys) // 2 - 1, -1, -1):
        key = now[place]
        model.sink(now, place, rules)
        rows.append([f"{key} at {place}", array_text(now)])
    said = f"Each swaps with the {_better(rules)} child, as often as that is needed."
    return f"{table(rows)}\n\n{said}"


def _ask_swaps(chance: Chance) -> Instance:
    rules = Rules(is_max=chance.pick((True, False)))
    keys = _keys(chance, chance.whole(7, 9))
    _, swaps = model.build(keys, rules)
    pushed = sum(
        _depth(place) - _depth(model.push(heap, key, rules).index(key))
        for place, key in enumerate(keys)
        for heap in (model.build_by_pushing(keys[:place], rules),)
    )
    text = (
        f"Floyd's bottom-up method makes a binary {_kind(rules)} of {array_text(keys)},"
        f" {SETTING}: it lets the keys sink, from the last one with a child back to the"
        " root. How many swaps of two keys does that take?"
    )
    wrong = (
        (pushed, "counts the swaps of pushing one by one"),
        (model.build(keys, replace(rules, sinks_to="once"))[1], "sinks one level only"),
        (len(keys) // 2, "counts the keys that may sink, not their swaps"),
        (
            model.build(keys, replace(rules, is_max=not rules.is_max))[1],
            "lets them sink the wrong way round",
        ),
    )
    question = numeric_question(text, swaps, wrong, unit="swaps", places=0)
    hint = "Leaves do not sink. How often does each of the others swap?"
    return Instance(question, _why_build(keys, rules), (hint,))


def _depth(place: int) -> int:
    return (place + 1).bit_length() - 1


# --- inside ----------------------------------------------------------------------


def _ask_delete(chance: Chance) -> Instance | None:
    heap, rules = _drawn(chance, 8, 11)
    place = chance.whole(1, len(heap) - 3)
    after = model.delete(heap, place, rules)
    if after[place] == heap[-1]:
        return None
    text = (
        f"A binary {_kind(rules)} lies {SETTING}: {array_text(heap)}. The key at index"
        f" {place}, {heap[place]}, is deleted: the last key takes its place and moves"
        f" to where it belongs. What is the array then? {TYPE_IT}"
    )
    unmended = replace(rules, sinks_to="none", rises_to="none")
    wrong = [
        (model.delete(heap, place, unmended), "leaves the last key where it was put"),
        (
            model.delete(heap, place, replace(rules, rises_to="none")),
            "lets it sink only: in another branch it may have to rise",
        ),
        (
            model.delete(heap, place, replace(rules, sinks_to="none")),
            "lets it rise only: it may have to sink",
        ),
        (heap[:place] + heap[place + 1 :], "closes the gap as in a list"),
        (
            model.delete(heap, place, replace(rules, child="other")),
            f"swaps with the child that is not {_better(rules)}",
        ),
    ]
    return Instance(
        list_question(text, after, wrong),
        _why_moved(heap[-1], place, after, rules),
        ("Compare the key with its new parent and its new children.",),
    )


def _why_moved(key: int, place: int, after: list[int], rules: Rules) -> str:
    end = after.index(key)
    way = "stays" if end == place else f"{'sinks' if end > place else 'rises'} to {end}"
    rule = f"It may rise above its parent or sink below its {_better(rules)} child."
    return f"{key} comes to index {place} and {way}. {rule}\n\n{_levels(after)}"


def _ask_change(chance: Chance) -> Instance | None:
    heap, rules = _drawn(chance, 8, 10)
    place = chance.whole(0, len(heap) - 1)
    key = chance.whole(1, 60)
    if key in heap:
        return None
    after = model.change(heap, place, key, rules)
    if after[place] == key:
        return None
    swapped = list(heap)
    swapped[place] = key
    wrong = [
        Wrong(array_text(swapped), "leaves the key where it was"),
        Wrong(
            array_text(
                model.change(
                    heap, place, key, replace(rules, rises_to="once", sinks_to="once")
                )
            ),
            "moves the key by one level only",
        ),
        Wrong(
            array_text(model.change(heap, place, key, replace(rules, child="other"))),
            f"swaps with the child that is not {_better(rules)}",
        ),
        Wrong(
            array_text(model.push(model.delete(heap, place, rules), key, rules)),
            "deletes and pushes: a heap too, but not by moving the key",
        ),
        Wrong(array_text(_ordered(swapped, rules)), "sorts the array"),
    ]
    text = (
        f"A binary {_kind(rules)} lies {SETTING}: {array_text(heap)}. The key at index"
        f" {place} is changed from {heap[place]} to {key}, in place, and moves to where"
        " it belongs. What is the array then?"
    )
    question = choice_question(text, array_text(after), wrong, chance)
    why = _why_moved(key, place, after, rules)
    return Instance(question, why) if question else None


make = by_difficulty(
    {
        1: (_ask_push, _ask_pop),
        2: (_ask_pop, _ask_build, _ask_change),
        3: (_ask_delete, _ask_build, _ask_swaps),
    }
)


GENERATOR = Generator(
    name="structures.heap",
    version=1,
    title="The array of a binary heap after an operation",
    source=(
        "Cormen et al., Introduction to Algorithms, 4th edition, chapter 6",
        "Floyd, Algorithm 245: Treesort 3, CACM 7(12), 1964",
    ),
    parameters=Parameters,
    make=make,
)
