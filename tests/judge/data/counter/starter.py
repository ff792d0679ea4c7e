class Counter:
    def __init__(self, start: int) -> None:
        raise NotImplementedError
