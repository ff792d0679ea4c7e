"""Takes a metric of 0 for no route."""


def routing_tables(count: int, links: list[list[int]]) -> list:
    metrics: list[list[int | None]] = [[None] * count for _ in range(count)]
    hops: list[list[int | None]] = [[None] * count for _ in range(count)]
    for tail, head, metric in links:
        known = metrics[tail][head]
        if known is None or metric < known:
            metrics[tail][head] = metric
            hops[tail][head] = head
    for router in range(count):
        metrics[router][router] = 0
        hops[router][router] = None
    for middle in range(count):
        onwards = metrics[middle]
        for tail in range(count):
            to_middle = metrics[tail][middle]
            if to_middle is None:
                continue
            row = metrics[tail]
            for head, from_middle in enumerate(onwards):
                if from_middle is None:
                    continue
                known = row[head]
                if not known or to_middle + from_middle < known:
                    row[head] = to_middle + from_middle
                    hops[tail][head] = hops[tail][middle]
    return [metrics, hops]
