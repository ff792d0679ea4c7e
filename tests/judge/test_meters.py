"""What a process costs is read from outside, and stays known when it is gone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from drill.judge.meters import TASK, meter, task_figures

BUSY = """
import time
kept = bytearray(30 << 20)
end = time.thread_time() + 0.1
while time.thread_time() < end:
    pass
print(flush=True)
input()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_time_and_memory_of_a_process_are_known_beyond_its_end() -> None:
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", BUSY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        measured = meter(process.pid)
        alive = measured.cpu_s(), measured.peak_bytes()
        process.kill()
    assert alive[0] >= 0.1
    assert 30 << 20 < alive[1] < 60 << 20
    assert (measured.cpu_s(), measured.peak_bytes()) >= alive


def test_what_macos_fills_in_is_read() -> None:
    times = (3_000, 1_000, 7, 8)  # user, system, and of threads that ended
    raw = TASK.pack(1 << 40, 5_000_000, *times, *range(12))
    # On Apple's processors a unit is 125 / 3 nanoseconds.
    cpu_s, resident = task_figures(raw, 125 / 3 * 1e-9)
    assert cpu_s == pytest.approx(4_000 * 125 / 3 * 1e-9)
    assert resident == 5_000_000
    assert len(raw) == 96
