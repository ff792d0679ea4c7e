"""Random numbers in a narrow range, so that many pairs fit."""


def case(rng, size):
    span = 5 if size < 1000 else size
    numbers = [int(rng.random() * span) for _ in range(size)]
    return {"numbers": numbers, "total": span}
