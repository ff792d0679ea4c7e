"""Right, but finds all that each node reaches: O(n * m)."""


def components(count: int, edges: list[list[int]]) -> list[list[int]]:
    followers: list[list[int]] = [[] for _ in range(count)]
    leaders: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        followers[tail].append(head)
        leaders[head].append(tail)

    def reach(node: int, edges_from: list[list[int]]) -> set[int]:
        reached = {node}
        new = [node]
        while new:
            for head in edges_from[new.pop()]:
                if head not in reached:
                    reached.add(head)
                    new.append(head)
        return reached

    groups = []
    grouped: set[int] = set()
    for node in range(count):
        if node not in grouped:
            group = reach(node, followers) & reach(node, leaders)
            grouped |= group
            groups.append(sorted(group))
    return groups
