"""Which system calls a worker may make: a table for each processor.

Everything that is not listed fails with EPERM, which Python raises as an exception with
a line number. What only an attack asks for ends the process.
"""

from __future__ import annotations

from dataclasses import dataclass

X86_64 = "x86_64"
AARCH64 = "aarch64"

NONE = None
"""In a table: the processor has no such call."""

ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "alarm": (37, NONE),
    "arch_prctl": (158, NONE),
    "brk": (12, 214),
    "clock_getres": (229, 114),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "close": (3, 57),
    "close_range": (436, 436),
    "dup": (32, 23),
    "dup2": (33, NONE),
    "dup3": (292, 24),
    "epoll_create": (213, NONE),
    "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21),
    "epoll_pwait": (281, 22),
    "epoll_pwait2": (441, 441),
    "epoll_wait": (232, NONE),
    "eventfd2": (290, 19),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "fstat": (5, 80),
    "futex": (202, 98),
    "getcpu": (309, 168),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "getegid": (108, 177),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getitimer": (36, 102),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "getrandom": (318, 278),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "getsockname": (51, 204),
    "getsockopt": (55, 209),
    "gettid": (186, 178),
    "gettimeofday": (96, 169),
    "getuid": (102, 174),
    "lseek": (8, 62),
    "lstat": (6, NONE),
    "madvise": (28, 233),
    "membarrier": (324, 283),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "munmap": (11, 215),
    "nanosleep": (35, 101),
    "newfstatat": (262, 79),
    "pause": (34, NONE),
    "pipe": (22, NONE),
    "pipe2": (293, 59),
    "poll": (7, NONE),
    "ppoll": (271, 73),
    "pread64": (17, 67),
    "pselect6": (270, 72),
    "read": (0, 63),
    "readv": (19, 65),
    "recvfrom": (45, 207),
    "restart_syscall": (219, 128),
    "rseq": (334, 293),
    "rt_sigaction": (13, 134),
    "rt_sigpending": (127, 136),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "rt_sigtimedwait": (128, 137),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "select": (23, NONE),
    "set_robust_list": (273, 99),
    "set_tid_address": (218, 96),
    "setitimer": (38, 103),
    "shutdown": (48, 210),
    "sigaltstack": (131, 132),
    "stat": (4, NONE),
    "statx": (332, 291),
    "sysinfo": (99, 179),
    "time": (201, NONE),
    "times": (100, 153),
    "uname": (63, 160),
    "write": (1, 64),
    "writev": (20, 66),
}
"""Calls that are harmless whatever their arguments: name to number on each."""

KILLED: dict[str, tuple[int | None, int | None]] = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "adjtimex": (159, 171),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "ioperm": (173, NONE),
    "iopl": (172, NONE),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "modify_ldt": (154, NONE),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "setns": (308, 268),
    "settimeofday": (164, 170),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}
"""Calls that only an attack makes."""

FURTHER: dict[str, tuple[int | None, int | None]] = {
    "execve": (59, 221),
    "mincore": (27, 232),
    "pkey_alloc": (330, 289),
    "pkey_mprotect": (329, 288),
}
"""Calls that the runtimes of other languages make. A program may execute another one
only where Landlock lets it, and takes all its walls along."""

UNKNOWN: dict[str, tuple[int | None, int | None]] = {"clone3": (435, 435)}
"""Calls that fail as if the kernel were older: their arguments cannot be read by a
filter, and the C library falls back to others."""

CONDITIONAL: dict[str, tuple[int | None, int | None]] = {
    "clone": (56, 220),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "kill": (62, 129),
    "open": (2, NONE),
    "openat": (257, 56),
    "prctl": (157, 167),
    "prlimit64": (302, 261),
    "sendto": (44, 206),
    "socketpair": (53, 199),
    "tgkill": (234, 131),
    "tkill": (200, 130),
}
"""Calls that may be made with some arguments; `WHEN` says which."""


@dataclass(frozen=True, slots=True)
class Test:
    """What an argument must be: `argument & mask == value`, in its lower 32 bits."""

    argument: int
    """From 0."""
    value: int
    mask: int = 0xFFFF_FFFF
    is_pointer: bool = False
    """Whether the upper 32 bits must be 0 as well."""


OWN_PID = 0x7FFF_FFF1
"""Stands for the worker's own number, which it alone knows; no process has this one."""

_THREAD = 0x100 | 0x800 | 0x1_0000
"""CLONE_VM, CLONE_SIGHAND and CLONE_THREAD."""
_PROCESS = 0x2000 | 0x4000 | 0x2_0000 | 0x0200_0000 | 0x7C00_0000
"""CLONE_PTRACE, CLONE_VFORK and every CLONE_NEW…."""
_WRITING = 0o3 | 0o100 | 0o1000 | 0o20000000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC and O_TMPFILE: nothing is written anywhere, and
nothing is emptied, which Landlock could not hinder before its third version."""

WHEN: dict[str, tuple[tuple[Test, ...], ...]] = {
    "clone": ((Test(0, _THREAD, _THREAD | _PROCESS),),),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: not F_SETOWN, which
    # sends signals.
    "fcntl": tuple((Test(1, command),) for command in (0, 1, 2, 3, 4, 1030)),
    # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
    "ioctl": tuple(
        (Test(1, request),)
        for request in (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
    ),
    "kill": ((Test(0, OWN_PID),),),
    "open": ((Test(1, 0, _WRITING),),),
    "openat": ((Test(2, 0, _WRITING),),),
    "prctl": ((Test(0, 15),), (Test(0, 16),)),  # the name of a thread
    "prlimit64": ((Test(0, 0), Test(2, 0, is_pointer=True)),),  # reading one's own
    "sendto": ((Test(4, 0, is_pointer=True),),),  # to the other end and nowhere else
    # AF_UNIX, and SOCK_STREAM whatever its flags: a datagram could go anywhere.
    "socketpair": ((Test(0, 1), Test(1, 1, 0xF)),),
    "tgkill": ((Test(0, OWN_PID),),),
    "tkill": ((Test(0, OWN_PID),),),  # how musl raises a signal
}
"""Of a conditional call, the combinations of which one must hold."""
