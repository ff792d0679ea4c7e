"""Forgets for whom it voted in this term."""

from typing import Any

FOLLOWER, CANDIDATE, LEADER = ("follower", "candidate", "leader")
Entry = list[Any]
Message = list[Any]
Sent = list[tuple[str, Message]]


class RaftNode:
    def __init__(
        self, name: str, peers: list[str], term: int, vote: str | None, log: list[Entry]
    ) -> None:
        self._name = name
        self._peers = peers
        self._term = term
        self._vote = vote
        self._log = [*log]
        self.restart()

    def restart(self) -> None:
        self._role = FOLLOWER
        self._commit = 0
        self._votes: set[str] = set()
        self._next: dict[str, int] = {}
        self._match: dict[str, int] = {}

    def state(self) -> tuple[str, int, str | None]:
        return (self._role, self._term, self._vote)

    def entries(self) -> list[Entry]:
        return self._log

    def applied(self) -> list[str]:
        return [command for _, command in self._log[: self._commit]]

    def timeout(self) -> Sent:
        if self._role == LEADER:
            return []
        self._role = CANDIDATE
        self._term += 1
        self._vote = self._name
        self._votes = {self._name}
        if self._is_elected():
            return self._lead()
        last = len(self._log)
        ask = ["vote", self._term, self._name, last, self._term_at(last)]
        return [(peer, ask) for peer in self._peers]

    def propose(self, command: str) -> Sent:
        if self._role != LEADER:
            return []
        self._log.append([self._term, command])
        self._advance()
        return self.heartbeat()

    def heartbeat(self) -> Sent:
        if self._role != LEADER:
            return []
        return [self._append_for(peer) for peer in self._peers]

    def receive(self, message: Message) -> Sent:
        kind, term, sender, *rest = message
        if term > self._term:
            self._role = FOLLOWER
            self._term = term
            self._vote = None
        is_old = term < self._term
        if kind == "vote":
            return [(sender, self._ballot(is_old, sender, *rest))]
        if kind == "append":
            return [(sender, self._take(is_old, *rest))]
        if is_old:
            return []
        if kind == "voted":
            return self._count(sender, *rest)
        return self._answered(sender, *rest)

    def _ballot(
        self, is_old: bool, candidate: str, last_index: int, last_term: int
    ) -> Message:
        own_last = len(self._log)
        is_granted = (
            not is_old
            and self._role == FOLLOWER
            and ((last_term, last_index) >= (self._term_at(own_last), own_last))
        )
        if is_granted:
            self._vote = candidate
        return ["voted", self._term, self._name, is_granted]

    def _count(self, voter: str, is_granted: bool) -> Sent:
        if self._role != CANDIDATE or not is_granted:
            return []
        self._votes.add(voter)
        return self._lead() if self._is_elected() else []

    def _is_elected(self) -> bool:
        return 2 * len(self._votes) > len(self._peers) + 1

    def _lead(self) -> Sent:
        self._role = LEADER
        self._next = dict.fromkeys(self._peers, len(self._log) + 1)
        self._match = dict.fromkeys(self._peers, 0)
        return self.heartbeat()

    def _take(
        self,
        is_old: bool,
        prev_index: int,
        prev_term: int,
        entries: list[Entry],
        commit: int,
    ) -> Message:
        if not is_old:
            self._role = FOLLOWER
        if is_old or not self._has(prev_index, prev_term):
            return ["appended", self._term, self._name, False, prev_index]
        for index, entry in enumerate(entries, prev_index + 1):
            if not self._has(index, entry[0]):
                del self._log[index - 1 :]
                self._log.append(entry)
        last = prev_index + len(entries)
        self._commit = max(self._commit, min(commit, last))
        return ["appended", self._term, self._name, True, last]

    def _answered(self, peer: str, is_success: bool, index: int) -> Sent:
        if self._role != LEADER:
            return []
        if is_success:
            self._match[peer] = max(self._match[peer], index)
            self._next[peer] = self._match[peer] + 1
            self._advance()
        elif self._match[peer] < index == self._next[peer] - 1:
            self._next[peer] = index
            return [self._append_for(peer)]
        return []

    def _append_for(self, peer: str) -> tuple[str, Message]:
        prev = self._next[peer] - 1
        place = (prev, self._term_at(prev))
        append = [*place, self._log[prev:], self._commit]
        return (peer, ["append", self._term, self._name, *append])

    def _advance(self) -> None:
        held = sorted([len(self._log), *self._match.values()], reverse=True)
        by_majority = held[len(held) // 2]
        if self._term_at(by_majority) == self._term:
            self._commit = max(self._commit, by_majority)

    def _has(self, index: int, term: int) -> bool:
        return index <= len(self._log) and self._term_at(index) == term

    def _term_at(self, index: int) -> int:
        return self._log[index - 1][0] if index else 0
