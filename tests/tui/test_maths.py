"""Maths on cards: as Unicode where that keeps its meaning, else as its source."""

# ruff: noqa: RUF001 - the letters of maths

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.tui.maths import unicode_of
from drill.tui.runs import text_of
from drill.tui.text import as_source, card_line, holds_maths, text_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk
    from tests.tui.conftest import Hand

    MakeApp = Callable[..., DrillApp]
    MakeHand = Callable[[Pilot[int]], Hand]


def drawn(text: str) -> list[str]:
    return [text_of(line) for line in text_lines(text, 60)]


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"x^2", "x²"),
        (r"x_{ij}^{n+1}", "xᵢⱼⁿ⁺¹"),
        (r"2^{n^2}", "2^(n²)"),
        (r"e^{-\lambda t}", "e^(−λt)"),
        (r"p_{\text{fail}} x", "p_fail x"),
        (r"O(n\log n)", "O(n log n)"),
        (r"\Theta(n^{\log_2 3})", "Θ(n^(log₂ 3))"),
        (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", "∑ᵢ₌₁ⁿ i = n(n + 1)/2"),
        (r"\int_0^\infty e^{-x^2}\,dx", "∫₀^∞ e^(−x²) dx"),
        (r"\lim_{x \to 0} f(x)", "lim_(x→0) f(x)"),
        (r"\sqrt{x+1} + \sqrt[3]{8}", "√(x + 1) + ³√8"),
        (r"a \le b \implies -a \ge -b", "a ≤ b ⇒ −a ≥ −b"),
        (r"a \not= b, a \not\in S", "a ≠ b, a ∉ S"),
        (r"\forall x \exists y \neg p", "∀x ∃y ¬p"),
        (r"\left\{ x \mid x > 0 \right\}", "{x | x > 0}"),
        (r"\left.\frac{df}{dx}\right|_{0}", "df/(dx)|₀"),
        (r"\lfloor n/2 \rfloor", "⌊n/2⌋"),
        (r"\mathbb{R}^n \to \mathcal{L}", "ℝⁿ → ℒ"),
        (r"\mathbf{x}^\top \mathbf{y}", "𝐱ᵀ 𝐲"),
        (r"\hat{\theta}, \overline{AB}", "θ̂, A̅B̅"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"a \equiv b \pmod{n}", "a ≡ b (mod n)"),
        (r"\operatorname{softmax}(x)_i", "softmax(x)ᵢ"),
        (r"\text{hit rate} = 1{,}000\%", "hit rate = 1,000%"),
        (r"f''(x) + x_1'", "f″(x) + x₁′"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1 2; 3 4)"),
        (r"\begin{array}{cc} 1 & 2 \end{array}", "[1 2]"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b\n= c"),
        (r"\begin{cases} 1 & \text{if } x \\ 0 \end{cases}", "{ 1 if x; 0 }"),
        (r"\boxed{a+b}^2", "(a + b)²"),
        (r"\text{trace}(A^T A)", "trace(Aᵀ A)"),
        (r"\sum (a + b)", "∑ (a + b)"),
        (r"k := 3 \bmod 2", "k := 3 mod 2"),
    ],
)
def test_maths_is_written_in_unicode(latex: str, shown: str) -> None:
    assert unicode_of(latex) == shown


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\frac{a+b}{c+d}", "(a + b)/(c + d)"),
        (r"\frac{1}{2a}", "1/(2a)"),
        (r"2\frac{1}{3}", "2(1/3)"),
        (r"\frac{1}{2}x", "(1/2)x"),
        (r"\frac{a}{b}\frac{c}{d}", "(a/b)(c/d)"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{(a)(b)}{(c)(d)}", "(a)(b)/((c)(d))"),
        (r"\frac12 + 1", "1/2 + 1"),
        (r"\frac{n}{2^i}", "n/2ⁱ"),
        (r"\frac{\partial L}{\partial w_i}", "∂L/∂wᵢ"),
    ],
)
def test_a_fraction_keeps_its_brackets(latex: str, shown: str) -> None:
    assert unicode_of(latex) == shown


@pytest.mark.parametrize(
    "latex",
    [
        r"\unheardof{x}",
        r"x^",
        r"{x",
        r"x}",
        r"\frac{a}",
        r"\underbrace{a}_{b}",
        r"\hat{xy}",
        r"\sqrt[q+]{x}",
        r"\text{a {b} c}",
        r"\text{a \foo}",
        r"\begin{tikzpicture} a \end{tikzpicture}",
        r"\begin{align} a \end{cases}",
        r"\begin{pmatrix} a \end{bmatrix}",
        r"\end{align}",
        "{" * 500,
        r"\frac" * 300,
        "x^{" * 300,
        "x" * 3_000,
        r"\,",
    ],
)
def test_what_unicode_cannot_show_is_left_as_source(latex: str) -> None:
    assert unicode_of(latex) is None


def test_a_formula_of_a_card_is_shown_and_its_source_on_demand() -> None:
    text = r"Sorting takes $O(n \log n)$; see $\unheardof{n_1}$."
    assert drawn(text) == [r"Sorting takes O(n log n); see $\unheardof{n_1}$."]
    assert drawn(as_source(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        r"$[a](b_1)$ and \(x_1\)",
        r"\[x_1 = [2]\]",
        r"[latex]\frac{a}{b}[/latex], [$]x^2[/$], [$$]y_1[/$$]",
        r"$a*b*c_d_e$, $$|x|^2 - 1. #$$",
    ],
)
def test_the_source_is_shown_as_it_was_written(text: str) -> None:
    assert drawn(as_source(text)) == [text]
    assert not holds_maths(as_source(text))


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and $6",
        "from $5, and 10$.",
        "$5-$10, US$5 (CA$7), $175,000 a month",
        "$HOME/$USER and $PATH:$HOME",
        "its number $$ and its parent $$",
        "[a-z] and $ alone",
    ],
)
def test_prices_and_variables_are_no_maths(text: str) -> None:
    assert drawn(text) == [text]
    assert not holds_maths(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`$x^2$`, $x^2$", ["$x^2$, x²"]),
        ("```\n$x^2$\n```\n$x^2$", ["$x^2$", "", "x²"]),
        ("    $x^2$\n    $y^2$\n\n$x^2$", ["$x^2$", "$y^2$", "", "x²"]),
        ("a\n    $x^2$", ["a x²"]),
        ("- a\n\n    $x^2$", ["• a", "", "  x²"]),
    ],
)
def test_code_keeps_its_dollars(text: str, shown: list[str]) -> None:
    assert drawn(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\(n\) of \(x_1\)", ["n of x₁"]),
        (r"\[x_1 = 2\]", ["x₁ = 2"]),
        (r"\[not a link\] \(aside\) \\(x_1\\)", [r"[not a link] (aside) \(x_1\)"]),
        (r"[$]x^2[/$] [$$]y^2[/$$] [latex]\frac{a}{b}[/latex]", ["x² y² a/b"]),
        ("so\n$$\na = b \\\\\n- c\n$$\nend", ["so", "", "a = b", "−c", "", "end"]),
        ("> $$a\\\\b$$", ["▎ a; b"]),
        ("$a$\n\n$b", ["a", "", "$b"]),
        ("$a\n\nb$", ["$a", "", "b$"]),
        ("| a |\n|---|\n| $x*y*z$ |", ["a        ", "─────────", "x ∗ y ∗ z"]),
        ("**$x_1$ or $y_1$**", ["x₁ or y₁"]),
        ("$a = **b^2**$", ["a = b²"]),
        (r"\$x^2\$", ["$x^2$"]),
    ],
)
def test_maths_stands_in_its_markdown(text: str, shown: list[str]) -> None:
    assert drawn(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("$" * 50_000, "$a " * 15_000, "\\(" * 25_000, "\\[" * 25_000, "$$a" * 15_000),
        *("[latex]" * 7_000, "[$]a" * 12_000, "$a\\" * 15_000, "    $a\n" * 8_000),
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    holds_maths(text)
    assert time.process_time() - began < 2


@given(st.text(alphabet="\\{}^_&$ abfrcsqt[]()x2-+=,.|'!\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown(text: str) -> None:
    unicode_of(text)
    text_lines(f"${text}$", 40)


def formula(desk: Desk, front: str = "How many comparisons?") -> None:
    """A deck of the learner's own with one note of maths."""
    desk.set(study={"decks": ["mine"]})
    desk.write(
        desk.own / "mine" / "words.yaml",
        rf"""
        topic: words
        title: Words
        notes:
          - id: sorting
            front: |
              {front}
            back: |
              $O(n \log n)$ of $n^2$
            source: a book
        """,
    )


def test_a_line_of_a_list_has_its_maths_in_unicode() -> None:
    assert card_line("What is\n$\\frac{a}{b}$ of $a \\\\ b$?") == "What is a/b of a; b?"
    assert card_line(r"$\unheardof{x}$, $5 and $6") == r"$\unheardof{x}$, $5 and $6"
    assert card_line("plain  words") == "plain words"


async def test_browse_shows_maths_in_unicode(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    formula(desk, front=r"How large is $2^{10}$?")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("slash", "enter")
        await keys.settle()
        assert "How large is 2¹⁰?" in keys.text()


async def test_a_key_shows_the_source_of_the_maths_and_the_maths_again(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    formula(desk)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        assert "m source" not in keys.text()
        await keys.press("m", "space")
        assert "O(n log n) of n²" in keys.text()
        assert "m source" in keys.text()
        await keys.press("m")
        assert r"$O(n \log n)$ of $n^2$" in keys.text()
        await keys.press("m")
        assert "O(n log n) of n²" in keys.text()


def test_texts_without_its_signs_load_nothing_of_maths() -> None:
    code = (
        "import sys; from drill.tui.text import text_lines; text_lines('a **b**', 9);"
        "print([name for name in sys.modules if 'maths' in name])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]"
