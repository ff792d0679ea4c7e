"""Takes the number of points for the share."""

from bisect import bisect_left
from collections.abc import Iterator
from hashlib import md5


class HashRing:
    def __init__(self, points: int, bits: int) -> None:
        self._count = points
        self._size = 1 << bits
        self._nodes: set[str] = set()
        self._points: list[tuple[int, str]] = []

    def add(self, node: str) -> None:
        if node in self._nodes:
            return
        self._nodes.add(node)
        for number in range(self._count):
            self._points.append((self._position(f"{node}#{number}"), node))
        self._points.sort()

    def remove(self, node: str) -> None:
        self._nodes.discard(node)
        self._points = [point for point in self._points if point[1] != node]

    def owner(self, key: str) -> str | None:
        return next(self._nodes_from(key), None)

    def replicas(self, key: str, count: int) -> list[str]:
        found: dict[str, None] = {}
        for node in self._nodes_from(key):
            found[node] = None
            if len(found) == min(count, len(self._nodes)):
                break
        return list(found)

    def shares(self) -> dict[str, int]:
        shares = dict.fromkeys(self._nodes, 0)
        for _, node in self._points:
            shares[node] += self._size // len(self._points)
        return shares

    def _nodes_from(self, key: str) -> Iterator[str]:
        start = bisect_left(self._points, (self._position(key), ""))
        for place in range(start - len(self._points), start):
            yield self._points[place][1]

    def _position(self, text: str) -> int:
        digest = md5(text.encode(), usedforsecurity=False).hexdigest()
        return int(digest, 16) % self._size
