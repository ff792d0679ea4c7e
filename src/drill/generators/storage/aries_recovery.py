"""Restart a database after a crash: what ARIES finds, redoes and undoes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.storage import aries_model as model
from drill.generators.storage.aries_log_model import (
    checkpointed,
    drawing,
    drawn_log,
    pairs,
)
from drill.generators.storage.aries_model import Analysis, Checkpoint, Kind, Record
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

INTRO: Final = "A database that recovers by ARIES crashes with this log on disk:"


def _setting(log: Sequence[Record], start: Checkpoint) -> str:
    return f"{INTRO}\n\n{drawing(log, start)}\n\n"


def _found(found: Analysis) -> str:
    return (
        f"Analysis ends with the losers (lastLSN) {pairs(found.losers)} and the dirty"
        f" pages (recLSN) {pairs(found.pages)}."
    )


# --- what is asked ----------------------------------------------------------------


def _ask_losers(chance: Chance) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 7), is_rolling=chance.pick((True, False)))
    found = model.analysis(log, Checkpoint())
    everybody = sorted({each.who for each in log})
    ended = [each.who for each in log if each.kind is Kind.END]
    aborted = [each.who for each in log if each.kind is Kind.ABORT]
    losers = sorted(found.losers)
    if not losers:
        return None
    wrong = [
        Wrong(
            _named([each for each in everybody if each not in ended]),
            "undoes what committed: COMMIT counts, END only tidies up",
        ),
        Wrong(
            _named([each for each in losers if each not in aborted]),
            "takes an ABORT for done: its rollback had not come to its END",
        ),
        Wrong(_named(everybody), "undoes everybody who was in the log"),
        Wrong(
            _named([each for each in everybody if each not in losers]),
            "names the winners",
        ),
        Wrong(_named(aborted), "undoes only what had asked to be aborted"),
    ]
    text = f"{_setting(log, Checkpoint())}Which transactions does restart undo?"
    question = choice_question(text, _named(losers), wrong, chance)
    why = (
        f"{_found(found)} A loser has neither COMMIT nor END: it was running, or its"
        " rollback was not finished."
    )
    return Instance(question, why) if question else None


def _named(whos: Sequence[str]) -> str:
    return listed(sorted(whos), none="None of them")


def _ask_redo_start(chance: Chance) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 7), is_rolling=False)
    start = checkpointed(log, chance)
    if start is None or not start.pages:
        return None
    found = model.analysis(log, start)
    answer = model.redo_start(found)
    losers = [each.lsn for each in log if each.who in found.losers]
    if answer is None or not losers:
        return None
    wrong = (
        (start.lsn, "begins at the checkpoint: that does not write dirty pages"),
        (max(found.pages.values()), "takes the largest recLSN"),
        (min(losers), "begins at the first record of a loser: undo goes that far"),
        (log[0].lsn, "begins at the first record of the log"),
        (min(found.losers.values()), "takes the smallest lastLSN"),
    )
    text = f"{_setting(log, start)}At which LSN does the redo pass begin?"
    question = numeric_question(text, answer, wrong)
    why = (
        f"{_found(found)} The smallest recLSN is {answer}: every older change is on"
        " disk. A fuzzy checkpoint writes no pages, so redo may begin before it."
    )
    return Instance(question, why, ("Which is the oldest change not surely on disk?",))


def _ask_dirty(chance: Chance) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 6), is_rolling=False)
    start = checkpointed(log, chance)
    if start is None or not start.pages:
        return None
    found = model.analysis(log, start)
    touched = {each.page: each.lsn for each in log if each.page}
    firsts = model.analysis(log, Checkpoint()).pages
    since = model.analysis(log, replace(start, pages={})).pages
    of_losers = {
        page: lsn
        for page, lsn in found.pages.items()
        if any(each.page == page and each.who in found.losers for each in log)
    }
    wrong = [
        Wrong(
            pairs({page: touched[page] for page in found.pages}),
            "takes the last change of each page: its pageLSN, not its recLSN",
        ),
        Wrong(pairs(firsts), "takes a page for dirty that had been written"),
        Wrong(pairs(since), "forgets the pages that the checkpoint lists"),
        Wrong(pairs(of_losers), "leaves out pages that only winners changed"),
    ]
    text = (
        f"{_setting(log, start)}What is the dirty page table (page and recLSN) at the"
        " end of analysis?"
    )
    question = choice_question(text, pairs(found.pages), wrong, chance)
    why = (
        "It begins as the checkpoint lists it. A later record adds its page only if"
        " that"
        " is not there yet: recLSN is the first change that may be missing on disk. So"
        f" {pairs(found.pages)}."
    )
    return Instance(question, why) if question else None


def _ask_redone(chance: Chance) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 7), is_rolling=chance.pick((True, False)))
    found = model.analysis(log, Checkpoint())
    changes = [each for each in log if each.page]
    written = {
        page: chance.pick([each.lsn for each in changes if each.page == page])
        for page in found.pages
        if chance.pick((True, True, False))
    }
    answer = model.redone(log, found, written)
    if not written or not 2 <= len(answer) <= 5:  # noqa: PLR2004 - worth typing
        return None
    losers = [lsn for lsn in answer if _who(log, lsn) in found.losers]
    wrong = [
        ([each.lsn for each in changes], "applies what is on disk already"),
        (
            [lsn for lsn in answer if lsn not in losers],
            "redoes winners only: ARIES repeats history, losers too",
        ),
        (losers, "redoes losers: that is what undo is for"),
        (
            [each.lsn for each in changes if each.page not in written],
            "takes a page for up to date that was written at some time",
        ),
        (
            [lsn for lsn in answer if _kind(log, lsn) is Kind.UPDATE],
            "leaves out the CLR: redo applies those as well",
        ),
    ]
    text = (
        f"{_setting(log, Checkpoint())}On disk, the pageLSNs are: {pairs(written)};"
        " every other page is as it was before the log began. Which LSNs does the redo"
        " pass apply?"
        " Type them in their order, with spaces between them."
    )
    why = (
        "Redo repeats history: updates and CLRs, of winners and losers, whenever the"
        " page on disk is older than the record (pageLSN < LSN)."
        f" That leaves {listed(answer)}."
    )
    hint = "Winner or loser plays no part in redo."
    return Instance(list_question(text, answer, wrong), why, (hint,))


def _who(log: Sequence[Record], lsn: int) -> str:
    return next(each.who for each in log if each.lsn == lsn)


def _kind(log: Sequence[Record], lsn: int) -> Kind:
    return next(each.kind for each in log if each.lsn == lsn)


def _undo_mistakes(
    log: Sequence[Record], found: Analysis
) -> list[tuple[list[int], str]]:
    right = model.undone(log, found)
    updates = [
        each.lsn
        for each in log
        if each.kind is Kind.UPDATE and each.who in found.losers
    ]
    apart = [
        lsn
        for who in sorted(found.losers, key=lambda each: -found.losers[each])
        for lsn in right
        if _who(log, lsn) == who
    ]
    clrs = [each.lsn for each in log if each.kind is Kind.CLR]
    return [
        (right[::-1], "undoes forwards: older values would come last"),
        (apart, "rolls back one transaction after another"),
        (updates[::-1], "undoes again what a CLR has undone"),
        (sorted([*right, *clrs], reverse=True), "undoes a CLR: those are never undone"),
        (
            [each.lsn for each in log if each.kind is Kind.UPDATE][::-1],
            "undoes winners too",
        ),
    ]


def _ask_undo(chance: Chance, *, is_rolling: bool) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 7), is_rolling=is_rolling)
    found = model.analysis(log, Checkpoint())
    right = model.undone(log, found)
    has_clr = any(each.kind is Kind.CLR for each in log)
    if not 2 <= len(right) <= 5 or has_clr is not is_rolling:  # noqa: PLR2004
        return None
    if len(found.losers) == 1 and not is_rolling:
        return None
    text = (
        f"{_setting(log, Checkpoint())}Which updates does the undo pass take back, in"
        " which order? Type their LSNs with spaces between them."
    )
    question = list_question(text, right, _undo_mistakes(log, found))
    clr = (
        " A CLR is not undone: its undoNextLSN says where its transaction goes on."
        if has_clr
        else ""
    )
    why = (
        f"The losers, with their last LSN, are {pairs(found.losers)}. Undo always"
        " takes"
        f" the largest LSN that is left, of whichever loser: {listed(right)}.{clr}"
    )
    return Instance(question, why, ("Who are the losers?",))


def _ask_undo_plain(chance: Chance) -> Instance | None:
    return _ask_undo(chance, is_rolling=False)


def _ask_undo_rolling(chance: Chance) -> Instance | None:
    return _ask_undo(chance, is_rolling=True)


def _ask_clrs(chance: Chance) -> Instance | None:
    log = drawn_log(chance, chance.whole(5, 8), is_rolling=True)
    found = model.analysis(log, Checkpoint())
    answer = len(model.undone(log, found))
    if not any(each.kind is Kind.CLR for each in log):
        return None
    updates = [each for each in log if each.kind is Kind.UPDATE]
    lost = [each for each in updates if each.who in found.losers]
    wrong = (
        (len(lost), "writes a CLR again for what has one already"),
        (len(lost) + 1, "writes a CLR for a CLR too"),
        (len(found.losers), "writes one CLR for each loser"),
        (len(updates), "undoes winners too"),
        (answer + len(found.losers), "counts the END records"),
    )
    text = f"{_setting(log, Checkpoint())}How many CLRs does restart write?"
    why = (
        f"The losers, with their last LSN, are {pairs(found.losers)}. They have"
        f" {counted(len(lost), 'update')}, of which the CLR in the log has undone one:"
        f" {counted(answer, 'CLR')} to come. Were there a crash during restart, the"
        " count would only go down: no work of undo is done twice."
    )
    question = numeric_question(text, answer, wrong, unit="CLRs")
    return Instance(question, why, ("One CLR for each update that is still to undo.",))


make = by_difficulty(
    {
        1: (_ask_losers, _ask_losers, _ask_undo_plain),
        2: (_ask_dirty, _ask_dirty, _ask_redo_start, _ask_undo_plain),
        3: (_ask_redone, _ask_undo_rolling, _ask_dirty, _ask_clrs),
    }
)


GENERATOR = Generator(
    name="storage.aries_recovery",
    version=1,
    title="Restart a database from its log",
    source=(
        "Mohan et al., ARIES, ACM TODS 17(1), 1992, sections 5 and 6",
        "Ramakrishnan and Gehrke, Database Management Systems, 3rd edition, 18.6",
    ),
    parameters=Parameters,
    make=make,
)
