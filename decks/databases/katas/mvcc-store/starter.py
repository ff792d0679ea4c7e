"""A store with snapshots: fill in `Store`. Add classes and functions as you like."""


class Store:
    """Keys whose values each transaction sees as they were when it began."""

    def __init__(self) -> None:
        raise NotImplementedError

    def begin(self, name: str) -> None:
        """Open a transaction."""
        raise NotImplementedError

    def read(self, name: str, key: str) -> int | None:
        """What a transaction sees of a key."""
        raise NotImplementedError

    def write(self, name: str, key: str, value: int | None) -> None:
        """Set a key for a transaction alone; None deletes it."""
        raise NotImplementedError

    def commit(self, name: str) -> bool:
        """Make its writes seen; False if somebody else was first."""
        raise NotImplementedError

    def abort(self, name: str) -> None:
        """Forget its writes."""
        raise NotImplementedError

    def versions(self, key: str) -> int:
        """How many versions of a key are kept."""
        raise NotImplementedError
