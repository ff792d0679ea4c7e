"""Hands the values out one by one and counts how often."""

from types import ModuleType


class Counted:
    """Values that can be counted and read by index, and nothing else."""

    def __init__(self, values: list[int]) -> None:
        self._values = values
        self.reads = 0

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> int:
        if not isinstance(index, int):
            raise TypeError("values can be read one at a time only, by index")
        if not 0 <= index < len(self._values):
            raise IndexError(f"index {index} is outside of {len(self._values)} values")
        self.reads += 1
        return self._values[index]


def drive(solution: ModuleType, values: list[int], target: int) -> int | str:
    """What the search returns, or how many reads it took if those are too many."""
    counted = Counted(values)
    most = 6 * (len(values).bit_length() + 1)
    answer = solution.rotated_search(counted, target)
    if counted.reads > most:
        return f"{counted.reads} reads, of at most {most}"
    return answer
