"""Sends its own dictionary along, which goes on changing."""

from bisect import bisect_left

Clock = dict[str, int]


class VectorClocks:
    def __init__(self, processes: list[str]) -> None:
        self._events: dict[str, list[Clock]] = {process: [] for process in processes}
        self._sent: dict[str, Clock] = {}

    def compare(self, left: Clock, right: Clock) -> str:
        processes = left.keys() | right.keys()
        is_less = any(left.get(each, 0) < right.get(each, 0) for each in processes)
        is_more = any(left.get(each, 0) > right.get(each, 0) for each in processes)
        if is_less and is_more:
            return "concurrent"
        if is_less:
            return "before"
        return "after" if is_more else "equal"

    def merge(self, left: Clock, right: Clock) -> Clock:
        merged = {
            each: max(left.get(each, 0), right.get(each, 0))
            for each in left.keys() | right.keys()
        }
        return {each: count for each, count in merged.items() if count}

    def local(self, process: str) -> Clock:
        return self._happen(process, {})

    def send(self, process: str, message: str) -> Clock:
        self._sent[message] = self._happen(process, {})
        return self._sent[message]

    def receive(self, process: str, message: str) -> Clock:
        return self._happen(process, self._sent[message])

    def concurrent(self, process: str, number: int) -> int:
        clock = self._events[process][number - 1]
        count = 0
        for other, events in self._events.items():
            if other != process:
                earlier = clock.get(other, 0)
                later = bisect_left(
                    events, number, key=lambda each: each.get(process, 0)
                )
                count += later - earlier
        return count

    def _happen(self, process: str, heard: Clock) -> Clock:
        events = self._events[process]
        clock = self.merge(events[-1] if events else {}, heard)
        clock[process] = len(events) + 1
        if events:
            last = dict(events[-1])
            events[-1].update(clock)
            clock = events[-1]
            events[-1] = last
        events.append(clock)
        return clock
