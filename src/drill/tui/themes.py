"""The colours, each as a hexadecimal number, and nowhere else.

Plain data, so that the first paint can use it before Textual is imported. Contrast
with the background is at least 4.5 to 1 for every text colour; a test holds that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.theme import Theme

DEFAULT_THEME = "drill-dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, named by what they mean."""

    name: str
    dark: bool
    background: str
    raised: str
    """Behind dialogs and the row at the cursor."""
    text: str
    muted: str
    """The second grey: all that is not being learned."""
    faint: str
    """Rules and empty cells; never text."""
    accent: str
    again: str
    hard: str
    good: str
    easy: str
    warning: str
    error: str
    success: str
    code: str
    code_word: str
    code_string: str
    code_comment: str
    code_number: str
    heat_1: str
    heat_2: str
    heat_3: str
    heat_4: str


DARK = Palette(
    name="drill-dark", dark=True, background="#15171b", raised="#23272e",
    text="#dcdfe4", muted="#8d939e", faint="#3b4048", accent="#82aaff",
    again="#ef7a82", hard="#deab62", good="#93c47d", easy="#6fb7de",
    warning="#deab62", error="#ef7a82", success="#93c47d",
    code="#c8b7e8", code_word="#82aaff", code_string="#93c47d",
    code_comment="#8d939e", code_number="#deab62",
    heat_1="#3a5560", heat_2="#44788c", heat_3="#55a0bd", heat_4="#7cd0f0",
)  # fmt: skip
LIGHT = Palette(
    name="drill-light", dark=False, background="#fbfaf7", raised="#ebe9e3",
    text="#22262b", muted="#646a73", faint="#c8cacb", accent="#2b5cad",
    again="#b02f2a", hard="#865900", good="#2c7330", easy="#0d6c91",
    warning="#865900", error="#b02f2a", success="#2c7330",
    code="#6a4796", code_word="#2b5cad", code_string="#2c7330",
    code_comment="#646a73", code_number="#865900",
    heat_1="#c3dce6", heat_2="#8fbfd3", heat_3="#4e94b1", heat_4="#0d6c91",
)  # fmt: skip
CONTRAST = Palette(
    name="drill-contrast", dark=True, background="#0f1012", raised="#26282d",
    text="#f2f2f2", muted="#a9adb5", faint="#55595f", accent="#f0e442",
    again="#f0864a", hard="#f0d264", good="#56b4e9", easy="#dba6ca",
    warning="#f0d264", error="#f0864a", success="#56b4e9",
    code="#dba6ca", code_word="#56b4e9", code_string="#f0d264",
    code_comment="#a9adb5", code_number="#f0864a",
    heat_1="#2c4a60", heat_2="#3a78a3", heat_3="#56b4e9", heat_4="#f0e442",
)  # fmt: skip
"""Okabe and Ito's colours that no common colour blindness confuses, brightened."""
CONTRAST_LIGHT = Palette(
    name="drill-contrast-light", dark=False, background="#ffffff", raised="#e8e8e8",
    text="#111111", muted="#55595f", faint="#b9bcc0", accent="#00588f",
    again="#a84300", hard="#7a5c00", good="#00619c", easy="#8a3d6c",
    warning="#7a5c00", error="#a84300", success="#00619c",
    code="#8a3d6c", code_word="#00619c", code_string="#7a5c00",
    code_comment="#55595f", code_number="#a84300",
    heat_1="#c9def0", heat_2="#86b8dd", heat_3="#2f86c4", heat_4="#004a78",
)  # fmt: skip

PALETTES = {
    palette.name: palette for palette in (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT)
}
"""Our themes by name."""

OWN_VARIABLES = {
    "raised": "raised",
    "muted": "muted",
    "faint": "faint",
    "again": "rating-again",
    "hard": "rating-hard",
    "good": "rating-good",
    "easy": "rating-easy",
    "code": "code",
    "code_word": "code-word",
    "code_string": "code-string",
    "code_comment": "code-comment",
    "code_number": "code-number",
    "heat_1": "heat-1",
    "heat_2": "heat-2",
    "heat_3": "heat-3",
    "heat_4": "heat-4",
}
"""Colours that Textual has no variable for, with the name of ours."""
TEXTUAL_VARIABLES = {
    "background": "background",
    "text": "foreground",
    "accent": "accent",
    "warning": "warning",
    "error": "error",
    "success": "success",
}
"""Colours that every theme of Textual defines."""


def palette_named(name: str) -> Palette:
    """The palette of one of our themes; the default one for any other name."""
    return PALETTES.get(name, PALETTES[DEFAULT_THEME])


def own_variables(palette: Palette) -> dict[str, str]:
    """Our theme variables, such as `rating-again` and `heat-1`, with their values."""
    return {
        variable: getattr(palette, colour) for colour, variable in OWN_VARIABLES.items()
    }


def variable_of(colour: str) -> str:
    """The theme variable that holds a colour of the palette."""
    return OWN_VARIABLES.get(colour) or TEXTUAL_VARIABLES[colour]


def textual_theme(palette: Palette) -> Theme:
    """A palette as Textual knows themes."""
    from textual.theme import Theme

    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=palette.easy,
        accent=palette.accent,
        warning=palette.warning,
        error=palette.error,
        success=palette.success,
        foreground=palette.text,
        background=palette.background,
        surface=palette.background,
        panel=palette.raised,
        variables=own_variables(palette),
    )


COLOURS = tuple(
    field.name for field in fields(Palette) if field.name not in {"name", "dark"}
)
"""The names of all colours."""
