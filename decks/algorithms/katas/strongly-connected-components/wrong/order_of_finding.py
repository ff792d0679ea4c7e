"""Kosaraju's algorithm in the order in which nodes were found, not finished."""


def components(count: int, edges: list[list[int]]) -> list[list[int]]:
    followers: list[list[int]] = [[] for _ in range(count)]
    leaders: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        followers[tail].append(head)
        leaders[head].append(tail)
    found: list[int] = []
    seen = [False] * count
    for root in range(count):
        stack = [root]
        while stack:
            node = stack.pop()
            if not seen[node]:
                seen[node] = True
                found.append(node)
                stack += followers[node]
    groups = []
    for root in reversed(found):
        if not seen[root]:
            continue
        seen[root] = False
        group = [root]
        for node in group:
            for tail in leaders[node]:
                if seen[tail]:
                    seen[tail] = False
                    group.append(tail)
        groups.append(sorted(group))
    return sorted(groups)
