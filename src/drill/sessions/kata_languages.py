"""Whether a kata's language can be run on this machine."""

from __future__ import annotations

from drill.errors import ToolchainMissing


def lack_of_toolchain(language: str) -> str:
    """Why a language cannot be run here, and what to install; empty if it can."""
    if language == "python":
        return ""
    from drill.judge.languages.toolchains import toolchain

    try:
        toolchain(language)
    except ToolchainMissing as error:
        return f"{error.message}. {error.hint}"
    return ""
