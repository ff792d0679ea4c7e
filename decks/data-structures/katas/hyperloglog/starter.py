"""HyperLogLog: fill in the methods. Add classes and functions as you like."""


class HyperLogLog:
    """A sketch that estimates how many different hashes it was given."""

    def __init__(self, precision: int) -> None:
        raise NotImplementedError

    def add(self, digest: str) -> bool:
        """Take in a hash of eight hexadecimal digits; whether its register grew."""
        raise NotImplementedError

    def registers(self) -> list[int]:
        """The values of the registers."""
        raise NotImplementedError

    def merge(self, registers: list[int]) -> None:
        """Take in all that another sketch of the same precision has seen."""
        raise NotImplementedError

    def estimate(self) -> float:
        """About how many different hashes came."""
        raise NotImplementedError
