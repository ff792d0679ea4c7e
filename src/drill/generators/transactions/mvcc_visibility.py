"""Say which row versions a snapshot sees, and which VACUUM may remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.transactions.history_model import Times, row, times
from drill.generators.transactions.mvcc_model import (
    MVCC,
    Fates,
    Rules,
    Snapshot,
    Version,
    is_removable,
    is_visible,
    was_over,
)
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

LETTERS: Final = "abcdefgh"
MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(minds_snapshot=False), "sees whatever has committed by now"),
    (Rules(minds_running=False), "takes all below the snapshot’s xmax for over"),
    (Rules(minds_order="xmin"), "takes all from the snapshot’s xmin on for not over"),
    (Rules(minds_fates=False), "counts what was aborted"),
    (Rules(is_dirty=True), "reads what nobody has committed"),
)


# --- a table ----------------------------------------------------------------------


def _writers(found: Times, chance: Chance, counts: Sequence[int]) -> list[int]:
    """Some transactions of each group; an active one comes last, or not at all."""
    picked = [
        xid
        for group, count in zip(found.groups, counts, strict=True)
        for xid in chance.shuffled(group)[:count]
    ]
    ended = [xid for xid in picked if xid not in found.fates.active]
    active = [xid for xid in picked if xid in found.fates.active]
    return [*ended, *active[:1]]


def _values(chance: Chance, count: int) -> list[int]:
    return [10 * each for each in chance.shuffled(range(1, 10))[:count]]


def _oldest(found: Times) -> int:
    """A transaction that committed before all others began."""
    return found.first.xmin - 20


def _drawing(versions: Sequence[Version], *, letters: bool = False) -> str:
    head: list[object] = ["value", "xmin", "xmax"]
    rows: list[list[object]] = [["", *head] if letters else head]
    for letter, each in zip(LETTERS, versions, strict=False):
        cells: list[object] = [each.value, each.xmin, each.xmax]
        rows.append([letter, *cells] if letters else cells)
    return table(rows)


def _fates(versions: Sequence[Version], fates: Fates) -> str:
    there = sorted({xid for each in versions for xid in (each.xmin, each.xmax) if xid})
    aborted = [xid for xid in there if xid in fates.aborted]
    active = [xid for xid in there if xid in fates.active]
    said = [f"{listed(aborted)} aborted"] if aborted else []
    said += [f"{listed(active)} still running"] if active else []
    if not said:
        return "All transactions have committed by now"
    return f"By now {', '.join(said)}; all others have committed"


def _seen(
    versions: Sequence[Version], snapshot: Snapshot, fates: Fates, rules: Rules = MVCC
) -> list[int]:
    return [each.value for each in versions if is_visible(each, snapshot, fates, rules)]


def _value(seen: Sequence[int]) -> str:
    return f"{seen[-1]}" if seen else "No row"


def _why(versions: Sequence[Version], snapshot: Snapshot, fates: Fates) -> str:
    """What the snapshot makes of each transaction in the table."""
    there = sorted({xid for each in versions for xid in (each.xmin, each.xmax) if xid})
    lines = [f"- {xid} {_verdict(xid, snapshot, fates)}" for xid in there]
    rule = "A version is seen if its xmin counts and its xmax is 0 or does not count."
    return "\n".join([*lines, "", rule])


def _verdict(xid: int, snapshot: Snapshot, fates: Fates) -> str:
    if xid == snapshot.me:
        return "is the transaction itself: counts"
    if xid in fates.aborted:
        return "was aborted: does not count"
    if xid in fates.active:
        return "has not committed: does not count"
    if was_over(xid, snapshot):
        return "had committed before the snapshot: counts"
    if xid >= snapshot.xmax:
        return f"is not below {snapshot.xmax}, was not over: does not count"
    return "was running at the snapshot: does not count"


# --- one row ----------------------------------------------------------------------


def _setting(versions: Sequence[Version], fates: Fates) -> str:
    return (
        "The versions of one row in PostgreSQL, the oldest first (xmax 0: not deleted)"
        f"\n\n{_drawing(versions)}\n\n{_fates(versions, fates)}. "
    )


def _one_row(chance: Chance, counts: Sequence[int]) -> tuple[Times, list[Version]]:
    found = times(chance)
    writers = _writers(found, chance, counts)
    values = _values(chance, len(writers) + 1)
    return found, row(writers, values, found.fates, first=_oldest(found))


def _value_mistakes(
    versions: Sequence[Version], snapshot: Snapshot, fates: Fates
) -> list[Wrong]:
    wrong = [
        Wrong(_value(_seen(versions, snapshot, fates, rules)), why)
        for rules, why in MISTAKES
    ]
    return [
        *wrong,
        Wrong(str(versions[-1].value), "reads the newest version there is"),
        Wrong(str(versions[0].value), "stays with the oldest version that is stored"),
    ]


def _ask_value(chance: Chance) -> Instance | None:
    found, versions = _one_row(
        chance, chance.pick(((1, 1, 0), (1, 1, 1), (2, 1, 0), (1, 2, 0)))
    )
    snapshot, fates = found.first, found.fates
    wrong = _value_mistakes(versions, snapshot, fates)
    text = (
        f"{_setting(versions, fates)}Which value does a query see whose snapshot is"
        f" `{snapshot.text()}` (xmin:xmax:running ones)?"
    )
    right = _value(_seen(versions, snapshot, fates))
    question = choice_question(text, right, wrong, chance)
    why = _why(versions, snapshot, fates)
    return Instance(question, why, (_HINT,)) if question else None


_HINT: Final = "Which transactions were over when the snapshot was taken?"


def _ask_own(chance: Chance) -> Instance | None:
    found, versions = _one_row(chance, (1, 1, 1))
    fates, me = found.fates, versions[-1].xmin
    if me not in fates.active:
        return None
    running = tuple(xid for xid in found.second.running if xid != me)
    xmax = found.second.xmax
    snapshot = Snapshot(min(*running, me), xmax, running, me)
    text = (
        f"{_setting(versions, fates)}What does transaction {me} itself see in its next"
        f" statement, by the snapshot `{snapshot.text()}` (xmin:xmax:other running"
        " ones)?"
    )
    wrong = [
        Wrong(
            _value(_seen(versions, replace(snapshot, me=0, running=other), fates)),
            "does not see its own update",
        )
        for other in (running, tuple(sorted((*running, me))))
    ]
    wrong += _value_mistakes(versions, replace(snapshot, me=0), fates)
    right = _value(_seen(versions, snapshot, fates))
    question = choice_question(text, right, wrong, chance)
    why = _why(versions, snapshot, fates)
    return Instance(question, why, (_HINT,)) if question else None


def _ask_levels(chance: Chance) -> Instance | None:
    found, versions = _one_row(chance, chance.pick(((1, 1, 0), (1, 1, 1), (1, 2, 0))))
    first, second, fates = found.first, found.second, found.fates
    new, old = (_value(_seen(versions, each, fates)) for each in (second, first))
    if new == old:
        return None
    now = _value(_seen(versions, second, fates, Rules(minds_snapshot=False)))
    dirty = str(versions[-1].value)
    wrong = [
        Wrong(_pair(old, old), "read committed takes a new snapshot each statement"),
        Wrong(_pair(new, new), "repeatable read keeps its first snapshot"),
        Wrong(_pair(old, new), "confuses the two levels"),
        Wrong(_pair(now, old), "reads what committed after the second snapshot"),
        Wrong(_pair(dirty, old), "read committed never reads uncommitted rows"),
    ]
    text = (
        f"{_setting(versions, fates)}A query runs twice in a transaction. Snapshots"
        f" (xmin:xmax:running ones) are `{first.text()}` at the first and"
        f" `{second.text()}` at the second. What does the second query see?"
    )
    count = 4 if len(versions) < 4 else 3  # noqa: PLR2004 - what a page shows
    question = choice_question(text, _pair(new, old), wrong, chance, count)
    why = (
        f"Read committed takes a snapshot for each statement and sees {new}; repeatable"
        f" read keeps the first and sees {old} again. By the second snapshot:\n\n"
        f"{_why(versions, second, fates)}"
    )
    return Instance(question, why, (_HINT,)) if question else None


def _pair(committed: str, repeatable: str) -> str:
    return f"read committed {committed}, repeatable read {repeatable}"


# --- several rows -----------------------------------------------------------------


def _several(chance: Chance) -> tuple[Times, list[Version]]:
    """Three rows of one to three versions each, mixed."""
    found = times(chance)
    values = _values(chance, 9)
    versions = []
    for _ in range(3):
        counts = (chance.whole(0, 1), chance.whole(0, 1), chance.whole(0, 1))
        writers = _writers(found, chance, counts)
        ends = chance.pick(("update", "delete"))
        mine = [values.pop() for _ in range(min(len(values), len(writers) + 1))]
        mine += [99] * (len(writers) + 1 - len(mine))
        first = _oldest(found)
        versions += row(writers, mine, found.fates, first=first, ends=ends)
    return found, versions


def _setting_of_several(versions: Sequence[Version], fates: Fates) -> str:
    return (
        "A PostgreSQL table holds these row versions (xmax 0: not deleted):\n\n"
        f"{_drawing(versions, letters=True)}\n\n{_fates(versions, fates)}. "
    )


def _letters(chosen: Sequence[bool]) -> list[str]:
    return [letter for letter, is_it in zip(LETTERS, chosen, strict=False) if is_it]


def _fits(versions: Sequence[Version]) -> bool:
    return 5 <= len(versions) <= 6  # noqa: PLR2004 - what a page shows


def _ask_count(chance: Chance) -> Instance | None:
    found, versions = _several(chance)
    snapshot, fates = found.first, found.fates
    if not _fits(versions):
        return None
    right = len(_seen(versions, snapshot, fates))
    wrong = [
        (len(_seen(versions, snapshot, fates, rules)), why) for rules, why in MISTAKES
    ]
    wrong.append((len(versions), "counts dead versions too"))
    text = (
        f"{_setting_of_several(versions, fates)}What does `count(*)` give by the"
        f" snapshot `{snapshot.text()}` (xmin:xmax:running ones)?"
    )
    question = numeric_question(text, right, wrong, unit="rows")
    why = _why(versions, snapshot, fates)
    return Instance(question, why, (_HINT,))


def _ask_seen(chance: Chance) -> Instance | None:
    found, versions = _several(chance)
    snapshot, fates = found.first, found.fates

    def seen(rules: Rules = MVCC) -> list[str]:
        return _letters([is_visible(each, snapshot, fates, rules) for each in versions])

    if not _fits(versions) or not seen():
        return None
    text = (
        f"{_setting_of_several(versions, fates)}Which versions does the snapshot"
        f" `{snapshot.text()}` (xmin:xmax:running ones) see? Type their letters with"
        " spaces between them."
    )
    wrong = [(seen(rules), why) for rules, why in MISTAKES]
    question = list_question(text, seen(), [each for each in wrong if each[0]])
    why = f"{_why(versions, snapshot, fates)} So {listed(seen())}."
    return Instance(question, why, (_HINT,))


def _ask_removable(chance: Chance) -> Instance | None:
    found, versions = _several(chance)
    oldest, fates = found.first, found.fates
    if not _fits(versions):
        return None
    right = _letters([is_removable(each, oldest, fates) for each in versions])
    deleted = _letters(
        [bool(each.xmax) and fates.has_committed(each.xmax) for each in versions]
    )
    unseen = _letters([not is_visible(each, oldest, fates) for each in versions])
    aborted = _letters([each.xmin in fates.aborted for each in versions])
    marked = _letters([each.xmax != 0 for each in versions])
    wrong = [
        (deleted, "removes what the oldest snapshot may still see"),
        (unseen, "removes what the oldest snapshot does not see, new rows too"),
        ([each for each in right if each not in aborted], "keeps what was aborted"),
        (marked, "takes a set xmax for a committed deletion"),
    ]
    if not right:
        return None
    text = (
        f"{_setting_of_several(versions, fates)}The oldest snapshot in use is"
        f" `{oldest.text()}` (xmin:xmax:running ones). Which versions may VACUUM"
        " remove? Type their letters with spaces between them."
    )
    question = list_question(text, right, [each for each in wrong if each[0]])
    why = (
        f"VACUUM removes what nobody can need: versions whose xmin was aborted, and"
        f" those whose xmax has committed and is below the horizon {oldest.xmin}, the"
        " xmin of the oldest snapshot. Of those there"
        f" {'is' if len(right) == 1 else 'are'}"
        f" {listed(right)}: {counted(len(right), 'version')}."
    )
    return Instance(question, why, (f"The horizon is {oldest.xmin}.",))


make = by_difficulty(
    {
        1: (_ask_value,),
        2: (_ask_value, _ask_count, _ask_seen),
        3: (_ask_levels, _ask_levels, _ask_own, _ask_removable, _ask_seen),
    }
)


GENERATOR = Generator(
    name="transactions.mvcc_visibility",
    version=1,
    title="Say which row versions a snapshot sees",
    source=(
        "PostgreSQL documentation, sections 9.27 (Snapshot Components) and 13.2",
        "PostgreSQL source, src/backend/access/heap/heapam_visibility.c",
    ),
    parameters=Parameters,
    make=make,
)
