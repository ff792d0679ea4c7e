"""Answers the third duplicate ACK like a timeout (that is Tahoe): no fast recovery."""


def reno(
    initial_window: int, ssthresh: int, rwnd: int, events: list[list]
) -> list[list]:
    cwnd, una, nxt, duplicates, counted, timed_out = initial_window, 0, 0, 0, 0, None
    steps = []
    for kind, *numbers in [["open"], *events]:
        sent, lost = [], kind == "timeout"
        if kind == "ack" and numbers[0] > una:
            covered, una = numbers[0] - una, numbers[0]
            nxt, duplicates = max(nxt, una), 0
            if cwnd < ssthresh:
                cwnd += 1
            else:
                counted += covered
                if counted >= cwnd:
                    counted, cwnd = counted - cwnd, cwnd + 1
        elif kind == "ack" and numbers[0] == una:
            duplicates += 1
            lost = duplicates == 3
        if lost:
            if timed_out != una:
                ssthresh, timed_out = max((nxt - una) // 2, 2), una
            cwnd, duplicates, counted, nxt = 1, 0, 0, una + 1
            sent.append(una)
        while nxt - una < min(cwnd, rwnd):
            sent.append(nxt)
            nxt += 1
        steps.append([cwnd, ssthresh, sent])
    return steps
