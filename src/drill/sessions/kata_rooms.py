"""The katas there are, and the way to one of them by name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from drill.content.kata_files import read_kata_folder
from drill.errors import KataNotFound, KataUnreadable
from drill.events import Attempted
from drill.quiz.kata_proposing import USUAL_MINUTES
from drill.sessions.kata import KataSession
from drill.sessions.kata_pictures import attempts_of, is_passed
from drill.sessions.kata_steps import KataRow, KatasStep, KataState
from drill.sessions.kata_work import Work
from drill.sessions.labels import due_label
from drill.sessions.own_files import is_own
from drill.sessions.steps import KataOffer
from drill.srs.schedule import New, Reviewing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.content.kata_files import KataFolder
    from drill.ids import CardId, StudyDay
    from drill.sessions.collection import Collection
    from drill.sessions.kata_steps import AttemptRow
    from drill.store.card_rows import StoredCard
    from drill.store.katas import StoredKata
    from drill.store.units import ReadUnit


def katas(collection: Collection) -> KatasStep:
    """All katas of the decks at hand: begun and due ones first, then by topic."""
    day = collection.today
    with collection.store.read() as unit:
        stored = unit.katas()
        known = unit.cards.many([each.card for each in stored])
        rows = [_row(collection, unit, each, known[each.card], day) for each in stored]
    order = {KataState.DUE: 0, KataState.NEW: 1, KataState.LATER: 1}
    rows.sort(key=lambda row: (not row.is_begun, order.get(row.state, 2), row.topic))
    return KatasStep(tuple(rows))


def find_kata(collection: Collection, name: str) -> CardId:
    """The card of a kata.

    Args:
        collection: the learner's.
        name: its id, `deck/topic/id`, or the same with `#q`.

    Raises:
        KataNotFound: there is none of that name, or several; near ones are named.
    """
    with collection.store.read() as unit:
        stored = unit.katas()
    wanted = name.partition("#")[0]
    found = [each for each in stored if wanted in {each.note, each.document["id"]}]
    if len(found) == 1:
        return found[0].card
    if found:
        listed = ", ".join(each.note for each in found)
        raise KataNotFound(name, f"Several have that id: {listed}.")
    ids = {str(each.document["id"]): each.note for each in stored}
    near = get_close_matches(wanted.rpartition("/")[2], ids, n=3)
    raise KataNotFound(name, f"Did you mean {', '.join(near)}?" if near else "")


def kata_folder(collection: Collection, card: CardId) -> KataFolder:
    """The files of a kata.

    Raises:
        KataNotFound: it is no kata, or gone from the decks.
        KataUnreadable: its files have errors.
    """
    with collection.store.read() as unit:
        stored = unit.cards.find(card)
        note = unit.notes.find(stored.note) if stored else None
    if note is None or note.kind != "kata" or not note.present or note.path is None:
        raise KataNotFound(card)
    shipped = not is_own(collection, note.path)
    read = read_kata_folder(note.path.parent, is_shipped=shipped)
    if read.kata is None:
        errors = [each for each in read.problems if each.is_error]
        raise KataUnreadable(note.path.parent, errors[0].message if errors else "")
    return read.kata


def open_kata(
    collection: Collection,
    card: CardId,
    language: str = "python",
    *,
    is_planned: bool = False,
) -> KataSession:
    """Take up a kata, or go on with it.

    Raises:
        KataNotFound: it is no kata, or gone from the decks.
        KataUnreadable: its files have errors.
        LanguageNotFound: it cannot be written in that language.
        NotWritable: the work file cannot be made.
    """
    kata = kata_folder(collection, card)
    return KataSession(collection, card, kata, language, is_planned=is_planned)


def due_katas(
    collection: Collection, minutes: int, scope: Sequence[str]
) -> tuple[KataOffer, ...]:
    """The katas that are due today, the longest due first.

    Args:
        collection: the learner's.
        minutes: longer ones are left out.
        scope: ids of decks and topics that they belong to.
    """
    day = collection.today
    with collection.store.read() as unit:
        stored = unit.katas()
        known = unit.cards.many([each.card for each in stored])
    found = []
    for each in stored:
        card = known[each.card]
        needed = each.document.get("minutes", USUAL_MINUTES)
        is_asked = each.topic in scope or each.topic.partition("/")[0] in scope
        if is_asked and needed <= minutes and _state(card, day) is KataState.DUE:
            offer = KataOffer(each.card, each.document["title"], needed)
            found.append((card.schedule.state, offer))
    found.sort(key=lambda pair: getattr(pair[0], "due", day))
    return tuple(offer for _, offer in found)


def attempts(collection: Collection, card: CardId) -> tuple[AttemptRow, ...]:
    """Earlier runs of a kata, the latest first; also of one that is gone."""
    with collection.store.read() as unit:
        entries = unit.journal.history(card)
    return attempts_of(
        (entry.event, entry.event.body)
        for entry in entries
        if isinstance(entry.event.body, Attempted) and not entry.retracted
    )


def _row(
    collection: Collection,
    unit: ReadUnit,
    stored: StoredKata,
    card: StoredCard,
    day: StudyDay,
) -> KataRow:
    bodies = [
        entry.event.body
        for entry in unit.journal.history(stored.card)
        if isinstance(entry.event.body, Attempted) and not entry.retracted
    ]
    passes = [body.spent_s for body in bodies if is_passed(body)]
    work = Work(collection.locations.data, stored.card, "python")
    notes = work.notes()
    is_begun = work.folder.is_dir() and not notes.is_rated
    return KataRow(
        card=stored.card,
        id=stored.document["id"],
        topic=stored.topic,
        title=stored.document["title"],
        minutes=stored.document.get("minutes"),
        state=_state(card, day),
        due_label=_due(card, day),
        is_begun=is_begun,
        attempts=len(bodies),
        last_verdict=bodies[-1].verdict if bodies else "",
        best_s=min(passes, default=None),
    )


def _state(card: StoredCard, day: StudyDay) -> KataState:
    state = card.schedule.state
    if card.schedule.suspended:
        return KataState.SUSPENDED
    if isinstance(state, New):
        return KataState.NEW
    is_later = isinstance(state, Reviewing) and state.due > day
    return KataState.LATER if is_later else KataState.DUE


def _due(card: StoredCard, day: StudyDay) -> str:
    state = card.schedule.state
    if isinstance(state, New):
        return ""
    return due_label(max(state.due, day), day)
