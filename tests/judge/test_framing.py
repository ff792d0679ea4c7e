"""Frames are cut rightly, and nothing that a worker sends is believed or raises."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drill.judge.answers import Fault, FaultFrame
from drill.judge.framing import (
    MOST_DEPTH,
    MOST_FRAMES,
    MOST_TEXT,
    BrokenReply,
    FrameReader,
    Reply,
    framed,
    read_reply,
)
from drill.judge.worker import framed as framed_by_worker

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def reply(**fields: Any) -> bytes:
    return json.dumps({"id": 1, **fields}).encode()


def nested(depth: int) -> bytes:
    return b'{"id":1,"ok":' + b"[" * depth + b"]" * depth + b"}"


def error(**fields: Any) -> bytes:
    fine: dict[str, Any] = {"type": "E", "message": "m", "frames": [], "bases": []}
    return reply(err={**fine, "call": None, **fields})


@given(messages=st.lists(plain, max_size=5), sizes=st.data())
def test_frames_come_out_as_they_went_in_however_they_are_cut(
    messages: list[Any], sizes: st.DataObject
) -> None:
    data = b"".join(map(framed, messages))
    reader = FrameReader(1 << 20)
    found: list[Any] = []
    while data:
        cut = sizes.draw(st.integers(1, len(data)))
        reader.feed(data[:cut])
        data = data[cut:]
        while (body := reader.take()) is not None:
            found.append(json.loads(body))
    assert found == messages
    assert reader.is_empty


@given(message=plain)
def test_both_sides_write_the_same_frames(message: Any) -> None:
    assert framed(message) == framed_by_worker(message)


@given(value=plain)
def test_a_value_comes_out_as_it_went_in(value: Any) -> None:
    body = framed({"id": 7, "ok": value})[4:]
    assert read_reply(body, 7) == Reply(value)


def test_numbers_that_are_none_and_infinite_ones_are_told() -> None:
    value = read_reply(b'{"id":1,"ok":[NaN,Infinity,-Infinity]}', 1).value
    assert str(value) == "[nan, inf, -inf]"


def test_a_frame_beyond_the_limit_is_refused_before_it_has_come() -> None:
    reader = FrameReader(10)
    reader.feed((11).to_bytes(4, "big"))
    with pytest.raises(BrokenReply, match="11 bytes; at most 10"):
        reader.take()


def test_a_reader_that_holds_more_than_a_frame_is_full() -> None:
    reader = FrameReader(10)
    reader.feed(b"x" * 14)
    assert not reader.is_full
    reader.feed(b"x")
    assert reader.is_full


def test_a_frame_of_just_the_limit_is_taken() -> None:
    reader = FrameReader(10)
    reader.feed((10).to_bytes(4, "big") + b"x" * 9)
    assert reader.take() is None
    reader.feed(b"y")
    assert reader.take() == b"x" * 9 + b"y"


@given(body=st.binary(max_size=200))
@example(body=b"[" * 100_000)
@example(body=b'{"a":' * 50_000)
@example(body=b'{"id":1,"ok":' + b"9" * 5000 + b"}")
@example(body=b'{"id":1,"ok":1e999999}')
@example(body=b'{"id":1,"ok":"\xff"}')
@example(body=b"")
def test_random_bytes_are_a_reply_or_a_broken_one_and_nothing_else(body: bytes) -> None:
    with suppress(BrokenReply):
        read_reply(body, 1)


@given(message=plain, wanted=st.integers(0, 3))
def test_random_values_are_a_reply_or_a_broken_one_and_nothing_else(
    message: Any, wanted: int
) -> None:
    with suppress(BrokenReply):
        read_reply(json.dumps(message).encode(), wanted)


@given(fields=st.dictionaries(st.sampled_from(["id", "ok", "err", "more"]), plain))
def test_random_fields_are_a_reply_or_a_broken_one_and_nothing_else(
    fields: dict[str, Any],
) -> None:
    with suppress(BrokenReply):
        read_reply(json.dumps({"id": 1, **fields}).encode(), 1)


@given(
    fields=st.dictionaries(
        st.sampled_from(["type", "message", "frames", "bases", "call", "memory"]), plain
    )
)
def test_a_random_error_is_a_fault_of_plain_text_or_broken(
    fields: dict[str, Any],
) -> None:
    with suppress(BrokenReply):
        fault = read_reply(reply(err=fields), 1).fault
        assert fault is not None
        assert type(fault.type) is type(fault.message) is str


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"[]", "no mapping"),
        (b'{"ok":1}', "not asked"),
        (b'{"id":2,"ok":1}', "not asked"),
        (b'{"id":"1","ok":1}', "not asked"),
        (b'{"id":1.0,"ok":1}', "not asked"),
        (b'{"id":true,"ok":1}', "not asked"),
        (b'{"id":1}', "neither"),
        (b'{"id":1,"ok":1,"err":{}}', "neither"),
        (b'{"id":1,"ok":1,"verdict":"passed"}', "neither"),
        (b'{"id":1,"err":[]}', "neither"),
        (b'{"id":1,"ok":1', "no JSON"),
        (b'{"id":1,"ok":"\xff"}', "no JSON"),
        (nested(MOST_DEPTH + 10), "nested deeper"),
        (nested(100_000), "no JSON"),
        (b'{"id":1,"ok":"\\ud800"}', "half a character"),
        (error(type=None), "no text"),
        (error(message=3), "no text"),
        (error(frames={}), "without its lists"),
        (error(bases="E"), "without its lists"),
        (error(bases=[1]), "no text"),
        (error(frames=[["a", 1, "f"]]), "a line that is none"),
        (error(frames=[["a", True, "f", "s"]]), "a line that is none"),
        (error(frames=[["a", 1, "f", None]]), "no text"),
        (error(call=-1), "no number"),
        (error(call="2"), "no number"),
    ],
)
def test_what_no_honest_worker_says_is_refused_with_a_reason(
    body: bytes, why: str
) -> None:
    with pytest.raises(BrokenReply, match=why):
        read_reply(body, 1)


def test_a_value_may_be_nested_as_deep_as_is_said() -> None:
    assert read_reply(nested(MOST_DEPTH), 1).fault is None


def test_a_whole_character_beyond_the_first_plane_may_be_escaped() -> None:
    assert read_reply(b'{"id":1,"ok":"\\ud83d\\ude00"}', 1).value == "\N{GRINNING FACE}"


def test_an_error_is_told_with_its_lines_and_its_call() -> None:
    lines = [["solution", 3, "f", "return g()"]]
    body = error(frames=lines, bases=["ValueError"], call=2)
    assert read_reply(body, 1).fault == Fault(
        "E", "m", (FaultFrame("solution", 3, "f", "return g()"),), ("ValueError",), 2
    )


def test_long_texts_and_long_tracebacks_are_cut() -> None:
    lines = [["solution", 1, "f", "s" * 9000]] * 100
    fault = read_reply(error(message="m" * 9000, frames=lines), 1).fault
    assert fault is not None
    assert len(fault.message) == len(fault.frames[0].source) == MOST_TEXT
    assert len(fault.frames) == MOST_FRAMES


def test_memory_that_ran_out_is_told_apart() -> None:
    assert read_reply(error(memory=True), 1).is_memory
    assert not read_reply(error(memory="true"), 1).is_memory
