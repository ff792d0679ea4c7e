"""Grows one network from house 0: other groups get none, and the order is another."""

from heapq import heappop, heappush


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    at: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
    for place, (one, other, price) in enumerate(cables):
        at[one].append((price, place, other))
        at[other].append((price, place, one))
    joined = {0}
    heap = list(at[0])
    heap.sort()
    total, chosen = 0, []
    while heap:
        price, place, house = heappop(heap)
        if house in joined:
            continue
        joined.add(house)
        total += price
        chosen.append(place)
        for each in at[house]:
            heappush(heap, each)
    return [total, chosen]
