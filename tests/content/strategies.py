"""Notes of every kind, from odd texts, as hypothesis draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from drill.content.notes import parse_note

if TYPE_CHECKING:
    from drill.content.notes import Note

ODD = ["no", "1.10", "12:30", "017", "~", "null", "2026-01-01", "a: b", "- a", "# a"]
ODD += [
    "`x`: y",
    "{a}",
    "[a]",
    "*a",
    "&a",
    "!a",
    "a #b",
    "a:",
    '"',
    "'",
    "\\",
    "%",
    "@",
]
ODD += ["| a", "> a", "? a", "a\n  b", "a\n\n\nb", " a", "a\n b\n", "é\u2028x", "\x85y"]
ODD += [
    "\ufeff",
    "\x07",
    "\U0001f600",
    "a\tb",
    "a\n\tb",
    "```\nx: [\n```",
    "...",
    "---",
]
ODD += [
    "<<",
    "=",
    "1e9",
    ".5",
    "0o7",
    "x" * 200,
    "word " * 40,
    "a  b",
    "a\n   \nb",
    "on",
]

characters = st.characters(codec="utf-8", exclude_characters="\x00")
texts = (
    (st.sampled_from(ODD) | st.text(characters, min_size=1, max_size=60))
    .map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))
    .filter(lambda text: bool(text.strip()))
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
slugs = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True) | st.sampled_from(
    ["no", "on", "1", "1-2", "1e3", "-", "---", "null", "2026-01-01", "0"]
)
references = slugs | st.builds("{}/{}".format, slugs, slugs)
numbers = st.integers(-(10**9), 10**9) | st.floats(
    -1e9, 1e9, allow_nan=False, allow_infinity=False
)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(lines.filter(lambda key: len(key) < 80), inner, max_size=3)
    ),
    max_leaves=6,
)
clozes = st.builds(
    "{}{{{{c1::{}::{}}}}} {{{{c2::{}}}}}".format,
    *[st.text(st.sampled_from("ab .:\n'\"#-"), max_size=12)] * 1,
    *[st.text(st.sampled_from("ab é'\"#-"), max_size=9).map("x{}".format)] * 3,
)


def common() -> dict[str, st.SearchStrategy[Any]]:
    """What a note of any kind may have."""
    return {
        "revision": st.integers(1, 9),
        "why": texts,
        "source": st.lists(lines, max_size=3),
        "hints": st.lists(texts, max_size=2),
        "needs": st.lists(references, max_size=2),
        "contrast": st.lists(references, max_size=2),
        "formerly": st.lists(slugs, max_size=2),
        "tags": st.lists(lines.map(lambda line: line.split()[0][:30]), max_size=3),
    }


choice = st.fixed_dictionaries(
    {"text": texts}, optional={"why": texts, "anchor": st.booleans()}
)
choices = st.lists(
    choice, min_size=2, max_size=4, unique_by=lambda each: str(each["text"]).strip()
).map(lambda found: [{**found[0], "right": True}, *found[1:]])

KINDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "basic": {"front": texts, "back": texts, "both_ways": st.booleans()},
    "cards": {
        "cards": st.lists(
            st.fixed_dictionaries(
                {"part": slugs, "front": texts}, optional={"back": texts}
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda each: str(each["part"]),
        )
    },
    "cloze": {"text": clozes},
    "choice": {"question": texts, "choices": choices},
    "numeric": {
        "question": texts,
        "answer": numbers,
        "unit": lines,
        "tolerance": st.builds(dict, relative=st.floats(0, 1)),
    },
    "typed": {"question": texts, "answer": lines, "accept": st.lists(lines)},
    "order": {
        "question": texts,
        "items": st.lists(texts, min_size=2, max_size=4, unique_by=str.strip),
    },
    "generated": {
        "title": lines,
        "generator": st.just("tcp.reno"),
        "parameters": st.dictionaries(
            lines.filter(lambda key: len(key) < 80), values, max_size=3
        ),
    },
    "prompt": {
        "title": lines,
        "minutes": st.integers(1, 90),
        "question": texts,
        "rubric": st.lists(
            st.fixed_dictionaries(
                {"criterion": lines}, optional={"weight": st.integers(1, 5)}
            ),
            min_size=1,
            max_size=3,
        ),
        "outline": texts,
    },
}


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A note of any kind that stands in a topic's file."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    needed = st.fixed_dictionaries(KINDS[kind], optional=common())
    values = draw(needed)
    return parse_note({"id": draw(slugs), "kind": kind, **values})
