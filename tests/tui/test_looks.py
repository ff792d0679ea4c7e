"""Colours, drawings and the first paint."""

from __future__ import annotations

from dataclasses import replace

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.sessions.steps import Counts
from drill.tui import first_paint
from drill.tui.drawing import area, columns, heat_level, meter, sparkline
from drill.tui.home_lines import HomeView, home_frame, home_picture
from drill.tui.runs import text_of, width_of
from drill.tui.styles import LOOKS, Depth, escape_sequence
from drill.tui.themes import (
    COLOURS,
    DARK,
    PALETTES,
    Palette,
    own_variables,
    palette_named,
    textual_theme,
    variable_of,
)
from tests.tui.factory import DECKS, home_step

SIZES = [(80, 24), (120, 36), (40, 10), (20, 6), (200, 60)]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1; source: WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


NO_TEXT = {"background", "raised", "faint", "heat_1", "heat_2", "heat_3", "heat_4"}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize("colour", sorted(set(COLOURS) - NO_TEXT))
def test_every_text_can_be_read(palette: Palette, colour: str) -> None:
    assert contrast(getattr(palette, colour), palette.background) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_text_at_the_cursor_can_be_read(palette: Palette) -> None:
    assert contrast(palette.text, palette.raised) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_every_colour_is_a_variable_of_the_theme(palette: Palette) -> None:
    theme = textual_theme(palette)
    assert theme.variables == own_variables(palette)
    assert all(variable_of(colour) for colour in COLOURS)


def test_every_style_uses_a_colour_of_the_palette() -> None:
    for look in LOOKS.values():
        assert look.colour in COLOURS
        assert not look.behind or look.behind in COLOURS


def test_another_theme_paints_in_the_default_one() -> None:
    assert palette_named("nord") is DARK


def test_no_colour_leaves_weight_and_nothing_else() -> None:
    assert escape_sequence("title", DARK, Depth.NONE) == "\x1b[0;1m"
    assert "38;2;" in escape_sequence("title", DARK, Depth.TRUE)
    assert "38;5;" in escape_sequence("title", DARK, Depth.INDEXED)


@given(st.floats(-1, 2), st.integers(0, 40))
def test_a_meter_fills_its_width(share: float, width: int) -> None:
    filled, rest = meter(share, width)
    assert len(filled) + len(rest) == width


@given(st.lists(st.integers(0, 10**6), max_size=40))
def test_a_sparkline_has_a_character_a_value_and_shows_every_one(
    values: list[int],
) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    for value, level in zip(values, line, strict=True):
        assert (level == "▁") == (value == 0)


def test_columns_stand_on_each_other() -> None:
    assert columns((0, 1, 4), 2) == ["  █", " ▄█"]


def test_the_area_below_a_curve_falls_from_full_to_its_floor() -> None:
    rows = area((1.0, 0.8), 5, 2, 0.8)
    assert rows[0][0] == "█"
    assert rows[-1][-1] == " "


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_heat_has_five_degrees(value: int, top: int) -> None:
    level = heat_level(min(value, top), top)
    assert 0 <= level <= 4
    assert (level == 0) == (min(value, top) == 0)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_paint_fills_the_screen_exactly(size: tuple[int, int]) -> None:
    lines = home_frame(home_step(), *size, {})
    assert len(lines) == size[1]
    assert all(width_of(line) <= size[0] for line in lines)


@pytest.mark.parametrize("depth", list(Depth))
@pytest.mark.parametrize("size", SIZES)
def test_a_terminal_shows_the_first_paint_as_the_lines_say(
    size: tuple[int, int], depth: Depth
) -> None:
    step = home_step()
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(
        first_paint.ENTER
        + first_paint.paint(step, size, palette=DARK, depth=depth, keymap={})
    )
    wanted = [text_of(line).rstrip() for line in home_frame(step, *size, {})]
    assert [row.rstrip() for row in screen.display] == wanted


def test_a_deck_title_cannot_speak_to_the_terminal() -> None:
    evil = replace(DECKS[0], title="a\x1b]0;pwned\x07\u202eb\nc")
    step = home_step(decks=(evil,), notice="x\x1b[2Jy")
    text = first_paint.paint(step, (80, 24), palette=DARK, depth=Depth.NONE)
    assert "\x1b]" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert text.count("\x1b[2J") == 1  # our own


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"NO_COLOR": "", "COLORTERM": "truecolor"}, Depth.NONE),
        ({"COLORTERM": "truecolor"}, Depth.TRUE),
        ({"TERM": "xterm-256color"}, Depth.INDEXED),
        ({"TERM": "vt100"}, Depth.NONE),
    ],
)
def test_the_terminal_says_how_many_colours_it_has(
    environment: dict[str, str], depth: Depth
) -> None:
    assert first_paint.depth_of(environment) is depth


def test_nothing_is_painted_where_there_is_no_terminal() -> None:
    assert first_paint.begin(home_step(), theme="drill-dark") is None


def page(width: int = 80, view: HomeView | None = None, **changes: object) -> str:
    picture = home_picture(home_step(**changes), view or HomeView(), width)
    return "\n".join(map(text_of, picture.lines))


def test_home_says_what_is_due_by_class_and_what_is_late() -> None:
    text = page()
    assert "67 to do, about 14 min" in text
    assert "+ backlog    31, up to 5 days late" in text


def test_home_without_work_says_so() -> None:
    assert "✓ all done" in page(counts=Counts())
    assert "nothing is due" in page(counts=Counts(), done_today=0)


def test_home_without_a_chosen_deck_says_what_to_do() -> None:
    text = page(decks=DECKS[-1:])
    assert "No deck is chosen yet; 1 deck wait" in text or "No deck is chosen" in text
    assert "to choose" in text
    assert "There is no deck yet." in page(decks=())


def test_home_says_what_is_wrong_first() -> None:
    text = page(problems=3, notice="The clock was set back by 2 hours.")
    assert text.index("clock was set back") < text.index("Today")
    assert "3 errors in deck files" in text


def test_topics_show_below_their_deck_when_it_is_unfolded() -> None:
    folded, unfolded = page(), page(view=HomeView(0, frozenset(["databases"])))
    assert "Multi-version" not in folded
    assert "Multi-version" in unfolded
    assert "Raft" not in unfolded
    assert "Algorithms" not in unfolded


@pytest.mark.parametrize("width", [1, 8, 20, 40, 63, 64, 80, 109, 110, 120, 250])
def test_home_fits_any_width(width: int) -> None:
    view = HomeView(1, frozenset(row.id for row in DECKS))
    picture = home_picture(home_step(), view, width)
    assert all(width_of(line) <= max(width, 1) for line in picture.lines)


def test_the_heat_map_ends_with_today() -> None:
    heat = (0,) * 181 + (9,)
    lines = page(120, heat=heat).split("\n")
    friday = next(line for line in lines if " Fri " in line)
    assert "█" in friday.split("Fri")[1]
    assert sum(line.count("█") for line in lines if line is not friday) == sum(
        line.count("█") for line in page(120, heat=(0,) * 182).split("\n")
    ) - page(120, heat=(0,) * 182).split("\n")[lines.index(friday)].count("█")
