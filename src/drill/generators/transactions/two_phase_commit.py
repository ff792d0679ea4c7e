"""Two-phase commit: outcomes with crashes, who is blocked, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.transactions import two_phase_model as model
from drill.generators.transactions.two_phase_crashes_model import (
    ABORT,
    COMMIT,
    CRASHES,
    DOUBT,
    SPLIT,
)
from drill.generators.transactions.two_phase_model import State
from drill.generators.wording import counted, fenced, listed

if TYPE_CHECKING:
    from drill.chance import Chance

NAMES: Final = ("A", "B", "C", "D", "E")

# --- the outcome ------------------------------------------------------------------


def _ask_votes(chance: Chance) -> Instance | None:
    names = NAMES[: chance.whole(3, 5)]
    votes: dict[str, bool | None] = dict.fromkeys(names, True)
    odd = chance.pick(names)
    votes[odd] = chance.pick((False, None, True))
    crashed = chance.pick([name for name in names if name != odd])
    yes = [name for name in names if votes[name]]
    said = f"{listed(yes)} vote yes"
    if votes[odd] is False:
        said += f", {odd} votes no"
    if votes[odd] is None:
        said += f", and {odd}'s vote has not come when the coordinator's timer expires"
    text = (
        f"In two-phase commit the coordinator has sent prepare to {listed(names)}."
        f" {said}. {crashed} crashes right after its vote was sent and restarts an hour"
        " later; everything else works. How does it end?"
    )
    ends = COMMIT if model.decision(votes.values()) else ABORT
    why = (
        "All votes are yes, so the coordinator commits. A crash after the vote changes"
        f" nothing: {crashed} has its yes on disk, asks for the outcome when it is back"
        " and commits."
        if ends == COMMIT
        else "One vote is missing or no, so the coordinator aborts: it may decide that"
        " alone as long as it has not committed, and a missing vote counts as a no."
        f" {crashed} asks for the outcome when it is back."
    )
    return _outcome(text, why, ends, crashed, chance)


def _outcome(
    text: str, why: str, ends: str, crashed: str, chance: Chance
) -> Instance | None:
    flaws = {
        COMMIT: "commits without a decision for it that can be found",
        ABORT: f"lets the failure of {crashed} undo what is decided",
        SPLIT: "lets a participant decide on its own after a yes",
        DOUBT: f"forgets that {crashed} comes back and finds the outcome",
    }
    if ends == SPLIT:
        flaws |= {COMMIT: "takes back an abort", ABORT: "takes back a commit"}
    if ends == DOUBT:
        flaws |= {ABORT: "takes silence for an abort: all have voted yes"}
    if ends == COMMIT and "coordinator" not in crashed:
        flaws |= {DOUBT: f"forgets that {crashed} can ask the coordinator later"}
    wrong = [Wrong(each, flaw) for each, flaw in flaws.items() if each != ends]
    question = choice_question(text, ends, wrong, chance)
    hint = "Which log record is the commit point?"
    return Instance(question, why, (hint,)) if question else None


def _ask_coordinator(chance: Chance) -> Instance | None:
    names = NAMES[: chance.whole(3, 5)]
    mixed = chance.shuffled(names)
    told = listed(sorted(mixed[: chance.whole(1, len(names) - 1)]))
    crash = chance.pick(CRASHES)
    does = crash.does.format(told=told)
    text = (
        f"In two-phase commit (presumed abort) {listed(names)} have all voted yes. The"
        f" coordinator gets the votes, {does}."
        f" {crash.then.format(other=mixed[-1])} How does it end?"
    )
    why = crash.why.format(told=told, other=mixed[-1])
    return _outcome(text, why, crash.ends, "the coordinator", chance)


# --- without the coordinator ------------------------------------------------------


def _states(chance: Chance, count: int) -> dict[str, State]:
    """States that participants can be in together, at least one of them ready."""
    names = NAMES[:count]
    other = chance.pick(
        (State.READY, State.READY, State.COMMITTED, State.WORKING, State.ABORTED)
    )
    states = dict.fromkeys(names, State.READY)
    for name in chance.shuffled(names)[: chance.whole(1, count - 1)]:
        states[name] = other
    if other is not State.COMMITTED and chance.pick((True, False)):
        free = [name for name in names if states[name] is State.READY]
        if len(free) > 1:
            states[free[0]] = State.WORKING
    return states


FATES: Final = {
    State.COMMITTED: "They commit",
    State.ABORTED: "They abort",
    State.READY: "They wait",
}


def _ask_fate(chance: Chance) -> Instance | None:
    states = _states(chance, chance.whole(3, 5))
    down = chance.shuffled(sorted(states))[: chance.whole(0, 2)]
    up = {name: state for name, state in states.items() if name not in down}
    if State.READY not in up.values() or len(up) == 1:
        return None
    fate = model.termination(up.values())
    text = (
        f"{_situation(states, down)}\n\nThose that are up ask one another (cooperative"
        f" termination). What becomes of those that have voted yes and are up, as"
        " long as nobody comes back?"
    )
    wrong = [Wrong(FATES[other], _flaw(fate, other)) for other in FATES]
    wrong.append(
        Wrong("They do what most have voted", "takes a vote of most for one of all")
    )
    question = choice_question(text, FATES[fate], wrong, chance)
    why = _why_fate(up, states, fate)
    hint = "Has anybody up a state that rules one outcome out?"
    return Instance(question, why, (hint,)) if question else None


def _situation(states: dict[str, State], down: list[str]) -> str:
    rows = [
        f"{name}  {'down, log not readable' if name in down else state}"
        for name, state in states.items()
    ]
    listing = fenced(rows)
    others = "" if down else "; all participants are up"
    return (
        f"The coordinator of a two-phase commit has crashed and stays away{others}."
        f" Participants know one another; their logs say:\n\n{listing}"
    )


def _flaw(fate: State, other: State) -> str:
    if other is State.READY:
        return "forgets that they can ask one another"
    if fate is not State.READY:
        return "contradicts what another participant's log says"
    if other is State.COMMITTED:
        return "takes yes votes for a decision: the coordinator may have aborted"

    return "a timeout after yes may not abort: commit may be on disk"


def _why_fate(up: dict[str, State], states: dict[str, State], fate: State) -> str:
    ready = listed(name for name in up if up[name] is State.READY)
    if fate is State.COMMITTED:
        told = _who(up, State.COMMITTED)
        return f"{told} committed, so the decision was commit: {ready} may follow."
    if State.ABORTED in up.values():
        told = _who(up, State.ABORTED)
        return f"{told} aborted, so nobody can have committed: {ready} may abort too."
    if State.WORKING in up.values():
        return (
            f"{_who(up, State.WORKING)} not voted, so the coordinator cannot have"
            " committed. Whoever has not voted aborts on its own, and then"
            f" {ready} may follow."
        )
    away = [name for name in states if name not in up]
    also = f", and perhaps {listed(away, last='or')} carried it out" if away else ""
    return (
        f"All that are up have voted yes and know no outcome: {ready}. The coordinator"
        f" may have decided either way{also}. So they keep their locks and wait: they"
        " are blocked."
    )


def _who(up: dict[str, State], state: State) -> str:
    """Those that are in some state, with their verb: `A has`, `A and B have`."""
    names = [name for name in up if up[name] is state]
    return f"{listed(names)} {'has' if len(names) == 1 else 'have'}"


def _ask_blocked(chance: Chance) -> Instance | None:
    states = _states(chance, chance.whole(3, 5))
    down = chance.shuffled(sorted(states))[: chance.whole(0, 1)]
    up = {name: state for name, state in states.items() if name not in down}
    asks = chance.pick((True, True, False))
    ready = [name for name in up if up[name] is State.READY]
    if not ready or (len(ready) == len(states) and not down):
        return None

    def blocked(*, asks_others: bool) -> int:
        fate = model.termination(up.values(), asks_others=asks_others)
        return len(ready) if fate is State.READY else 0

    rule = (
        "Those that are up ask one another (cooperative termination)."
        if asks
        else "Participants can only ask the coordinator, not one another."
    )
    text = (
        f"{_situation(states, down)}\n\n{rule} How many of those that are up must wait"
        " for the coordinator with their locks held?"
    )
    undecided = sum(s in {State.READY, State.WORKING} for s in up.values())
    wrong = (
        (blocked(asks_others=not asks), "takes the other rule for asking"),
        (undecided, "counts those without a vote: they may abort on their own"),
        (len(up), "counts everybody that is up"),
        (sum(s is State.READY for s in states.values()), "counts one that is down"),
        (0, "lets a timeout abort after a yes"),
        (len(ready), "counts all yes votes, though another log settles it"),
    )
    answer = blocked(asks_others=asks)
    question = numeric_question(text, answer, wrong, unit="participants")
    fate = model.termination(up.values(), asks_others=asks)
    why = (
        _why_fate(up, states, fate)
        if asks
        else f"{listed(ready)} voted yes, may not decide alone and can ask nobody."
        " Whoever has not voted may abort, the others have an outcome."
    )
    return Instance(question, why, ("Who may still abort on its own?",))


# --- cost -------------------------------------------------------------------------

PROTOCOLS: Final = {
    "basic": "basic two-phase commit, where readers vote yes like the others",
    "presumed abort": "presumed abort, where readers answer read and are done",
    "presumed commit": "presumed commit, where readers answer read and are done",
}


def _ask_cost(chance: Chance) -> Instance:
    protocol = chance.pick(tuple(PROTOCOLS))
    updating, reading = chance.whole(2, 6), chance.whole(0, 3)
    refusing = chance.pick((0, 0, 1)) if protocol != "presumed commit" else 0
    asked = chance.pick(("messages", "forced"))
    has = model.cost(protocol, updating, reading, refusing=refusing)
    everybody = updating + reading + refusing
    unit, what = {
        "messages": (
            "messages",
            "How many messages are sent in all, each way counted?",
        ),
        "forced": (
            "records",
            "How many log records are forced to disk, the coordinator's own included?",
        ),
    }[asked]

    def figure(cost: model.Cost) -> int:
        return cost.messages if asked == "messages" else cost.forced

    others = [
        (model.cost(other, updating, reading, refusing=refusing), f"is that of {other}")
        for other in PROTOCOLS
        if other != protocol and not (refusing and other == "presumed commit")
    ]
    ready = updating + (reading if protocol == "basic" else 0)
    wrong = [
        *((figure(cost), error) for cost, error in others),
        (
            figure(model.cost(protocol, updating, reading))
            if refusing
            else 4 * everybody,
            "does as if it committed" if refusing else "has four for each participant",
        ),
        (figure(has) - ready, "leaves out one for each participant that is ready"),
        (figure(has) - 1, "leaves out one of the coordinator's"),
    ]
    roles = [f"{counted(updating, 'participant')} with updates, which vote yes"]
    if reading:
        roles.append(f"{counted(reading, 'that has', 'that have')} only read")
    if refusing:
        roles.append("one that votes no")
    text = (
        f"A transaction ends without a failure under {PROTOCOLS[protocol]}, as in R*:"
        f" {listed(roles)}. The coordinator is none of them. {what}"
    )
    question = numeric_question(text, figure(has), wrong, unit=unit)
    return Instance(question, _why_cost(protocol, updating, reading, refusing), ())


def _why_cost(protocol: str, updating: int, reading: int, refusing: int) -> str:
    has = model.cost(protocol, updating, reading, refusing=refusing)
    everybody = updating + reading + refusing
    ready = updating + (reading if protocol == "basic" else 0)
    first = f"{everybody} prepare + {everybody} votes"
    if refusing:
        acks = "" if protocol == "presumed abort" else f" + {ready} acknowledgements"
        forced = (
            f"{ready} × ready; abort records need not be forced, since no record means"
            " abort"
            if protocol == "presumed abort"
            else f"{ready} × (ready, abort), {refusing} × abort, 1 × abort of the"
            " coordinator"
        )
        second = f"{ready} abort{acks}"
    elif protocol == "presumed commit":
        second = f"{ready} commit, not acknowledged"
        forced = (
            f"2 of the coordinator (the list of participants, commit), {ready} × ready;"
            " their commit is not forced"
        )
    else:
        second = f"{ready} commit + {ready} acknowledgements"
        forced = f"1 × commit of the coordinator, {ready} × (ready, commit)"
    return (
        f"- Messages: {first} + {second} = {has.messages}.\n"
        f"- Forced records: {forced}: {has.forced}."
    )


make = by_difficulty(
    {
        1: (_ask_votes, _ask_coordinator),
        2: (_ask_coordinator, _ask_fate, _ask_blocked),
        3: (_ask_fate, _ask_blocked, _ask_cost),
    }
)


GENERATOR = Generator(
    name="transactions.two_phase_commit",
    version=1,
    title="Tell how a two-phase commit ends",
    source=(
        "Bernstein, Hadzilacos and Goodman, Concurrency Control, 1987, section 7.4",
        "Mohan, Lindsay and Obermarck, Transaction Management in R*, TODS 11(4), 1986",
    ),
    parameters=Parameters,
    make=make,
)
