"""Right, but gives each house a label and goes through all houses at each join."""


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    label = list(range(count))
    total, chosen = 0, []
    for place in sorted(range(len(cables)), key=lambda place: cables[place][2]):
        one, other, price = cables[place]
        old, new = label[one], label[other]
        if old != new:
            label = [new if each == old else each for each in label]
            total += price
            chosen.append(place)
    return [total, chosen]
