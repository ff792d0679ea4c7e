"""Right, but recursive: a long chain overflows the stack."""


def components(count: int, edges: list[list[int]]) -> list[list[int]]:
    followers: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        followers[tail].append(head)
    number = [0] * count
    low = [0] * count
    grouped = [False] * count
    waiting: list[int] = []
    groups: list[list[int]] = []

    def visit(node: int, found: int) -> int:
        found += 1
        number[node] = low[node] = found
        waiting.append(node)
        for head in followers[node]:
            if not number[head]:
                found = visit(head, found)
                low[node] = min(low[node], low[head])
            elif not grouped[head]:
                low[node] = min(low[node], number[head])
        if low[node] == number[node]:
            place = waiting.index(node)
            group = waiting[place:]
            del waiting[place:]
            for each in group:
                grouped[each] = True
            groups.append(sorted(group))
        return found

    found = 0
    for node in range(count):
        if not number[node]:
            found = visit(node, found)
    return sorted(groups)
