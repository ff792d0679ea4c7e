from queue import SimpleQueue


class Box:
    def __init__(self) -> None:
        self.queue: SimpleQueue[object] = SimpleQueue()

    def put(self, item: object) -> None:
        self.queue.put(item)

    def take(self) -> object:
        return self.queue.get()


def box() -> Box:
    return Box()
