"""Attacks on the system, run by a worker. Each is called with what a `Target` has."""

import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
import subprocess

LIBC = ctypes.CDLL(None, use_errno=True)
KEPT = []
CALLS = {
    "x86_64": {
        "add_key": 248,
        "bpf": 321,
        "clone": 56,
        "clone3": 435,
        "execveat": 322,
        "io_uring_setup": 425,
        "keyctl": 250,
        "kcmp": 312,
        "perf_event_open": 298,
        "pidfd_getfd": 438,
        "pidfd_open": 434,
        "ptrace": 101,
        "rt_sigqueueinfo": 129,
        "tgkill": 234,
        "tkill": 200,
        "userfaultfd": 323,
        "fanotify_init": 300,
        "landlock": 444,
        "fsopen": 430,
        "vmsplice": 278,
    },
    "aarch64": {
        "add_key": 217,
        "bpf": 280,
        "clone": 220,
        "clone3": 435,
        "execveat": 281,
        "io_uring_setup": 425,
        "keyctl": 219,
        "kcmp": 272,
        "perf_event_open": 241,
        "pidfd_getfd": 438,
        "pidfd_open": 434,
        "ptrace": 117,
        "rt_sigqueueinfo": 138,
        "tgkill": 131,
        "tkill": 130,
        "userfaultfd": 282,
        "fanotify_init": 262,
        "landlock": 444,
        "fsopen": 430,
        "vmsplice": 75,
    },
}[os.uname().machine]


def checked(result):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def call(name, *arguments):
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return checked(LIBC.syscall(CALLS[name], *longs))


# --- processes -----------------------------------------------------------------------


def start_a_program(marker, **_):
    KEPT.append(subprocess.Popen(["sleep", marker]))


def start_by_spawning(marker, **_):
    os.posix_spawn("/bin/sleep", ["sleep", marker], {})


def become_another_program(target, **_):
    os.execv("/bin/sh", ["sh", "-c", 'echo > "$1"', "sh", target])


def start_from_memory(marker, **_):
    handle = os.memfd_create("attack")
    with open("/bin/sleep", "rb") as file:
        os.write(handle, file.read())
    if os.fork() == 0:
        os.execve(handle, ["sleep", marker], {})


def stay_when_the_worker_ends(marker, **_):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv("/bin/sleep", ["sleep", marker])
        os._exit(0)
    os.wait()


def start_many_processes(marker, **_):
    for _ in range(30):
        if os.fork() == 0:
            os.execv("/bin/sleep", ["sleep", marker])


def start_by_an_old_call(marker, **_):
    if call("clone", signal.SIGCHLD, 0, 0, 0, 0) == 0:
        os.execv("/bin/sleep", ["sleep", marker])


def start_by_the_newest_call(marker, **_):
    arguments = struct.pack("8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
    if call("clone3", arguments, len(arguments)) == 0:
        os.execv("/bin/sleep", ["sleep", marker])


# --- other processes -----------------------------------------------------------------


def send_a_signal(victim, **_):
    os.kill(victim, signal.SIGUSR1)


def send_a_signal_to_a_group(victim, **_):
    os.killpg(victim, signal.SIGUSR1)


def send_a_signal_to_a_thread(victim, **_):
    call("tgkill", victim, victim, signal.SIGUSR1)


def send_a_signal_to_a_task(victim, **_):
    call("tkill", victim, signal.SIGUSR1)


def send_a_signal_with_a_value(victim, **_):
    room = struct.pack("3i", signal.SIGUSR1, 0, -1) + bytes(116)
    call("rt_sigqueueinfo", victim, signal.SIGUSR1, room)


def send_a_signal_by_handle(victim, **_):
    signal.pidfd_send_signal(os.pidfd_open(victim), signal.SIGUSR1)


def send_a_signal_through_a_pipe(victim, **_):
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, victim)
    fcntl.fcntl(reading, 10, signal.SIGUSR1)  # F_SETSIG
    flags = fcntl.fcntl(reading, fcntl.F_GETFL)
    fcntl.fcntl(reading, fcntl.F_SETFL, flags | os.O_ASYNC)
    os.write(writing, b"x")
    KEPT.extend((reading, writing))


def trace_another(victim, **_):
    call("ptrace", 0x4206, victim, 0, 0)  # PTRACE_SEIZE does not stop it


def read_memory(victim, address, **_):
    room = ctypes.create_string_buffer(40)
    here = struct.pack("PN", ctypes.addressof(room), 40)
    there = struct.pack("PN", address, 40)
    checked(LIBC.process_vm_readv(victim, here, 1, there, 1, 0))
    return room.raw.decode(errors="replace")


def write_memory(victim, address, **_):
    room = ctypes.create_string_buffer(b"overwritten")
    here = struct.pack("PN", ctypes.addressof(room), 11)
    there = struct.pack("PN", address, 11)
    checked(LIBC.process_vm_writev(victim, here, 1, there, 1, 0))


def take_a_descriptor(victim, door_of_victim, **_):
    handle = os.pidfd_open(victim)
    taken = call("pidfd_getfd", handle, door_of_victim, 0)
    return os.pread(taken, 100, 0).decode()


def limit_another(victim, **_):
    resource.prlimit(victim, resource.RLIMIT_NOFILE, (77, 77))


def slow_another(victim, **_):
    os.setpriority(os.PRIO_PROCESS, victim, 7)


def bind_another_to_a_processor(victim, **_):
    os.sched_setaffinity(victim, {0})


def hasten_itself(**_):
    os.setpriority(os.PRIO_PROCESS, 0, -5)


def run_before_all_others(**_):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def lift_its_own_limit(**_):
    endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, endless)


# --- the network ---------------------------------------------------------------------


def connect_by_tcp(tcp, **_):
    caller = socket.create_connection(("127.0.0.1", tcp), timeout=2)
    caller.sendall(b"attack")
    caller.close()


def send_by_udp(udp, **_):
    socket.socket(type=socket.SOCK_DGRAM).sendto(b"attack", ("127.0.0.1", udp))


def listen_by_tcp(**_):
    door = socket.create_server(("127.0.0.1", 0))
    KEPT.append(door)
    return door.getsockname()[1]


def connect_to_a_path(door, **_):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(door)
        caller.sendall(b"attack")


def connect_to_a_nameless_place(abstract, **_):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect("\0" + abstract)
        caller.sendall(b"attack")


def send_to_a_path(letterbox, **_):
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"attack", letterbox)


def send_to_a_path_from_a_pair(letterbox, **_):
    one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    one.sendto(b"attack", letterbox)


def send_a_message_from_a_pair(letterbox, **_):
    one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    one.sendmsg([b"attack"], [], 0, letterbox)


def open_a_raw_socket(**_):
    KEPT.append(socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))


def open_a_packet_socket(**_):
    KEPT.append(socket.socket(socket.AF_PACKET, socket.SOCK_RAW))


def open_a_netlink_socket(**_):
    KEPT.append(socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))


def open_a_socket_of_the_newer_network(**_):
    KEPT.append(socket.socket(socket.AF_INET6, socket.SOCK_STREAM))


def open_a_socket_to_the_hypervisor(**_):
    KEPT.append(socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM))


def open_a_socket_of_the_kernels_ciphers(**_):
    KEPT.append(socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET))


# --- the kernel ----------------------------------------------------------------------


def set_up_a_ring(**_):
    room = ctypes.create_string_buffer(120)
    KEPT.append(call("io_uring_setup", 4, room))


def make_a_map_of_the_kernel(**_):
    attributes = struct.pack("4I", 2, 4, 4, 1) + bytes(112)
    KEPT.append(call("bpf", 0, attributes, len(attributes)))


def handle_faults(**_):
    KEPT.append(call("userfaultfd", 1 | os.O_CLOEXEC))


def count_events_of_the_processor(**_):
    attributes = struct.pack("=IIQ", 1, 120, 0) + bytes(104)
    KEPT.append(call("perf_event_open", attributes, 0, -1, -1, 0))


def make_a_file_in_memory(**_):
    KEPT.append(os.memfd_create("attack"))


def keep_a_key(marker, **_):
    name = marker.encode()
    key = call("add_key", b"user\0", name + b"\0", b"payload", 7, -4)
    call("keyctl", 15, key, 3)  # it vanishes after seconds


def leave_for_other_namespaces(**_):
    checked(LIBC.unshare(0x1000_0000))  # CLONE_NEWUSER


def leave_for_another_network(**_):
    checked(LIBC.unshare(0x1000_0000 | 0x4000_0000))


def mount_a_folder(marker, **_):
    checked(LIBC.unshare(0x2_0000))
    checked(LIBC.mount(b"none", b"/", None, 0x4_4000, None))  # private from here on
    checked(LIBC.mount(marker.encode(), b"/mnt", b"tmpfs", 0, None))


def open_a_file_system(**_):
    KEPT.append(call("fsopen", b"tmpfs\0", 0))


def change_the_root(folder, **_):
    os.chroot(folder)


def change_the_user(**_):
    os.setresuid(4242, 4242, 4242)


def call_itself_otherwise(marker, **_):
    checked(LIBC.unshare(0x0400_0000))  # names of its own first
    socket.sethostname(marker)


def watch_all_files(**_):
    KEPT.append(call("fanotify_init", 0, 0))


def share_memory_by_number(number, **_):
    checked(LIBC.shmget(number, 4096, 0o1600))


def share_semaphores_by_number(number, **_):
    checked(LIBC.semget(number, 1, 0o1600))


def share_messages_by_number(number, **_):
    checked(LIBC.msgget(number, 0o1600))


def change_the_personality(**_):
    checked(LIBC.personality(0x004_0000))
