"""Name the anomaly of a history, and the isolation under which it can happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.transactions import anomaly_model as model
from drill.generators.transactions.anomaly_model import Action, Anomaly, Level
from drill.generators.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

NOTATION: Final = (
    "In a history, r1[x] is a read of x by transaction 1, w a write, c a commit, a an"
    " abort"
)
PREDICATES: Final = (
    "; r1[P] reads all rows that meet a predicate P, w2[y in P] inserts a row y that"
    " meets it"
)
TEMPLATES: Final[dict[Anomaly, tuple[str, ...]]] = {
    Anomaly.DIRTY_WRITE: (
        "w1[x] w2[x] c1 c2",
        "w1[x] w2[x] w2[y] c2 w1[y] c1",
        "w1[x] w2[x] c2 a1",
    ),
    Anomaly.DIRTY_READ: (
        "w1[x] r2[x] a1 c2",
        "r1[x] w1[x] r2[x] r2[y] c2 c1",
        "w1[x] r2[x] c2 w1[y] c1",
    ),
    Anomaly.FUZZY_READ: (
        "r1[x] w2[x] c2 r1[x] c1",
        "r1[x] r2[y] w2[x] c2 r1[x] c1",
        "r1[x] r1[y] r2[y] w2[y] c2 r1[y] c1",
    ),
    Anomaly.PHANTOM: (
        "r1[P] w2[y in P] c2 r1[P] c1",
        "r1[P] w2[y in P] c2 r1[z] r1[P] c1",
        "r1[P] r2[x] w2[y in P] c2 r1[P] c1",
    ),
    Anomaly.LOST_UPDATE: (
        "r1[x] r2[x] w2[x] c2 w1[x] c1",
        "r1[x] w2[x] c2 w1[x] c1",
        "r2[x] r1[x] r1[y] w2[x] c2 w1[x] c1",
    ),
    Anomaly.READ_SKEW: (
        "r1[x] w2[x] w2[y] c2 r1[y] c1",
        "r1[x] r2[y] w2[y] w2[x] c2 r1[y] c1",
        "r1[x] r1[z] w2[x] w2[y] c2 r1[y] c1",
    ),
    Anomaly.WRITE_SKEW: (
        "r1[x] r2[y] w1[y] w2[x] c1 c2",
        "r1[x] r1[y] r2[x] r2[y] w1[x] w2[y] c1 c2",
        "r1[x] r1[y] r2[x] r2[y] w2[y] c2 w1[x] c1",
    ),
}
SERIAL: Final = (
    "r1[x] w1[x] c1 r2[x] w2[x] c2",
    "r1[x] r2[y] w1[x] c1 w2[y] c2",
    "r1[x] r2[x] w1[y] c1 w2[z] c2",
    "r1[x] w1[x] c1 r2[x] r2[y] c2",
    "r1[x] r2[y] w2[x] c2 r1[z] c1",
)
NONE: Final = "None: it equals a serial order"
MEANINGS: Final[dict[Anomaly, str]] = {
    Anomaly.DIRTY_WRITE: "overwrites what the other has not committed",
    Anomaly.DIRTY_READ: "reads what the other has not committed",
    Anomaly.FUZZY_READ: "reads one row twice, with a committed write between",
    Anomaly.PHANTOM: "repeats a predicate read and finds a new row",
    Anomaly.LOST_UPDATE: "reads a row and overwrites another’s later write of it",
    Anomaly.READ_SKEW: "reads one row before and one row after another’s commit",
    Anomaly.WRITE_SKEW: "both read what the other then writes, in different rows",
}


def _drawn(templates: Sequence[str], chance: Chance) -> list[Action]:
    """A history like one of these, with other names and a read that does no harm."""
    history = model.parse(chance.pick(templates))
    names = dict(zip("xyz", chance.shuffled("stuvxyz"), strict=False))
    swapped = chance.pick((True, False))
    drawn = [
        Action(
            each.kind,
            3 - each.who if swapped else each.who,
            names.get(each.item, each.item),
            each.predicate,
        )
        for each in history
    ]
    if chance.pick((True, False)):
        place = chance.whole(0, len(drawn) // 2)
        drawn.insert(place, Action("r", chance.whole(1, 2), chance.pick("efgh")))
    return drawn


def _line(history: Sequence[Action]) -> str:
    return f"```text\n{' '.join(each.text() for each in history)}\n```"


def _setting(history: Sequence[Action]) -> str:
    has_predicate = any(each.predicate for each in history)
    return f"{NOTATION}{PREDICATES if has_predicate else ''}.\n\n{_line(history)}\n\n"


def _edges(history: Sequence[Action]) -> str:
    return listed(f"T{one} before T{other}" for one, other in model.edges(history))


# --- what is asked ----------------------------------------------------------------


def _ask_name(chance: Chance) -> Instance | None:
    kind = chance.pick((*Anomaly, None))
    history = _drawn(TEMPLATES[kind] if kind else SERIAL, chance)
    if model.anomalies(history) != ({kind} if kind else set()):
        return None
    wrong = [
        Wrong(each.value, f"would be: {MEANINGS[each]}")
        for each in _near(kind)
        if each is not kind
    ]
    if kind and not model.orders(history):
        wrong.append(Wrong(NONE, f"overlooks a cycle: {_edges(history)}"))
    text = f"{_setting(history)}Which anomaly does it show?"
    right = kind.value if kind else NONE
    question = choice_question(text, right, wrong, chance)
    if kind is None:
        (order, *_) = model.orders(history)
        named = listed([f"T{who}" for who in order], last="then")
        why = f"Its result is that of a serial run: {named}. Nothing dirty is read."
    else:
        why = f"{kind.value}: it {MEANINGS[kind]}. {_conflicts(history)}"
    return Instance(question, why, (_READ,)) if question else None


_READ: Final = "Who reads or writes what before the other is over?"


def _conflicts(history: Sequence[Action]) -> str:
    pairs = [
        f"{one.text()} before {other.text()}"
        for number, one in enumerate(history)
        for other in history[number + 1 :]
        if model.conflict(one, other)
    ]
    return f"The actions that conflict are {listed(f'`{each}`' for each in pairs)}."


def _near(kind: Anomaly | None) -> tuple[Anomaly, ...]:
    """The anomalies that are most easily taken for one."""
    reads = (Anomaly.FUZZY_READ, Anomaly.READ_SKEW, Anomaly.DIRTY_READ)
    writes = (Anomaly.LOST_UPDATE, Anomaly.WRITE_SKEW, Anomaly.DIRTY_WRITE)
    if kind is Anomaly.PHANTOM:
        return (Anomaly.FUZZY_READ, Anomaly.READ_SKEW, Anomaly.WRITE_SKEW)
    if kind in reads:
        return (*reads, Anomaly.PHANTOM, Anomaly.LOST_UPDATE)
    if kind in writes:
        return (*writes, Anomaly.DIRTY_READ)
    return (Anomaly.LOST_UPDATE, Anomaly.DIRTY_READ, Anomaly.READ_SKEW)


LOCKS: Final = (
    "Isolation is by locks: writes keep theirs to the end at every level; reads take"
    " none at READ UNCOMMITTED and short ones at READ COMMITTED; REPEATABLE READ keeps"
    " those of rows, SERIALIZABLE also those of predicates."
)


def _ask_level(chance: Chance) -> Instance | None:
    kind = chance.pick((*Anomaly, None))
    history = _drawn(TEMPLATES[kind] if kind else SERIAL, chance)
    right = model.strongest(history)
    stopped = {level: model.blocked(history, level) for level in Level}
    wrong = [Wrong(level.value, _level_error(level, stopped[level])) for level in Level]
    text = (
        f"{_setting(history)}{LOCKS} What is the strongest level at which the history"
        " can happen just so?"
    )
    answer = right.value if right else "None of the four"
    wrong = [each for each in wrong if each.text != answer][:3]
    question = choice_question(text, answer, wrong, chance)
    lines = [
        f"- {level.value}: {f'`{action.text()}` would wait' if action else 'possible'}"
        for level, action in stopped.items()
    ]
    return Instance(question, "\n".join(lines), (_LOCK,)) if question else None


_LOCK: Final = "Go through the actions: which locks are held when each one comes?"


def _level_error(level: Level, action: Action | None) -> str:
    if action is None:
        return "is possible there, but also at a stronger level"
    return f"{action.text()} would have to wait for a lock at {level.value}"


def _three(chance: Chance) -> list[Action]:
    """A history of three transactions that touch three items, all committed."""
    left = {
        who: [(chance.pick("rw"), item) for item in chance.shuffled("xyz")[:2]]
        for who in (1, 2, 3)
    }
    history = []
    while left:
        who = chance.pick(sorted(left))
        kind, item = left[who].pop()
        history.append(Action(kind, who, item))
        if not left[who]:
            del left[who]
    return history


def _ask_order(chance: Chance) -> Instance | None:
    history = _three(chance)
    arrows, found = model.edges(history), model.orders(history)
    if len(arrows) < 2 or len(found) > 1:  # noqa: PLR2004 - one order, or none
        return None
    first_uses = tuple(dict.fromkeys(each.who for each in history))
    last_uses = tuple(dict.fromkeys(each.who for each in reversed(history)))[::-1]
    none = "None: they form a cycle"
    wrong = [
        Wrong(none, "sees a cycle where all arrows go one way"),
        Wrong(_order(first_uses), "orders by the first action of each"),
        Wrong(_order(last_uses), "orders by the last action of each"),
        Wrong(_order(last_uses[::-1]), "turns the arrows round"),
        Wrong(_order((1, 2, 3)), "orders by number"),
    ]
    right = _order(found[0]) if found else none
    wrong = [
        Wrong(each.text, each.why if found else "overlooks an arrow of the cycle")
        for each in wrong
    ]
    text = (
        f"{NOTATION}; all commit after the end of this one.\n\n{_line(history)}\n\n"
        "To which serial order of the three is it conflict-equivalent?"
    )
    question = choice_question(text, right, wrong, chance)
    why = f"{_conflicts(history)} So {_edges(history)}: {right}."
    return Instance(question, why, (_ARROWS,)) if question else None


_ARROWS: Final = "Two actions on one item conflict if one of them is a write."


def _order(whos: Sequence[int]) -> str:
    return ", ".join(f"T{who}" for who in whos)


def _ask_edges(chance: Chance) -> Instance | None:
    history = _three(chance)
    arrows = sorted(model.edges(history))
    if not 2 <= len(arrows) <= 4:  # noqa: PLR2004 - a list worth typing
        return None
    reads = [
        (one.who, other.who)
        for number, one in enumerate(history)
        for other in history[number + 1 :]
        if one.item == other.item and one.who != other.who
    ]
    writes = [
        (one.who, other.who)
        for number, one in enumerate(history)
        for other in history[number + 1 :]
        if model.conflict(one, other) and one.kind == "w"
    ]
    wrong = [
        (_arrows(sorted(set(reads))), "draws arrows between two reads"),
        (_arrows(sorted(set(writes))), "leaves out a read before a write"),
        (_arrows(sorted((b, a) for a, b in arrows)), "turns the arrows round"),
    ]
    text = (
        f"{NOTATION}; all commit after the end of this one.\n\n{_line(history)}\n\n"
        "Which edges does the serialization graph have? Type them as 12 for T1 before"
        " T2, in rising order, with spaces between them."
    )
    question = list_question(text, _arrows(arrows), wrong)
    state = "no cycle" if model.orders(history) else "a cycle: not serializable"
    why = f"{_conflicts(history)} So {_edges(history)}; there is {state}."
    return Instance(question, why, (_ARROWS,))


def _arrows(arrows: Sequence[tuple[int, int]]) -> list[str]:
    return [f"{one}{other}" for one, other in arrows]


make = by_difficulty(
    {
        1: (_ask_name,),
        2: (_ask_name, _ask_level, _ask_level, _ask_edges),
        3: (_ask_level, _ask_order, _ask_order, _ask_edges),
    }
)


GENERATOR = Generator(
    name="transactions.anomalies",
    version=1,
    title="Name the anomaly of a history",
    source=(
        "Berenson et al., A Critique of ANSI SQL Isolation Levels, SIGMOD 1995",
        "Bernstein, Hadzilacos and Goodman, Concurrency Control and Recovery, ch. 2",
    ),
    parameters=Parameters,
    make=make,
)
