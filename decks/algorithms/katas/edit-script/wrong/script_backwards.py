"""Gives the script in the order of the walk back."""


def edit_script(old: str, new: str) -> list[list[str]]:
    cost = costs(old, new)
    steps = []
    i, j = (len(old), len(new))
    while i or j:
        here = cost[i][j]
        if i and here == cost[i - 1][j] + 1:
            i -= 1
            steps.append(["delete", old[i]])
        elif j and here == cost[i][j - 1] + 1:
            j -= 1
            steps.append(["insert", new[j]])
        else:
            i -= 1
            j -= 1
            if old[i] == new[j]:
                steps.append(["keep", old[i]])
            else:
                steps.append(["replace", old[i], new[j]])
    return steps


def costs(old: str, new: str) -> list[list[int]]:
    rows = [list(range(len(new) + 1))]
    for i, before in enumerate(old, start=1):
        above = rows[-1]
        row = [i]
        for j, after in enumerate(new):
            row.append(min(above[j] + (before != after), above[j + 1] + 1, row[j] + 1))
        rows.append(row)
    return rows
