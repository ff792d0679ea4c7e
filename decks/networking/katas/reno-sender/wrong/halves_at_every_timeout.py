"""Halves ssthresh at every timeout of one segment, until slow start has no room."""


def reno(
    initial_window: int, ssthresh: int, rwnd: int, events: list[list]
) -> list[list]:
    cwnd, una, nxt, duplicates, counted = initial_window, 0, 0, 0, 0
    recovering = False
    steps = []
    for kind, *numbers in [["open"], *events]:
        sent = []
        if kind == "ack" and numbers[0] > una:
            covered, una = numbers[0] - una, numbers[0]
            nxt, duplicates = max(nxt, una), 0
            if recovering:
                recovering, cwnd, counted = False, ssthresh, 0
            elif cwnd < ssthresh:
                cwnd += 1
            else:
                counted += covered
                if counted >= cwnd:
                    counted, cwnd = counted - cwnd, cwnd + 1
        elif kind == "ack" and numbers[0] == una:
            duplicates += 1
            if recovering:
                cwnd += 1
            elif duplicates == 3:
                ssthresh = max((nxt - una) // 2, 2)
                cwnd, recovering = ssthresh + 3, True
                sent.append(una)
        elif kind == "timeout":
            ssthresh = max((nxt - una) // 2, 2)
            cwnd, recovering, duplicates, counted, nxt = 1, False, 0, 0, una + 1
            sent.append(una)
        while nxt - una < min(cwnd, rwnd):
            sent.append(nxt)
            nxt += 1
        steps.append([cwnd, ssthresh, sent])
    return steps
