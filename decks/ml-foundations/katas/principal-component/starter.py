"""Principal components: fill in `components`. Add functions as you like."""


def components(rows: list[list[float]], count: int, rounds: int) -> list[list]:
    """`[variance, direction]` of each component, the largest first."""
    raise NotImplementedError
