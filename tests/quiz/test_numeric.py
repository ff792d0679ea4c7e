"""Numbers with their units, and how near is near enough."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.questions import Leeway, Mistake, NumericQuestion, Written
from drill.quiz.marking import complaint, mark
from drill.quiz.units import is_ambiguous, prefix, read_unit, singular


def asked(answer: float, unit: str = "", **more: Any) -> NumericQuestion:
    return NumericQuestion("How many segments are in flight?", answer, unit, **more)


@pytest.mark.parametrize(
    ("answer", "unit", "typed", "understood"),
    [
        (4096, "B", "4096", ""),
        (4096, "B", "4,096 B", ""),
        (4096, "B", "4 KiB", "4 KiB = 4,096 B"),
        (4096, "B", "4KIB", "4KIB = 4,096 B"),
        (4096, "B", "4 kibibytes", "4 kibibytes = 4,096 B"),
        (4096, "B", "4 Ki", "4 Ki = 4,096 B"),
        (4096, "B", "4096 bytes", "4096 bytes = 4,096 B"),
        (4096, "B", "4096 octets", "4096 octets = 4,096 B"),
        (4096, "B", "32768 bits", "32768 bits = 4,096 B"),
        (4096, "B", "32 Kib", "32 Kib = 4,096 B"),
        (4000, "B", "4k", "4k = 4,000 B"),
        (4000, "B", "4 K", "4 K = 4,000 B"),
        (4000, "B", "4 KB", "4 KB = 4,000 B"),
        (4000, "B", "4 kilobytes", "4 kilobytes = 4,000 B"),
        (4, "KiB", "4096 B", "4096 B = 4 KiB"),
        (4, "kbit", "4 kb", "4 kb = 4 kbit"),  # bits are asked for
        (0.0015, "s", "1.5 ms", "1.5 ms = 0.0015 s"),
        (1500, "us", "1.5 ms", "1.5 ms = 1,500 us"),
        (1.5, "ms", "1500 \N{MICRO SIGN}s", "1500 μs = 1.5 ms"),
        (1.5, "ms", "1500 microseconds", "1500 microseconds = 1.5 ms"),
        (5400, "s", "90 min", "90 min = 5,400 s"),
        (5400, "s", "90m", "90m = 5,400 s"),
        (5400, "s", "1 h 30 min", "1 h 30 min = 5,400 s"),
        (5400, "s", "1h30m", "1h30m = 5,400 s"),
        (5400, "s", "1 hour and 30 minutes", "1 hour and 30 minutes = 5,400 s"),
        (2, "d", "48 h", "48 h = 2 d"),
        (31_536_000, "s", "1 year", "1 year = 31,536,000 s"),
        (100, "Mb/s", "100 Mbps", "100 Mbps = 100 Mb/s"),
        (100, "Mb/s", "100 mbps", "100 mbps = 100 Mb/s"),
        (100, "Mb/s", "100 mb/s", "100 mb/s = 100 Mb/s"),
        (100, "Mb/s", "12.5 MB/s", "12.5 MB/s = 100 Mb/s"),
        (100, "Mb/s", "12.5 MBps", "12.5 MBps = 100 Mb/s"),
        (100, "Mb/s", "100 megabits per second", "100 megabits per second = 100 Mb/s"),
        (1, "MB/s", "60 MB per minute", "60 MB per minute = 1 MB/s"),
        (12, "%", "12", ""),
        (12, "%", "12 %", ""),
        (12, "%", "12%", ""),
        (12, "%", "12 percent", "12 percent = 12 %"),
        (12, "%", "120 permille", "120 permille = 12 %"),
        (0.12, "", "12 %", "12 % = 0.12"),
        (5000, "requests/s", "5k", "5k = 5,000 requests/s"),
        (5000, "requests/s", "5 krps", "5 krps = 5,000 requests/s"),
        (5000, "requests/s", "5k rps", "5k rps = 5,000 requests/s"),
        (5000, "requests/s", "300k/min", "300k/min = 5,000 requests/s"),
        (5000, "requests/s", "5000/s", "5000/s = 5,000 requests/s"),
        (5000, "requests/s", "5 kHz", "5 kHz = 5,000 requests/s"),
        (5000, "requests/s", "5000 request a second",
         "5000 request a second = 5,000 requests/s"),
        (8, "nodes", "8", ""),
        (8, "nodes", "8 nodes", ""),
        (8, "nodes", "8 Node", "8 Node = 8 nodes"),
        (8, "nodes", "8 segments", "8 segments = 8 nodes"),  # the text speaks of them
        (8, "", "8 segments", "8 segments = 8"),
        (7e9, "parameters", "7B", "7B = 7,000,000,000 parameters"),
        (7e9, "parameters", "7 billion", "7 billion = 7,000,000,000 parameters"),
        (7e9, "parameters", "7 bn", "7 bn = 7,000,000,000 parameters"),
        (2e6, "", "2 million", "2 million = 2,000,000"),
        (160, "KiB/token", "160 KiB", "160 KiB = 160 KiB/token"),
        (160, "KiB/token", "163840 B per token", "163840 B per token = 160 KiB/token"),
        (5, "$", "$5", ""),
        (5, "$", "5 $", ""),
        (312, "TFLOPS", "312 TFLOP/s", "312 TFLOP/s = 312 TFLOPS"),
        (700, "W", "0.7 kW", "0.7 kW = 700 W"),
        (1 / 3, "", "1/3", "1/3 ≈ 0.333333"),
        (1e6, "", "10⁶", "10^6 = 1,000,000"),
        (-5, "dB", "\N{MINUS SIGN}5 dB", ""),
        (3, "mb", "3", ""),  # an author's unit that may mean either is a mere word
        (3, "mw", "3 mw", ""),
    ],
)  # fmt: skip
def test_a_right_number_is_right_in_every_unit(
    answer: float, unit: str, typed: str, understood: str
) -> None:
    question = asked(answer, unit)
    found = mark(question, Written(typed))
    assert found.is_right, found
    assert found.understood == understood
    assert complaint(question, Written(typed)) == ""


@pytest.mark.parametrize("typed", ["4k", "4 K", "4 KB", "4 kB", "4 KiB", "4096", "4Ki"])
def test_a_question_may_declare_binary_prefixes(typed: str) -> None:
    question = asked(4096, "B", binary_prefixes=True)
    assert mark(question, Written(typed)).is_right
    assert mark(asked(4000, "B"), Written("4 kB")).is_right
    assert not mark(asked(4000, "B"), Written("4 KiB")).is_right


@pytest.mark.parametrize(
    ("answer", "unit", "typed", "remark"),
    [
        (4096, "B", "4k", "too small by 2.3 %"),
        (4096, "B", "4096 b", "too small by a factor of 8"),
        (100, "Mb/s", "100 MB/s", "too large by a factor of 8"),
        (4096, "B", "4096 s", "that is a time, and an amount of data is asked for"),
        (
            4096,
            "B",
            "4096 B/s",
            "that is a data rate, and an amount of data is asked for",
        ),
        (
            4096,
            "B",
            "1 B / s / s",
            "that is something else, and an amount of data is asked",
        ),
        (4, "s", "4 segments", "that is a plain number, and a time is asked for"),
        (
            8,
            "nodes",
            "8 MB",
            "that is an amount of data, and a plain number is asked for",
        ),
        (12, "%", "0.12", "too small by a factor of 100"),
        (5, "", "-5", "the sign is wrong"),
        (5, "", "-6", ""),
        (5, "", "0", ""),
        (0, "", "1", ""),
        (4_294_967_296, "", "4294967295", ""),  # whole numbers are exact
        (100, "", "110", "too large by 10 %"),
        (10**20, "", "10^390", "too large by a factor of 1e+370"),
    ],
)
def test_a_wrong_number_is_wrong_and_says_how(
    answer: float, unit: str, typed: str, remark: str
) -> None:
    question = asked(answer, unit)
    found = mark(question, Written(typed))
    assert found.credit == 0
    assert found.remark.startswith(remark)
    assert complaint(question, Written(typed)) == ""


@pytest.mark.parametrize(
    ("unit", "typed", "reason"),
    [
        ("B", "foo", "“foo” is no number."),
        ("B", "12 foo", "“foo” is not understood: answer in B."),
        ("", "12 foo", "“foo” is not understood: answer without a unit."),
        ("", "12 ms", "“ms” is not understood: answer without a unit."),
        ("", "5m", "“m” is not understood: answer without a unit."),
        ("B", "4 kb", "“kb” can be read in two ways: write kbit or kB."),
        ("B", "4 mb", "“mb” can be read in two ways: write Mbit or MB."),
        ("B", "4 gib", "“gib” can be read in two ways: write Gibit or GiB."),
        ("W", "4 mw", "“mw” can be read in two ways: write MW or mW."),
        ("KiB", "4k", "“k” may belong to KiB or not: write the unit."),
        ("s", "1h 30", "“1h 30” is no number with its unit."),
        ("s", "1 h 5 B", "“1 h 5 B” is no number with its unit."),
        (
            "s",
            "1 h 2 h 3 h 4 h 5 h",
            "“1 h 2 h 3 h 4 h 5 h” is no number with its unit.",
        ),
        ("B", "9" * 1000, "That is too long for a number."),
        ("B", "9" * 399, "That is too long for a number."),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_reason(
    unit: str, typed: str, reason: str
) -> None:
    question = asked(12, unit)
    assert complaint(question, Written(typed)) == reason
    found = mark(question, Written(typed))
    assert (found.credit, found.is_answered) == (0, True)
    assert found.remark


@pytest.mark.parametrize(
    ("answer", "leeway", "right", "wrong"),
    [
        (100, None, ["100"], ["100.0001", "99"]),
        (0.1, None, ["0.1", "1/10", "0.1000000000001"], ["0.1001"]),
        (100, Leeway(absolute=2), ["98", "102", "100.5"], ["97.9", "102.1"]),
        (0.3, Leeway(absolute=0.1), ["0.2", "0.4"], ["0.19", "0.41"]),
        (100, Leeway(absolute=0), ["100"], ["101"]),
        (100, Leeway(relative=0.05), ["95", "105"], ["94.9", "105.1", "-100"]),
        (-100, Leeway(relative=0.05), ["-95", "-105"], ["-94", "100"]),
        (0, Leeway(relative=0.05), ["0", "-0", "0.0"], ["0.0001"]),
        (0, Leeway(absolute=1), ["1", "-1"], ["1.1"]),
        (1000, Leeway(magnitude=1), ["100", "10000"], ["99", "10001", "0", "-1000"]),
        (1000, Leeway(magnitude=0.5), ["317", "3162"], ["316", "3163"]),
        (-1000, Leeway(magnitude=1), ["-100"], ["100"]),
        (0, Leeway(magnitude=1), ["0"], ["1", "-1"]),
        (1000, Leeway(magnitude=1), ["1e3"], ["1e300"]),
    ],
)  # fmt: skip
def test_leeway(
    answer: float, leeway: Leeway | None, right: list[str], wrong: list[str]
) -> None:
    question = asked(answer, leeway=leeway)
    assert [text for text in right if not mark(question, Written(text)).is_right] == []
    assert [text for text in wrong if mark(question, Written(text)).credit] == []


def test_a_right_number_says_how_far_off_it_is() -> None:
    question = asked(100, leeway=Leeway(relative=0.1))
    assert mark(question, Written("108")).remark == "8 % off"
    assert mark(question, Written("100")).remark == ""
    question = asked(100, leeway=Leeway(magnitude=1))
    assert mark(question, Written("300")).remark == "a factor of 3 off"


def test_a_known_mistake_is_named_and_the_nearest_of_several() -> None:
    question = asked(
        10,
        "ms",
        leeway=Leeway(absolute=1),
        mistakes=(
            Mistake("20", "doubles"),
            Mistake("21", "doubles, and adds one"),
            Mistake("not a number", "no"),
            Mistake("", "no"),
            Mistake("10", "this one is right"),
        ),
    )
    assert mark(question, Written("20.2")).mistake == "doubles"
    assert mark(question, Written("0.021 s")).mistake == "doubles, and adds one"
    assert mark(question, Written("30")).mistake == ""
    assert mark(question, Written("10.5")).mistake == ""
    assert mark(question, Written("20 B")).mistake == ""


UNITS = ["ns", "us", "ms", "s", "min", "h", "d"]


@given(st.integers(1, 10**6), st.sampled_from(list(product(UNITS, UNITS))))
def test_a_time_means_the_same_in_all_units(
    number: int, units: tuple[str, str]
) -> None:
    typed, wanted = units
    ratio = (
        read_unit(typed, binary=False).factor / read_unit(wanted, binary=False).factor
    )
    answer = float(number * ratio)
    found = mark(asked(answer, wanted), Written(f"{number} {typed}"))
    assert found.is_right or answer.is_integer()


@pytest.mark.parametrize(
    ("text", "factor"),
    [("k", 1000), ("Ki", 1024), ("g", 10**9), ("m", None), ("e", None), ("", None)],
)
def test_a_prefix_may_stand_alone(text: str, factor: int | None) -> None:
    assert prefix(text, binary=False) == factor


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Nodes", "node"),
        ("queries", "query"),
        ("branches", "branch"),
        ("boxes", "box"),
        ("classes", "class"),
        ("access", "access"),
        ("bus", "bus"),
        ("ms", "ms"),
        ("axis", "axis"),
    ],
)
def test_things_are_counted_in_the_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("mb", True),
        ("kb/s", True),
        ("files per mw", True),
        ("MB", False),
        ("Mb/s", False),
        ("b", False),
        ("segments", False),
        ("", False),
    ],
)
def test_a_unit_may_be_read_in_two_ways(unit: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_ambiguous(unit) is expected
