"""Cases for Raft: what one server of a simulated cluster sees.

The servers are references; the network loses, doubles and reorders their messages.
"""

from copy import deepcopy
from random import Random
from typing import Any

from solution import RaftNode

NAMES = "abcde"
KINDS = {
    "votes": ["timeout", "deliver", "deliver", "deliver", "hostile"],
    "log": ["lead", "lead", "lead", "timeout"],
    "commit": ["timeout", "deliver", "deliver", "deliver", "propose", "send", "send"],
    "cluster": [
        *("timeout", "deliver", "deliver", "deliver", "deliver", "propose"),
        *("send", "send", "send", "hostile", "crash"),
    ],
}
"""What happens in each stage, as often as it shall."""


class Cluster:
    """Servers, the messages between them, and the calls of the first server."""

    def __init__(self, rng: Random, size: int) -> None:
        self.rng = rng
        self.names = list(NAMES[:size])
        log = [[term, f"old{term}"] for term in (1, 1, 2)[: below(rng, 4)]]
        self.init = {"peers": self.names[1:], "term": 2, "log": log, "name": "a"}
        self.calls: list[list[Any]] = []
        self.flying: list[tuple[str, list]] = []
        """Messages under way, each with whom it is for."""
        self.nodes = {
            name: RaftNode(
                name,
                [each for each in self.names if each != name],
                2,
                deepcopy(log[: len(log) - (name != "a" and below(rng, 2))]),
            )
            for name in self.names
        }

    def call(self, name: str, method: str, *arguments: Any) -> Any:
        """Call a server; calls of the first one are kept, with what it looks like."""
        if name == "a":
            self.calls += [[method, *deepcopy(arguments)], ["state"]]
        return getattr(self.nodes[name], method)(*deepcopy(arguments))

    def send(self, to: str, message: list | None) -> None:
        """Put a message on its way: it may be lost, or come twice."""
        if message is not None:
            chance = self.rng.random()
            copies = 0 if chance < 0.1 else 2 if chance < 0.2 else 1
            self.flying += [(to, message)] * copies

    def step(self, kind: str) -> None:
        """Let something happen."""
        # The first server is what is looked at: more happens there.
        name = "a" if self.rng.random() < 0.4 else self.some(self.names)
        peers = [each for each in self.names if each != name]
        if kind == "timeout":
            message = self.call(name, "timeout")
            for peer in peers:
                self.send(peer, message)
        elif kind == "deliver" and self.flying:
            place = below(self.rng, len(self.flying))
            to, message = self.flying.pop(place)
            self.send(message[2], self.call(to, "receive", message))
        elif kind == "propose":
            self.call(name, "propose", f"set{len(self.calls)}")
        elif kind == "send" and peers:
            peer = self.some(peers)
            self.send(peer, self.call(name, "message_to", peer))
        elif kind == "hostile" and peers:
            self.call("a", "receive", self.strange())
        elif kind == "crash":
            self.call(name, "crash")
        elif kind == "lead":
            self.call("a", "receive", self.led())

    def strange(self) -> list:
        """A message of some other time."""
        rng, term = self.rng, below(self.rng, 3) - 1 + self.nodes["a"].state()[1]
        sender = self.some(self.names[1:])
        if rng.random() < 0.7:
            return ["vote?", term, sender, below(rng, 5), below(rng, max(term, 1))]
        return ["vote", term, sender, rng.random() < 0.5]

    def led(self) -> list:
        """What some leader may say to the first server, fitting or not."""
        rng, node = self.rng, self.nodes["a"]
        _, term, _, _ = node.state()
        log = [[0, ""], *node.entries()]
        term = max(1, term + (1, 0, 0, 0, -1)[below(rng, 5)])
        prev = below(rng, len(log) + 1)
        prev_term = log[prev][0] if prev < len(log) else term
        if rng.random() < 0.15:
            prev_term += 1
        entries = [list(each) for each in log[prev + 1 : prev + 1 + below(rng, 3)]]
        if rng.random() < 0.6:
            entries += [[term, f"new{below(rng, 9)}"] for _ in range(below(rng, 3))]
        return ["append", term, "b", prev, prev_term, entries, below(rng, len(log) + 2)]

    def some(self, names: list[str]) -> str:
        return names[below(self.rng, len(names))]


def case(rng: Random, size: int, stage: str = "cluster") -> dict[str, Any]:
    """The arguments of a case of about `size` calls, the same for the same `rng`."""
    servers = (1, 3, 3, 5)[below(rng, 4)] if stage != "log" else 3
    cluster = Cluster(rng, servers)
    kinds = KINDS[stage]
    for _ in range(4 * size):
        if len(cluster.calls) >= size:
            break
        cluster.step(kinds[below(rng, len(kinds))])
    return {"init": cluster.init, "calls": [*cluster.calls, ["state"], ["entries"]]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
