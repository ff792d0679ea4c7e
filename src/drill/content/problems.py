"""Defects in files of decks, as values with a place and a stable code.

A code never changes its meaning; `docs/deck-format.md` lists them all, generated
from the table below. Y: the YAML, F: files and keys, N: one note, T: teaching,
K: katas.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Severity(StrEnum):
    """How much a defect matters."""

    ERROR = "error"
    """A note or a file cannot be used as it is."""
    WARNING = "warning"
    """It can be used, but ought to be mended."""


@dataclass(frozen=True, slots=True)
class Code:
    """What one problem code stands for."""

    severity: Severity
    meaning: str


def _errors(**meanings: str) -> dict[str, Code]:
    return {code: Code(Severity.ERROR, text) for code, text in meanings.items()}


def _warnings(**meanings: str) -> dict[str, Code]:
    return {code: Code(Severity.WARNING, text) for code, text in meanings.items()}


CODES: dict[str, Code] = {
    **_errors(
        Y001="The YAML cannot be read from here on.",
        Y002="The file is not UTF-8 here.",
        Y003="A character that no text file may hold, such as NUL or ESC.",
        Y004="A tab where YAML wants spaces.",
        Y005="The file is larger than a topic file may be.",
        Y006="Lists and mappings lie too deep in one another.",
        Y007="A key stands twice in one mapping.",
        Y008="An alias that contains itself, or aliases that multiply.",
        Y009="YAML that decks do not use: a tag, a merge key, a second document.",
    ),
    **_warnings(
        Y010="Text that other readers of YAML take for a number, a date or yes/no.",
        Y011="The file begins with a byte order mark.",
    ),
    **_errors(
        F001="The file cannot be opened.",
        F002="The file is no mapping of keys to values.",
        F003="A key that the format does not know.",
        F004="A key that must be there is missing.",
        F005="A value of the wrong type.",
        F006="An id or a reference that is not spelled as ids are.",
        F007="Two notes of a topic have one id.",
        F008="A kind of note that does not exist.",
        F009="Two files claim one topic.",
        F010="A folder's name cannot be the id of a deck.",
        F011="A topic listed in deck.yaml has no file.",
        F012="A deck of one's own claims the id of a shipped one.",
        F013="A former id is the id of something that is still there.",
        F014="Two things claim one former id.",
        F016="Two folders claim one deck.",
        F015="Needs that lead in a circle: these notes would never be shown.",
    ),
    **_warnings(
        F020="A topic's file is not listed in deck.yaml.",
        F021="A topic's file or a kata's folder is not named like its id.",
        F022="A file that ends in .yml is not read.",
        F023="A reference to something that is not among the decks at hand.",
        F024="A note needs, or contrasts with, itself.",
        F025="A topic without notes.",
    ),
    **_errors(
        N001="A cloze text without a gap.",
        N002="A gap that is not closed, or not spelled {{c1::answer::hint}}.",
        N003="A gap without an answer.",
        N004="Not the number of right choices that the question asks for.",
        N005="The same choice or item twice.",
        N006="A value outside what is allowed.",
        N007="A tolerance that is not exactly one of its three forms.",
        N008="Text with a character that no text may hold.",
        N009="A text that is too long.",
        N010="A generator that does not exist.",
        N011="Parameters that the generator does not take.",
    ),
    **_warnings(
        N020="An invisible character, or one that turns the direction of writing.",
        N021="A tab inside a text: its width differs from screen to screen.",
    ),
    **_warnings(
        T001="An answer too long to recall: over 30 words.",
        T002="A front of more than 6 lines of 76 columns.",
        T003="A back of more than 8 lines of 76 columns.",
        T004="A cloze whose answer stands elsewhere in its text.",
        T005="A cloze that hides a word which grammar alone gives.",
        T006="The right choice is the longest more often than chance would have it.",
        T007="Two notes ask the same.",
        T008="Two notes ask nearly the same.",
        T009="A note without a source.",
        T010="A wrong choice that does not say why it is wrong.",
        T011="Not 3 to 5 choices.",
        T012="A front that points at something outside of it.",
        T013="A line of code or of a diagram wider than 74 columns, or 67 in `why`.",
        T014="A rubric that is not of 6 to 12 criteria.",
        T015="A cloze that hides nearly all of its text.",
        T016="A choice that asks which one is not so.",
        T017="Choices of very different lengths.",
        T018="A choice such as “all of these” that does not keep its place.",
        T019="Choices that are all right.",
        T020="A number that is not whole, without a tolerance.",
        T021="A tolerance that takes nearly anything, or nothing.",
        T022="A typed answer of over 6 words.",
        T023="Not 3 to 8 items to order.",
        T024="A prompt that does not say its minutes.",
        T025="A follow-up that comes after the end of its prompt.",
        T026="A criterion of over 25 words.",
        T027="A unit that can be read in two ways.",
        T028="A number whose question names a unit that the note does not.",
        T029="A growth class that cannot be read.",
        T030="An accepted spelling that is forgiven anyway.",
        T031="Choices that can be guessed without knowing the subject.",
        T032="A long run of words that another note has too.",
    ),
    **_errors(
        K001="A file that the kata needs is not in its folder.",
        K002="A signature that names neither a function nor a class.",
        K004="A stage that does not exist, is there twice, or is not said.",
        K005="A kata without cases, or random ones that nothing draws.",
        K006="Two cases of one name.",
        K007="A case that does not fit what is called.",
        K008="Python that cannot be parsed.",
    ),
    **_warnings(
        K020="Fewer than 8 written cases.",
        K021="Fewer than 3 hints.",
        K022="Fewer than 3 wrong solutions.",
        K023="No case that is shown with the statement.",
        K024="Arguments that the signature does not name.",
        K025="A stage without a case.",
        K026="A kata that does not say its limits or its minutes.",
        K027="A statement wider than 76 columns.",
        K028="A starter in a language without a solution to prove it.",
        K029="Starters in other languages that nothing can call.",
    ),
    **_errors(
        K030="A case that the reference fails, or no reference at all.",
        K031="Code of the deck that fails while it makes or checks a case.",
        K032="A wrong solution that passes every case.",
        K033="A starter that passes every case.",
        K036="A drawn case that is another one when it is drawn again.",
        K043="A starter in another language that does not compile.",
    ),
    **_warnings(
        K034="A case for which the reference takes over a fifth of the time limit.",
        K037="A reference whose time grows more steeply than the kata allows.",
        K040="A small change to the reference that no case notices.",
        K041="A slow wrong solution that takes less than five times the limit.",
        K042="A solution in another language that nothing here can compile or run.",
    ),
}
"""Every code with its severity and its meaning."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One defect in one file."""

    path: Path
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    severity: Severity
    code: str
    message: str
    """One sentence with the offending value."""
    hint: str = ""
    """What to do about it; may be empty."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Where it stands in a list: by file, place, code."""
        return (str(self.path), self.line, self.column, self.code, self.message)

    @property
    def is_error(self) -> bool:
        """Whether something cannot be used as it is."""
        return self.severity is Severity.ERROR


def problem(  # noqa: PLR0913, PLR0917 - the parts of a problem
    code: str, path: Path, line: int, column: int, message: str, hint: str = ""
) -> Problem:
    """A problem with the severity that its code has."""
    return Problem(path, line, column, CODES[code].severity, code, message, hint)
