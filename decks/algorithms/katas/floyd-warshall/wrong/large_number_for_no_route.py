"""A large number for no route: a negative link makes it a route after all."""

FAR = 10**9


def routing_tables(count: int, links: list[list[int]]) -> list:
    metrics = [[FAR] * count for _ in range(count)]
    hops: list[list[int | None]] = [[None] * count for _ in range(count)]
    for tail, head, metric in links:
        if metric < metrics[tail][head]:
            metrics[tail][head] = metric
            hops[tail][head] = head
    for router in range(count):
        metrics[router][router] = 0
        hops[router][router] = None
    for middle in range(count):
        for tail in range(count):
            for head in range(count):
                over = metrics[tail][middle] + metrics[middle][head]
                if over < metrics[tail][head]:
                    metrics[tail][head] = over
                    hops[tail][head] = hops[tail][middle]
    return [[[None if m == FAR else m for m in row] for row in metrics], hops]
