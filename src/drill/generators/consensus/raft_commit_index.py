"""Raft's commit index: majorities, entries of earlier terms, joint consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.consensus import raft_model as model
from drill.generators.consensus.raft_model import CommitRules, Log
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from drill.chance import Chance

MISTAKES: Final[tuple[tuple[CommitRules, str], ...]] = (
    (CommitRules(only_current_term=False), "counts copies of an earlier term's entry"),
    (CommitRules(needed="half"), "is on one server less than a majority"),
    (CommitRules(needed="all"), "waits for every server"),
    (CommitRules(counts_leader=False), "does not count the leader's own copy"),
    (CommitRules(needed="one"), "takes one follower's copy for enough"),
)
HINTS: Final = (
    "Which is the highest index that a majority has, the leader among them?",
    "What is the term of the entry there?",
)


def _log(chance: Chance, terms: list[int], length: int) -> Log:
    """A log of that length with at least one entry of each term."""
    entries = [*terms, *(chance.pick(terms) for _ in range(length - len(terms)))]
    return tuple(sorted(entries))


def _state(log: Log, term: int, match: dict[str, int], commit: int) -> str:
    known = ", ".join(f"{name} {index}" for name, index in match.items())
    return (
        f"S1 leads in term {term}. Its log, and the index up to which it knows each"
        f" follower to have it (matchIndex):\n\n{model.log_table({'S1': log})}\n\n"
        f"matchIndex: {known}. commitIndex so far: {commit}."
    )


def _explained(log: Log, term: int, commit: int, match: dict[str, int]) -> str:
    """What the leader finds in one configuration."""
    everywhere = [len(log), *match.values()]
    reached = model.acknowledged(everywhere)
    order = ", ".join(map(str, sorted(everywhere, reverse=True)))
    answer = model.commit_index(log, term, commit, [everywhere])
    text = (
        f"The copies reach, with the leader's own, {order}: a majority of"
        f" {len(everywhere)} has everything up to index {reached}."
    )
    if reached <= commit:
        return f"{text} That is no more than before: commitIndex stays {commit}."
    if answer == reached:
        return (
            f"{text} Entry {reached} is of the current term {term}, so commitIndex"
            f" = {answer}, and all entries before it are committed with it."
        )
    text += (
        f" Entry {reached} is of term {log[reached - 1]}, and only entries of the"
        f" current term {term} are committed by counting copies"
    )
    if answer > commit:
        return f"{text}: entry {answer} is the last of these that a majority has."
    return (
        f"{text}. None of these is on a majority, so commitIndex stays {commit}:"
        " a server with a later term could still overwrite them (figure 8)."
    )


def _ask(chance: Chance, *, has_older: bool) -> Instance | None:
    servers = chance.pick((5, 5, 7))
    last = chance.whole(3, 6) if has_older else chance.whole(1, 3)
    first = max(1, last - 2) if has_older else last
    length = chance.whole(6, 9)
    log = _log(chance, list(range(first, last + 1)), length)
    term = last + (1 if has_older and chance.whole(1, 4) == 1 else 0)
    match = {f"S{place}": chance.whole(1, length) for place in range(2, servers + 1)}
    everywhere = [length, *match.values()]
    commit = max(0, model.acknowledged(everywhere) - chance.whole(0, 4))
    answer = model.commit_index(log, term, commit, [everywhere])
    if (
        has_older
        and answer == model.acknowledged(everywhere)
        and chance.whole(1, 3) > 1
    ):
        return None  # rather one that waits for the current term
    wrong = [
        (model.commit_index(log, term, commit, [everywhere], rules), why)
        for rules, why in MISTAKES
    ]
    others = [*wrong, (length, "takes the end of the leader's log")]
    if answer > commit:
        others.append((commit, "leaves it where it was"))
    text = f"{_state(log, term, match, commit)} What does the leader set it to?"
    why = _explained(log, term, commit, match)
    if len({index for index, _ in others} - {answer}) < 2:  # noqa: PLR2004
        return None  # nearly every rule gives the same
    if chance.pick((True, False)):
        return Instance(numeric_question(text, answer, others), why, HINTS)
    named = [Wrong(f"Index {index}", error) for index, error in others]
    question = choice_question(text, f"Index {answer}", named, chance)
    return Instance(question, why, HINTS) if question else None


def _ask_simple(chance: Chance) -> Instance | None:
    return _ask(chance, has_older=False)


def _ask_older(chance: Chance) -> Instance | None:
    return _ask(chance, has_older=True)


# --- followers --------------------------------------------------------------------


def _ask_follower(chance: Chance) -> Instance | None:
    previous, entries = chance.whole(3, 8), chance.whole(0, 3)
    commit = chance.whole(0, previous)
    last = previous + entries
    tail = chance.whole(0, 3)
    leader = chance.whole(max(commit, 2), last + 4)
    answer = model.follower_commit(commit, previous, entries, leader)
    holds = last + tail
    carried = "no entry" if not entries else counted(entries, "entry", "entries")
    text = (
        f"A Raft follower's log has {holds} entries, and its commitIndex is {commit}."
        f" It accepts an AppendEntries with prevLogIndex = {previous}, {carried} and"
        f" leaderCommit = {leader}. What the request carries is in its log already,"
        " nothing conflicts. What is its commitIndex then?"
    )
    wrong = [
        (leader, "takes leaderCommit, though the log may differ beyond the request"),
        (min(leader, holds), "takes the end of its log: entries that nobody checked"),
        (previous + entries, "takes the last new entry, which may not be committed"),
        (previous, "takes prevLogIndex"),
        (commit, "leaves it until the next request"),
    ]
    question = numeric_question(text, answer, wrong)
    if len(question.mistakes) < 3:  # noqa: PLR2004 - nearly all agree with the rule
        return None
    why = (
        f"The request vouches for entries up to {previous} + {entries} = {last}; those"
        f" after it may differ from the leader's. So commitIndex = min(leaderCommit,"
        f" index of the last new entry) = min({leader}, {last}) = {min(leader, last)}"
    )
    why += "." if answer == min(leader, last) else f", but it never falls: {answer}."
    hint = "Which of its entries does it know to be the leader's?"
    return Instance(question, why, (hint,))


# --- joint consensus --------------------------------------------------------------


def _ask_joint(chance: Chance) -> Instance | None:
    term, length = chance.whole(2, 6), chance.whole(7, 12)
    leaving, joining = chance.whole(1, 2), chance.whole(1, 2)
    old = [f"S{place}" for place in range(1, 4)]
    new = ["S1", *old[1 + leaving :], *(f"S{3 + j}" for j in range(1, joining + 1))]
    everybody = sorted({*old, *new})
    match = {name: chance.whole(2, length) for name in everybody}
    match["S1"] = length
    sets = [[match[name] for name in group] for group in (old, new)]
    reached = [model.acknowledged(each) for each in sets]
    log = (term,) * length
    answer = model.commit_index(log, term, 1, sets)
    known = ", ".join(f"{name} {match[name]}" for name in everybody[1:])
    text = (
        f"A Raft group changes its members by joint consensus, from {listed(old)} to"
        f" {listed(new)}, and is still in C_old,new. S1 leads in term {term}; its log"
        f" has {length} entries, those after index 1 all of term {term}. matchIndex:"
        f" {known}. Up to which index may S1 commit?"
    )
    wrong = [
        (reached[0], "asks for a majority of the old members only"),
        (reached[1], "asks for a majority of the new members only"),
        (
            model.acknowledged([length, *(match[name] for name in everybody[1:])]),
            "takes one majority of all members together",
        ),
        (max(reached), "takes either majority for enough"),
        (min(match.values()), "waits for every member"),
    ]
    question = numeric_question(text, answer, wrong)
    shown = [", ".join(map(str, sorted(each, reverse=True))) for each in sets]
    why = (
        f"- Old members reach {shown[0]}: a majority has index {reached[0]}.\n"
        f"- New members reach {shown[1]}: a majority has index {reached[1]}.\n\n"
        "In joint consensus an entry needs a majority of each, so the smaller counts:"
        f" {answer}."
    )
    if len(question.mistakes) < 2 or reached[0] == reached[1]:  # noqa: PLR2004
        return None  # it makes no difference
    return Instance(question, why, ("How many majorities does an entry need?",))


make = by_difficulty(
    {
        1: (_ask_simple,),
        2: (_ask_older, _ask_older, _ask_simple),
        3: (_ask_older, _ask_follower, _ask_joint),
    }
)


GENERATOR = Generator(
    name="consensus.raft_commit_index",
    version=1,
    title="Find the commit index of a Raft group",
    source=(
        "Ongaro and Ousterhout, extended version, 2014, figure 2, section 5.4.2",
        "Ongaro and Ousterhout, extended version, 2014, section 6 (joint consensus)",
    ),
    parameters=Parameters,
    make=make,
)
