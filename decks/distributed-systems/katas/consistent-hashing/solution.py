"""A hash ring with several points for each node (Karger et al. 1997)."""

from bisect import bisect_left
from collections.abc import Iterator
from hashlib import md5


class HashRing:
    """Nodes on a ring of 2 ** bits positions."""

    def __init__(self, points: int, bits: int) -> None:
        self._count = points
        self._size = 1 << bits
        self._nodes: set[str] = set()
        self._points: list[tuple[int, str]] = []
        """Position and node of each point, in order."""

    def add(self, node: str) -> None:
        """Put a node on the ring."""
        if node in self._nodes:
            return
        self._nodes.add(node)
        for number in range(self._count):
            self._points.append((self._position(f"{node}#{number}"), node))
        self._points.sort()

    def remove(self, node: str) -> None:
        """Take a node off the ring."""
        self._nodes.discard(node)
        self._points = [point for point in self._points if point[1] != node]

    def owner(self, key: str) -> str | None:
        """The node that a key belongs to."""
        return next(self._nodes_from(key), None)

    def replicas(self, key: str, count: int) -> list[str]:
        """The first different nodes from a key on."""
        found: dict[str, None] = {}
        for node in self._nodes_from(key):
            found[node] = None
            if len(found) == min(count, len(self._nodes)):
                break
        return list(found)

    def shares(self) -> dict[str, int]:
        """How many positions belong to each node."""
        shares = dict.fromkeys(self._nodes, 0)
        if self._points:
            before = self._points[-1][0] - self._size
            for position, node in self._points:
                shares[node] += position - before
                before = position
        return shares

    def _nodes_from(self, key: str) -> Iterator[str]:
        """The nodes of all points, once around, from the key's position on."""
        start = bisect_left(self._points, (self._position(key), ""))
        for place in range(start - len(self._points), start):
            yield self._points[place][1]

    def _position(self, text: str) -> int:
        digest = md5(text.encode(), usedforsecurity=False).hexdigest()
        return int(digest, 16) % self._size
