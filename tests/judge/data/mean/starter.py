def mean(values: list[float]) -> float:
    raise NotImplementedError
