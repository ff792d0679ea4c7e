"""Right, but asks the same questions again and again: exponential time."""


def edit_script(old: str, new: str) -> list[list[str]]:
    return best(old, new)[1]


def best(old: str, new: str) -> tuple[int, list[list[str]]]:
    if not old:
        return len(new), [["insert", character] for character in new]
    if not new:
        return len(old), [["delete", character] for character in old]
    if old[-1] == new[-1]:
        cost, steps = best(old[:-1], new[:-1])
        return cost, [*steps, ["keep", old[-1]]]
    ways = [
        (*best(old[:-1], new), ["delete", old[-1]]),
        (*best(old, new[:-1]), ["insert", new[-1]]),
        (*best(old[:-1], new[:-1]), ["replace", old[-1], new[-1]]),
    ]
    cost, steps, last = min(ways, key=lambda way: way[0])
    return cost + 1, [*steps, last]
