"""The writer thread: in order, never lost, said once."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from drill.errors import StoreClosed, StoreLocked
from drill.tui.background import Background, Done, Failed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Office:
    """A background with a list of what failed."""

    def __init__(self) -> None:
        self.failures: list[Failed] = []
        self.background = Background(self.failures.append)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    found = Office()
    yield found
    await found.background.close()


def refuse() -> None:
    raise StoreLocked("drill.db")


def stumble() -> None:
    1 / 0  # noqa: B018 - the point


async def test_writes_run_in_the_order_in_which_they_were_asked_for(
    office: Office,
) -> None:
    done: list[int] = []

    def write(number: int) -> None:
        time.sleep(0.002 * (number % 3))
        done.append(number)

    await asyncio.gather(*[office.background.write(write, n) for n in range(20)])
    assert done == list(range(20))


async def test_all_writes_run_on_one_thread(office: Office) -> None:
    names = {
        await office.background.write(lambda: threading.current_thread().name)
        for _ in range(5)
    }
    assert len(names) == 1
    assert threading.current_thread().name not in names


async def test_a_write_goes_on_when_nobody_waits_for_it_any_more(
    office: Office,
) -> None:
    gate, done = threading.Event(), threading.Event()

    def write() -> None:
        gate.wait(5)
        done.set()

    async def wait() -> None:
        await office.background.write(write)

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0.01)
    queued = office.background.write(done.is_set)
    waiting.cancel()
    gate.set()
    assert await queued is True


async def test_closing_waits_for_every_queued_write() -> None:
    office = Office()
    done: list[int] = []

    def write(number: int) -> None:
        time.sleep(0.01)
        done.append(number)

    for number in range(12):
        office.background.write(write, number)
    await office.background.close()
    assert done == list(range(12))
    assert office.background.waiting == 0


async def test_closing_waits_even_when_it_is_cancelled() -> None:
    office = Office()
    done = threading.Event()
    gate = threading.Event()

    def write() -> None:
        gate.wait(5)
        done.set()

    office.background.write(write)
    closing = asyncio.create_task(office.background.close())
    await asyncio.sleep(0.01)
    closing.cancel()
    gate.set()
    office.background.join()
    assert done.is_set()
    await asyncio.sleep(0.01)


async def test_nothing_is_taken_after_closing() -> None:
    office = Office()
    await office.background.close()
    with pytest.raises(StoreClosed):
        office.background.write(print)
    with pytest.raises(StoreClosed):
        office.background.read(print)


async def test_a_failure_is_a_value_for_who_waits_and_is_said_once(
    office: Office,
) -> None:
    settled = await office.background.settle(office.background.write(refuse))
    assert isinstance(settled, Failed)
    assert settled.is_expected
    assert "in use" in settled.message
    assert "Try again" in settled.hint
    assert [each.message for each in office.failures] == [settled.message]


async def test_a_failure_is_said_when_nobody_waits(office: Office) -> None:
    office.background.write(refuse)
    await office.background.write(lambda: None)
    await asyncio.sleep(0)
    assert len(office.failures) == 1


async def test_a_defect_of_drill_is_told_from_a_refusal(office: Office) -> None:
    settled = await office.background.settle(office.background.write(stumble))
    assert isinstance(settled, Failed)
    assert not settled.is_expected
    assert "ZeroDivisionError: division by zero" in settled.message


async def test_the_thread_goes_on_after_a_failure(office: Office) -> None:
    await office.background.settle(office.background.write(stumble))
    settled = await office.background.settle(office.background.write(lambda: 7))
    assert settled == Done(7)


async def test_reads_run_beside_a_long_write(office: Office) -> None:
    gate = threading.Event()
    writing = office.background.write(gate.wait, 5)
    assert await office.background.read(lambda: "read") == "read"
    gate.set()
    assert await writing


async def test_a_cancelled_read_leaves_nothing_behind(office: Office) -> None:
    async def wait() -> None:
        await office.background.read(time.sleep, 0.02)

    reading = asyncio.create_task(wait())
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert office.failures == []
