"""Histories of registers: what a read may return, and which model a history meets."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

from drill.generators.consistency import history_model as model
from drill.generators.drafting import Wrong, choice_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance
    from drill.generators.consistency.history_model import Operation

LONGEST: Final = 16
"""Moments of a diagram."""
LEGEND: Final = (
    "A register holds 0 at first; w1 writes 1, r1 reads 1. Time runs to the right, bars"
    " are beginnings and ends."
)

# --- what may be read -------------------------------------------------------------


def _values(values: Sequence[int]) -> str:
    return listed(values, last="or") if len(values) > 1 else f"only {values[0]}"


def _ask_read(chance: Chance, kinds: Sequence[str]) -> Instance | None:
    operations = model.timeline(chance, kinds, LONGEST)
    read = max((o for o in operations if not o.is_write), key=lambda o: o.start)
    known = [each for each in operations if each is not read]
    earlier = _linearized(known, chance)
    right = model.readable(earlier, read, model.is_linearizable)
    writes = [each for each in earlier if each.is_write]
    reads = [each for each in earlier if not each.is_write]
    last = max(
        (w for w in writes if w.end < read.start), key=lambda w: w.end, default=0
    )
    begun = max(
        (w for w in writes if w.start < read.end), key=lambda w: w.start, default=0
    )
    stale = sorted({*right, *(w.value for w in writes if w.end < read.start), 0})
    flawed = (
        (model.regular(earlier, read), "forgets what an earlier read has returned"),
        ([_value(last)], "counts only writes that ended before it began"),
        ([_value(begun)], "lets the write win that began last"),
        (
            model.readable(earlier, read, model.is_sequential),
            "keeps the order of each process, but not that of time",
        ),
        (stale, "takes values that had been overwritten before it began"),
        (
            [r.value for r in reads][-1:] or [0],
            "repeats what another read has returned",
        ),
    )
    text = (
        f"{LEGEND}\n\n{model.diagram(earlier, read)}\n\nThe register is linearizable."
        f" What may the read r? of P{read.process} return?"
    )
    wrong = [Wrong(_values(found), why) for found, why in flawed]
    question = choice_question(text, _values(right), wrong, chance)
    why = _why_read(earlier, read, right)
    return Instance(question, why, _HINTS) if question else None


_HINTS: Final = (
    "Each operation takes effect at one moment between its beginning and its end.",
    "What has been read once, nobody reads the predecessor of afterwards.",
)


def _value(write: Operation | int) -> int:
    return write if isinstance(write, int) else write.value


def _linearized(operations: Sequence[Operation], chance: Chance) -> list[Operation]:
    """The same operations, where each read returns what one possible order gives."""
    moments = {
        place: each.start + chance.fraction() * (each.end - each.start)
        for place, each in enumerate(operations)
    }
    found = list(operations)
    now: dict[str, int] = {}
    for place in sorted(moments, key=moments.__getitem__):
        each = operations[place]
        if each.is_write:
            now[each.register] = each.value
        else:
            found[place] = replace(each, value=now.get(each.register, 0))
    return found


def _why_read(earlier: Sequence[Operation], read: Operation, right: list[int]) -> str:
    rows = []
    for value in [0, *sorted(each.value for each in earlier if each.is_write)]:
        is_open = value in right
        rows.append(f"- {value}: {_reason(earlier, read, value, is_open=is_open)}")
    return "An order must exist that keeps what ended before what began later.\n\n" + (
        "\n".join(rows)
    )


def _reason(
    earlier: Sequence[Operation], read: Operation, value: int, *, is_open: bool
) -> str:
    write = next((o for o in earlier if o.is_write and o.value == value), None)
    if is_open:
        if write is None:
            return "possible: no write need have taken effect yet"
        during = write.end > read.start
        return "possible: " + (
            "its write is under way" if during else "may be the last"
        )
    if write is not None and write.start > read.end:
        return "impossible: its write begins after the read has ended"
    if value in model.regular(earlier, read):
        return "impossible: other reads show that it was replaced, or not yet written"
    return "impossible: it was overwritten before the read began"


# --- which model ------------------------------------------------------------------

LEVELS: Final = {
    3: "Linearizable",
    2: "Sequentially consistent, not linearizable",
    1: "Causally consistent, not sequentially",
    0: "Not even causally consistent",
}


def _assigned(
    operations: list[Operation], wanted: int, chance: Chance
) -> list[Operation] | None:
    """Values for all reads so that the history meets just one of the models."""
    places = [place for place, each in enumerate(operations) if not each.is_write]
    values = [
        [0, *(w.value for w in operations if w.is_write and _is_near(w, operations[p]))]
        for p in places
    ]
    for found in chance.shuffled(list(product(*values)))[:12]:
        history = list(operations)
        for place, value in zip(places, found, strict=True):
            history[place] = replace(history[place], value=value)
        if model.level(history) == wanted:
            return history
    return None


def _is_near(write: Operation, read: Operation) -> bool:
    return write.register == read.register


def _ask_timed(chance: Chance) -> Instance | None:
    kinds = chance.pick(
        (("wr", "wr"), ("ww", "rr"), ("wr", "rw", "r"), ("w", "w", "rr"))
    )
    history = _assigned(
        model.timeline(chance, kinds, 14), chance.pick((3, 3, 2, 2, 2, 1, 0)), chance
    )
    if history is None or all(each.value == 0 for each in history if each.kind == "r"):
        return None
    found = model.level(history)
    text = (
        f"{LEGEND}\n\n{model.diagram(history)}\n\nWhat is the strongest that holds for"
        " it?"
    )
    wrong = [Wrong(LEVELS[n], _flaw(found, n)) for n in LEVELS if n != found]
    question = choice_question(text, LEVELS[found], wrong, chance)
    why = _why_level(history, found)
    return Instance(question, why, _LEVEL_HINTS) if question else None


def _flaw(found: int, taken: int) -> str:
    if taken < found:
        return (
            "is too little: a single order of all operations can be found"
            if (
                taken < 2 <= found  # noqa: PLR2004 - sequential
            )
            else "is too little: an order that keeps what it asks for exists"
        )
    return {
        3: "no order keeps time and explains every read",
        2: "no single order keeps each process's own and explains every read",
        1: "some process would see a cause after its effect",
    }[taken]


_LEVEL_HINTS: Final = (
    "Look for one order of all operations that explains each read.",
    "Then ask what this order must keep: time, each process's own order, or causes.",
)


def _order(history: Sequence[Operation], order: Sequence[int] | None) -> str:
    """An order in words."""
    return ", ".join(
        f"P{history[place].process} {model.named(history, place)}"
        for place in order or ()
    )


def _why_level(history: Sequence[Operation], found: int) -> str:
    if found == 3:  # noqa: PLR2004 - linearizable
        order = _order(history, model.find_order(history, model.by_time(history)))
        return (
            f"This order explains every read and keeps time: {order}. So each operation"
            " can take effect at one moment between its bars."
        )
    if found == 2:  # noqa: PLR2004 - sequential
        order = _order(history, model.find_order(history, model.by_process(history)))
        return (
            f"This order explains every read and keeps that of each process: {order}."
            " But no order also keeps time: some operation would take effect before it"
            " begins or after it has ended, which linearizability forbids."
        )
    if found == 1:
        return (
            "No single order explains all reads. But each process can put all writes"
            " and its own operations into an order that keeps causes; concurrent writes"
            " may come in different orders:" + _views(history)
        )
    return (
        "Not even causality holds: some process cannot put the writes and its own reads"
        " into any order that keeps each process's own order, and each write before its"
        f" reads. {_broken(history)}"
    )


def _views(history: Sequence[Operation]) -> str:
    readers = sorted({each.process for each in history if not each.is_write})
    orders = [f"- P{p}: {_order(history, model.view(history, p))}" for p in readers]
    return "\n\n" + "\n".join(orders)


def _broken(history: Sequence[Operation]) -> str:
    processes = sorted({each.process for each in history})
    stuck = [f"P{p}" for p in processes if model.view(history, p) is None]
    return f"That is so for {listed(stuck)}."


def _ask_untimed(chance: Chance) -> Instance | None:
    kinds, registers = chance.pick(
        (
            (("w", "w", "rr", "rr"), "x"),
            (("ww", "rw", "rr"), "x"),
            (("w", "rw", "rr", "rr"), "x"),
            (("wr", "wr"), "xy"),
            (("wwr", "wr", "rr"), "xy"),
            (("w", "rw", "rr"), "xy"),
        )
    )
    drawn = model.timeline(chance, kinds, 18, registers=registers)
    history = _assigned(drawn, chance.pick((2, 1, 1, 0)), chance)
    if history is None or all(each.value == 0 for each in history if each.kind == "r"):
        return None
    single = len({each.register for each in history}) == 1
    found = model.level(history)
    text = (
        f"{'A register holds' if single else 'Registers x and y hold'} 0 at first;"
        f" {'w1' if single else 'w(x)1'} writes 1, {'r1' if single else 'r(x)1'} reads"
        " it. Each row has the operations of a process in its order; how rows lie to"
        " each other in time is not known.\n\n"
        f"{model.rows(history)}\n\nWhich of these models does the history meet?"
    )
    wrong = [Wrong(_MET[n], _flaw(found, n)) for n in _MET if n != found]
    question = choice_question(text, _MET[found], wrong, chance)
    why = _why_level(history, found) if found != 2 else _why_untimed(history)  # noqa: PLR2004
    return Instance(question, why, _LEVEL_HINTS) if question else None


_MET: Final = {
    2: "Sequential and causal consistency",
    1: "Causal but not sequential consistency",
    0: "Neither sequential nor causal consistency",
}


def _why_untimed(history: Sequence[Operation]) -> str:
    order = _order(history, model.find_order(history, model.by_process(history)))
    return (
        f"This order explains every read and keeps that of each process: {order}. What"
        " is sequentially consistent is causally consistent too."
    )


# --- what is asked ----------------------------------------------------------------


def _ask_simple_read(chance: Chance) -> Instance | None:
    kinds = chance.pick((("ww", "r"), ("w", "w", "r"), ("w", "rr"), ("w", "r", "r")))
    return _ask_read(chance, kinds)


def _ask_harder_read(chance: Chance) -> Instance | None:
    kinds = chance.pick((("ww", "rr"), ("w", "w", "rr"), ("ww", "r", "r")))
    return _ask_read(chance, kinds)


make = by_difficulty(
    {
        1: (_ask_simple_read,),
        2: (_ask_harder_read, _ask_timed),
        3: (_ask_timed, _ask_untimed, _ask_untimed),
    }
)


GENERATOR = Generator(
    name="consistency.history",
    version=1,
    title="Judge a history of reads and writes",
    source=(
        "Herlihy and Wing, Linearizability, TOPLAS 12(3), 1990, section 2",
        "Lamport, How to Make a Multiprocessor Computer, IEEE TC C-28(9), 1979",
        "Ahamad et al., Causal memory, Distributed Computing 9(1), 1995, section 2",
    ),
    parameters=Parameters,
    make=make,
)
