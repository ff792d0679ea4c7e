"""A screen that plays a session: intents in order, none lost, none doubled.

An intent is queued on the writer thread at its key press. Keys that come while one
runs wait for its step and are judged by that. One that fails stays for another try.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textual._time import get_time

from drill.tui.commands import keys_of, of_screen
from drill.tui.guard import KeyGuard
from drill.tui.screens.base import DrillScreen, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from drill.tui.background import Failed
    from drill.tui.ports import Workspace

S = TypeVar("S")
"""The session."""
P = TypeVar("P")
"""Its steps."""


class Held(NamedTuple):
    """A key that came while a call was running."""

    action: str
    parameters: tuple[object, ...]
    at: float
    """When it was pressed, on the clock's monotonic scale."""


class Press(NamedTuple):
    """A key, or a text that was pasted."""

    key: str
    """Textual's name of it; empty for a paste."""
    text: str
    """The characters that it types; empty where it types none."""
    at: float
    """When, on the clock's monotonic scale."""


class SessionScreen(DrillScreen[None], Generic[S, P]):
    """Plays one session from its first step to its last."""

    def __init__(self) -> None:
        super().__init__()
        self.guard = KeyGuard()
        self._session: S | None = None
        self._is_busy = False
        self._held: deque[Held | Press] = deque()
        self._refused: Callable[[S], P] | None = None
        self._pressed_at: float | None = None

    # --- what a subclass fills in -------------------------------------------------

    def make_session(self, workspace: Workspace) -> S:
        """A session that has not started; on the writer thread."""
        raise NotImplementedError

    def show(self, step: P) -> None:
        """Take over the step that came."""
        raise NotImplementedError

    def takes(self, press: Press) -> bool:  # noqa: ARG002 - for a subclass
        """Whether a key is taken here and now, before any binding sees it."""
        return False

    # --- intents ------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether a call is running, so that keys wait."""
        return self._is_busy

    @property
    def can_retry(self) -> bool:
        """Whether an intent could not be saved and waits for another try."""
        return self._refused is not None

    def submit(self, intent: Callable[[S], P]) -> None:
        """Queue an intent on the writer thread now."""
        self._is_busy = True
        self.ask(
            self.drill.asking(partial(self._call, intent)),
            self._follow,
            partial(self._refuse, intent),
        )

    def waits(self, action: str, *parameters: object) -> bool:
        """Whether an action has to wait for the running call; if so it is kept.

        Repeats of a held key are dropped instead.
        """
        if self._is_busy and not self.guard.is_repeat:
            self._held.append(Held(action, parameters, self.moment()))
        return self._is_busy

    def hold(self, press: Press) -> None:
        """Keep a key until the running call is done; `takes` is asked again then."""
        if not self.guard.is_repeat:
            self._held.append(press)

    def moment(self) -> float:
        """When the latest key was pressed, or now where none was."""
        if self._pressed_at is None:
            return self.drill.clock.monotonic()
        return self._pressed_at

    def _call(self, intent: Callable[[S], P], workspace: Workspace) -> P:
        if self._session is None:
            self._session = self.make_session(workspace)
        return intent(self._session)

    def _follow(self, step: P) -> None:
        self._is_busy = False
        self._refused = None
        self.show(step)
        self._take_held()

    def _refuse(self, intent: Callable[[S], P], failure: Failed) -> None:
        """Keep the intent; keys typed behind it were meant for another step."""
        self._is_busy = False
        self._held.clear()
        self._refused = intent if self.drill.is_worth_retrying(failure) else None
        self.repaint_keys()

    def _take_held(self) -> None:
        while self._held and not self._is_busy:
            held = self._held.popleft()
            self._pressed_at = held.at
            if isinstance(held, Press):
                self._press_again(held)
            elif self.check_action(held.action, held.parameters):
                action: Any = getattr(self, f"action_{held.action}")
                action(*held.parameters)

    def _press_again(self, press: Press) -> None:
        """What a held key means for the step that came."""
        if self.takes(press):
            return
        for command in of_screen(self.KEYS):
            name, parameters = parsed(command.action)
            if press.key in keys_of(command, self.keymap) and self.check_action(
                name, parameters
            ):
                getattr(self, f"action_{name}")(*parameters)
                return

    def action_retry(self) -> None:
        """Try again what could not be saved."""
        if self._refused is not None and not self._is_busy:
            self.submit(self._refused)

    # --- keys -----------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Note when a key was pressed, before its command runs."""
        lag = get_time() - event.time
        self._pressed_at = self.drill.clock.monotonic() - lag
        self.guard.pressed(event.key, self._pressed_at)
        text = event.character if event.is_printable and event.character else ""
        if self.takes(Press(event.key, text, self._pressed_at)):
            event.stop()
            event.prevent_default()

    def on_mouse_down(self) -> None:
        """What a click asks for was asked for now."""
        self._pressed_at = None
        self.guard.forget_key()
