"""A stack of sums."""


class Counter:
    """Sums, the latest on top."""

    def __init__(self, start: int) -> None:
        self.sums = [start]

    def add(self, number: int) -> int:
        self.sums.append(self.sums[-1] + number)
        return self.sums[-1]

    def undo(self) -> int:
        if len(self.sums) == 1:
            raise IndexError("nothing to take back")
        self.sums.pop()
        return self.sums[-1]
