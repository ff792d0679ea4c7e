"""LSM store: fill in the methods. Add classes and functions as you like."""


class LSMStore:
    """Values by key. A table of `limit` entries is a run, `fanout` runs are merged."""

    def __init__(self, limit: int, fanout: int) -> None:
        raise NotImplementedError

    def put(self, key: int, value: int) -> None:
        """Set the value of `key`."""
        raise NotImplementedError

    def delete(self, key: int) -> None:
        """Remove `key`, if it is there."""
        raise NotImplementedError

    def get(self, key: int) -> int | None:
        """The value of `key`; None if it is not there."""
        raise NotImplementedError

    def levels(self) -> list[list[list[list[int | None]]]]:
        """The entries of all runs, level by level, the newest run first."""
        raise NotImplementedError

    def scan(self, low: int, high: int) -> list[list[int]]:
        """The pairs `[key, value]` with `low <= key <= high`, in order."""
        raise NotImplementedError
