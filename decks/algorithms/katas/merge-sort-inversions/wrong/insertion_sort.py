"""Right, but an insertion sort: one step for each inversion."""


def sort_and_count(records: list[list]) -> list:
    done: list[list] = []
    count = 0
    for record in records:
        place = len(done)
        while place and done[place - 1][0] > record[0]:
            place -= 1
            count += 1
        done.insert(place, record)
    return [done, count]
