"""Steps down for requests alone, not for answers."""

FOLLOWER, CANDIDATE, LEADER = "follower", "candidate", "leader"


class RaftNode:
    """A server. Its log begins with an entry of term 0: index and place agree."""

    def __init__(
        self, name: str, peers: list[str], term: int, log: list[list]
    ) -> None:
        self._name = name
        self._peers = peers
        self._term = term
        self._voted_for: str | None = None
        self._log = [[0, ""], *log]
        self.crash()

    def crash(self) -> None:
        """Lose what is not on disk."""
        self._role = FOLLOWER
        self._commit = 0
        self._votes: set[str] = set()
        self._next: dict[str, int] = {}
        self._match: dict[str, int] = {}

    def state(self) -> list:
        """Role, term, vote and commit index."""
        return [self._role, self._term, self._voted_for, self._commit]

    def entries(self) -> list[list]:
        """The log."""
        return self._log[1:]

    def timeout(self) -> list | None:
        """Begin an election; what the peers are asked."""
        if self._role == LEADER:
            return None
        self._term += 1
        self._role = CANDIDATE
        self._voted_for = self._name
        self._votes = {self._name}
        self._count_votes()
        return ["vote?", self._term, self._name, self._last, self._log[-1][0]]

    def receive(self, message: list) -> list | None:
        """Handle a message; the answer, if it has one."""
        kind, term, sender, *rest = message
        if term > self._term and kind in {"vote?", "append"}:
            self._term, self._voted_for, self._role = term, None, FOLLOWER
        match kind:
            case "vote?":
                granted = term == self._term and self._grants(sender, *rest)
                return ["vote", self._term, self._name, granted]
            case "append":
                match = self._append(*rest) if term == self._term else None
                ok = match is not None
                return ["appended", self._term, self._name, ok, match or 0]
            case "vote" if term == self._term and self._role == CANDIDATE:
                if rest[0]:
                    self._votes.add(sender)
                    self._count_votes()
            case "appended" if term == self._term and self._role == LEADER:
                self._appended(sender, *rest)
        return None

    def propose(self, command: str) -> int | None:
        """Add an entry to the log of a leader; its index."""
        if self._role != LEADER:
            return None
        self._log.append([self._term, command])
        self._advance()
        return self._last

    def message_to(self, peer: str) -> list | None:
        """What a leader has to tell a peer."""
        if self._role != LEADER:
            return None
        start = self._next[peer]
        before, entries = self._log[start - 1], self._log[start:]
        head = ["append", self._term, self._name]
        return [*head, start - 1, before[0], entries, self._commit]

    @property
    def _last(self) -> int:
        return len(self._log) - 1

    def _is_majority(self, count: int) -> bool:
        return count * 2 > len(self._peers) + 1

    def _grants(self, candidate: str, last: int, last_term: int) -> bool:
        is_free = self._voted_for in {None, candidate}
        is_behind = (last_term, last) < (self._log[-1][0], self._last)
        if not is_free or is_behind:
            return False
        self._voted_for = candidate
        return True

    def _count_votes(self) -> None:
        if self._is_majority(len(self._votes)):
            self._role = LEADER
            self._next = dict.fromkeys(self._peers, self._last + 1)
            self._match = dict.fromkeys(self._peers, 0)

    def _append(
        self, prev: int, prev_term: int, entries: list[list], commit: int
    ) -> int | None:
        """Take entries in; the last index that matches, None if they do not fit."""
        self._role = FOLLOWER
        if prev > self._last or self._log[prev][0] != prev_term:
            return None
        for index, entry in enumerate(entries, prev + 1):
            if index <= self._last and self._log[index][0] != entry[0]:
                del self._log[index:]
            if index > self._last:
                self._log.append(entry)
        match = prev + len(entries)
        self._commit = max(self._commit, min(commit, match))
        return match

    def _appended(self, peer: str, ok: bool, match: int) -> None:
        if not ok:
            self._next[peer] = max(1, self._next[peer] - 1)
            return
        self._match[peer] = max(self._match[peer], match)
        self._next[peer] = max(self._next[peer], match + 1)
        self._advance()

    def _advance(self) -> None:
        """Commit the newest entry of this term that a majority holds."""
        for index in range(self._last, self._commit, -1):
            holders = 1 + sum(match >= index for match in self._match.values())
            if self._log[index][0] == self._term and self._is_majority(holders):
                self._commit = index
                return
