"""Right, but looks through all jobs for the next one: O(n**2)."""


def topological_order(count: int, edges: list[list[int]]) -> list:
    followers: list[list[int]] = [[] for _ in range(count)]
    waits_for = [0] * count
    for before, after in edges:
        followers[before].append(after)
        waits_for[after] += 1
    order: list[int] = []
    done = [False] * count
    while len(order) < count:
        for job in range(count):
            if not done[job] and waits_for[job] == 0:
                break
        else:
            break
        done[job] = True
        order.append(job)
        for after in followers[job]:
            waits_for[after] -= 1
    if len(order) == count:
        return ["order", order]
    one_before = {after: before for before, after in edges if not done[before]}
    job = done.index(False)
    walk: list[int] = []
    while job not in walk:
        walk.append(job)
        job = one_before[job]
    return ["cycle", walk[walk.index(job) :][::-1]]
