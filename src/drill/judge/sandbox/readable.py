"""What of this machine a worker may read: the interpreter and its libraries.

Packages that somebody installed are left out, wherever they lie: drill may be among
them, and with it the solutions of its katas.
"""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import drill
from drill.locations import shipped_decks

LIBRARIES = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
STORES = ("/nix/store", "/gnu/store")
"""Where some systems keep everything, and the interpreter with it."""
FILES = ("/etc/ld.so.cache", "/usr/share/zoneinfo")
EXTENSIONS = "lib-dynload"
"""The standard library's compiled modules have an entry of their own."""
PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class Readable:
    """Absolute paths on this machine."""

    interpreter: Path
    roots: tuple[Path, ...]
    """Folders and files, none below another."""
    links: tuple[tuple[str, str], ...]
    """Symbolic links at the top of the tree, as (what it says, where it is)."""
    hidden: tuple[Path, ...]
    """Folders within the roots that must not be seen."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What Landlock lets a worker do with which paths."""

    readable: tuple[str, ...]
    """Files, and folders with all that is in them."""
    listable: tuple[str, ...]
    """Folders that hold something hidden: importing lists them all the same.

    Whoever may list a folder may list those below; so the names of hidden files can be
    seen where only Landlock hides them, and nothing else of them.
    """


@cache
def granted(view: Readable) -> Granted:
    """The roots, each that holds something hidden taken apart into the rest."""
    whole = [part for root in view.roots for part in _apart(root, view.hidden)]
    listable = [
        root
        for root in view.roots
        if any(path.is_relative_to(root) for path in view.hidden)
    ]
    return Granted(tuple(map(str, whole)), tuple(map(str, listable)))


def closed_to_mere_root(path: Path) -> Path | None:
    """A folder above a path that root cannot enter without its special rights.

    Such as the home of somebody else: a worker gives these rights up.

    Args:
        path: absolute.
    """
    for folder in reversed(path.parents):
        found = folder.stat()
        may_enter = found.st_mode & (0o011 if found.st_gid == 0 else 0o001)
        if found.st_uid != 0 and not may_enter:
            return folder
    return None


@cache
def widened(view: Readable, more: tuple[Path, ...]) -> Readable:
    """A view with further folders and files.

    Args:
        view: what can be read already.
        more: absolute; links to folders are followed.
    """
    roots = _tops([*view.roots, *(path.resolve() for path in more)])
    roots = tuple(root for root in roots if not _is_link(root))
    return replace(view, roots=roots, hidden=_tops([*view.hidden, *_hidden(roots)]))


@cache
def readable() -> Readable:
    """What a worker needs of this machine; looked up once."""
    interpreter = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    wanted = [interpreter, *_library(), *map(Path, (*LIBRARIES, *FILES))]
    wanted += [Path(each) for each in STORES if interpreter.is_relative_to(each)]
    roots = _tops([path for path in wanted if path.exists() and not _is_link(path)])
    links = tuple(
        (str(path.readlink()), str(path))
        for path in map(Path, LIBRARIES)
        if path.is_symlink()
    )
    return Readable(interpreter, roots, links, _hidden(roots))


def _library() -> list[Path]:
    """The standard library, and the shared libraries beside the interpreter."""
    bases = {"installed_base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    names = ("stdlib", "platstdlib")
    found = [Path(sysconfig.get_path(name, vars=bases)).resolve() for name in names]
    # Not the folder itself: under a prefix of a package manager it holds much more.
    beside = Path(sys.base_prefix, "lib").resolve()
    found += sorted(beside.glob("*.so*")) + sorted(beside.glob("*.dylib"))
    return found


def _is_link(path: Path) -> bool:
    """Whether a folder is elsewhere; a link to a file stands for the file."""
    return path.is_symlink() and path.is_dir()


def _tops(paths: list[Path]) -> tuple[Path, ...]:
    """Those that lie below no other, each once."""
    tops: list[Path] = []
    for path in sorted(set(paths), key=lambda each: len(each.parts)):
        if not any(path.is_relative_to(top) for top in tops):
            tops.append(path)
    return tuple(sorted(tops))


def _entries() -> list[Path]:
    """Where this program imports from, but for the standard library."""
    standard = [path for path in _library() if path.is_dir()]
    entries = [Path(entry) for entry in sys.path if entry]
    return [
        entry
        for entry in entries
        if entry.name != EXTENSIONS
        and not any(each.is_relative_to(entry.resolve()) for each in standard)
    ]


def _hidden(roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """Folders of installed packages, and all of drill, that lie in the roots."""
    found = {Path(drill.__file__).resolve().parent}
    decks = shipped_decks()
    found |= {decks.resolve()} if decks else set()
    found |= {path for path in map(Path.resolve, _entries()) if path.is_dir()}
    for root in roots:
        for name in PACKAGES:
            found |= {path.resolve() for path in root.glob(f"python*/{name}")}
            found |= {path.resolve() for path in root.glob(name)}
    inside = [
        path for path in found if any(path.is_relative_to(root) for root in roots)
    ]
    return _tops(inside)


def _apart(root: Path, hidden: tuple[Path, ...]) -> list[Path]:
    if root in hidden:
        return []
    if not any(path.is_relative_to(root) for path in hidden):
        return [root]
    return [part for each in sorted(root.iterdir()) for part in _apart(each, hidden)]
