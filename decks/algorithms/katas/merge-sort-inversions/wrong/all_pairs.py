"""Right, but looks at every pair."""


def sort_and_count(records: list[list]) -> list:
    keys = [key for key, _ in records]
    count = 0
    for index, key in enumerate(keys):
        for later in range(index + 1, len(keys)):
            if key > keys[later]:
                count += 1
    return [sorted(records, key=lambda record: record[0]), count]
