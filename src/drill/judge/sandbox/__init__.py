"""The walls around a worker: which rungs there are, and which of them hold here."""
