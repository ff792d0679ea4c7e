"""What a command is given beside its arguments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from drill.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.cli.output import Output
    from drill.clock import Clock
    from drill.config.settings import Settings
    from drill.locations import Locations

DATA = "DRILL_DATA"
"""The variable that names the data folder where `--data` does not."""


class Context:
    """The world around a command; nothing of it is looked up before it is asked for."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        data: str | None = None,
        config: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Take what was typed.

        Args:
            environment: variables, such as those of the process.
            data: what `--data` names.
            config: what `--config` names.
            clock: the machine's unless told otherwise.
        """
        self.environment = environment
        self.clock = clock or SystemClock()
        self._data = data or environment.get(DATA) or None
        self._config = config

    @cached_property
    def output(self) -> Output:
        """Where to write."""
        from drill.cli.output import Output

        return Output(self.environment)

    @cached_property
    def locations(self) -> Locations:
        """The folders to use."""
        from dataclasses import replace
        from pathlib import Path

        from drill.locations import locations

        places = locations(Path(self._data) if self._data else None)
        if self._config:
            config = Path(self._config).expanduser().absolute()
            places = replace(places, config=config)
        return places

    def settings(self) -> Settings:
        """The settings in force, read anew.

        Raises:
            ConfigError: the file or a variable is wrong.
        """
        from drill.config.loading import load_settings

        return load_settings(self.locations.config, self.environment)
