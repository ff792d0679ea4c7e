"""Keeps every agreement as soon as it comes, without looking ahead."""


def edit_script(old: str, new: str) -> list[list[str]]:
    steps: list[list[str]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            steps.append(["keep", old[i]])
            i += 1
            j += 1
        elif old[i] in new[j:]:
            steps.append(["insert", new[j]])
            j += 1
        elif new[j] in old[i:]:
            steps.append(["delete", old[i]])
            i += 1
        else:
            steps.append(["replace", old[i], new[j]])
            i += 1
            j += 1
    steps += [["delete", character] for character in old[i:]]
    return steps + [["insert", character] for character in new[j:]]
