"""Deck text on its way to the screen."""

from __future__ import annotations

import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from drill.tui.runs import (
    Line,
    Run,
    apart,
    cells,
    clip,
    clip_line,
    cut,
    left,
    right,
    text_of,
    width_of,
)
from drill.tui.text import text_lines
from drill.tui.text_safety import HIDDEN, one_line, printable, visible

WIDTH = 60


def drawn(text: str, width: int = WIDTH) -> list[str]:
    return [text_of(line) for line in text_lines(text, width)]


def styles(text: str) -> dict[str, str]:
    return {run.text: run.style for line in text_lines(text, WIDTH) for run in line}


HOSTILE = [
    ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
    ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "␛]8;;http://x␇link␛]8;;␇"),
    ("safe\u202eevil", "safe⟨U+202E⟩evil"),
    ("zero\u200bwidth", "zero⟨U+200B⟩width"),
    ("bell\x07", "bell␇"),
    ("csi\x9b31m", "csi⟨U+009B⟩31m"),
    ("del\x7f", "del␡"),
    ("tag\U000e0041", "tag⟨U+E0041⟩"),
    ("half\ud800", "half⟨U+D800⟩"),
    ("return\rback", "return␍back"),
    ("mark\ufeff", "mark⟨U+FEFF⟩"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_what_hides_in_a_text_is_written_out(text: str, shown: str) -> None:
    assert drawn(text) == [shown]


@pytest.mark.parametrize(
    "text",
    ["[bold]x[/bold]", "[@click=app.quit]quit[/]", "[/]", "$accent [red on blue]x"],
)
def test_markup_of_the_terminal_library_is_plain_text(text: str) -> None:
    assert drawn(text) == [text]


def test_every_invisible_character_of_unicode_is_caught() -> None:
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    missed = [
        f"{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in categories
        and chr(code) != "\n"
        and not HIDDEN.match(chr(code))
    ]
    assert missed == []


@given(st.text())
@example("\x1b[2J")
@example("a\tb\r\n\x0c")
def test_nothing_unprintable_survives(text: str) -> None:
    for line in text_lines.__wrapped__(text, WIDTH):
        for run in line:
            assert not HIDDEN.search(run.text)
            assert "\n" not in run.text


@given(st.text())
@example("\u034f")
def test_the_last_gate_lets_no_control_through(text: str) -> None:
    gated = printable(text)
    assert not HIDDEN.search(gated)
    assert "\n" not in gated


@given(st.text(), st.integers(8, 120))
@settings(max_examples=200)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    for line in text_lines.__wrapped__(text, width):
        assert width_of(line) <= width or "│" in text_of(line) or "─" in text_of(line)


PROSE = st.text(st.sampled_from("ab cd日本.,\n"), max_size=200)


@given(PROSE, st.integers(8, 60))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    kept = "".join(text_of(line) for line in text_lines.__wrapped__(text, width))
    assert kept.replace(" ", "") == "".join(text.split())


def test_widths_agree_with_the_terminal_library() -> None:
    text = "naïve 日本語 é ｶﾅ ️→ ━ █ ☃ 👍 한국어 ไทย"
    for character in text:
        assert cells(character) == cell_len(character), character


def test_wide_characters_wrap_where_they_fill_the_line() -> None:
    assert drawn("日本語のテキスト", 8) == ["日本語の", "テキスト"]


def test_a_closing_mark_never_starts_a_line() -> None:
    assert drawn("日本語で。これは", 8) == ["日本語", "で。これ", "は"]


def test_lines_of_a_paragraph_are_joined_and_wrapped_at_words() -> None:
    assert drawn("one two\nthree four five", 13) == ["one two three", "four five"]


def test_hard_breaks_stay() -> None:
    assert drawn("one  \ntwo\\\nthree") == ["one", "two", "three"]


def test_emphasis_code_and_links_have_styles() -> None:
    text = "*a* **b** `c` ~~d~~ [e](http://f) ***g***"
    found = styles(text)
    assert found["a"] == "emphasis"
    assert found["b"] == "strong"
    assert found["c"] == "code"
    assert found["d"] == "strike"
    assert found["e"] == "link"
    assert found["g"] == "strong-emphasis"


@pytest.mark.parametrize(
    "text",
    ["2 * 3 * 4", "snake_case_name", "a*b*c", "x ** y", "`open", r"2**", "_ _", "**"],
)
def test_marks_that_are_no_emphasis_stay(text: str) -> None:
    assert drawn(text) == [text]


def test_a_backslash_takes_the_meaning_of_a_mark() -> None:
    assert drawn(r"\*not\* \`code\`") == ["*not* `code`"]


def test_code_is_kept_as_it_stands() -> None:
    text = "```\nif x:\n    *y*\n\n  done\n```"
    assert drawn(text) == ["if x:", "    *y*", "", "  done"]


def test_code_too_wide_goes_on_in_the_next_row() -> None:
    assert drawn("```\nabcdefghijkl\n```", 8) == ["abcdefgh", "↪ ijkl"]


def test_code_has_colours_when_its_language_is_known() -> None:
    line = text_lines("```python\ndef f(): return 'a'  # b\n```", WIDTH)[0]
    found = {run.text: run.style for run in line}
    assert found["def"] == "code-word"
    assert found["# b"] == "code-comment"


def test_code_of_an_unknown_language_is_plain() -> None:
    assert drawn("```klingon\nqapla' *x*\n```") == ["qapla' *x*"]


def test_colours_can_be_left_out() -> None:
    lines = text_lines("```python\ndef f(): pass\n```", WIDTH, syntax=False)
    assert lines == ((Run("def f(): pass"),),)


def test_a_fence_that_never_closes_loses_nothing() -> None:
    assert drawn("```\nabc\ndef") == ["abc", "def"]


def test_a_drawing_keeps_its_shape_without_a_fence() -> None:
    text = "┌──┐\n│ab│──▶ c\n└──┘"
    assert drawn(text) == text.split("\n")


def test_lists_hang_and_nest() -> None:
    text = "- one two three\n- four\n  - five\n\n1. first\n2. second"
    assert drawn(text, 10) == [
        "• one two",
        "  three",
        "• four",
        "  • five",
        "",
        "1. first",
        "2. second",
    ]


def test_numbers_line_up_in_a_long_list() -> None:
    text = "\n".join(f"{number}. x" for number in range(8, 12))
    assert drawn(text) == [" 8. x", " 9. x", "10. x", "11. x"]


def test_a_number_that_a_line_happens_to_begin_with_is_no_list() -> None:
    text = "Of 400 it takes\n20. The others\n1. wait"
    first, *_, last = drawn(text)
    assert (first, last) == ("Of 400 it takes 20. The others", "1. wait")


@pytest.mark.parametrize("unit", ["%", "ms", "µs.", "GB,", "MB/s", "Gbit/s"])
def test_a_unit_stays_with_its_number(unit: str) -> None:
    first, second, *_ = drawn(f"it takes 20 {unit} of it", 12)
    assert (first, second[: len(unit) + 3]) == ("it takes", f"20 {unit}")
    assert drawn("it takes 20 sixths", 12) == ["it takes 20", "sixths"]


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert drawn("It was published in\n1990. Then came more.") == [
        "It was published in 1990. Then came more."
    ]


def test_tables_are_aligned() -> None:
    text = "| a | long |\n|---|-----:|\n| 日本 | 1 |\n| x | 22 |"
    assert drawn(text) == [
        "a    │ long",
        "─────┼─────",
        "日本 │    1",
        "x    │   22",
    ]


def test_a_wide_table_wraps_its_cells() -> None:
    text = "| a | b |\n|---|---|\n| one | " + "word " * 12 + "|"
    lines = drawn(text, 30)
    assert max(map(cells, lines)) <= 30
    assert sum(line.count("word") for line in lines) == 12


def test_a_row_with_missing_cells_is_filled_up() -> None:
    assert drawn("| a | b |\n|---|---|\n| x |")[-1].rstrip() == "x │"


def test_an_escaped_bar_belongs_to_the_cell() -> None:
    assert drawn("| a |\n|---|\n| x \\| y |")[-1] == "x | y"


def test_quotes_and_rules_and_headings() -> None:
    assert drawn("# Title\n\n> said\n> so\n\n---", 10) == [
        "Title",
        "",
        "▎ said so",
        "",
        "─" * 10,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**a " * 20_000,
        "`a *b _c [d" * 8_000,
        "> " * 20_000,
        "- a\n" * 20_000,
        "| a " * 20_000,
        "[" * 60_000,
        "x" * 120_000,
        "a  \n" * 20_000,
    ],
    ids=["stars", "mixed", "quotes", "items", "bars", "brackets", "long", "breaks"],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    start = time.process_time()
    text_lines.__wrapped__(text, WIDTH)
    assert time.process_time() - start < 5


def test_one_line_has_no_newlines_and_no_controls() -> None:
    assert one_line("a\n  b\tc\x1b") == "a b c␛"


def test_a_request_for_emoji_style_is_nothing_to_show() -> None:
    assert visible("⚠\ufe0f!") == "⚠!"


@given(st.text(), st.integers(0, 30))
def test_a_clipped_text_fits(text: str, width: int) -> None:
    shown = visible(text).replace("\n", " ")
    assert cells(clip(shown, width)) <= width
    assert cells(left(shown, width)) == width
    assert cells(right(shown, width)) == width
    head, rest = cut(shown, width)
    assert head + rest == shown
    assert cells(head) <= width


LINES = st.lists(st.builds(Run, st.text("ab日", max_size=9), st.just("muted")))


@given(LINES.map(tuple), LINES.map(tuple), st.integers(1, 40))
def test_two_lines_in_one_never_pass_the_edge(
    start: Line, end: Line, width: int
) -> None:
    assert width_of(clip_line(start, width)) <= width
    assert width_of(apart(start, end, width)) <= width
