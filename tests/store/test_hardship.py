"""Killed, out of space, crowded: an acknowledged answer is never lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drill.errors import StoreFull
from drill.events import Flagged, Remarked
from drill.store import doctor
from tests.store.records import ALL, LEADER, QUORUM, Record

ROUNDS = int(os.environ.get("DRILL_TEST_KILLS", "8"))
"""How often the writer is killed."""

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from drill.clock import SystemClock
from drill.errors import StoreLocked
from drill.events import Flagged
from drill.ids import CardId
from tests.store.records import ALL, PRESET, Record, reviewed
record = Record(Path(sys.argv[1]), clock=SystemClock())
count = int(sys.argv[2])
print("ready", flush=True)
for number in range(count):
    card = ALL[number % len(ALL)]
    while True:
        try:
            with record.store.write(f"answer {{number}}") as unit:
                unit.keep_preset(PRESET)
                event = unit.record(reviewed(card))
            break
        except StoreLocked:
            continue
    print(event.id, flush=True)
"""


def writer(folder: Path, count: int) -> subprocess.Popen[str]:
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(
        [sys.executable, "-c", WRITER.format(root=root), str(folder), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    """The ids that a writer printed before it ended."""
    lines = process.communicate()[0].splitlines()
    return [line for line in lines if len(line) == 32]


def journal(record: Record) -> list[tuple[int, str]]:
    with record.store.read() as unit:
        return [(event.sequence, event.id) for _, event in unit.journal.events()]


def test_killed_at_any_moment_no_acknowledged_answer_is_lost(record: Record) -> None:
    chance, seen = random.Random(5), []  # noqa: S311
    record.store.close()
    for _ in range(ROUNDS):
        process = writer(record.folder, 100_000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.15))
        process.send_signal(signal.SIGKILL)
        seen += acknowledged(process)
        record.store = record.opened()
        kept = journal(record)
        assert set(seen) <= {id_ for _, id_ in kept}
        assert [sequence for sequence, _ in kept] == list(range(1, len(kept) + 1))
        record.store.close()
    record.store = record.opened()
    assert len(seen) > ROUNDS
    assert record.is_healthy()


def test_four_programs_write_at_once_and_none_loses_anything(record: Record) -> None:
    processes = [writer(record.folder, 50) for _ in range(4)]
    seen = [id_ for process in processes for id_ in acknowledged(process)]
    assert [process.returncode for process in processes] == [0] * 4
    assert len(seen) == len(set(seen)) == 200
    kept = journal(record)
    assert set(seen) <= {id_ for _, id_ in kept}
    assert [sequence for sequence, _ in kept] == list(range(1, 202))
    assert record.store.has_foreign_changes()
    assert record.is_healthy()


def test_a_full_disk_is_a_clear_error_and_loses_nothing(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    with record.store.write(hidden=True) as unit:
        pages = unit.link.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        unit.link.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreFull, match="no space"):
        record.do(*(Remarked(card, "x" * 20_000) for card in ALL))
    assert record.schedule(LEADER) == before
    with record.store.write(hidden=True) as unit:
        unit.link.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    record.rate(QUORUM)
    assert record.is_healthy()


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk"
)
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        record = Record(disk)
        record.put()
        (disk / "filler").write_bytes(bytes(300_000))
        answered = 0
        with pytest.raises(StoreFull):  # noqa: PT012 - the first that does not fit
            for answered in range(5_000):
                record.do(Flagged(LEADER, answered % 8))
        assert 0 < answered < 5_000
        (disk / "filler").unlink()
        record.do(Flagged(LEADER, 7))
        record.restart()
        assert record.schedule(LEADER).flag == 7
        with record.store.read() as unit:
            flags = [entry.event.body for entry in unit.journal.history(LEADER)]
        assert len(flags) == answered + 1
        assert doctor.is_healthy(doctor.examine(record.store))
        record.store.close()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
