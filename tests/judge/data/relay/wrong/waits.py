"""Waits for what never comes."""

import threading


class Box:
    def put(self, item):
        pass

    def take(self):
        threading.Event().wait()


def box():
    return Box()
