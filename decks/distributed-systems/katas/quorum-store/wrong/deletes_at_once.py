"""Takes a deleted key out of the replicas, which then know nothing."""

Version = tuple[int, str | None]


class QuorumStore:
    def __init__(self, n: int, r: int, w: int) -> None:
        self._r = r
        self._w = w
        self._replicas: list[dict[str, Version]] = [{} for _ in range(n)]
        self._hints: list[dict[str, Version]] = [{} for _ in range(n)]

    def put(self, key: str, number: int, value: str | None, reached: list[int]) -> bool:
        version = (number, value)
        for replica in reached:
            self._write(self._replicas[replica], key, version)
        is_confirmed = len(reached) >= self._w
        if is_confirmed:
            for replica in set(range(len(self._replicas))).difference(reached):
                self._write(self._hints[replica], key, version)
        return is_confirmed

    def delete(self, key: str, number: int, reached: list[int]) -> bool:
        for replica in reached:
            data = self._replicas[replica]
            if key in data and _number(data[key]) < number:
                del data[key]
        return len(reached) >= self._w

    def get(self, key: str, reached: list[int]) -> tuple[bool, str | None]:
        if len(reached) < self._r:
            return (False, None)
        asked = [self._replicas[replica] for replica in reached[: self._r]]
        answers = [replica[key] for replica in asked if key in replica]
        if not answers:
            return (True, None)
        newest = max(answers, key=_number)
        for replica in asked:
            self._write(replica, key, newest)
        return (True, newest[1])

    def stored(self, replica: int, key: str) -> Version | None:
        return self._replicas[replica].get(key)

    def handoff(self, replica: int) -> int:
        hints, self._hints[replica] = (self._hints[replica], {})
        data = self._replicas[replica]
        return sum((self._write(data, key, hint) for key, hint in hints.items()))

    @staticmethod
    def _write(data: dict[str, Version], key: str, version: Version) -> bool:
        is_newer = key not in data or _number(version) > _number(data[key])
        if is_newer:
            data[key] = version
        return is_newer


def _number(version: Version) -> int:
    return version[0]
