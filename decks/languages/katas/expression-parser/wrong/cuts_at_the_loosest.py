"""Right but slow: looks through all tokens for the loosest operator of each level."""

LEVELS = [("left", ["+", "-"]), ("left", ["*", "/"])]


def parse(tokens):
    return condition(list(tokens))


def at_top(tokens):
    """The places outside of parentheses."""
    depth = 0
    for place, token in enumerate(tokens):
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
            if depth < 0:
                raise ValueError("closed and never opened")
        elif depth == 0:
            yield place
    if depth:
        raise ValueError("opened and never closed")


def condition(tokens):
    first, open_ = None, 0
    for place in at_top(tokens):
        if tokens[place] == "?":
            first = place if first is None else first
            open_ += 1
        elif tokens[place] == ":":
            open_ -= 1
            if open_ < 0:
                raise ValueError("a colon too many")
            if open_ == 0:
                parts = tokens[:first], tokens[first + 1 : place], tokens[place + 1 :]
                return ["?", comparison(parts[0]), *map(condition, parts[1:])]
    return comparison(tokens)


def comparison(tokens):
    places = [place for place in at_top(tokens) if tokens[place] in ("==", "<")]
    if len(places) > 1:
        raise ValueError("comparisons do not group")
    if places:
        [place] = places
        parts = tokens[:place], tokens[place + 1 :]
        return [tokens[place], *(binary(part, 0) for part in parts)]
    return binary(tokens, 0)


def binary(tokens, level):
    if level == len(LEVELS):
        return minus(tokens)
    operators = LEVELS[level][1]
    places = [
        place
        for place in at_top(tokens)
        if tokens[place] in operators and is_binary(tokens, place)
    ]
    if not places:
        return binary(tokens, level + 1)
    tree = binary(tokens[: places[0]], level + 1)
    for place, end in zip(places, [*places[1:], len(tokens)], strict=True):
        tree = [tokens[place], tree, binary(tokens[place + 1 : end], level + 1)]
    return tree


def is_binary(tokens, place):
    return place > 0 and (tokens[place - 1] == ")" or is_word(tokens[place - 1]))


def is_word(token):
    return token[:1].isalnum() or token[:1] == "_"


def minus(tokens):
    if tokens[:1] == ["-"]:
        return ["-", minus(tokens[1:])]
    for place in at_top(tokens):
        if tokens[place] == "**":
            return ["**", call(tokens[:place]), minus(tokens[place + 1 :])]
    return call(tokens)


def call(tokens):
    if len(tokens) == 1 and is_word(tokens[0]):
        return tokens[0]
    if tokens[-1:] != [")"]:
        raise ValueError("no operand")
    depth, start = 0, len(tokens)
    while start and (depth or start == len(tokens)):
        start -= 1
        depth += {")": 1, "(": -1}.get(tokens[start], 0)
    inner = tokens[start + 1 : -1]
    if start == 0:
        return condition(inner)
    cuts = [place for place in at_top(inner) if inner[place] == ","]
    tree = ["call", call(tokens[:start])]
    if inner:
        begin = 0
        for end in [*cuts, len(inner)]:
            tree.append(condition(inner[begin:end]))
            begin = end + 1
    return tree
