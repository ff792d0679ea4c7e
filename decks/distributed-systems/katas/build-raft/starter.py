"""A Raft server: fill in the class. Add classes and functions as you like."""


class RaftNode:
    """A server. What is sent is a list of `(to, message)`."""

    def __init__(
        self,
        name: str,
        peers: list[str],
        term: int,
        vote: str | None,
        log: list[list],
    ) -> None:
        raise NotImplementedError

    def state(self) -> tuple[str, int, str | None]:
        """Role, term and vote."""
        raise NotImplementedError

    def entries(self) -> list[list]:
        """The log: `[term, command]` for each entry."""
        raise NotImplementedError

    def applied(self) -> list[str]:
        """The commands that are known to be committed, in order."""
        raise NotImplementedError

    def receive(self, message: list) -> list[tuple[str, list]]:
        """A message has arrived; the messages that it causes."""
        raise NotImplementedError

    def timeout(self) -> list[tuple[str, list]]:
        """The election timer has expired."""
        raise NotImplementedError

    def propose(self, command: str) -> list[tuple[str, list]]:
        """A client's command: the leader logs it and sends it on."""
        raise NotImplementedError

    def heartbeat(self) -> list[tuple[str, list]]:
        """The leader sends to each peer what that one lacks."""
        raise NotImplementedError

    def restart(self) -> None:
        """Keep term, vote and log; forget all else."""
        raise NotImplementedError
