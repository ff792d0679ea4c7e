def divisor(number: int) -> int | None:
    candidate = 2
    while candidate * candidate <= number:
        if number % candidate == 0:
            return candidate
        candidate += 1
    return None
