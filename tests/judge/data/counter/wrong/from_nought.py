"""Begins at nought whatever is said."""


class Counter:
    def __init__(self, start):
        self.sums = [0]

    def add(self, number):
        self.sums.append(self.sums[-1] + number)
        return self.sums[-1]

    def undo(self):
        self.sums.pop()
        return self.sums[-1]
