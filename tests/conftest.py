"""Guards around every test: no real home, no network, nothing that blinks."""

from __future__ import annotations

import ipaddress
import itertools
import os
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A deadline in milliseconds says more about the machine than about the code.
settings.register_profile("drill", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("drill")

FOLDERS = {
    "HOME": "",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".run",
    "XDG_STATE_HOME": ".local/state",
}
"""Variables that lead to a person's files, and where they lead in a test's home."""

_numbers = itertools.count()


def _move_home(monkeypatch: pytest.MonkeyPatch, homes: Path) -> Path:
    home = homes / str(next(_numbers))
    home.mkdir()
    for name in list(os.environ):
        is_ours = name.startswith("DRILL_") and not name.startswith("DRILL_TEST_")
        if is_ours or name.startswith("XDG_"):
            monkeypatch.delenv(name)
    for name, folder in FOLDERS.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(scope="session", autouse=True)
def _no_real_home_for_shared_fixtures(_homes: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _move_home(monkeypatch, _homes)
        yield


@pytest.fixture(scope="session", autouse=True)
def _same_terminal_everywhere() -> Iterator[None]:
    """One zone and no wishes of the terminal that the tests happen to run in."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        yield


@pytest.fixture(autouse=True)
def no_real_home(monkeypatch: pytest.MonkeyPatch, _homes: Path) -> Path:
    """An empty home folder of the test's own; programs it starts have it too."""
    return _move_home(monkeypatch, _homes)


class NetworkRefused(AssertionError):
    """A test wanted to talk to another machine."""

    def __init__(self, address: object) -> None:
        super().__init__(f"tests talk to nobody, but this one to {address!r}")


def _is_here(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every address but this machine's own, names before they are looked up."""

    def check(family: int, address: Any) -> None:
        if family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            raise NetworkRefused(address)

    def guard(method: str) -> None:
        real = getattr(socket.socket, method)

        def guarded(self: socket.socket, *args: Any) -> Any:
            check(self.family, args[-1])
            return real(self, *args)

        monkeypatch.setattr(socket.socket, method, guarded)

    for method in ("connect", "connect_ex", "sendto"):
        guard(method)

    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_here(host):
            raise NetworkRefused(host)
        return real_lookup(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


@pytest.fixture(autouse=True)
def no_cursor_blink(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cursors stand still, or a snapshot depends on when it was taken."""
    if "textual" not in sys.modules:
        return
    from textual.widgets import Input, TextArea

    for widget in (Input, TextArea):
        monkeypatch.setattr(widget.cursor_blink, "_default", False)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which sandboxes of the judge were run: a missing one is told to everybody."""
    for report in terminalreporter.stats.get("passed", []):
        for name, said in report.user_properties:
            if name == "rungs":
                terminalreporter.write_line(f"judge: {said}")
