from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_home_and_every_folder_below_it_are_the_tests_own(no_real_home: Path) -> None:
    assert Path.home() == no_real_home
    for folder in (
        platformdirs.user_data_path("drill"),
        platformdirs.user_config_path("drill"),
        platformdirs.user_state_path("drill"),
        platformdirs.user_cache_path("drill"),
    ):
        assert folder.is_relative_to(no_real_home)


def test_no_setting_of_the_person_who_runs_the_tests_is_seen() -> None:
    names = [name for name in os.environ if name.startswith("DRILL_")]
    assert [name for name in names if not name.startswith("DRILL_TEST_")] == []


def test_a_foreign_address_is_refused() -> None:
    with (
        socket.socket() as caller,
        pytest.raises(AssertionError, match="tests talk to nobody"),
    ):
        caller.connect(("192.0.2.1", 80))


def test_a_foreign_name_is_refused_before_it_is_looked_up() -> None:
    with pytest.raises(AssertionError, match="tests talk to nobody"):
        socket.create_connection(("name.invalid", 80))


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_this_machine_may_be_talked_to(listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname()) as caller:
        assert caller.getpeername() == listener.getsockname()


@given(number=st.integers())
def test_the_guards_do_not_trouble_property_tests(number: int) -> None:
    assert number == int(str(number))


class Form(App[None]):
    def compose(self) -> ComposeResult:
        yield Input()
        yield TextArea()


async def test_cursors_do_not_blink() -> None:
    app = Form()
    async with app.run_test():
        assert not app.query_one(Input).cursor_blink
        assert not app.query_one(TextArea).cursor_blink
