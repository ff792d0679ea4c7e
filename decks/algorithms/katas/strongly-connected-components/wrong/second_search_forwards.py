"""Kosaraju's algorithm, but the second search follows the edges forwards too."""


def components(count: int, edges: list[list[int]]) -> list[list[int]]:
    followers: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        followers[tail].append(head)
    finished: list[int] = []
    seen = [False] * count
    for root in range(count):
        if seen[root]:
            continue
        seen[root] = True
        way = [(root, iter(followers[root]))]
        while way:
            node, rest = way[-1]
            for head in rest:
                if not seen[head]:
                    seen[head] = True
                    way.append((head, iter(followers[head])))
                    break
            else:
                finished.append(node)
                way.pop()
    groups = []
    for root in reversed(finished):
        if not seen[root]:
            continue
        seen[root] = False
        group = [root]
        for node in group:
            for head in followers[node]:
                if seen[head]:
                    seen[head] = False
                    group.append(head)
        groups.append(sorted(group))
    return sorted(groups)
