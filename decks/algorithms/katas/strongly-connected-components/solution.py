"""Tarjan's strongly connected components, with a stack of iterators."""

from collections.abc import Iterator


def components(count: int, edges: list[list[int]]) -> list[list[int]]:
    """The groups of nodes that can reach each other, by their smallest nodes."""
    followers: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        followers[tail].append(head)
    search = Search(followers)
    for node in range(count):
        if not search.number[node]:
            search.run(node)
    return sorted(sorted(group) for group in search.groups)


class Search:
    """A depth-first search that sorts nodes into groups as it leaves them."""

    def __init__(self, followers: list[list[int]]) -> None:
        self.followers = followers
        self.groups: list[list[int]] = []
        self.number = [0] * len(followers)
        """In the order of finding, from 1; 0 for a node not found yet."""
        self._low = [0] * len(followers)
        """The smallest number in reach, of nodes without a group."""
        self._in_group = [False] * len(followers)
        self._waiting: list[int] = []
        """Nodes without a group, in the order of finding."""
        self._found = 0

    def run(self, root: int) -> None:
        """Find all that can be reached from a node that was not found yet."""
        low, number = self._low, self.number
        way = [self._find(root)]
        while way:
            node, rest = way[-1]
            for head in rest:
                if not number[head]:
                    way.append(self._find(head))
                    break
                if not self._in_group[head]:
                    low[node] = min(low[node], number[head])
            else:
                way.pop()
                if low[node] == number[node]:
                    self._make_group(node)
                else:
                    before = way[-1][0]
                    low[before] = min(low[before], low[node])

    def _find(self, node: int) -> tuple[int, Iterator[int]]:
        """A new place on the way: the node, and the followers to look at."""
        self._found += 1
        self.number[node] = self._low[node] = self._found
        self._waiting.append(node)
        return node, iter(self.followers[node])

    def _make_group(self, first: int) -> None:
        """One group of a node and all those waiting that were found after it."""
        group = []
        while not self._in_group[first]:
            node = self._waiting.pop()
            self._in_group[node] = True
            group.append(node)
        self.groups.append(group)
