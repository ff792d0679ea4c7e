"""Attacks on files, run by a worker. Each is called with the paths of a `Target`.

What they return proves nothing by itself: the host knows what a secret says, and looks
at its own disk.
"""

import ctypes
import mmap
import os
import socket
import sqlite3
import struct
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
KEPT = []


def checked(result):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def read_a_secret(secret, **_):
    return Path(secret).read_text()


def read_by_descriptor(secret, **_):
    handle = os.open(secret, os.O_RDONLY)
    return os.read(handle, 100).decode()


def read_by_mapping(secret, **_):
    with open(secret, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)[:].decode()


def read_by_climbing(secret, **_):
    return Path("../" * 30, secret.lstrip("/")).read_text()


def read_by_a_path_descriptor(secret, **_):
    handle = os.open(secret, os.O_PATH)
    return Path(f"/proc/self/fd/{handle}").read_text()


def read_through_the_root_of_the_process(secret, **_):
    return Path(f"/proc/self/root{secret}").read_text()


def read_through_the_referees_root(secret, referee, **_):
    return Path(f"/proc/{referee}/root{secret}").read_text()


def read_by_handle(secret, **_):
    room = ctypes.create_string_buffer(struct.pack("II", 128, 0) + bytes(128))
    where = ctypes.c_int()
    path = secret.encode()
    checked(LIBC.name_to_handle_at(-100, path, room, ctypes.byref(where), 0))
    folder = os.open("/", os.O_RDONLY)
    handle = checked(LIBC.open_by_handle_at(folder, room, os.O_RDONLY))
    return os.read(handle, 100).decode()


def read_by_linking_into_sight(secret, granted, **_):
    os.link(secret, f"{granted}/link")
    return Path(granted, "link").read_text()


def read_by_a_symbolic_link(granted, **_):
    return Path(granted, "to-the-secret").read_text()


def read_by_moving_into_sight(secret, granted, **_):
    os.rename(secret, f"{granted}/moved")
    return Path(granted, "moved").read_text()


def read_the_environment_of_another(victim, **_):
    return Path(f"/proc/{victim}/environ").read_text()


def read_the_memory_of_another(victim, address, **_):
    with open(f"/proc/{victim}/mem", "rb") as file:
        file.seek(address)
        return file.read(40).decode(errors="replace")


def list_a_folder(folder, **_):
    return os.listdir(folder)


def list_by_walking(folder, **_):
    return [name for _, _, names in os.walk(folder) for name in names]


def list_processes(**_):
    return os.listdir("/proc")


def see_the_size_of_a_file(secret, **_):
    return os.stat(secret).st_size


def see_where_a_link_leads(link, **_):
    return os.readlink(link)


def see_whether_a_file_may_be_read(secret, **_):
    return os.access(secret, os.R_OK)


def watch_a_folder(folder, **_):
    handle = checked(LIBC.inotify_init1(0))
    checked(LIBC.inotify_add_watch(handle, folder.encode(), 0xFFF))
    KEPT.append(handle)


def write_a_file(target, **_):
    Path(target).write_text("written")


def write_where_reading_is_allowed(granted, **_):
    Path(granted, "new").write_text("written")


def write_into_a_file_that_may_be_read(granted, **_):
    with open(f"{granted}/precious", "a") as file:
        file.write("written")


def empty_a_file_that_may_be_read(granted, **_):
    os.close(os.open(f"{granted}/precious", os.O_RDONLY | os.O_TRUNC))


def truncate_a_file_that_may_be_read(granted, **_):
    os.truncate(f"{granted}/precious", 0)


def truncate_a_secret(secret, **_):
    os.truncate(secret, 0)


def write_a_nameless_file(folder, target, **_):
    handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    os.write(handle, b"written")
    os.link(f"/proc/self/fd/{handle}", target, follow_symlinks=True)


def write_a_database(target, **_):
    with sqlite3.connect(target) as database:
        database.execute("create table written (here)")


def write_by_linking(secret, target, **_):
    os.link(secret, target)


def write_a_symbolic_link(target, **_):
    os.symlink("/", target)


def make_a_folder(target, **_):
    os.mkdir(target)


def make_a_pipe(target, **_):
    os.mkfifo(target)


def make_a_device(target, **_):
    os.mknod(target, 0o600 | 0o020000, os.makedev(1, 3))


def make_a_socket(target, **_):
    door = socket.socket(socket.AF_UNIX)
    door.bind(target)


def remove_a_file(secret, **_):
    os.unlink(secret)


def rename_a_file(secret, target, **_):
    os.rename(secret, target)


def change_permissions(secret, **_):
    os.chmod(secret, 0o604)


def change_permissions_where_reading_is_allowed(granted, **_):
    os.chmod(f"{granted}/precious", 0o604)


def change_times(secret, **_):
    os.utime(secret, (1, 1))


def change_times_where_reading_is_allowed(granted, **_):
    os.utime(f"{granted}/precious", (1, 1))


def change_the_owner(secret, **_):
    os.chown(secret, 4242, 4242)


def set_an_attribute(granted, **_):
    os.setxattr(f"{granted}/precious", "user.drill", b"here")


def make_many_files(folder, **_):
    for number in range(500):
        Path(folder, f"many-{number}").write_text("")


def fill_the_disk(target, **_):
    with open(target, "wb") as file:
        for _ in range(32):
            file.write(bytes(1 << 20))


def fill_shared_memory(marker, **_):
    Path(f"/dev/shm/{marker}").write_bytes(bytes(1 << 20))


def open_many_descriptors(**_):
    held = []
    try:
        while len(held) < 500:
            held.append(os.dup(0))
    except OSError:
        # As many as could be had stay open; the last are for the worker's own use.
        for handle in held[len(held) - 20 :]:
            os.close(handle)
    KEPT.extend(held)
