"""Right, but finds the costs between all pairs: O(n**3)."""


def bellman_ford(count: int, edges: list[list[int]], start: int) -> list:
    costs: list[list[int | None]] = [[None] * count for _ in range(count)]
    following = [[0] * count for _ in range(count)]
    for node in range(count):
        costs[node][node] = 0
        following[node][node] = node
    for tail, head, cost in edges:
        known = costs[tail][head]
        if known is None or cost < known:
            costs[tail][head] = cost
            following[tail][head] = head
    for over in range(count):
        for tail in range(count):
            if costs[tail][over] is None:
                continue
            for head in range(count):
                first, second = costs[tail][over], costs[over][head]
                known = costs[tail][head]
                if second is not None and (known is None or first + second < known):
                    costs[tail][head] = first + second
                    following[tail][head] = following[tail][over]
        for node in range(count):
            if costs[node][node] < 0 and costs[start][node] is not None:
                cycle = [node]
                while (after := following[cycle[-1]][node]) not in cycle:
                    cycle.append(after)
                return ["cycle", cycle[cycle.index(after) :]]
    return ["costs", costs[start]]
