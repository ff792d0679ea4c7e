"""Floyd-Warshall with next hops: fill in `routing_tables`."""


def routing_tables(count: int, links: list[list[int]]) -> list:
    """`[metrics, hops]` from every router (row) to every router (column)."""
    raise NotImplementedError
