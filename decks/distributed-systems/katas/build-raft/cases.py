"""Cases for Raft: what one server hears, from peers that follow the rules."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from solution import RaftNode

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""
NAMES = "abcde"


def case(rng: Random, size: int, stage: str = "restart") -> dict[str, Any]:
    """The arguments of a case of about `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(size)
    if stage == "votes":
        return votes(rng, size)
    if stage == "election":
        return election(rng, size)
    if stage == "log-matching":
        return appends(rng, size)
    if stage == "replication":
        return leader(rng, size, may_commit=False)
    if stage == "commit" and rng.random() < 0.5:
        return leader(rng, size, may_commit=True)
    return cluster(rng, size, crashes=stage == "restart")


class Script:
    """A server that is called, and the record of its calls."""

    def __init__(self, name: str, servers: int, disk: tuple[int, Any, list]) -> None:
        self.peers = [each for each in NAMES[:servers] if each != name]
        self.init = {"name": name, "peers": self.peers} | dict(
            zip(("term", "vote", "log"), disk, strict=True)
        )
        self.node = RaftNode(name, self.peers, *disk)
        self.calls: list[list[Any]] = []
        self.sent: list[tuple[str, list[Any]]] = []

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Call the server, write it down, and keep what it sent."""
        self.calls.append([name, *arguments])
        result = getattr(self.node, name)(*arguments)
        if name in {"receive", "timeout", "propose", "heartbeat"}:
            self.sent += result
        return result

    @property
    def arguments(self) -> dict[str, Any]:
        """What a case consists of."""
        return {"init": self.init, "calls": self.calls}


def votes(rng: Random, size: int) -> dict[str, Any]:
    """A server that is only asked for its vote."""
    script = Script("a", 3 + below(rng, 3), disk(rng))
    for _ in range(size):
        script("receive", request(rng, script))
        if rng.random() < 0.4:
            script("state")
    return script.arguments


def request(rng: Random, script: Script) -> list[Any]:
    """A candidate's request, with a log much like that of the one it asks."""
    log = script.node.entries()
    term = max(1, script.node.state()[1] + below(rng, 4) - 1)
    index = max(0, len(log) + below(rng, 3) - 1)
    last = (log[-1][0] if log else 1) + below(rng, 3) - 1
    last = min(max(last, 1), term) if index else 0
    return ["vote", term, pick(rng, script.peers), index, last]


def election(rng: Random, size: int) -> dict[str, Any]:
    """A server that stands for election again and again."""
    script = Script("a", pick(rng, [1, 2, 3, 3, 4, 5, 5]), disk(rng))
    for _ in range(size):
        roll, (role, term, _) = rng.random(), script.node.state()
        if roll < 0.2 or not script.peers:
            script("timeout")
        elif roll < 0.3:
            script("receive", request(rng, script))
        else:
            past = role == "follower" or rng.random() < 0.2
            ahead = rng.random() < 0.06
            when = max(1, term + ahead - past)
            is_granted = not ahead and rng.random() < 0.7
            if when != term or role != "follower":
                voter = pick(rng, script.peers)
                script("receive", ["voted", when, voter, is_granted])
        script("state")
    return script.arguments


def appends(rng: Random, size: int) -> dict[str, Any]:
    """A server that hears from the leaders of many terms, not always in order."""
    logs: list[list[Any]] = [[]]
    for term in range(1, 4 + size // 4):
        old = pick(rng, logs[-3:])
        start = max(0, len(old) - below(rng, 4))
        new = [[term, f"{term}.{start + i + 1}"] for i in range(below(rng, 4))]
        logs.append(old[:start] + new)
    first = below(rng, 3)
    kept = logs[first][: below(rng, len(logs[first]) + 1)]
    script = Script("a", 3 + 2 * below(rng, 2), (first, None, kept))
    for _ in range(size):
        if rng.random() < 0.08:
            script("timeout")
        term = script.node.state()[1] + below(rng, 5) // 2 - (rng.random() < 0.15)
        term = min(max(1, term), len(logs) - 1)
        log, own = logs[term], len(script.node.entries())
        prev = below(rng, len(log) + 1)
        if rng.random() < 0.6:
            prev = max(0, min(len(log), own) - below(rng, 3))
        entries = log[prev : prev + below(rng, 5)]
        prev_term = log[prev - 1][0] if prev else 0
        sender = script.peers[term % len(script.peers)]
        script("receive", ["append", term, sender, prev, prev_term, entries, 0])
        script("entries")
        if rng.random() < 0.3:
            script("state")
    return script.arguments


def leader(rng: Random, size: int, *, may_commit: bool) -> dict[str, Any]:
    """A server that leads, and hears answers in any order, some of them twice."""
    script = Script("a", 2 + may_commit + below(rng, 4 - may_commit), disk(rng))
    while len(script.calls) < size:
        roll, (role, term, _) = rng.random(), script.node.state()
        appended = [each for each in script.sent if each[1][0] == "append"]
        if role != "leader" and roll < 0.7:
            script("timeout")
            term = script.node.state()[1]
            for peer in script.peers[: len(script.peers) // 2 + 1]:
                script("receive", ["voted", term, peer, True])
        elif roll < 0.2 or not appended:
            script("propose", f"x{len(script.calls)}")
        elif roll < 0.35:
            script("heartbeat")
        elif roll < 0.37:
            peer = pick(rng, script.peers)
            script("receive", ["appended", term + 1, peer, False, 1])
        else:
            message = answer(rng, pick(rng, appended[-4:] or appended))
            if may_commit or not commits(script, message):
                script("receive", message)
        if may_commit:
            script("applied")
    return script.arguments


def answer(rng: Random, sent: tuple[str, list[Any]]) -> list[Any]:
    """What a follower says to an append."""
    peer, (_, term, _, prev, _, entries, _) = sent
    if prev and rng.random() < 0.4:
        return ["appended", term, peer, False, prev]
    return ["appended", term, peer, True, prev + len(entries)]


def commits(script: Script, message: list[Any]) -> bool:
    """Whether a message would commit something."""
    init = script.init
    double = RaftNode(
        *(init[name] for name in ("name", "peers", "term", "vote", "log"))
    )
    for name, *arguments in [*script.calls, ["receive", message]]:
        getattr(double, name)(*arguments)
    return bool(double.applied())


def cluster(rng: Random, size: int, *, crashes: bool) -> dict[str, Any]:
    """One server out of a cluster whose messages are lost, doubled and late."""
    names = NAMES[: pick(rng, [2, 3, 3, 3, 4, 5])]
    scripts = {name: Script(name, len(names), (0, None, [])) for name in names}
    shown = scripts[pick(rng, names)]
    wire: list[tuple[str, list[Any]]] = []
    commands = 0
    while len(shown.calls) < size:
        leading = [name for name in names if scripts[name].node.state()[0] == "leader"]
        roll = rng.random()
        if wire and (roll < 0.65 or len(wire) > 3 * len(names)):
            place = 0 if rng.random() < 0.6 else below(rng, len(wire))
            name, message = wire[place]
            if rng.random() < 0.9:
                del wire[place]
            if rng.random() < 0.1:
                continue
            wire += scripts[name]("receive", message)
        elif leading and roll < 0.9:
            name = pick(rng, leading)
            commands += 1
            command = ("propose", f"x{commands}")
            wire += scripts[name](*(command if roll < 0.8 else ("heartbeat",)))
        elif roll < 0.98 or not crashes:
            name = pick(rng, names)
            wire += scripts[name]("timeout")
        else:
            name = pick(rng, names)
            scripts[name]("restart")
        if scripts[name] is shown and rng.random() < 0.5:
            shown(pick(rng, ["state", "entries", "applied", "applied"]))
    return shown.arguments


def large(size: int) -> dict[str, Any]:
    """A leader of a long log from an earlier term, which its peer has long had."""
    log = [[2, f"{place % 10}"] for place in range(size)]
    script = Script("a", 3, (2, None, log))
    script("timeout")
    script("receive", ["voted", 3, "b", True])
    for _ in range(size * 6 // 10):
        script("receive", ["appended", 3, "b", True, size])
    script("applied")
    script("propose", "x")
    script("receive", ["appended", 3, "b", True, size + 1])
    script("applied")
    return script.arguments


def disk(rng: Random) -> tuple[int, str | None, list[list[Any]]]:
    """Term, vote and log as a server may find them on its disk."""
    log: list[list[Any]] = []
    last = 1
    for place in range(below(rng, 5)):
        last += below(rng, 2)
        log.append([last, f"{last}.{place + 1}"])
    term = last + below(rng, 2) if log else below(rng, 3)
    vote = pick(rng, [None, "a", "b"]) if term else None
    return term, vote, log


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
