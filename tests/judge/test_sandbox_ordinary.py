"""What solutions do every day works on every rung."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from drill.judge.answers import AnswerKind, Call
from tests.judge.rungs import RUNGS, worker

if TYPE_CHECKING:
    from drill.judge.answers import Answer
    from drill.judge.sandbox.rungs import Rung

ORDINARY = """
import asyncio
import bisect
import collections
import concurrent.futures
import contextlib
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import hashlib
import heapq
import io
import itertools
import json
import logging
import math
import operator
import os
import queue
import random
import re
import signal
import socket
import sqlite3
import statistics
import string
import struct
import textwrap
import threading
import time
import typing
import unittest
import uuid
import zlib
import zoneinfo
from abc import ABC, abstractmethod


def threads():
    total, lock = [0], threading.Lock()

    def add():
        for _ in range(1000):
            with lock:
                total[0] += 1

    workers = [threading.Thread(target=add) for _ in range(32)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    return total[0] == 32_000


def many_threads_at_once():
    gate = threading.Barrier(51)
    for _ in range(50):
        threading.Thread(target=gate.wait).start()
    return gate.wait(5) >= 0


def pools():
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda n: n * n, range(5))) == [0, 1, 4, 9, 16]


def conditions():
    line, seen = queue.Queue(2), []

    def take():
        while (item := line.get(timeout=2)) is not None:
            seen.append(item)

    taker = threading.Thread(target=take)
    taker.start()
    for item in [*range(20), None]:
        line.put(item)
    taker.join()
    barrier = threading.Barrier(1)
    return seen == list(range(20)) and barrier.wait() == 0


def tasks():
    async def double(n):
        await asyncio.sleep(0.001)
        return 2 * n

    async def main():
        line = asyncio.Queue()
        await line.put(1)
        async with asyncio.TaskGroup() as group:
            made = [group.create_task(double(n)) for n in range(10)]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.01)
        await asyncio.to_thread(time.sleep, 0)
        return [task.result() for task in made] + [await line.get()]

    return asyncio.run(main()) == [*range(0, 20, 2), 1]


def pairs():
    one, other = socket.socketpair()
    one.sendall(b"hello")
    return other.recv(10) == b"hello"


def alarms():
    seen = []
    signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(0.05)
    signal.raise_signal(signal.SIGALRM)
    return len(seen) == 2


def records():
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 0

    @dataclasses.dataclass
    class Node:
        value: int
        next: "Node | None" = None

    return sorted([Point(2), Point(1, 5)])[0] == Point(1, 5) and Node(1).next is None


def databases():
    database = sqlite3.connect(":memory:")
    database.execute("create table t (n integer primary key, word text)")
    rows = [(n, str(n)) for n in range(5000)]
    database.executemany("insert into t values (?, ?)", rows)
    database.execute("create index by_word on t (word)")
    database.execute("pragma temp_store = memory")
    wanted = "select word from t where word > '4' order by word desc limit 1"
    return database.execute(wanted).fetchone() == ("999",)


def deep():
    def down(n):
        return 0 if n == 0 else 1 + down(n - 1)

    return down(10_000) == 10_000


def deep_with_a_cache():
    @functools.cache
    def steps(n):
        return 0 if n == 0 else 1 + steps(n - 1)

    return steps(10_000) == 10_000


def deep_through_a_method():
    class Node:
        def __init__(self, below):
            self.below = below

        def __len__(self):
            return 1 + (0 if self.below is None else len(self.below))

    node = None
    for _ in range(10_000):
        node = Node(node)
    return len(node) == 10_000


def deep_generators():
    def walk(tree):
        if tree:
            yield from walk(tree[0])
            yield 1

    tree = ()
    for _ in range(900):
        tree = (tree,)
    return sum(walk(tree)) == 900


def endless_recursion_is_an_exception():
    def down():
        return down()

    class Odd:
        def __eq__(self, other):
            return self == other

    seen = 0
    for attempt in (down, lambda: Odd() == Odd(), lambda: sorted([Odd()] * 2, key=str)):
        try:
            attempt()
        except RecursionError:
            seen += 1
    return seen == 2


def decimals():
    with decimal.localcontext() as context:
        context.prec = 50
        return str(decimal.Decimal(2).sqrt()).startswith("1.41421356237309504880168872")


def numbers():
    return (
        fractions.Fraction(1, 3) + fractions.Fraction(1, 6) == fractions.Fraction(1, 2)
        and math.isqrt(10**40) == 10**20
        and statistics.median([3, 1, 2]) == 2
        and pow(3, -1, 7) == 5
    )


def heaps():
    heap = [5, 1, 4]
    heapq.heapify(heap)
    return heapq.nsmallest(2, heap) == [1, 4] and bisect.bisect([1, 3], 2) == 1


def texts():
    found = re.findall(r"(\\w+)@(\\w+)", "a@b, c@d")
    return found == [("a", "b"), ("c", "d")] and textwrap.dedent("  x") == "x"


def formats():
    data = json.dumps({"a": [1, None]}, sort_keys=True)
    packed = struct.pack(">IH", 1, 2)
    return json.loads(data)["a"] == [1, None] and len(packed) == 6


def hashes():
    digest = hashlib.sha256(b"x").hexdigest()
    return digest.startswith("2d711642") and zlib.crc32(b"x") == 2363233923


def types():
    T = typing.TypeVar("T")

    class Box(typing.Generic[T]):
        item: T

    class Colour(enum.Enum):
        RED = 1

    class Shape(ABC):
        @abstractmethod
        def area(self) -> float: ...

    class Pair(typing.NamedTuple):
        left: int
        right: Colour

    hints = typing.get_type_hints(Pair)
    return hints == {"left": int, "right": Colour} and Box[int].__origin__ is Box


def iteration():
    pairs = itertools.pairwise([1, 2, 4])
    total = functools.reduce(operator.add, (b - a for a, b in pairs))
    groups = itertools.groupby("aab")
    return total == 3 and [key for key, _ in groups] == ["a", "b"]


def dates():
    zone = zoneinfo.ZoneInfo("Europe/Berlin")
    noon = datetime.datetime(2024, 7, 1, 12, tzinfo=zone)
    return noon.utcoffset() == datetime.timedelta(hours=2) and time.time() > 1e9


def chances():
    dice, name = random.Random(1), uuid.uuid4()
    return dice.randrange(6) < 6 and len(os.urandom(8)) == 8 and name.version == 4


def streams():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print("x", end="")
    logging.getLogger("own").warning("said")
    return out.getvalue() == "x"


def tests():
    class Case(unittest.TestCase):
        def test_it(self):
            self.assertEqual(1, 1)

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
    return unittest.TextTestRunner(stream=io.StringIO()).run(suite).wasSuccessful()


def own_modules():
    import helper

    return helper.twice(2) == 4 and helper.__file__ == "helper.py"


def sources():
    import inspect

    return inspect.getsource(sources).startswith("def sources")


def refusals_can_be_caught():
    try:
        open("/nowhere/at/all")
    except OSError:
        return True
"""
THROUGH_C = {"deep_with_a_cache", "deep_through_a_method"}
"""Recursion that goes through C, which Python bounds by itself since 3.12."""
NAMES = [
    name
    for line in ORDINARY.splitlines()
    if line.startswith("def ")
    and (name := line.removeprefix("def ").partition("(")[0])
    and not (name in THROUGH_C and sys.version_info >= (3, 12))
]


@pytest.mark.parametrize("rung", RUNGS)
def test_ordinary_code_runs(rung: Rung) -> None:
    made, started = worker(rung, solution=ORDINARY, helper="def twice(n): return 2 * n")
    failed: dict[str, Answer] = {}
    with made:
        assert started.kind is AnswerKind.OK, started
        for name in NAMES:
            answer = made.call(Call("function", name, {}))
            if answer.value is not True:
                failed[name] = answer
            if not answer.is_alive:
                made.start()
    assert failed == {}
    assert len(NAMES) > 25
