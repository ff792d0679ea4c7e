"""What a question looks like, asked and marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.questions import TypedQuestion
from drill.ids import Rating
from drill.quiz.marks import Change, Mark, Stretch, Verdict
from drill.quiz.proposing import propose
from drill.sessions.question_steps import MarkedEntry, MarkedStep, QuestionStep
from drill.tui.commands import shown_key
from drill.tui.commands_of_questions import QUESTIONS as COMMANDS
from drill.tui.keys import types
from drill.tui.question_entry import Entry, entry_of
from drill.tui.question_keys import (
    allows,
    asked_entries,
    consequence,
    marked_entries,
    price_in_rating,
)
from drill.tui.question_lines import asked_picture, weight_labels
from drill.tui.question_marks import difference_runs, marked_picture
from drill.tui.review_lines import buttons, short_buttons
from drill.tui.runs import Line, text_of, width_of
from drill.tui.text_safety import HIDDEN
from tests.tui.factory import OUTCOMES
from tests.tui.questions import (
    CHOICE,
    CHOICE_WRONG,
    GIVEN_UP,
    MARKED,
    NUMERIC,
    NUMERIC_RIGHT,
    ORDER,
    ORDER_PARTLY,
    PASSED,
    PROMPT,
    QUESTIONS,
    SEVERAL,
    TYPED,
    TYPED_WRONG,
)

WIDTHS = [1, 8, 20, 40, 80, 120, 200]
EVIL = "a\x1b[31m[b]\u202e\x07中🙂\u200b\n```\n" + "w" * 90


def words(lines: tuple[Line, ...] | list[Line]) -> str:
    return "\n".join(map(text_of, lines))


def asked(entry: Entry, width: int = 80, **how: int | str) -> str:
    return words(asked_picture(entry, width, **how).lines)  # type: ignore[arg-type]


def marked(name: str, width: int = 80, **changes: object) -> str:
    question, found = MARKED[name]
    mark = replace(found, **changes)  # type: ignore[arg-type]
    return words(marked_picture(question, mark, width).lines)


def row_of(text: str, part: str) -> str:
    return next(line for line in text.split("\n") if part in line)


# --- asked ----------------------------------------------------------------------


def test_the_mark_stands_at_the_chosen_row() -> None:
    assert row_of(asked(entry_of(CHOICE).picked(1)), "16 MiB") == " ▸ 2  16 MiB"
    assert "▸" not in asked(entry_of(CHOICE))


def test_ticks_are_boxes_where_several_can_be_right() -> None:
    text = asked(entry_of(SEVERAL).picked(1).moved(1))
    assert " 2  ■ A dirty read." in text
    assert " ▸ 3  □ A lost update" in text


def test_an_item_that_is_held_says_that_it_moves() -> None:
    text = asked(entry_of(ORDER).toggled().moved(1))
    assert text.split("\n")[-4:] == [
        "   1  analysis",
        " ↕ 2  undo the losers",
        "   3  redo",
        "   4  find the checkpoint",
    ]


def test_a_number_has_its_unit_behind_the_field() -> None:
    text = row_of(asked(entry_of(NUMERIC).typed("4 K")), "answer")
    assert text == f"   answer {'4 K':<24}  MiB"


def test_a_complaint_stands_below_the_line_and_hints_below_that() -> None:
    text = asked(entry_of(NUMERIC).typed("12 foo"), hints=1, complaint="no number")
    after = text.split("answer 12 foo")[1]
    assert after.index("! no number") < after.index("hint   How many pages")


def test_hints_come_by_degrees() -> None:
    assert "hint" not in asked(entry_of(CHOICE))
    assert "Keys and values" not in asked(entry_of(CHOICE), hints=1)
    assert "Keys and values" in asked(entry_of(CHOICE), hints=2)


def test_a_prompt_shows_what_counts_only_when_it_is_open() -> None:
    closed, opened = asked(entry_of(PROMPT)), asked(entry_of(PROMPT, is_open=True))
    assert "You have 15 min." in closed
    assert "token bucket" not in closed
    assert "token bucket" in opened
    assert row_of(opened, "Names an algorithm").endswith("  2 points")
    assert row_of(opened, "Decides between").endswith("  1 point")


def test_a_prompt_without_outline_minutes_and_title_shows_the_rest() -> None:
    bare = replace(PROMPT, outline="", minutes=None, title="")
    assert "─" not in asked(entry_of(bare, is_open=True))
    assert "min." not in asked(entry_of(bare))
    assert asked(entry_of(bare)).startswith("\n   Design a limiter")
    assert "A rate limiter" in asked(entry_of(replace(PROMPT, text="")))


def test_equal_weights_go_without_saying() -> None:
    assert weight_labels((1.0, 1.0)) == []
    assert weight_labels(()) == []
    assert weight_labels((2.5, 1.0)) == ["2.5 points", "1 point"]


def test_what_has_to_be_seen_is_the_row_at_the_mark() -> None:
    picture = asked_picture(entry_of(SEVERAL).picked(0).moved(1), 40)
    assert "A dirty read" in text_of(picture.lines[picture.focus])
    text = asked_picture(entry_of(TYPED), 40)
    assert "answer" in text_of(text.lines[text.focus])


# --- marked ---------------------------------------------------------------------


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_question_stays_where_it_was_when_the_mark_comes(
    name: str, width: int
) -> None:
    question, found = MARKED[name]
    before = asked_picture(entry_of(question), width)
    after = marked_picture(question, found, width)
    assert before.lines[: before.answer_at] == after.lines[: after.answer_at]


def test_every_choice_says_why_and_ones_own_is_named() -> None:
    text = marked("choice")
    assert row_of(text, " 8 MiB").startswith(" ▸ 3  8 MiB   ✗ yours: keys alone")
    assert "✓ right" in row_of(text, "16 MiB")
    assert "counts all 32 heads" in row_of(text, "64 MiB")


def test_reasons_go_below_choices_that_are_long() -> None:
    lines = marked("several").split("\n")
    at = lines.index(" ▸ 2  ■ A dirty read.")
    assert lines[at + 1].startswith("        ✗ yours: a snapshot holds")
    assert "✓ right, missed" in marked("several")
    assert "✓ yours, right: neither" in marked("several")


def test_a_choice_without_a_reason_takes_one_line() -> None:
    entries = tuple(replace(each, why="") for each in CHOICE_WRONG.entries)
    text = marked("choice", 40, entries=entries)
    assert "   1  64 MiB\n   2  16 MiB\n      ✓ right\n ▸ 3" in text


def test_the_verdict_is_a_word_with_its_sign_and_what_follows() -> None:
    assert "   ✗ wrong\n" in marked("choice")
    assert "≈ partly right, 50 % · 1 of 2 found\n" in marked("several")
    assert "   ✓ right\n" in marked("numeric")
    assert "✓ right · proposed: hard, because right, with 1 hint" in marked(
        "numeric", proposed=Rating.HARD, because="right, with 1 hint"
    )
    assert "○ no answer" in marked("typed-nothing")
    assert "proposed" not in marked("choice", proposed=None)


def test_a_number_says_how_it_was_read_and_which_error_leads_to_it() -> None:
    assert "read   4096k = 4 MiB" in marked("numeric")
    assert "✗ 1 MiB   one byte an entry" in marked("numeric-wrong")
    assert "right  4 MiB" in marked("numeric-wrong")


def test_what_was_typed_right_is_not_said_twice() -> None:
    text = marked("numeric", given="4 MiB", understood="")
    assert text.count("4 MiB") == 1
    assert "read" not in text


def test_a_difference_shows_without_colours() -> None:
    text = marked("typed")
    assert "diff   quor[−a][+u]m[−␣size]" in text
    assert "[−too much] [+missing]" in text
    assert "diff" not in marked("typed", verdict=Verdict.RIGHT)


def test_texts_with_nothing_in_common_are_not_compared() -> None:
    difference = (Stretch("x", Change.EXTRA), Stretch("y", Change.MISSING))
    assert "diff" not in marked("typed", difference=difference)


def test_blanks_at_the_ends_of_a_stretch_can_be_seen() -> None:
    stretches = [Stretch(text, Change.EXTRA) for text in (" a b ", "  ", "c")]
    shown = text_of(tuple(difference_runs(stretches)))
    assert shown == "[−␣a b␣][−␣␣][−c]"


def test_reasons_are_markdown_of_one_line() -> None:
    entries = tuple(
        replace(each, why="halves `ssthresh`,\nand *not* more")
        for each in CHOICE_WRONG.entries
    )
    text = marked("choice", entries=entries)
    assert text.count("halves ssthresh, and not more") == 4
    assert "✗ 1 MiB   one byte an entry" in marked(
        "numeric-wrong", mistake="one `byte` an entry"
    )


def test_nothing_is_called_missed_when_nothing_was_chosen() -> None:
    question, found = MARKED["several"]
    entries = tuple(replace(each, is_given=False) for each in found.entries)
    lines = marked_picture(question, replace(found, entries=entries), 80).lines
    assert "missed" not in words(lines)


def test_items_stand_in_the_right_order_and_say_where_they_were_put() -> None:
    text = marked("order")
    assert "✗ you put it at 2" in row_of(text, "3  redo")
    assert "✓ right" in row_of(text, "find the checkpoint")
    order = text.split("the right order\n")[1].split("\n\n")[0]
    assert [row[3:14].strip() for row in order.split("\n")[1:3]] == [
        "2  analysis",
        "3  redo",
    ]
    assert text.count("redo") == marked("order", entries=()).count("redo") + 1


def test_items_in_order_are_not_listed_twice() -> None:
    entries = tuple(
        replace(each, is_right=True, place=at)
        for at, each in enumerate(ORDER_PARTLY.entries, 1)
    )
    assert "the right order" not in marked("order", entries=entries)


def test_items_that_were_not_put_are_not_called_wrong() -> None:
    entries = tuple(replace(each, is_given=False) for each in ORDER_PARTLY.entries)
    text = marked("order", entries=entries, verdict=Verdict.NO_ANSWER)
    assert "✗" not in text
    assert "you put it" not in text
    assert "the right order" in text


def test_the_explanation_is_in_front_of_the_source() -> None:
    text = marked("choice")
    assert text.index("2 × 8 heads") < text.index("from   Shazeer")


# --- anywhere -------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_an_asked_question_fits_any_width(name: str, width: int) -> None:
    entry = entry_of(QUESTIONS[name], is_open=True)
    lines = asked_picture(entry, width, hints=9, complaint="no " * 9).lines
    assert all(width_of(line) <= max(width, 20) for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", MARKED)
def test_a_marked_question_fits_any_width(name: str, width: int) -> None:
    lines = marked_picture(*MARKED[name], width).lines
    assert all(width_of(line) <= max(width, 20) for line in lines)


def evil(kind: str) -> tuple[QuestionStep, MarkedStep]:
    """A question all of whose texts are hostile."""
    places = (0, 1) if kind not in {"numeric", "typed"} else ()
    question = QuestionStep(
        kind,
        EVIL,
        entries=(EVIL,) * len(places),
        places=places,
        several=kind == "choice",
        unit=EVIL,
        hints=(EVIL,),
        title=EVIL if kind == "prompt" else "",
        outline=EVIL,
        weights=(1.0, 2.0),
    )
    found = MarkedStep(
        Verdict.PARTLY,
        0.5,
        remark=EVIL,
        entries=tuple(
            MarkedEntry(EVIL, place == 0, is_given=True, why=EVIL, place=2 - place)
            for place in places
        ),
        answer=EVIL,
        given=EVIL,
        understood=EVIL,
        difference=tuple(Stretch(EVIL, change) for change in Change),
        mistake=EVIL,
        why=EVIL,
        source=(EVIL,),
        proposed=Rating.HARD,
        allowed=(Rating.HARD,),
        because=EVIL,
    )
    return question, found


@pytest.mark.parametrize("width", [1, 20, 80])
@pytest.mark.parametrize("kind", ["choice", "numeric", "typed", "order", "prompt"])
def test_nothing_of_a_deck_speaks_to_the_terminal(kind: str, width: int) -> None:
    question, found = evil(kind)
    entry = entry_of(question, is_open=True).typed(EVIL).picked(0)
    text = asked(entry, width, hints=1, complaint=EVIL)
    text += words(marked_picture(question, found, width).lines)
    assert not HIDDEN.search(text)
    assert "␛[31m[b]" in text.replace("\n", "").replace(" ", "")


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 90))
def test_any_text_can_be_asked_and_marked(one: str, other: str, width: int) -> None:
    question = replace(CHOICE, text=one, entries=(one, other, one, other))
    entries = tuple(replace(each, text=one, why=other) for each in CHOICE_WRONG.entries)
    found = replace(CHOICE_WRONG, entries=entries, why=one, remark=other)
    for lines in (
        asked_picture(entry_of(question).picked(0), width).lines,
        marked_picture(question, found, width).lines,
    ):
        assert all(width_of(line) <= max(width, 20) for line in lines)
        assert not HIDDEN.search("".join(map(text_of, lines)))


# --- keys -----------------------------------------------------------------------


def keys(entry: Entry, hints: int = 0, **keymap: str) -> str:
    own = {name.replace("_", "."): key for name, key in keymap.items()}
    return " ".join(map(text_of, asked_entries(entry, own, hints, "hard at best")))


def test_a_question_says_what_can_be_pressed() -> None:
    assert keys(entry_of(CHOICE)) == (
        "⏎ answer 1–4 choose ^d don't know F2 hint 1 of 2 (hard at best)"
    )
    assert keys(entry_of(SEVERAL)) == "⏎ answer 1–4 tick space tick ^d don't know"
    assert keys(entry_of(ORDER)) == (
        "⏎ answer 1–4 put to place space take up ^d don't know"
    )
    assert keys(entry_of(ORDER).toggled()) == (
        "⏎ put down 1–4 put to place ^d don't know"
    )
    assert keys(entry_of(PROMPT), 1) == "⏎ show what a good answer has ^d don't know"
    assert keys(entry_of(PROMPT, is_open=True), 1) == (
        "⏎ hand in 1–3 tick space tick ^d don't know"
    )


def test_while_typing_only_keys_that_type_nothing_are_shown() -> None:
    assert keys(entry_of(TYPED)) == "⏎ answer ^d don't know"
    own = {"question_hint": "f3", "question_unknown": "f4,z"}
    assert keys(entry_of(NUMERIC), **own).startswith(  # type: ignore[arg-type]
        "⏎ answer F4 don't know F3 hint"
    )


def test_own_keys_that_are_text_leave_the_default_ones_while_typing() -> None:
    own = {"question_answer": "y", "question_unknown": "z"}
    assert keys(entry_of(TYPED), **own) == (  # type: ignore[arg-type]
        "⏎ answer ^d don't know"
    )
    assert keys(entry_of(SEVERAL), **own).startswith(  # type: ignore[arg-type]
        "y answer"
    )
    assert keys(entry_of(NUMERIC)) == (
        "⏎ answer ^d don't know F2 hint 1 of 1 (hard at best)"
    )


def test_giving_up_needs_an_empty_line() -> None:
    assert "don't know" not in keys(entry_of(TYPED).typed("x"))
    assert not allows(entry_of(TYPED).typed("x"), "give_up", 0)
    assert allows(entry_of(TYPED), "give_up", 0)


def test_without_a_question_nothing_is_allowed() -> None:
    assert not allows(None, "answer", 0)
    assert not allows(None, "hint", 0)


def test_remapped_keys_are_the_ones_shown() -> None:
    assert keys(entry_of(CHOICE), question_pick="a,s,d,f,g").startswith(
        "⏎ answer a–f choose"
    )
    two = replace(CHOICE, entries=("yes",), places=(0,))
    assert "1 choose" in keys(entry_of(two))


def test_every_command_but_choosing_has_a_key_that_works_while_typing() -> None:
    for command in COMMANDS:
        if command.id in {"question.answer", "question.unknown", "question.hint"}:
            assert shown_key(command, {}, is_typing=True)


@pytest.mark.parametrize("key", ["a", "0", "space", "question_mark", "K", "slash"])
def test_characters_are_told_from_other_keys(key: str) -> None:
    assert types(key)


@pytest.mark.parametrize("key", ["ctrl+d", "f2", "enter", "shift+up", "escape", "tab"])
def test_other_keys_type_nothing(key: str) -> None:
    assert not types(key)


def test_the_consequence_names_the_rating_and_when_the_card_comes_back() -> None:
    assert text_of(consequence(CHOICE_WRONG, OUTCOMES)) == "✗ wrong: again in 10 min"
    practice = tuple(replace(each, label="practice") for each in OUTCOMES)
    assert text_of(consequence(NUMERIC_RIGHT, practice)) == "✓ right: good, practice"
    assert text_of(consequence(NUMERIC_RIGHT, ())) == "✓ right: good"
    unrated = replace(GIVEN_UP, proposed=None)
    assert text_of(consequence(unrated, OUTCOMES)) == "○ no answer"


def test_a_new_instance_is_offered_where_there_is_one() -> None:
    lines = marked_entries(TYPED_WRONG, OUTCOMES, {}, has_another=True)
    assert "n a new instance" in words(lines)
    lines = marked_entries(TYPED_WRONG, OUTCOMES, {}, has_another=False)
    assert "instance" not in words(lines)


def test_ratings_that_are_not_allowed_leave_a_gap_and_the_proposed_one_is_marked() -> (
    None
):
    slow = replace(NUMERIC_RIGHT, allowed=PASSED[1:])
    names, spans = buttons(OUTCOMES, ("1", "2", "3", "4"), 80, slow)
    free, _ = buttons(OUTCOMES, ("1", "2", "3", "4"), 80)
    assert "again" not in text_of(names)
    assert "10 min" not in text_of(spans)
    assert text_of(names).index("3 good ⏎") == text_of(free).index("3 good")
    short = text_of(short_buttons(OUTCOMES, ("1", "2", "3", "4"), 80, slow))
    assert short == " 2 hard 6 days  3 good ⏎ 14 days  4 easy 31 days  "


@pytest.mark.parametrize(
    ("hints", "proposed"), [(1, "hard"), (2, "again"), (3, "again")]
)
def test_the_price_of_a_hint_is_that_of_the_table(hints: int, proposed: str) -> None:
    right = Mark(1.0)
    question = TypedQuestion("?", "x")
    proposal = propose(question, right, hints=hints, elapsed_s=1.0)
    assert proposal.rating.name.lower() == proposed
    assert max(proposal.allowed) is Rating.HARD
    assert price_in_rating(hints).startswith("hard" if hints == 1 else "again")
