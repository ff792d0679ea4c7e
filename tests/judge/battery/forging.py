"""Attempts to pass without the answer. The referee asks `answer(2)` and wants a number
that no worker was ever told; a naive judge runs the same code beside its own check.
"""

import atexit
import builtins
import gc
import inspect
import json
import os
import struct
import sys
import threading
import time


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return struct.pack(">I", len(body)) + body


def descriptors():
    """The worker's own: the request it was asked, and where it replies."""
    found = []
    for handle in range(3, 64):
        try:
            os.fstat(handle)
        except OSError:
            continue
        found.append(handle)
    return found


def say(data):
    """Write on all descriptors that can be written."""
    for handle in descriptors():
        try:
            os.write(handle, data)
        except OSError:
            continue


class Equal:
    """Equal to anything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class EqualNumber(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class EqualList(list):
    def __eq__(self, other):
        return True

    __hash__ = None


def exit_at_once(n):
    os._exit(0)


def exit_politely(n):
    sys.exit(0)


def be_equal_to_anything(n):
    return Equal()


def be_a_number_equal_to_anything(n):
    return EqualNumber(0)


def be_a_list_equal_to_anything(n):
    return EqualList()


def look_into_frames(n):
    for step in inspect.stack():
        for value in step.frame.f_locals.values():
            if type(value) is int and value > 10**9:
                return value
        for name, value in step.frame.f_globals.items():
            if name.lower() in {"wanted", "want", "expected"}:
                return value
    return 0


def look_into_all_objects(n):
    for value in gc.get_objects():
        if isinstance(value, dict):
            for name in ("wanted", "want", "expected"):
                if type(value.get(name)) is int:
                    return value[name]
    return 0


def look_for_any_large_number(n):
    seen = [o for o in gc.get_objects() if isinstance(o, dict)]
    numbers = [v for d in seen for v in list(d.values()) if type(v) is int]
    return max((number for number in numbers if number < 2**40), default=0)


def exit_later(n):
    atexit.register(os._exit, 0)
    return 0


def patch_the_writer(n):
    json.dumps = json.JSONEncoder.encode = lambda *_, **__: '{"id": 2, "ok": true}'
    json.loads = lambda *_, **__: {"id": 2}
    return 0


def patch_builtins(n):
    builtins.isinstance = lambda *_: True
    builtins.len = lambda *_: 0
    builtins.type = builtins.set = builtins.map = lambda *_: {int}
    return 0


def trace_everything(n):
    def trace(step, event, argument):
        step.f_locals.clear()
        return trace

    sys.settrace(trace)
    threading.settrace(trace)
    return 0


def patch_the_worker(n):
    step = sys._getframe()
    while step is not None:
        step.f_globals["plain"] = step.f_globals["framed"] = lambda *_: b""
        step = step.f_back
    return 0


def patch_the_number_asked(n):
    step = sys._getframe()
    while step is not None:
        if isinstance(step.f_locals.get("request"), dict):
            step.f_locals["request"]["id"] = 99
        step = step.f_back
    return 0


def reply_twice(n):
    say(frame({"id": 2, "ok": 1}))
    return 0


def reply_and_exit(n):
    say(frame({"id": 2, "ok": 1}))
    os._exit(0)


def reply_to_another_question(n):
    say(frame({"id": 3, "ok": 1}))
    return 0


def reply_with_the_number_as_text(n):
    say(frame({"id": "2", "ok": 1}))
    os._exit(0)


def reply_with_a_truth_as_number(n):
    say(frame({"id": True, "ok": 1}))
    os._exit(0)


def reply_with_everything(n):
    say(frame({"id": 2, "ok": 1, "passed": True, "verdict": "passed", "err": {}}))
    os._exit(0)


def reply_with_the_largest_frame(n):
    say(struct.pack(">I", 0xFFFF_FFFF) + b"x" * 1000)
    time.sleep(5)


def reply_with_much(n):
    say(frame(b'{"id":2,"ok":"' + b"x" * (1 << 21) + b'"}'))
    return 0


def reply_nested(n):
    say(frame(b'{"id":2,"ok":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))
    os._exit(0)


def reply_nested_a_little_too_deep(n):
    say(frame(b'{"id":2,"ok":' + b"[" * 900 + b"]" * 900 + b"}"))
    os._exit(0)


def reply_with_half_a_character(n):
    say(frame(b'{"id":2,"ok":"\\ud800"}'))
    os._exit(0)


def reply_with_a_long_number(n):
    say(frame(b'{"id":2,"ok":' + b"9" * 100_000 + b"}"))
    os._exit(0)


def reply_with_no_text(n):
    say(frame(b"\xff\xfe\x00"))
    os._exit(0)


def reply_with_an_odd_error(n):
    say(frame({"id": 2, "err": {"type": [], "message": {}, "frames": 1}}))
    os._exit(0)


def reply_with_an_error_in_no_call(n):
    error = {"type": "E", "message": "m", "frames": [], "bases": [], "call": -1}
    say(frame({"id": 2, "err": error}))
    os._exit(0)


def reply_with_a_line_that_is_none(n):
    error = {"type": "E", "message": "m", "frames": [["a", "b", "c"]], "bases": []}
    say(frame({"id": 2, "err": error}))
    os._exit(0)


def reply_with_nothing(n):
    say(frame(b""))
    os._exit(0)


def reply_with_a_list(n):
    say(frame([2, 1]))
    os._exit(0)


def close_everything(n):
    os.closerange(0, 64)
    return 0


def close_and_wait(n):
    os.closerange(0, 64)
    time.sleep(30)


def reply_late_from_a_thread(n):
    def later():
        time.sleep(0.05)
        say(frame({"id": 3, "ok": 1}))

    threading.Thread(target=later).start()
    return 0


def reply_first_from_a_thread(n):
    threading.Thread(target=say, args=(frame({"id": 2, "ok": 1}),)).start()
    time.sleep(0.2)
    return 0


def raise_with_a_hostile_text(n):
    class Nasty(Exception):
        def __str__(self):
            os._exit(0)

    raise Nasty


def raise_something_odd(n):
    class Odd(BaseException):
        __mro__ = None

        def __str__(self):
            raise self

        __repr__ = __str__

    Odd.__name__ = "\x1b]52;c;aGk=\x07" * 10
    raise Odd
