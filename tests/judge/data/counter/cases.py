"""Additions, and in the end of the stages some going back."""


def case(rng, size, stage=None):
    calls, depth = [], 0
    for _ in range(size):
        if stage is None and depth and rng.random() < 0.4:
            calls.append(["undo"])
            depth -= 1
        else:
            calls.append(["add", int(rng.random() * 9) - 4])
            depth += 1
    return {"init": {"start": int(rng.random() * 3)}, "calls": calls}
