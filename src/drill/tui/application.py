"""The Textual application: opens the collection behind the first frame.

Owns the background threads, the theme, the checked keymap and the open workspace.
Screens reach all of it through `DrillScreen.drill`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, TypeVar

from textual import work
from textual.app import App

from drill.clock import SystemClock
from drill.errors import ImportCancelled, SessionError, StoreError
from drill.tui.background import Background, Failed
from drill.tui.bindings import bindings_of
from drill.tui.driver import continuing
from drill.tui.keymap import check_keymap
from drill.tui.leaving import heed_signals
from drill.tui.painting import StyleBook
from drill.tui.text_safety import visible
from drill.tui.themes import (
    DARK,
    DEFAULT_THEME,
    LIGHT,
    PALETTES,
    own_variables,
    textual_theme,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from textual.command import Provider
    from textual.screen import Screen

    from drill.clock import Clock
    from drill.sessions.steps import HomeStep
    from drill.tui.first_paint import Painted
    from drill.tui.ports import OpenWorkspace, Workspace

T = TypeVar("T")
Severity: TypeAlias = Literal["information", "warning", "error"]
NOTICE_S = 6.0
QUIET_S = 0.5
BACKUP_CHECK_S = 60.0
"""How often the app looks whether a backup is due; the settings say when one is."""
"""How long imports for later wait, so that the first keys meet no busy thread."""
FAILURE_S = 12.0


def _command_source() -> type[Provider]:
    from drill.tui.palette import CommandSource

    return CommandSource


@dataclass(frozen=True, slots=True)
class Taste:
    """How a learner wants it, unchecked."""

    theme: str = DEFAULT_THEME
    """A theme of ours or of Textual."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command id to its keys, separated by commas."""
    editor: str = ""
    """Empty: that of the environment."""
    syntax: bool = True
    """Whether code on cards is coloured by its language."""


class DrillApp(App[int]):
    """drill in the terminal."""

    TITLE = "drill"
    CSS_PATH = Path(__file__).with_name("drill.tcss")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = ""
    BINDINGS: ClassVar = bindings_of("general")
    COMMANDS: ClassVar = {_command_source}
    NOTIFICATION_TIMEOUT = NOTICE_S

    def __init__(
        self,
        open_workspace: OpenWorkspace,
        *,
        snapshot: HomeStep | None = None,
        clock: Clock | None = None,
        taste: Taste | None = None,
        painted: Painted | None = None,
    ) -> None:
        """Prepare the app; nothing is opened before it runs.

        Args:
            open_workspace: opens the collection; called on the writer thread.
            snapshot: what home showed last, if that is still true.
            clock: the machine's unless told otherwise.
            taste: colours, keys and editor.
            painted: the first frame, if there was one, to go on with.
        """
        self._notices: list[tuple[str, str]] = []
        self._is_unsafe = False
        self.unsaid: list[Failed] = []
        """Failures that came too late for the screen: for standard error."""
        self.signalled = 0
        """The signal that told the app to leave, if one did."""
        driver = self.get_driver_class()
        super().__init__(continuing(driver, painted) if painted else driver)
        self.clock = clock or SystemClock()
        self.background = Background(self._say_failure)
        self.workspace: Workspace | None = None
        self.snapshot = snapshot
        wanted = taste or Taste()
        self.editor = wanted.editor
        self.syntax = wanted.syntax
        self._open_workspace = open_workspace
        self._styles: StyleBook | None = None
        self.own_keys: dict[str, str] = {}
        self._choose_theme(wanted.theme)
        self.use_keys(wanted.keys)

    # --- theme -----------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for the themes of Textual that lack them."""
        return own_variables(DARK if self.current_theme.dark else LIGHT)

    def _choose_theme(self, name: str) -> None:
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        if name not in self.available_themes:
            self._notices.append(
                (f"There is no theme called {name!r}.", f"Shown in {DEFAULT_THEME}.")
            )
            name = DEFAULT_THEME
        self.theme = name

    @property
    def styles_of_theme(self) -> StyleBook:
        """The styles in the colours of the present theme."""
        if self._styles is None:
            self._styles = StyleBook(self.theme_variables)
        return self._styles

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables; whoever paints takes them up at once."""
        self._styles = None
        return super().get_css_variables()

    # --- keys -------------------------------------------------------------------

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Apply a keymap; what is wrong with it is said, and the rest holds."""
        self.own_keys, refused = check_keymap(keys)
        self.set_keymap(self.own_keys)
        self._notices += [(error.message, error.hint) for error in refused]

    # --- life -------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Home lies below all other screens."""
        from drill.tui.screens.home import HomeScreen

        return HomeScreen(self.snapshot)

    def on_mount(self) -> None:
        """Say what is wrong with theme and keys, if anything."""
        heed_signals(self)
        for message, hint in self._notices:
            self.notify_plainly(message, hint, "warning")

    def opened(self) -> None:
        """The collection is open and home shows it: what can wait starts now."""
        if self.syntax:
            self.set_timer(QUIET_S, self._warm_up)
        self.set_timer(QUIET_S, self._keep_safe)
        self.set_interval(BACKUP_CHECK_S, self._keep_safe)

    def begin(self) -> None:
        """Go on from home, once the choices of a first run are made: here, stay."""

    @work(exclusive=True, group="backup")
    async def _keep_safe(self) -> None:
        """Take a backup if one is due, beside the writes; a failure is said once."""
        workspace = self.workspace
        if workspace is None or not self.background.is_open or self._is_unsafe:
            return
        reading = self.background.read(workspace.back_up_if_due)
        settled = await self.background.settle(reading)
        if isinstance(settled, Failed):
            self._is_unsafe = True
            message = f"No backup could be taken: {settled.message}"
            self.notify_plainly(message, settled.hint, "warning")

    def _warm_up(self) -> None:
        from drill.tui.highlight import warm_up

        if self.background.is_open:
            self.background.read(warm_up)

    def open(self) -> Workspace:
        """The workspace, opened if it is not yet; on the writer thread only."""
        if self.workspace is None:
            self.workspace = self._open_workspace()
        return self.workspace

    def asking(self, call: Callable[[Workspace], T]) -> Callable[[], T]:
        """A call that is given the workspace, which is opened first if need be."""
        return lambda: call(self.open())

    async def on_unmount(self) -> None:
        """Wait until everything asked for is on disk, and close the collection."""
        await self.background.settle(self.close_behind())
        await self.background.close()

    def close_behind(self) -> Awaitable[None]:
        """Queue the end of the collection behind everything that was asked for."""
        return self.background.write(self._close_workspace)

    def _close_workspace(self) -> None:
        if self.workspace is not None:
            self.workspace.close()

    # --- commands -----------------------------------------------------------------

    def action_help(self) -> None:
        """Explain the screen."""
        from drill.tui.screens.base import DrillScreen
        from drill.tui.screens.help import HelpScreen

        if isinstance(self.screen, DrillScreen) and not isinstance(
            self.screen, HelpScreen
        ):
            about, *also = self.screen.help_groups()
            self.push_screen(HelpScreen(about, self.screen.help_pairs(), also))

    def action_next_theme(self) -> None:
        """Change to the next theme of ours."""
        names = list(PALETTES)
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]

    # --- words --------------------------------------------------------------------

    def notify_plainly(
        self, message: str, hint: str = "", severity: Severity = "information"
    ) -> None:
        """One clear message, unless it still stands there; never read as markup."""
        text = visible(f"{message}\n{hint}" if hint else message)
        if any(text == shown.message for shown in self._notifications):
            return  # five times the same would cover the card
        self.notify(
            text,
            severity=severity,
            timeout=FAILURE_S if severity == "error" else NOTICE_S,
            markup=False,
        )

    def is_worth_retrying(self, failure: Failed) -> bool:
        """Whether the same key may succeed next time: the store refused the write."""
        return isinstance(failure.error, StoreError)

    def _say_failure(self, failure: Failed) -> None:
        is_mild = isinstance(failure.error, SessionError | ImportCancelled)
        if self.is_running:
            if self.workspace is None:
                return  # it could not be opened: a screen of its own says why
            severity: Severity = "warning" if is_mild else "error"
            self.notify_plainly(failure.message, failure.hint, severity)
        else:
            self.unsaid.append(failure)
