"""Compares place by place: right only for texts of one length and few changes."""


def edit_script(old: str, new: str) -> list[list[str]]:
    steps = [
        ["keep", a] if a == b else ["replace", a, b]
        for a, b in zip(old, new, strict=False)
    ]
    steps += [["delete", character] for character in old[len(new) :]]
    return steps + [["insert", character] for character in new[len(old) :]]
