"""Raft: fill in `RaftNode`. Add functions and classes as you like."""


class RaftNode:
    """One server of a cluster."""

    def __init__(
        self, name: str, peers: list[str], term: int, log: list[list]
    ) -> None:
        raise NotImplementedError

    def timeout(self) -> list | None:
        """Begin an election; what the peers are asked."""
        raise NotImplementedError

    def receive(self, message: list) -> list | None:
        """Handle a message; the answer, if it has one."""
        raise NotImplementedError

    def propose(self, command: str) -> int | None:
        """Add an entry to the log of a leader; its index."""
        raise NotImplementedError

    def message_to(self, peer: str) -> list | None:
        """What a leader has to tell a peer."""
        raise NotImplementedError

    def crash(self) -> None:
        """Lose what is not on disk, and go on."""
        raise NotImplementedError

    def state(self) -> list:
        """`[role, term, voted_for, commit]`"""
        raise NotImplementedError

    def entries(self) -> list[list]:
        """The log."""
        raise NotImplementedError
