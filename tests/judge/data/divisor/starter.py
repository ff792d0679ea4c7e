def divisor(number: int) -> int | None:
    raise NotImplementedError
