"""Which attacks there are, and what the host looks at to know whether one succeeded."""

from __future__ import annotations

import ast
import os
import resource
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drill.judge.sandbox.rungs import Rung
from tests.judge.battery.target import (
    IN_ENVIRONMENT,
    IN_MEMORY,
    SECRET,
    Target,
    links,
    process_field,
    running,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.judge.answers import Answer


@dataclass(frozen=True)
class Scene:
    """What the host has after an attack."""

    target: Target
    answer: Answer
    pid: int
    """Of the worker; it may be dead."""
    holds_before: tuple[str, ...]
    """What the worker held open before."""
    namespaces_before: tuple[str, ...]

    @property
    def said(self) -> str:
        """All that came out of the worker."""
        return f"{self.answer.value!r} {self.answer.output} {self.answer.error!r}"


@dataclass(frozen=True)
class Attack:
    """One attack and its proof."""

    name: str
    module: str
    proof: Callable[[Scene], bool]
    passes: frozenset[Rung] = frozenset()
    """Rungs that are known not to hold it."""
    needs: str = ""
    """What the machine may lack for it to succeed without a sandbox."""
    has_victim: bool = False
    """Whether it is aimed at another process."""


def says(secret: str) -> Callable[[Scene], bool]:
    return lambda scene: secret in scene.said


def target_exists(scene: Scene) -> bool:
    return os.path.lexists(scene.target.target)


def precious_changed(scene: Scene) -> bool:
    return scene.target.precious.read_text() != "precious"


def secret_changed(scene: Scene) -> bool:
    secret = scene.target.secret
    return not secret.exists() or secret.read_text() != SECRET


def mode_changed(scene: Scene) -> bool:
    files = scene.target.secret, scene.target.precious
    return any(path.stat().st_mode & 0o777 != 0o644 for path in files)


def times_changed(scene: Scene) -> bool:
    now = scene.target.secret.stat().st_mtime, scene.target.precious.stat().st_mtime
    return now != scene.target.times


def owner_changed(scene: Scene) -> bool:
    return scene.target.secret.stat().st_uid == 4242


def attribute_set(scene: Scene) -> bool:
    return bool(os.listxattr(scene.target.precious))


def runs_on(scene: Scene) -> bool:
    """Something with the marker was started; it sleeps for days if it can."""
    deadline = time.monotonic() + 0.15
    while time.monotonic() < deadline:
        if running(scene.target.marker):
            return True
        time.sleep(0.01)
    return False


def signalled(scene: Scene) -> bool:
    return scene.target.was_signalled()


def reached(name: str) -> Callable[[Scene], bool]:
    return lambda scene: scene.target.was_reached(name)


def answers_calls(scene: Scene) -> bool:
    """What listens for the attack can be reached."""
    if not isinstance(scene.answer.value, int):
        return False
    with suppress(OSError), socket.socket() as caller:
        caller.connect(("127.0.0.1", scene.answer.value))
        return True
    return False


def holds(what: str) -> Callable[[Scene], bool]:
    """The worker holds something open that it did not hold before."""

    def proof(scene: Scene) -> bool:
        with suppress(OSError):
            now = [each for each in links(scene.pid) if what in each]
            before = [each for each in scene.holds_before if what in each]
            return len(now) > len(before)
        return False

    return proof


def traced(scene: Scene) -> bool:
    return process_field(scene.target.victim.pid, "TracerPid") != "0"


def memory_changed(scene: Scene) -> bool:
    return scene.target.memory() == b"overwritten"


def limit_changed(scene: Scene) -> bool:
    pid = scene.target.victim.pid
    return resource.prlimit(pid, resource.RLIMIT_NOFILE) != scene.target.files_limit


def slowed(scene: Scene) -> bool:
    return os.getpriority(os.PRIO_PROCESS, scene.target.victim.pid) == 7


def bound(scene: Scene) -> bool:
    now = os.sched_getaffinity(scene.target.victim.pid)
    return bool(now != scene.target.affinity)


def hastened(scene: Scene) -> bool:
    with suppress(OSError):
        return os.getpriority(os.PRIO_PROCESS, scene.pid) < 0
    return False


def runs_first(scene: Scene) -> bool:
    with suppress(OSError):
        return bool(os.sched_getscheduler(scene.pid) == os.SCHED_FIFO)
    return False


def limit_lifted(scene: Scene) -> bool:
    with suppress(OSError):
        soft, _ = resource.prlimit(scene.pid, resource.RLIMIT_AS)
        return soft == resource.RLIM_INFINITY
    return False


def namespaces(pid: int) -> tuple[str, ...]:
    """Which namespaces a process is in."""
    with suppress(OSError):
        return tuple(
            str((Path(f"/proc/{pid}/ns") / name).readlink())
            for name in ("user", "net", "mnt", "uts")
        )
    return ()


def left(scene: Scene) -> bool:
    now = namespaces(scene.pid)
    return bool(now) and now != scene.namespaces_before


def mounted(scene: Scene) -> bool:
    with suppress(OSError):
        text = Path(f"/proc/{scene.pid}/mountinfo").read_text()
        return scene.target.marker in text
    return False


def root_changed(scene: Scene) -> bool:
    with suppress(OSError):
        now = str(Path(f"/proc/{scene.pid}/root").readlink())
        return now == str(scene.target.folder)
    return False


def user_changed(scene: Scene) -> bool:
    return "4242" in process_field(scene.pid, "Uid")


def key_kept(scene: Scene) -> bool:
    return scene.target.marker in Path("/proc/keys").read_text()


def shared(kind: str) -> Callable[[Scene], bool]:
    return lambda scene: scene.target.shares(kind)


def size_seen(scene: Scene) -> bool:
    return bool(scene.answer.value == len(SECRET))


def permission_seen(scene: Scene) -> bool:
    return scene.answer.value is True


def many_open(scene: Scene) -> bool:
    with suppress(OSError):
        return len(links(scene.pid)) > 200
    return False


def personality_changed(scene: Scene) -> bool:
    with suppress(OSError):
        said = Path(f"/proc/{scene.pid}/personality").read_text()
        return int(said, 16) != 0
    return False


def many_files(scene: Scene) -> bool:
    return any(name.startswith("many") for name in scene.target.entries())


def shared_memory_filled(scene: Scene) -> bool:
    return (Path("/dev/shm") / scene.target.marker).exists()  # noqa: S108 - theirs


def processes_listed(scene: Scene) -> bool:
    value = scene.answer.value
    return isinstance(value, list) and str(os.getpid()) in value


METADATA = frozenset({Rung.STRONG, Rung.MACOS})
"""Where the metadata of files can be seen."""
FILES: dict[str, Callable[[Scene], bool]] = {
    **dict.fromkeys(
        (
            "read_a_secret",
            "read_by_descriptor",
            "read_by_mapping",
            "read_by_climbing",
            "read_by_a_path_descriptor",
            "read_through_the_root_of_the_process",
            "read_through_the_referees_root",
            "read_by_handle",
            "read_by_linking_into_sight",
            "read_by_a_symbolic_link",
            "read_by_moving_into_sight",
            "see_where_a_link_leads",
        ),
        says(SECRET),
    ),
    "read_the_environment_of_another": says(IN_ENVIRONMENT),
    "read_the_memory_of_another": says(IN_MEMORY),
    "list_a_folder": says("secret-name-3f8a"),
    "list_by_walking": says("secret-name-3f8a"),
    "list_processes": processes_listed,
    "see_the_size_of_a_file": size_seen,
    "see_whether_a_file_may_be_read": permission_seen,
    "watch_a_folder": holds("inotify"),
    **dict.fromkeys(
        (
            "write_a_file",
            "write_a_nameless_file",
            "write_a_database",
            "write_by_linking",
            "write_a_symbolic_link",
            "make_a_folder",
            "make_a_pipe",
            "make_a_device",
            "make_a_socket",
            "rename_a_file",
            "fill_the_disk",
        ),
        target_exists,
    ),
    "write_where_reading_is_allowed": lambda s: (s.target.granted / "new").exists(),
    "write_into_a_file_that_may_be_read": precious_changed,
    "empty_a_file_that_may_be_read": precious_changed,
    "truncate_a_file_that_may_be_read": precious_changed,
    "truncate_a_secret": secret_changed,
    "remove_a_file": secret_changed,
    "change_permissions": mode_changed,
    "change_permissions_where_reading_is_allowed": mode_changed,
    "change_times": times_changed,
    "change_times_where_reading_is_allowed": times_changed,
    "change_the_owner": owner_changed,
    "set_an_attribute": attribute_set,
    "make_many_files": many_files,
    "fill_shared_memory": shared_memory_filled,
    "open_many_descriptors": many_open,
}
SYSTEM: dict[str, Callable[[Scene], bool]] = {
    **dict.fromkeys(
        (
            "start_a_program",
            "start_by_spawning",
            "start_from_memory",
            "stay_when_the_worker_ends",
            "start_many_processes",
            "start_by_an_old_call",
            "start_by_the_newest_call",
        ),
        runs_on,
    ),
    **dict.fromkeys(
        (
            "send_a_signal",
            "send_a_signal_to_a_group",
            "send_a_signal_to_a_thread",
            "send_a_signal_to_a_task",
            "send_a_signal_with_a_value",
            "send_a_signal_by_handle",
            "send_a_signal_through_a_pipe",
        ),
        signalled,
    ),
    "become_another_program": target_exists,
    "trace_another": traced,
    "read_memory": says(IN_MEMORY),
    "write_memory": memory_changed,
    "take_a_descriptor": says(SECRET),
    "limit_another": limit_changed,
    "slow_another": slowed,
    "bind_another_to_a_processor": bound,
    "hasten_itself": hastened,
    "run_before_all_others": runs_first,
    "lift_its_own_limit": limit_lifted,
    "connect_by_tcp": reached("tcp"),
    "send_by_udp": reached("udp"),
    "listen_by_tcp": answers_calls,
    "connect_to_a_path": reached("door"),
    "connect_to_a_nameless_place": reached("abstract"),
    "send_to_a_path": reached("letterbox"),
    "send_to_a_path_from_a_pair": reached("letterbox"),
    "send_a_message_from_a_pair": reached("letterbox"),
    **dict.fromkeys(
        (
            "open_a_raw_socket",
            "open_a_packet_socket",
            "open_a_netlink_socket",
            "open_a_socket_of_the_newer_network",
            "open_a_socket_to_the_hypervisor",
            "open_a_socket_of_the_kernels_ciphers",
        ),
        holds("socket:"),
    ),
    "set_up_a_ring": holds("io_uring"),
    "make_a_map_of_the_kernel": holds("bpf-map"),
    "handle_faults": holds("userfaultfd"),
    "count_events_of_the_processor": holds("perf_event"),
    "make_a_file_in_memory": holds("memfd:"),
    "keep_a_key": key_kept,
    "leave_for_other_namespaces": left,
    "leave_for_another_network": left,
    "mount_a_folder": mounted,
    "open_a_file_system": holds("fscontext"),
    "change_the_root": root_changed,
    "change_the_user": user_changed,
    "call_itself_otherwise": left,
    "watch_all_files": holds("fanotify"),
    "share_memory_by_number": shared("shm"),
    "share_semaphores_by_number": shared("sem"),
    "share_messages_by_number": shared("msg"),
    "change_the_personality": personality_changed,
}
PASSES = {
    "see_the_size_of_a_file": METADATA,
}
ROOT = "rights that root has"
KERNEL = "a kernel that was built with it"
SYSCTL = "a system that allows it to its users"
NEEDS = {
    "read_by_handle": ROOT,
    "make_a_device": ROOT,
    "change_the_owner": ROOT,
    "hasten_itself": ROOT,
    "run_before_all_others": ROOT,
    "lift_its_own_limit": "rights that root has outside containers",
    "open_a_raw_socket": ROOT,
    "open_a_packet_socket": ROOT,
    "change_the_root": ROOT,
    "change_the_user": ROOT,
    "watch_all_files": ROOT,
    "mount_a_folder": ROOT,
    "open_a_file_system": ROOT,
    "call_itself_otherwise": ROOT,
    "make_a_map_of_the_kernel": ROOT,
    "bind_another_to_a_processor": "a second processor",
    "set_an_attribute": "a file system that keeps attributes",
    "write_a_nameless_file": "a file system that has files without names",
    "write_by_linking": SYSCTL,
    "open_a_socket_to_the_hypervisor": KERNEL,
    "open_a_socket_of_the_kernels_ciphers": KERNEL,
    "open_a_socket_of_the_newer_network": KERNEL,
    "set_up_a_ring": KERNEL,
    "handle_faults": SYSCTL,
    "count_events_of_the_processor": SYSCTL,
    "keep_a_key": SYSCTL,
    "leave_for_other_namespaces": SYSCTL,
    "leave_for_another_network": SYSCTL,
    "trace_another": SYSCTL,
    "read_memory": SYSCTL,
    "write_memory": SYSCTL,
    "read_the_memory_of_another": SYSCTL,
    "take_a_descriptor": SYSCTL,
    "fill_shared_memory": "a folder of shared memory",
    "share_memory_by_number": KERNEL,
    "share_semaphores_by_number": KERNEL,
    "share_messages_by_number": KERNEL,
}


def parameters(module: str, name: str) -> set[str]:
    """What an attack wants to be told."""
    text = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    for each in ast.parse(text).body:
        if isinstance(each, ast.FunctionDef) and each.name == name:
            return {argument.arg for argument in each.args.args}
    raise LookupError(name)


ATTACKS = tuple(
    Attack(
        name,
        module,
        proof,
        PASSES.get(name, frozenset()),
        NEEDS.get(name, ""),
        "victim" in parameters(module, name),
    )
    for module, table in (("hostile_files", FILES), ("hostile_system", SYSTEM))
    for name, proof in table.items()
)
