"""Sending a request and waiting for its reply, while every limit is watched."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.judge.answers import AnswerKind
from drill.judge.framing import BrokenReply, FrameReader
from drill.judge.meters import passed

if TYPE_CHECKING:
    import threading

    from drill.judge.allowance import Allowance
    from drill.judge.spawning import Child

LONGEST_S = 0.05
"""Seconds between two looks at the limits."""
SHORTEST_S = 0.001
CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request ended, as seen from the pipes."""

    kind: AnswerKind | None = None
    """Which limit ended it; `EXITED` when the pipe closed; None when a frame came."""
    body: bytes = b""
    """Of the frame."""
    detail: str = ""


class Conversation:
    """The three pipes of one child: requests, replies and what is printed."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._replies = FrameReader(0)
        self._output = bytearray()
        self._most_output = 0
        self._unsent = memoryview(b"")
        self._output_ended = False

    def exchange(
        self, frame: bytes, allowance: Allowance, cancelled: threading.Event | None
    ) -> Ending:
        """Send a frame and wait for the one that answers it.

        Args:
            frame: with its header.
            allowance: of this call.
            cancelled: ends it early once set.
        """
        self._replies.most = allowance.reply_bytes
        self._most_output = allowance.output_bytes
        self._unsent = memoryview(frame)
        deadline = passed() + allowance.wall_s
        cpu_end = self._child.meter.cpu_s() + allowance.cpu_s
        if self._receive() or not self._replies.is_empty:
            return Ending(AnswerKind.PROTOCOL, detail="it spoke without being asked")
        wait = 0.0
        while cancelled is None or not cancelled.is_set():
            # What has come is heard before the clock is looked at: this program may
            # have been stopped meanwhile, and the worker not.
            ended = self._turn(wait)
            wall_left = deadline - passed()
            cpu_left = cpu_end - self._child.meter.cpu_s()
            ended = ended or self._over(wall_left, cpu_left, allowance)
            if ended is not None:
                return ended
            wait = min(LONGEST_S, wall_left, max(cpu_left, SHORTEST_S))
        return Ending(AnswerKind.CANCELLED)

    def printed(self) -> str:
        """What came on standard output and error since it was last asked for."""
        self._drain()
        text = self._output[: self._most_output].decode(errors="replace")
        self._output.clear()
        return text

    def _over(
        self, wall_left: float, cpu_left: float, allowance: Allowance
    ) -> Ending | None:
        """Which limit was passed, if any."""
        if cpu_left <= 0:
            return Ending(AnswerKind.TIME)
        if wall_left <= 0:
            return Ending(AnswerKind.WALL)
        if len(self._output) > allowance.output_bytes:
            return Ending(AnswerKind.OUTPUT)
        meter = self._child.meter
        if meter.is_limit and meter.peak_bytes() > allowance.memory_bytes:
            return Ending(AnswerKind.MEMORY, detail="it was seen to hold too much")
        return None

    def _turn(self, wait_s: float) -> Ending | None:
        """Wait until something can be done, and do it."""
        poll = select.poll()
        poll.register(self._child.replies, select.POLLIN)
        if not self._output_ended:
            poll.register(self._child.output, select.POLLIN)
        if self._unsent:
            poll.register(self._child.requests, select.POLLOUT)
        ready = dict(poll.poll(wait_s * 1000))
        if self._child.output in ready:
            self._drain()
        if self._child.requests.fileno() in ready:
            self._send()
        if self._child.replies in ready:
            return self._heard()
        return None

    def _send(self) -> None:
        try:
            sent = self._child.requests.send(self._unsent[: 16 * CHUNK])
        except BlockingIOError:
            return
        except OSError:  # it closed its end; the other pipe says how it ended
            sent = len(self._unsent)
        self._unsent = self._unsent[sent:]

    def _heard(self) -> Ending | None:
        """The frame, when it is whole; how it ended, when nothing will come."""
        is_closed = self._receive()
        try:
            body = self._replies.take()
        except BrokenReply as error:
            return Ending(AnswerKind.PROTOCOL, detail=str(error))
        if body is not None:
            self._receive()
            if not self._replies.is_empty:
                return Ending(AnswerKind.PROTOCOL, detail="it answered more than once")
            self._drain()
            if len(self._output) > self._most_output:
                return Ending(AnswerKind.OUTPUT)
            return Ending(body=body)
        return Ending(AnswerKind.EXITED) if is_closed else None

    def _receive(self) -> bool:
        """Take in what has come; whether the pipe is closed.

        A worker may write as fast as this reads: more than a frame is not taken in.
        """
        while not self._replies.is_full:
            try:
                data = os.read(self._child.replies, CHUNK)
            except BlockingIOError:
                return False
            except OSError:
                return True
            if not data:
                return True
            self._replies.feed(data)
            if len(data) < CHUNK:
                break
        return False

    def _drain(self) -> None:
        """Take in what was printed, and no more than is needed to see the limit."""
        with suppress(BlockingIOError):
            while len(self._output) <= self._most_output:
                data = os.read(self._child.output, CHUNK)
                if not data:
                    self._output_ended = True
                    return
                self._output += data
