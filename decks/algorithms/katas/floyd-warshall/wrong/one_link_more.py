"""Right, but makes routes one link longer, n times: O(n**4)."""


def routing_tables(count: int, links: list[list[int]]) -> list:
    far = float("inf")
    direct = [[far] * count for _ in range(count)]
    hops: list[list[int | None]] = [[None] * count for _ in range(count)]
    for tail, head, metric in links:
        if metric < direct[tail][head]:
            direct[tail][head] = metric
            hops[tail][head] = head
    for router in range(count):
        direct[router][router] = 0
        hops[router][router] = None
    metrics = [list(row) for row in direct]
    for _ in range(count):
        for tail in range(count):
            for middle in range(count):
                for head in range(count):
                    over = metrics[tail][middle] + direct[middle][head]
                    if over < metrics[tail][head]:
                        metrics[tail][head] = over
                        hops[tail][head] = hops[tail][middle]
    return [[[None if m == far else m for m in row] for row in metrics], hops]
