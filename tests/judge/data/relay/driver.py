import threading


def drive(solution, items):
    box, taken = solution.box(), []
    taker = threading.Thread(
        target=lambda: taken.extend(box.take() for _ in items), daemon=True
    )
    taker.start()
    for item in items:
        box.put(item)
    taker.join()
    return taken
