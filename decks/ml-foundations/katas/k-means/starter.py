"""k-means: fill in `k_means`. Add functions as you like."""


def k_means(
    points: list[list[float]], first: list[int], chances: list[float], rounds: int
) -> dict:
    """`{"centres": …, "groups": …, "cost": …}`."""
    raise NotImplementedError
