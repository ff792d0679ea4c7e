"""LaTeX's symbols as Unicode, by how they stand beside each other.

Plain words, read once on first need. What is in none of the tables is not shown as
Unicode at all.
"""

# ruff: noqa: RUF001 - the letters of maths

from __future__ import annotations

from typing import Final


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPERANDS: Final = _table(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ
    vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ
    varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    infty ∞ emptyset ∅ varnothing ∅  ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ
    wp ℘ imath ı jmath ȷ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ blacksquare ■
    diamond ⋄ lozenge ◊ star ⋆ bullet ∙ checkmark ✓ dagger † ddagger ‡ prime ′ degree °
    circ ∘ ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱
    S § P ¶ copyright © pounds £ euro € complement ∁ eth ð
    beth ℶ gimel ℷ natural ♮ sharp ♯ flat ♭ surd √ backslash \\
    """
)
PREFIXES: Final = _table("partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬")
BINARY: Final = _table(
    """
    times × div ÷ cdot · pm ± mp ∓ ast ∗ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
    cup ∪ cap ∩ setminus ∖ smallsetminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ uplus ⊎ sqcup ⊔
    sqcap ⊓ bmod mod bowtie ⋈ ltimes ⋉ rtimes ⋊ amalg ⨿ wr ≀ circledast ⊛
    """
)
RELATIONS: Final = _table(
    """
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼
    simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ lt < gt > asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔
    in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋
    nsubseteq ⊈ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ preceq ⪯ succ ≻ succeq ⪰ mid | nmid ∤
    parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ to → rightarrow → gets ←
    leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒
    impliedby ⇐ iff ⇔ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
    Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ uparrow ↑
    downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ leadsto ⇝
    rightharpoonup ⇀ rightleftharpoons ⇌ therefore ∴ because ∵ lesssim ≲ gtrsim ≳
    trianglelefteq ⊴ colon :
    """
)
BIG: Final = _table(
    """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁
    bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigsqcup ⨆
    """
)
OPENING: Final = _table(
    "lfloor ⌊ lceil ⌈ langle ⟨ lbrace { lbrack [ lvert | lVert ‖ lparen ("
)
CLOSING: Final = _table(
    "rfloor ⌋ rceil ⌉ rangle ⟩ rbrace } rbrack ] rvert | rVert ‖ rparen )"
)
FUNCTIONS: Final = _names(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg
    lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh
    """
)
SPACES: Final = frozenset(["quad", "qquad", "enspace", "thinspace", "space"])
IGNORED: Final = _names(
    """
    big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm middle limits
    nolimits displaystyle textstyle scriptstyle nonumber notag hfill left right
    boldsymbol
    """
)
WORDS: Final = _names(
    """
    text textrm textit textsf texttt textnormal mbox mathrm mathit mathsf mathtt
    operatorname textbf emph
    """
)
"""Commands whose argument is words."""
ACCENTS: Final = _table(
    """
    hat \u0302 widehat \u0302 bar \u0304 overline \u0305 tilde \u0303 widetilde \u0303
    vec \u20d7 dot \u0307 ddot \u0308 check \u030c acute \u0301 grave \u0300
    breve \u0306 underline \u0332
    """
)
MATRICES: Final = {
    "matrix": ("[", "]"),
    "smallmatrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("[", "]"),
    "cases": ("{ ", " }"),
}
ROWS: Final = _names(
    """
    aligned align align* gathered gather gather* split equation equation* alignat*
    eqnarray eqnarray* multline multline* displaymath math
    """
)
"""Environments whose rows stand below each other."""
RAISED: Final = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW′∘∗⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ′°*ᵀ",
        strict=True,
    )
)
LOWERED: Final = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_DOUBLE: Final = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_SCRIPT: Final = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
ALPHABETS: Final = {
    "mathbb": (0x1D538, 0x1D552, _DOUBLE),
    "mathcal": (0x1D49C, 0, _SCRIPT),
    "mathscr": (0x1D49C, 0, _SCRIPT),
    "mathbf": (0x1D400, 0x1D41A, {}),
    "bm": (0x1D400, 0x1D41A, {}),
}
"""By command: where the capitals begin, where the small letters do (0: there are
none), and the letters that Unicode has elsewhere."""
