"""Assignment over subsets: fill in `assign`. Add functions as you like."""


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    raise NotImplementedError
