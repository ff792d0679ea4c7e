"""Stays where it is when there is nothing to go back to."""


class Counter:
    def __init__(self, start):
        self.sums = [start]

    def add(self, number):
        self.sums.append(self.sums[-1] + number)
        return self.sums[-1]

    def undo(self):
        if len(self.sums) > 1:
            self.sums.pop()
        return self.sums[-1]
